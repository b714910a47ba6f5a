import { inLanguage, type Language, type Texts } from '../../i18n/texts.ts'
import { capitalYuan, fen, formatYuan } from '../../kernel/money.ts'
import { civilDate, formatInstant } from '../../kernel/time.ts'
import type { OrderView } from '../../orders/queries.ts'
import type { Paths } from '../../urls.ts'
import type { PaymentAction } from '../gateway.ts'

type Props = {
  order: OrderView
  action: Extract<PaymentAction, { kind: 'transfer' }>
  /** What has come of it, in fen. */
  arrivedFen: number
  phone: string | null
  now: number
  language: Language
  t: Texts
  paths: Paths
}

/** A payment notice on A4, for an institution's bookkeeping. */
export function NoticePage({ order, action, arrivedFen, phone, now, language, t, paths }: Props) {
  const texts = t.orders.paymentNotice
  const { account, reference } = action
  const titleOf = (line: OrderView['lines'][number]) =>
    `${inLanguage(language, line.titleZh, line.titleEn)} ${inLanguage(language, line.specZh, line.specEn)}`
  const sums: [label: string, amountFen: number][] = [
    [texts.freight, order.freightFen],
    [texts.discount, -order.discountFen],
  ]
  const facts: [label: string, text: string][] = [
    ...(arrivedFen > 0
      ? [[texts.toPay, `¥${formatYuan(order.totalFen - arrivedFen)}`] as [string, string]]
      : []),
    [texts.inWords, capitalYuan(fen(order.totalFen - arrivedFen))],
    [t.orders.transfer.accountName, account.name],
    [t.orders.transfer.accountNo, account.number],
    [t.orders.transfer.bank, account.bank],
    [t.orders.transfer.reference, reference],
    [texts.payBefore, t.orders.stamp(formatInstant(order.payBefore))],
    ...(phone ? [[texts.phone, phone] as [string, string]] : []),
  ]
  return (
    <div class="notice-page wrap">
      <p class="notice-tools no-print">
        <a href={paths.payment(order.number)}>{texts.back}</a>
        <button class="button button-secondary" type="button" data-print hidden>
          {texts.print}
        </button>
      </p>
      <article class="sheet" aria-labelledby="sheet-title">
        <header class="sheet-head">
          <h1 id="sheet-title">{texts.title}</h1>
          <p>
            {t.shell.brand} {t.orders.stamp(civilDate(now))}
          </p>
        </header>
        <dl class="sheet-parties">
          <div>
            <dt>{texts.to}</dt>
            <dd>{account.name}</dd>
          </div>
          <div>
            <dt>{texts.number}</dt>
            <dd>
              <span class="order-number">{reference}</span>
              <p>
                {texts.placedAt} {t.orders.stamp(formatInstant(order.placedAt))}
              </p>
            </dd>
          </div>
        </dl>
        <table class="sheet-lines">
          <tbody>
            {order.lines.map((line) => (
              <tr>
                <th scope="row">{titleOf(line)}</th>
                <td>{texts.piece(line.quantity)}</td>
                <td>¥{formatYuan(line.amountFen)}</td>
              </tr>
            ))}
            {sums
              .filter(([, amountFen]) => amountFen !== 0)
              .map(([label, amountFen]) => (
                <tr>
                  <th scope="row">{label}</th>
                  <td />
                  <td>¥{formatYuan(amountFen)}</td>
                </tr>
              ))}
            <tr class="sheet-total">
              <th scope="row">{texts.total}</th>
              <td />
              <td>¥{formatYuan(order.totalFen)}</td>
            </tr>
          </tbody>
        </table>
        <dl class="sheet-terms">
          {facts.map(([label, text]) => (
            <div>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </article>
    </div>
  )
}
