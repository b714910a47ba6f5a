import { carrierOf } from '../../kernel/carriers.ts'
import { formatOrderNumber } from '../../kernel/ids.ts'
import { formatYuan } from '../../kernel/money.ts'
import { formatInstant } from '../../kernel/time.ts'
import type { Consent } from '../../orders/consents.ts'
import type { OrderNote } from '../../orders/noting.ts'
import type { OrderView } from '../../orders/queries.ts'
import { forgetsAt } from '../../orders/retaining.ts'
import { standingOf } from '../../orders/standing.ts'
import type { RefundTold } from '../../payments/refunds/telling.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { Field } from '../field.tsx'
import { channelName, STORAGES, standingWords } from '../words.ts'
import { CancelForm, ExtendForm, NoCancelling, RefundForm, ShipForms } from './acts.tsx'
import { InvoiceWish, OrderLines } from './facts.tsx'
import { GoodwillForm, type GoodwillProps } from './goodwill.tsx'
import { RefusedGoodwill, WaitingGoodwill } from './goodwill-requests.tsx'
import { ParcelActs } from './parcel-acts.tsx'
import { type PastAct, pastOf } from './past.ts'
import { Refunds } from './refund-list.tsx'
import { StuckClosing } from './stuck-closing.tsx'
import { type Typed, wrongAt } from './typed.ts'

export type OrderDeskProps = {
  order: OrderView
  now: number
  address: { name: string; phone: string; street: string; buyer: { phone: string } | null } | null
  error: string | null
  typed: Typed
  canShip: boolean
  /** What calling off all that is left would give back. */
  goingBackFen: number
  /** `parts`: something was sent, what is left goes back by its lines; null: nothing to cancel, or not theirs to. */
  cancelling: 'whole' | 'parts' | null
  canReveal: boolean
  /** May give the buyer's account another phone. */
  mayChangePhone: boolean
  /** What the invoice says may be seen whole, and is. */
  canInvoice: boolean
  invoiceSeen: boolean
  /** Whether they may give an unpaid order more time, and what of its bank transfer has come. */
  mayExtend: boolean
  arrivedFen: number
  /** The arrivals its money came by, for those who keep them. */
  arrivals: { arrivalId: string; amountFen: number }[]
  /** Whether the person may refund, and whether this order can be. */
  mayRefund: boolean
  /** The closing of its trade that was given up while the order waits for it, and whether the person may take it up. */
  stuckId: string | null
  mayKeepOutbox: boolean
  canRefund: boolean
  /** It was paid by bank transfer: people send back what goes back. */
  byHand: boolean
  refunds: RefundTold[]
  /** Names of who gave money back. */
  people: Map<string, string>
  goodwill: GoodwillProps
  notes: OrderNote[]
  consents: Consent[]
  acts: PastAct[]
  canNote: boolean
  /** The newest correction of each parcel, by the name of its form; none where nobody corrected it. */
  edits: Map<string, number>
  /** Pieces refunded before, by line. */
  refunded: Map<number, number>
}

