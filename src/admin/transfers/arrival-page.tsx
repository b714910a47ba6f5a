import { formatOrderNumber } from '../../kernel/ids.ts'
import { formatYuan } from '../../kernel/money.ts'
import { formatInstant } from '../../kernel/time.ts'
import type { ArrivalDesk, ArrivalUse } from '../../payments/transfer/queries.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { Mend } from '../field.tsx'
import type { Errors, Typed } from './arrival-form.ts'
import { Allocate, AsideForm, BackForm, ReturnForm, TakeBack, VoidForm } from './rest-forms.tsx'
import { standing } from './standing.ts'

export type ArrivalProps = ArrivalDesk & {
  /** Whether this person may confirm it, or why not; null where nobody has to. */
  confirming: 'may' | 'own' | null
  now: number
  error?: string | undefined
  typed?: Typed
  errors?: Errors
}

/** One arrival: what it is, what it was counted for, and what may be done with what is left. */
export const ArrivalPage = (props: ArrivalProps) => {
  const { arrival, error, errors = {} } = props
  const aside = arrival.setAsideAt !== null
  const counts = arrival.voidedAt === null && !aside && (arrival.held === 0 || arrival.confirmedAt !== null)
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
      <Twins {...props} />
      <Mend errors={errors} />
      <Facts {...props} />
      {props.confirming && !aside ? <Confirm {...props} /> : null}
      {counts && arrival.restFen > 0 ? <Allocate {...props} /> : null}
      {counts && arrival.restFen > 0 ? <ReturnForm {...props} /> : null}
      {arrival.voidedAt === null && unused && !aside ? (
        <>
          <AsideForm {...props} />
          <VoidForm {...props} />
        </>
      ) : null}
      {aside ? <BackForm {...props} /> : null}
    </>
  )
}

/** One transfer may stand in two statements under two serials: then one of them is voided. */
const Twins = ({ twins }: ArrivalProps) =>
  twins.length ? (
    <Alert>
      同一天、同一付款人还登记过同样金额：
      {twins.map(({ id, bankSerial }) => (
        <>
          <a href={adminPaths.arrival(id)}>流水号 {bankSerial}</a>{' '}
        </>
      ))}
      请对着银行流水核对；如果是同一笔，没有记到订单的那一笔可以作废，都记到订单的先撤回或退款，再作废。
    </Alert>
  ) : null

/** How the money became free again; empty while it is counted. */
function freed({ freedAt, takenBackName, takenBackReason }: ArrivalUse): string {
  if (freedAt === null) return ''
  if (takenBackName === null) return `，订单 ${formatInstant(freedAt)} 没有付清就关闭了，这笔钱又可以分配`
  return `，${formatInstant(freedAt)} ${takenBackName} 撤回：${takenBackReason}，这笔钱又可以分配`
}

const Facts = (props: ArrivalProps) => {
  const { arrival, uses, returns } = props
  return (
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
      {uses.map((use) => (
        <li>
          {formatInstant(use.at)} ¥{formatYuan(use.amountFen)} 记到订单{' '}
          <a href={adminPaths.order(use.number)}>{formatOrderNumber(use.number)}</a>
          {freed(use)}
          {use.freedAt === null && use.paidAt === null ? <TakeBack {...props} use={use} /> : null}
        </li>
      ))}
      {returns.map((back) => (
        <li>
          {formatInstant(back.at)} {back.name} 退回 ¥{formatYuan(back.amountFen)}：
          {back.code ? `优惠码 ${back.code}` : `${back.paidOn} 转出，银行流水号 ${back.reference}`}，
          {back.note}
        </li>
      ))}
      {arrival.setAsideAt === null ? null : (
        <li>
          {formatInstant(arrival.setAsideAt)} {arrival.setAsideName} 标为不是货款：{arrival.setAsideReason}
        </li>
      )}
      {arrival.voidedAt === null ? null : (
        <li>
          {formatInstant(arrival.voidedAt)} {arrival.voidedName} 作废：{arrival.voidReason}
        </li>
      )}
    </ul>
  )
}

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
