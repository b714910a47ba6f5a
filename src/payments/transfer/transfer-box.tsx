import type { Texts } from '../../i18n/texts.ts'
import { formatYuan } from '../../kernel/money.ts'
import type { OrderView } from '../../orders/queries.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import type { Paths } from '../../urls.ts'
import type { PaymentAction } from '../gateway.ts'

type Props = {
  order: Pick<OrderView, 'number' | 'totalFen'>
  action: Extract<PaymentAction, { kind: 'transfer' }>
  arrivedFen: number
  t: Texts
  paths: Paths
}

/** Where to send the money, each fact ready to be copied; what has come of it, and what happens next. */
export function TransferBox({ order, action, arrivedFen, t, paths }: Props) {
  const texts = t.orders.transfer
  const { account, reference } = action
  const left = formatYuan(order.totalFen - arrivedFen)
  const facts: [label: string, shown: string, copied: string][] = [
    [texts.accountName, account.name, account.name],
    [texts.accountNo, account.number.replace(/(\d{4})(?=\d)/g, '$1 '), account.number],
    [texts.bank, account.bank, account.bank],
    [texts.toPay, `¥${left}`, left],
    [texts.reference, reference, reference],
  ]
  return (
    <section class="transfer" aria-labelledby="transfer">
      <h2 id="transfer">{texts.title}</h2>
      <p>{texts.lead}</p>
      {arrivedFen > 0 ? (
        <p class="notice-info" role="status">
          {texts.arrived(formatYuan(arrivedFen), left)}
        </p>
      ) : null}
      <dl class="transfer-facts">
        {facts.map(([label, shown, copied]) => (
          <div>
            <dt>{label}</dt>
            <dd>
              <span class="transfer-fact">{shown}</span>
              <CopyButton text={copied} words={{ copy: texts.copy, copied: texts.copied }} />
            </dd>
          </div>
        ))}
      </dl>
      <p>
        <a href={paths.paymentNotice(order.number)}>{texts.notice}</a>
      </p>
      <h3>{texts.next}</h3>
      <ul class="transfer-steps">
        {texts.steps.map((step) => (
          <li>{step}</li>
        ))}
      </ul>
    </section>
  )
}
