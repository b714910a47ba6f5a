import { formatYuan } from '../../kernel/money.ts'
import { formatInstant } from '../../kernel/time.ts'
import type { NamedRequest } from '../../payments/refunds/goodwill.ts'
import { adminPaths } from '../../urls.ts'
import { Field } from '../field.tsx'
import { LONGEST_REASON } from './goodwill-form.ts'
import type { OrderDeskProps } from './order-page.tsx'
import { lineName } from './refund-list.tsx'
import { wrongAt } from './typed.ts'

/** Above the limit a sum waits here; whoever reads the order sees it, who may refund decides. */
export const WaitingGoodwill = (props: OrderDeskProps) => {
  const request = props.goodwill.requests.find(({ decidedAt }) => decidedAt === null)
  return request ? (
    <section class="goodwill-waiting">
      <h2>待复核的补偿</h2>
      <RequestFacts {...props} request={request} />
      {props.mayRefund ? <Decision {...props} request={request} /> : null}
    </section>
  ) : null
}

/** What was declined or withdrawn, so that nobody asks twice without knowing. */
export const RefusedGoodwill = (props: OrderDeskProps) => {
  const refused = props.goodwill.requests.filter(
    ({ decidedAt, refundId }) => decidedAt !== null && refundId === null,
  )
  return refused.length ? (
    <section>
      <h2>没有给的补偿</h2>
      <ul class="admin-timeline">
        {refused.map((request) => (
          <li>
            <RequestFacts {...props} request={request} />
            <p>
              {formatInstant(request.decidedAt!)} {request.decidedName}{' '}
              {request.decidedBy === request.askedBy ? '撤回' : `不同意：${request.answer}`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  ) : null
}

type RequestProps = OrderDeskProps & { request: NamedRequest }

const RequestFacts = ({ order, request }: RequestProps) => (
  <p>
    <strong>¥{formatYuan(request.amountFen)}</strong> {lineName(order, request.line)}
    <br />
    原因：{request.note}
    <br />
    <small>
      {formatInstant(request.askedAt)} · {request.askedName} 申请
    </small>
  </p>
)

/** Who asked waits for a colleague or withdraws; a colleague decides; who is alone types the sum once more. */
const Decision = (props: RequestProps) => {
  const { order, request, goodwill } = props
  const own = request.askedBy === goodwill.staffId
  const most = goodwill.targets.find(({ line }) => line === request.line)?.mostFen ?? 0
  const confirmable = most >= request.amountFen
  return (
    <>
      {confirmable ? null : <p>这笔订单现在退不出这么多，不能同意。</p>}
      {own && goodwill.others.length ? (
        <p>等 {goodwill.others.join('、')} 复核。自己申请的自己不能同意。</p>
      ) : confirmable ? (
        <ConfirmForm {...props} alone={own} />
      ) : null}
      {own ? (
        <form method="post" action={adminPaths.goodwillRefusal(order.number, request.id)} data-once>
          <button class="button button-secondary" type="submit">
            撤回申请
          </button>
        </form>
      ) : (
        <DeclineForm {...props} />
      )}
    </>
  )
}

const ConfirmForm = (props: RequestProps & { alone: boolean }) => {
  const { order, request, alone, typed } = props
  return (
    <form
      method="post"
      action={adminPaths.goodwillConfirmation(order.number, request.id)}
      class="admin-form"
      novalidate
      data-once
    >
      {alone ? (
        <Field
          name="goodwill-confirm"
          label="再输入一次这笔补偿的金额（元）"
          value={typed.values['goodwill-confirm'] ?? ''}
          error={wrongAt(props, 'goodwill-confirm')}
          hint="现在只有您一个人有退款权限，没有同事可以复核。操作记录会写明。"
          inputmode="decimal"
          required
          maxlength={12}
          autocomplete="off"
        />
      ) : null}
      <button class="button button-primary" type="submit">
        同意，退款 ¥{formatYuan(request.amountFen)}
      </button>
    </form>
  )
}

const DeclineForm = (props: RequestProps) => {
  const wrong = wrongAt(props, 'goodwill-answer')
  return (
    <details open={Boolean(wrong)}>
      <summary class="button button-secondary">不同意</summary>
      <form
        method="post"
        action={adminPaths.goodwillRefusal(props.order.number, props.request.id)}
        class="admin-form"
        novalidate
        data-once
      >
        <Field
          name="goodwill-answer"
          label="为什么不同意"
          value={props.typed.values['goodwill-answer'] ?? ''}
          error={wrong}
          required
          maxlength={LONGEST_REASON}
        />
        <button class="button button-secondary" type="submit">
          不同意，退回申请
        </button>
      </form>
    </details>
  )
}
