import type { Child } from 'hono/jsx'
import { formatOrderNumber } from '../../kernel/ids.ts'
import { formatYuan } from '../../kernel/money.ts'
import { civilDate } from '../../kernel/time.ts'
import {
  type ArrivalDesk,
  type ArrivalUse,
  type OpenTransfer,
  remainingFen,
} from '../../payments/transfer/queries.ts'
import { adminPaths } from '../../urls.ts'
import { ChoiceField, Field } from '../field.tsx'
import type { ArrivalProps } from './arrival-page.tsx'

/** As many orders as are proposed for the rest of an arrival. */
const MOST_PROPOSED = 5

/** Orders that lack just this sum come first, then those of the same payer. */
function proposed(open: OpenTransfer[], { restFen, payer }: ArrivalDesk['arrival']): OpenTransfer[] {
  const rank = (one: OpenTransfer) =>
    (remainingFen(one) === restFen ? 0 : 2) + (one.payers.includes(payer) ? 0 : 1)
  return open
    .filter((one) => rank(one) < 3)
    .sort((one, other) => rank(one) - rank(other))
    .slice(0, MOST_PROPOSED)
}

/** For which order the rest is counted: those that fit are a press away. */
export const Allocate = ({ arrival, open, typed, errors }: ArrivalProps) => (
  <section>
    <h2>分配给订单</h2>
    {proposed(open, arrival).map((one) => (
      <form method="post" action={adminPaths.arrivalAllocation(arrival.id)} data-once>
        <input type="hidden" name="number" value={one.number} />
        <p>
          <a href={adminPaths.order(one.number)}>{formatOrderNumber(one.number)}</a> {one.payers.join('、')} ·
          还差 ¥{formatYuan(remainingFen(one))}{' '}
          <button class="button button-secondary" type="submit">
            把 ¥{formatYuan(Math.min(arrival.restFen, remainingFen(one)))} 记到这笔
          </button>
        </p>
      </form>
    ))}
    <form
      method="post"
      action={adminPaths.arrivalAllocation(arrival.id)}
      class="admin-form"
      novalidate
      data-once
    >
      <Field
        name="number"
        label="订单号"
        value={typed?.number ?? ''}
        error={errors?.number}
        hint="记到订单的钱不超过它还差的数，多的留在这里"
        maxlength={40}
        required
        autocomplete="off"
      />
      <button class="button button-secondary" type="submit">
        记到这笔订单
      </button>
    </form>
  </section>
)

/** What belongs to no order goes back, once its sum was typed. */
export const ReturnForm = ({ arrival, typed, errors, now }: ArrivalProps) => {
  const value = (name: string) => typed?.[name] ?? ''
  return (
    <section>
      <h2>退回余款</h2>
      <p>
        剩下的 ¥{formatYuan(arrival.restFen)}{' '}
        不属于任何订单时才退：先从银行把钱转回付款账户，再在这里登记；或者换成等值的优惠码，交给付款单位。
      </p>
      <form
        method="post"
        action={adminPaths.arrivalReturn(arrival.id)}
        class="admin-form"
        novalidate
        data-once
      >
        <input type="hidden" name="seen" value={arrival.restFen} />
        <ChoiceField
          name="way"
          legend="怎么退"
          value={value('way')}
          options={[
            ['transfer', '已从银行转回'],
            ['credit', '换成优惠码'],
          ]}
          error={errors?.way}
          required
        />
        <Field
          name="paidOn"
          label="转出日期（转回时填）"
          type="date"
          value={value('paidOn') || (typed ? '' : civilDate(now))}
          error={errors?.paidOn}
        />
        <Field
          name="reference"
          label="转出的银行流水号（转回时填）"
          value={value('reference')}
          error={errors?.reference}
          maxlength={64}
          autocomplete="off"
        />
        <Field
          name="note"
          label="原因"
          value={value('note')}
          error={errors?.note}
          maxlength={100}
          required
          hint="同事看得到。不要写姓名和账号。"
        />
        <Field
          name="confirm"
          label="输入金额（元）确认"
          value={value('confirm')}
          error={errors?.confirm}
          inputmode="decimal"
          maxlength={16}
          required
          autocomplete="off"
        />
        <button class="button button-secondary" type="submit">
          登记退回
        </button>
      </form>
    </section>
  )
}

/** What was entered wrongly is taken out while nothing of it is used. */
export const VoidForm = ({ arrival, typed, errors }: ArrivalProps) => (
  <ReasonForm
    {...{ summary: '登记错了，作废这笔', label: '原因（会记录）', name: 'reason' }}
    action={adminPaths.arrivalVoiding(arrival.id)}
    value={typed?.reason}
    error={errors?.reason}
  >
    <button class="button button-danger" type="submit">
      作废
    </button>
  </ReasonForm>
)

/** What was counted for the wrong order is taken back from it while that is unpaid. */
export const TakeBack = ({ arrival, use, typed, errors, now }: ArrivalProps & { use: ArrivalUse }) => {
  const mine = typed?.use === use.id
  const late = '这笔订单已过付款期限：撤回后没有别的到账，就会自动关闭。要保留，先到订单里延长付款期限。'
  return (
    <ReasonForm
      {...{ summary: '记错了订单，撤回这笔', label: '原因（会记录）', name: 'takenBack' }}
      id={mine ? 'takenBack' : `taken-back-${use.id}`}
      action={adminPaths.allocationTakingBack(arrival.id, use.id)}
      warning={use.payBefore <= now ? late : null}
      value={mine ? typed?.takenBack : ''}
      error={mine ? errors?.takenBack : undefined}
    >
      <button class="button button-danger" type="submit">
        撤回 ¥{formatYuan(use.amountFen)}
      </button>
    </ReasonForm>
  )
}

/** Interest and the like: no payment, and nothing to give back. */
export const AsideForm = ({ arrival, typed, errors }: ArrivalProps) => (
  <ReasonForm
    {...{ summary: '不是货款（例如结息），不用分配', label: '是什么钱（会记录）', name: 'aside' }}
    action={adminPaths.arrivalAside(arrival.id)}
    value={typed?.aside}
    error={errors?.aside}
  >
    <button class="button button-secondary" type="submit">
      标为不是货款
    </button>
  </ReasonForm>
)

type ReasonProps = {
  summary: string
  action: string
  label: string
  name: string
  id?: string
  warning?: string | null
  value: string | undefined
  error: string | undefined
  /** Its button. */
  children: Child
}

/** An act that is folded away, and says why it is done. */
const ReasonForm = ({ summary, action, warning, value, error, children, ...field }: ReasonProps) => (
  <details class="folded-act" open={Boolean(error)}>
    <summary>{summary}</summary>
    {warning ? <p>{warning}</p> : null}
    <form method="post" action={action} class="admin-form" novalidate data-once>
      <Field {...field} value={value ?? ''} error={error} maxlength={100} required />
      {children}
    </form>
  </details>
)

/** Puts what was set aside back among what waits. */
export const BackForm = ({ arrival }: ArrivalProps) => (
  <form method="post" action={adminPaths.arrivalPuttingBack(arrival.id)} data-once>
    <button class="button button-secondary" type="submit">
      放回待分配
    </button>
  </form>
)
