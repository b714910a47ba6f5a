import { formatYuan } from '../../kernel/money.ts'
import { civilDate, formatInstant } from '../../kernel/time.ts'
import type { OrderView } from '../../orders/queries.ts'
import type { RefundTold } from '../../payments/refunds/telling.ts'
import type { RefundTransfer } from '../../payments/schema.ts'
import { adminPaths } from '../../urls.ts'
import { Field } from '../field.tsx'
import type { OrderDeskProps } from './order-page.tsx'
import { REPAID_FIELDS } from './repaying-form.ts'
import { wrongAt } from './typed.ts'

const REASONS: Record<string, string> = {
  cancelled: '整笔取消',
  lines: '部分退款',
  plot: '退认购地块',
  shortfall: '歉收补偿',
  goodwill: '补偿',
  paid_twice: '重复付款，全额退回',
  paid_late: '订单关闭后才到账，全额退回',
  plot_lost: '地块已被别人认购，全额退回',
}
/** Money that no order keeps goes back without anybody's doing. */
const AUTOMATIC = ['paid_twice', 'paid_late', 'plot_lost']

const STATES: Record<string, string> = {
  requested: '处理中',
  processing: '处理中',
  succeeded: '成功',
  failed: '失败，要重新办理',
  given_up: '已放弃办理，原因在操作日志',
  repaid: '已用银行转账退还',
}

/** A line as people name it; null is the order itself. */
export const lineName = (order: OrderView, line: number | null): string => {
  const own = order.lines.find((each) => each.line === line)
  return own ? `${own.titleZh} ${own.specZh}` : '整笔订单'
}

/** What a refund was for, a phrase for each part. */
function partsOf(order: OrderView, { lines, freight, allowance, lessFen }: RefundTold): string[] {
  const sum = (amountFen: number) => (amountFen ? ` ¥${formatYuan(amountFen)}` : '')
  const sent = (quantity: number, withheld: number) =>
    withheld === 0 ? '（已发出）' : withheld < quantity ? `（其中${withheld}件没有发出）` : ''
  return [
    ...lines.map(({ line, quantity, withheld, amountFen }) =>
      order.lines.find((own) => own.line === line)?.sku === null
        ? `${lineName(order, line)}${sum(amountFen)}`
        : `${lineName(order, line)} × ${quantity}${sent(quantity, withheld)}${sum(amountFen)}`,
    ),
    ...freight.map(({ nameZh, amountFen }) => `运费 ${nameZh}${sum(amountFen)}`),
    ...(allowance ? [`${lineName(order, allowance.line)}，不退商品`] : []),
    ...(lessFen ? [`减去之前给整笔订单的补偿${sum(lessFen)}`] : []),
  ]
}

function byWhom({ refund }: RefundTold, { people, goodwill }: OrderDeskProps): string {
  const request = goodwill.requests.find(({ refundId }) => refundId === refund.id)
  const name = people.get(refund.staffId ?? '')
  if (request?.alone) return `${name} 退款，没有第二个人可以复核`
  if (request) return `${request.askedName} 申请，${name} 复核`
  return name ?? (AUTOMATIC.includes(refund.reason) ? '系统自动' : '顾客')
}

/** A refund of a bank transfer is never asked for: it waits for a person who sends it. */
const stateOf = ({ refund: { state }, byHand }: RefundTold): string =>
  byHand && state === 'given_up' ? '待转账退款' : (STATES[state] ?? state)

/** Another try at a refund nobody is at; the number says which one was looked at. */
const AskAgain = ({
  order,
  byHand,
  refund: { id, state, outRefundNo },
}: RefundTold & { order: OrderView }) =>
  (!byHand && state === 'failed') || (!byHand && state === 'given_up') ? (
    <form method="post" action={adminPaths.orderRefundAgain(order.number, id)} data-once>
      <input type="hidden" name="of" value={outRefundNo} />
      <button class="button button-secondary" type="submit">
        {state === 'failed' ? '用新的退款单号再退一次' : '重新办理这笔退款'}
      </button>
    </form>
  ) : null

const TransferTold = ({ people, transfer }: OrderDeskProps & { transfer: RefundTransfer }) => (
  <div>
    {transfer.paidOn} 转账，银行流水号 {transfer.reference}
    {transfer.note ? `，${transfer.note}` : ''}（{people.get(transfer.staffId) ?? '同事'}登记）
  </div>
)

/** For money a person sent by bank transfer, since its provider would not: said once it was sent. */
const Repaid = (props: OrderDeskProps & { told: RefundTold }) => {
  const { order, typed, told } = props
  const { id, state, outRefundNo, amountFen } = told.refund
  if (state !== 'failed' && state !== 'given_up') return null
  const own = typed.values.refund === id
  const value = (name: string) => (own ? typed.values[name] : undefined) ?? ''
  const error = (name: string) => (own ? wrongAt(props, name) : undefined)
  return (
    <details open={own}>
      <summary>登记转账退款</summary>
      <p class="fine">
        {told.byHand
          ? `这笔订单是对公转账付的：从银行把 ¥${formatYuan(amountFen)} 转回原付款账户，然后在这里登记。`
          : `先在商户平台确认这笔退款没有成功，再从银行把 ¥${formatYuan(amountFen)} 转给买家，然后在这里登记。`}
      </p>
      <form
        method="post"
        action={adminPaths.orderRefundTransfer(order.number, id)}
        class="admin-form"
        novalidate
        data-once
      >
        <input type="hidden" name="of" value={outRefundNo} />
        <input type="hidden" name="refund" value={id} />
        {REPAID_FIELDS.map(({ name, ...field }) => (
          <Field
            {...field}
            name={name}
            id={`${name}-${id}`}
            value={value(name) || (name === 'repaid-on' && !own ? civilDate(props.now) : '')}
            error={error(name)}
            autocomplete="off"
          />
        ))}
        <button class="button button-secondary" type="submit">
          登记为已退还
        </button>
      </form>
    </details>
  )
}

/** What went back, what it was for, why, by whom and how it stands, for everybody who reads the order. */
export const Refunds = (props: OrderDeskProps) => {
  const { order, refunds } = props
  return refunds.length ? (
    <section>
      <h2>退款</h2>
      <ul class="admin-timeline refund-list">
        {refunds.map((told) => {
          const { amountFen, reason, note, createdAt } = told.refund
          return (
            <li>
              <strong>¥{formatYuan(amountFen)}</strong> {REASONS[reason] ?? reason} · {stateOf(told)}
              {partsOf(order, told).map((part) => (
                <div>{part}</div>
              ))}
              {note ? <div>原因：{note}</div> : null}
              {told.transfer ? <TransferTold {...props} transfer={told.transfer} /> : null}
              <small>
                {formatInstant(createdAt)} · {byWhom(told, props)}
              </small>
              {props.mayRefund ? <AskAgain order={order} {...told} /> : null}
              {props.mayRefund ? <Repaid {...props} told={told} /> : null}
            </li>
          )
        })}
      </ul>
    </section>
  ) : null
}