/** Everything of one order, and what may be done with it now. */
export const OrderDeskPage = (props: OrderDeskProps) => {
  const { order, error } = props
  const { recipient } = order
  const shown = props.address ?? recipient
  const buyer = (props.address ?? order).buyer
  return (
    <>
      <p>
        <a href={adminPaths.orders()}>‹ 订单</a>
      </p>
      <h1>{formatOrderNumber(order.number)}</h1>
      <p>
        {standingWords(standingOf(order)).map((word) => (
          <>
            <span class="tag">{word}</span>{' '}
          </>
        ))}
        <span class="tag">{channelName(order.channel)}</span> 下单 {formatInstant(order.placedAt)} · 合计 ¥
        {formatYuan(order.totalFen)}（含运费 ¥{formatYuan(order.freightFen)}
        {order.discountFen ? `，已减优惠 ¥${formatYuan(order.discountFen)}` : ''}）
        {order.state === 'awaiting_payment' ? ` · 付款截止 ${formatInstant(order.payBefore)}` : ''}
        {order.state === 'awaiting_payment' && props.arrivedFen > 0
          ? ` · 已到账 ¥${formatYuan(props.arrivedFen)}，还差 ¥${formatYuan(order.totalFen - props.arrivedFen)}`
          : ''}
      </p>
      {props.arrivals.length ? (
        <p class="fine">
          对公转账到账：
          {props.arrivals.map(({ arrivalId, amountFen }) => (
            <>
              <a href={adminPaths.arrival(arrivalId)}>¥{formatYuan(amountFen)}</a>{' '}
            </>
          ))}
        </p>
      ) : null}
      <Alert>{error}</Alert>
      <StuckClosing {...props} />
      <WaitingGoodwill {...props} />
      <div class="admin-columns">
        <div>
          <OrderLines order={order} />
          <Parcels {...props} />
          {props.canShip ? <ShipForms {...props} /> : null}
        </div>
        <div>
          <section>
            <h2>收货</h2>
            <p>
              {shown.name} {shown.phone}
              <br />
              {recipient.region || order.forgotten
                ? `${recipient.region} ${shown.street}`
                : '全部是送人的地块：没有收货地址，茶寄到收礼人填写的地方'}
            </p>
            {buyer ? <p>下单人：{buyer.phone}（不是收货人，通知发到这里）</p> : null}
            {props.mayChangePhone ? (
              <p class="fine">
                <a href={adminPaths.lostPhones()}>顾客丢了手机号，账号换手机号</a>
              </p>
            ) : null}
            {props.canReveal && !props.address ? (
              <form method="post" action={adminPaths.orderAddress(order.number)}>
                <button class="button button-secondary" type="submit">
                  查看完整地址（会留下记录）
                </button>
              </form>
            ) : null}
            {order.note ? <p>留言：{order.note}</p> : null}
          </section>
          {order.invoice ? <InvoiceWish {...props} invoice={order.invoice} /> : null}
          <section>
            <h2>经过</h2>
            <ol class="admin-timeline">
              {pastOf(order, props.acts).map(({ at, what }) => (
                <li>
                  {formatInstant(at)} {what}
                </li>
              ))}
            </ol>
          </section>
          <section>
            <h2>内部备注</h2>
            <ul class="admin-timeline">
              {props.notes.map((note) => (
                <li>
                  {note.note}
                  <br />
                  <small>
                    {note.name} · {formatInstant(note.at)}
                  </small>
                </li>
              ))}
            </ul>
            {props.canNote ? (
              <form
                method="post"
                action={adminPaths.orderNotes(order.number)}
                class="admin-form"
                novalidate
                data-once
              >
                <Field
                  name="note"
                  label="写给同事，顾客看不到"
                  value={props.typed.values.note ?? ''}
                  error={wrongAt(props, 'note')}
                  required
                  maxlength={500}
                />
                <button class="button button-secondary" type="submit">
                  添加备注
                </button>
              </form>
            ) : null}
          </section>
          {props.mayExtend ? <ExtendForm {...props} /> : null}
          <PersonalData {...props} />
          <Refunds {...props} />
          <RefusedGoodwill {...props} />
          {props.canRefund ? <RefundForm {...props} /> : null}
          {props.canRefund && props.goodwill.targets[0]!.mostFen > 0 ? <GoodwillForm {...props} /> : null}
          {props.cancelling === 'whole' ? (
            <CancelForm {...props} />
          ) : props.cancelling === 'parts' ? (
            <NoCancelling {...props} />
          ) : null}
        </div>
      </div>
    </>
  )
}

const PURPOSES: Record<string, string> = {
  terms: '购买条款',
  privacy: '隐私政策',
  no_return: '不支持七天无理由退货',
  adoption_terms: '认购条款',
  adoption_risk: '认购风险提示',
}

/** What the buyer agreed to, and how long we keep who they are. */
function PersonalData({ order, consents }: OrderDeskProps) {
  const at = forgetsAt(order)
  return (
    <section>
      <h2>个人信息</h2>
      <ul class="admin-timeline">
        {consents.map((consent) => (
          <li>
            {formatInstant(consent.at)} 同意{PURPOSES[consent.purpose] ?? consent.purpose}
            {consent.version === 'unversioned' ? '' : `（${consent.version}版）`}
          </li>
        ))}
      </ul>
      <p>
        {order.forgotten
          ? '姓名、电话、地址和留言已删除。'
          : at === null
            ? '订单结束以后才开始计算保存期限。'
            : `姓名、电话、地址和留言保存到 ${formatInstant(at).slice(0, 10)}，当晚自动删除。`}{' '}
        <a href={adminPaths.retention}>保存多久</a>
      </p>
    </section>
  )
}

const DELIVERED: Record<string, string> = {
  shopper: '顾客确认',
  staff: '工作人员标记',
  assumed: '按时间推定',
}

const Parcels = (props: OrderDeskProps) => {
  const { order, canShip } = props
  return order.parcels.length ? (
    <section>
      <h2>已发出的包裹</h2>
      <ul class="admin-parcels">
        {order.parcels.map((parcel) => (
          <li>
            <p>
              {STORAGES[parcel.storage]} · {carrierOf(parcel.carrier).zh} <code>{parcel.trackingNo}</code> ·{' '}
              {parcel.lines
                .map(
                  ({ line, quantity }) =>
                    `${order.lines.find((own) => own.line === line)?.titleZh ?? ''} × ${quantity}`,
                )
                .join('、') || '和另一箱是同一批商品'}
            </p>
            {parcel.outAt === null ? null : <p>{formatInstant(parcel.outAt)} 标记今日派送</p>}
            {parcel.deliveredAt === null ? null : (
              <p>
                {formatInstant(parcel.deliveredAt)} 送达（{DELIVERED[parcel.deliveredBy ?? '']}）
              </p>
            )}
            {canShip ? <ParcelActs {...props} parcel={parcel} /> : null}
          </li>
        ))}
      </ul>
    </section>
  ) : null
}
