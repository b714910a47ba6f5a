import { formatOrderNumber } from '../../kernel/ids.ts'
import { formatYuan } from '../../kernel/money.ts'
import { civilDate, formatInstant } from '../../kernel/time.ts'
import { type ArrivalDesk, type OpenTransfer, remainingFen } from '../../payments/transfer/queries.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { ChoiceField, Field, Mend } from '../field.tsx'
import type { Errors, Typed } from './arrival-form.ts'
import { standing } from './standing.ts'

export type ArrivalProps = ArrivalDesk & {
  /** Whether this person may confirm it, or why not; null where nobody has to. */
  confirming: 'may' | 'own' | null
  now: number
  error?: string | undefined
  typed?: Typed
  errors?: Errors
}

const MOST_PROPOSED = 5

/** One arrival: what it is, what it was counted for, and what may be done with what is left. */
export const ArrivalPage = (props: ArrivalProps) => {
  const { arrival, error, errors = {} } = props
  const counts = arrival.voidedAt === null && (arrival.held === 0 || arrival.confirmedAt !== null)
  const unused = arrival.restFen === arrival.amountFen
  return (
    <>
      <p>
        <a href={adminPaths.transfers()}>‹ 对公转账</a>
      </p>
      <h1>
        ¥{formatYuan(arrival.amountFen)} · {arrival.payer || '付款人没有写'}
      </h1>
      <p>
        <span class="tag">{standing(arrival)}</span> {arrival.receivedOn} 到账
        {arrival.restFen > 0 && counts ? ` · 还有 ¥${formatYuan(arrival.restFen)} 没有分配` : ''}
      </p>
      <Alert>{error}</Alert>
      <Mend errors={errors} />
      <Facts {...props} />
      {props.confirming ? <Confirm {...props} /> : null}
      {counts && arrival.restFen > 0 ? <Allocate {...props} /> : null}
      {counts && arrival.restFen > 0 ? <ReturnForm {...props} /> : null}
      {arrival.voidedAt === null && unused ? <VoidForm {...props} /> : null}
    </>
  )
}

const Facts = ({ arrival, uses, returns }: ArrivalProps) => (
  <ul class="admin-timeline">
    <li>银行流水号 {arrival.bankSerial}</li>
    {arrival.remark ? <li>附言：{arrival.remark}</li> : null}
    {arrival.number ? (
      <li>
        登记时写的订单：<a href={adminPaths.order(arrival.number)}>{formatOrderNumber(arrival.number)}</a>
      </li>
    ) : null}
    {arrival.voucherId ? (
      <li>
        回单：<a href={adminPaths.arrivalVoucher(arrival.id)}>{arrival.voucherName}</a>
      </li>
    ) : null}
    <li>
      {formatInstant(arrival.at)} {arrival.enteredName} 登记
    </li>
    {arrival.confirmedAt === null ? null : (
      <li>
        {formatInstant(arrival.confirmedAt)} {arrival.confirmedName} 确认
        {arrival.alone ? '（没有第二个人可以确认）' : ''}
      </li>
    )}
    {uses.map(({ number, amountFen, at, freedAt }) => (
      <li>
        {formatInstant(at)} ¥{formatYuan(amountFen)} 记到订单{' '}
        <a href={adminPaths.order(number)}>{formatOrderNumber(number)}</a>
        {freedAt === null ? '' : `，订单 ${formatInstant(freedAt)} 没有付清就关闭了，这笔钱又可以分配`}
      </li>
    ))}
    {returns.map((back) => (
      <li>
        {formatInstant(back.at)} {back.name} 退回 ¥{formatYuan(back.amountFen)}：
        {back.code ? `优惠码 ${back.code}` : `${back.paidOn} 转出，银行流水号 ${back.reference}`}，{back.note}
      </li>
    ))}
    {arrival.voidedAt === null ? null : (
      <li>
        {formatInstant(arrival.voidedAt)} {arrival.voidedName} 作废：{arrival.voidReason}
      </li>
    )}
  </ul>
)

const Confirm = ({ arrival, confirming }: ArrivalProps) => (
  <section>
    <h2>确认到账</h2>
    {confirming === 'own' ? (
      <p>这笔超过限额，由您登记，要另一位财务或负责人对着银行流水确认后才入账。</p>
    ) : (
      <>
        <p>
          请对着银行流水核对：{arrival.receivedOn}，{arrival.payer}，¥{formatYuan(arrival.amountFen)}，流水号{' '}
          {arrival.bankSerial}。{arrival.number ? '确认后记到登记时写的订单。' : '确认后放在“待分配”。'}
        </p>
        <form method="post" action={adminPaths.arrivalConfirmation(arrival.id)} data-once>
          <button class="button button-primary" type="submit">
            确认收到 ¥{formatYuan(arrival.amountFen)}
          </button>
        </form>
      </>
    )}
  </section>
)

/** Orders that lack just this sum come first, then those of the same payer. */
export function proposed(open: OpenTransfer[], { restFen, payer }: ArrivalDesk['arrival']): OpenTransfer[] {
  const rank = (one: OpenTransfer) =>
    (remainingFen(one) === restFen ? 0 : 2) + (one.payers.includes(payer) ? 0 : 1)
  return open
    .filter((one) => rank(one) < 3)
    .sort((one, other) => rank(one) - rank(other))
    .slice(0, MOST_PROPOSED)
}

const Allocate = ({ arrival, open, typed, errors }: ArrivalProps) => (
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

const ReturnForm = ({ arrival, typed, errors, now }: ArrivalProps) => {
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

const VoidForm = ({ arrival, typed, errors }: ArrivalProps) => (
  <details open={Boolean(errors?.reason)}>
    <summary>登记错了，作废这笔</summary>
    <form
      method="post"
      action={adminPaths.arrivalVoiding(arrival.id)}
      class="admin-form"
      novalidate
      data-once
    >
      <Field
        name="reason"
        label="原因（会记录）"
        value={typed?.reason ?? ''}
        error={errors?.reason}
        maxlength={100}
        required
      />
      <button class="button button-danger" type="submit">
        作废
      </button>
    </form>
  </details>
)
