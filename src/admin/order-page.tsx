import type { OrderNote } from '../fulfilment/noting.ts'
import { CARRIERS } from '../kernel/carriers.ts'
import { formatOrderNumber } from '../kernel/ids.ts'
import { formatYuan } from '../kernel/money.ts'
import { formatInstant } from '../kernel/time.ts'
import type { OrderView } from '../orders/queries.ts'
import { adminPaths } from '../paths.ts'
import { STATE_NAMES } from './orders-page.tsx'

const EVENTS: Record<string, string> = {
  placed: '下单',
  paid: '付款',
  cancel_requested: '申请取消',
  close_confirmed: '已关闭',
  refund_requested: '申请退款',
  completed: '完成',
  personal_data_deleted: '买家删除了个人信息',
}
const STORAGES: Record<string, string> = { ambient: '常温', cold: '冷链' }

export type Typed = { carrier: string; trackingNo: string }
type Props = {
  order: OrderView
  address: { name: string; phone: string; street: string } | null
  error: string | null
  typed: Typed
  canShip: boolean
  canCancel: boolean
  canReveal: boolean
  canRefund: boolean
  notes: OrderNote[]
  canNote: boolean
  refundTyped: Record<string, string>
}

/** Everything of one order, and what may be done with it now. */
export const OrderDeskPage = (props: Props) => {
  const { order, error } = props
  const { recipient } = order
  const shown = props.address ?? recipient
  return (
    <>
      <p>
        <a href={adminPaths.orders()}>‹ 订单</a>
      </p>
      <h1>{formatOrderNumber(order.number)}</h1>
      <p>
        <span class="tag">{order.cancelled ? '已取消并退款' : STATE_NAMES[order.state]}</span> 下单{' '}
        {formatInstant(order.placedAt)} · 合计 ¥{formatYuan(order.totalFen)}(含运费 ¥
        {formatYuan(order.freightFen)})
      </p>
      {error ? (
        <p class="basket-alert" role="alert">
          {error}
        </p>
      ) : null}
      <div class="admin-columns">
        <div>
          <Lines order={order} />
          <Parcels {...props} />
          {props.canShip ? <ShipForms {...props} /> : null}
        </div>
        <div>
          <section>
            <h2>收货</h2>
            <p>
              {shown.name} {shown.phone}
              <br />
              {recipient.region} {shown.street}
            </p>
            {props.canReveal && !props.address ? (
              <form method="post" action={adminPaths.orderAddress(order.number)}>
                <button class="button button-secondary" type="submit">
                  查看完整地址(会记录)
                </button>
              </form>
            ) : null}
            {order.note ? <p>留言:{order.note}</p> : null}
          </section>
          <section>
            <h2>经过</h2>
            <ol class="admin-timeline">
              {order.events.map((event) => (
                <li>
                  {formatInstant(event.at)} {EVENTS[event.kind] ?? event.kind}
                </li>
              ))}
              {order.parcels.map((parcel) => (
                <li>
                  {formatInstant(parcel.shippedAt)} 发出{STORAGES[parcel.storage]}包裹
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
              <form method="post" action={adminPaths.orderNotes(order.number)} class="admin-form" data-once>
                <div class="form-field">
                  <label for="note">写给同事,买家看不到</label>
                  <input id="note" name="note" required maxlength={500} />
                </div>
                <button class="button button-secondary" type="submit">
                  添加备注
                </button>
              </form>
            ) : null}
          </section>
          {props.canRefund ? <RefundForm {...props} /> : null}
          {props.canCancel ? <CancelForm number={order.number} totalFen={order.totalFen} /> : null}
        </div>
      </div>
    </>
  )
}

const Lines = ({ order }: { order: OrderView }) => (
  <section>
    <h2>商品</h2>
    <div class="admin-scroll" role="group" tabindex={0} aria-label="表格">
      <table class="admin-table">
        <thead>
          <tr>
            <th scope="col">商品</th>
            <th scope="col">SKU</th>
            <th scope="col">储运</th>
            <th scope="col">数量</th>
            <th scope="col">金额</th>
          </tr>
        </thead>
        <tbody>
          {order.lines.map((line) => (
            <tr>
              <th scope="row">
                {line.titleZh} {line.specZh}
              </th>
              <td>{line.sku}</td>
              <td>{STORAGES[line.storage]}</td>
              <td>{line.quantity}</td>
              <td>¥{formatYuan(line.amountFen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </section>
)

const DELIVERED: Record<string, string> = {
  shopper: '买家确认',
  staff: '工作人员标记',
  assumed: '按时间推定',
}

const Parcels = ({ order, canShip }: Props) =>
  order.parcels.length ? (
    <section>
      <h2>已发出的包裹</h2>
      <ul class="admin-parcels">
        {order.parcels.map((parcel) => (
          <li>
            <p>
              {STORAGES[parcel.storage]} · {CARRIERS[parcel.carrier]?.zh} <code>{parcel.trackingNo}</code> ·{' '}
              {parcel.lines
                .map(
                  ({ line, quantity }) =>
                    `${order.lines.find((own) => own.line === line)?.titleZh ?? ''} × ${quantity}`,
                )
                .join('、')}
            </p>
            {parcel.deliveredAt === null ? null : (
              <p>
                {formatInstant(parcel.deliveredAt)} 送达({DELIVERED[parcel.deliveredBy ?? '']})
              </p>
            )}
            {canShip ? <ParcelActs number={order.number} parcel={parcel} /> : null}
          </li>
        ))}
      </ul>
    </section>
  ) : null

const ParcelActs = ({ number, parcel }: { number: string; parcel: OrderView['parcels'][number] }) => (
  <div class="admin-actions">
    {parcel.deliveredAt === null ? (
      <form method="post" action={adminPaths.parcelDelivery(number, parcel.id)}>
        <button class="button button-secondary" type="submit">
          标记送达
        </button>
      </form>
    ) : null}
    <details>
      <summary class="button button-secondary">更正单号</summary>
      <form method="post" action={adminPaths.parcelNumber(number, parcel.id)} class="admin-form">
        <select name="carrier" aria-label="快递公司">
          {Object.entries(CARRIERS).map(([code, carrier]) => (
            <option value={code} selected={code === parcel.carrier}>
              {carrier.zh}
            </option>
          ))}
        </select>
        <input name="trackingNo" value={parcel.trackingNo} aria-label="运单号" required maxlength={40} />
        <button class="button button-primary" type="submit">
          保存
        </button>
      </form>
    </details>
  </div>
)

function ShipForms({ order, typed }: Props) {
  const left = order.lines.flatMap(({ line, sku, storage }) => {
    const pieces = order.leftToShip.find((own) => own.line === line)?.left ?? 0
    return pieces > 0 ? [{ line, sku, storage, left: pieces }] : []
  })
  const storages = [...new Set(left.map((line) => line.storage))]
  return (
    <>
      {storages.map((storage) => (
        <section>
          <h2>发货 · {STORAGES[storage]}</h2>
          <form method="post" action={adminPaths.orderShipments(order.number)} class="admin-form" data-once>
            <input type="hidden" name="storage" value={storage} />
            {left
              .filter((line) => line.storage === storage)
              .map((line) => (
                <div class="form-field admin-inline">
                  <label for={`line-${line.line}`}>
                    {order.lines.find((own) => own.line === line.line)?.titleZh} {line.sku}(还剩 {line.left})
                  </label>
                  <input
                    id={`line-${line.line}`}
                    name={`line-${line.line}`}
                    type="number"
                    min={0}
                    max={line.left}
                    value={line.left}
                  />
                </div>
              ))}
            <div class="form-field">
              <label for={`carrier-${storage}`}>快递公司</label>
              <select id={`carrier-${storage}`} name="carrier">
                {Object.entries(CARRIERS).map(([code, carrier]) => (
                  <option value={code} selected={code === typed.carrier}>
                    {carrier.zh}
                  </option>
                ))}
              </select>
            </div>
            <div class="form-field">
              <label for={`number-${storage}`}>运单号</label>
              <input
                id={`number-${storage}`}
                name="trackingNo"
                value={typed.trackingNo}
                required
                maxlength={40}
                autocomplete="off"
              />
            </div>
            <button class="button button-primary" type="submit">
              确认发货
            </button>
          </form>
        </section>
      ))}
    </>
  )
}

/** Money moves: the number is typed, not clicked (U60). */
const CancelForm = ({ number, totalFen }: { number: string; totalFen: number }) => (
  <section>
    <h2>取消并退款</h2>
    <p>
      取消整笔订单{totalFen ? `,已付的 ¥${formatYuan(totalFen)} 原路退回` : ''}
      ,商品放回库存。请输入订单号最后四位确认。
    </p>
    <form method="post" action={adminPaths.orderCancellation(number)} class="admin-form" data-once>
      <div class="form-field">
        <label for="confirm">订单号最后四位</label>
        <input id="confirm" name="confirm" required maxlength={4} autocomplete="off" />
      </div>
      <button class="button button-secondary" type="submit">
        取消订单
      </button>
    </form>
  </section>
)

/** Some pieces of an order: what they cost is said, and typed by the person who gives it back (U60). */
const RefundForm = ({ order, refundTyped }: Props) => (
  <section>
    <h2>部分退款</h2>
    {order.refunds.length ? (
      <p>
        已退:
        {order.refunds
          .map(({ amountFen, state }) => `¥${formatYuan(amountFen)}(${REFUND_STATES[state] ?? state})`)
          .join('、')}
      </p>
    ) : null}
    <p>没有发出的商品会放回库存。运费不在其中。</p>
    <form method="post" action={adminPaths.orderRefunds(order.number)} class="admin-form" data-once>
      {order.lines.map((line) => (
        <div class="form-field admin-inline">
          <label for={`refund-${line.line}`}>
            {line.titleZh} {line.sku}(¥{formatYuan(line.unitPriceFen)} × {line.quantity})
          </label>
          <input
            id={`refund-${line.line}`}
            name={`refund-${line.line}`}
            type="number"
            min={0}
            max={line.quantity}
            value={refundTyped[`refund-${line.line}`] ?? '0'}
          />
        </div>
      ))}
      <div class="form-field">
        <label for="reason">原因</label>
        <input id="reason" name="reason" value={refundTyped.reason ?? ''} required maxlength={60} />
      </div>
      <div class="form-field">
        <label for="amount">输入退款金额(元)确认</label>
        <input
          id="amount"
          name="amount"
          value={refundTyped.amount ?? ''}
          inputmode="decimal"
          required
          maxlength={12}
          autocomplete="off"
        />
      </div>
      <button class="button button-secondary" type="submit">
        原路退款
      </button>
    </form>
  </section>
)

const REFUND_STATES: Record<string, string> = {
  requested: '处理中',
  processing: '处理中',
  succeeded: '成功',
  failed: '失败',
}
