import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { audit } from '../accounts/auditing.ts'
import { may } from '../accounts/roles.ts'
import { correctParcel } from '../fulfilment/correcting.ts'
import { LONGEST_NOTE, readNotes, writeNote } from '../fulfilment/noting.ts'
import { CHANNELS, DESK_VIEWS, type DeskRow, readDesk, searchDesk } from '../fulfilment/queries.ts'
import { markDelivered } from '../fulfilment/receiving.ts'
import { parseTrackingNo } from '../fulfilment/shipment.ts'
import { shipParcel } from '../fulfilment/shipping.ts'
import type { AppEnv, Ctx } from '../http/context.ts'
import { answerNotFound } from '../http/failures.tsx'
import { CARRIERS } from '../kernel/carriers.ts'
import { parseOrderNumber } from '../kernel/ids.ts'
import { formatYuan, parseYuan } from '../kernel/money.ts'
import { unseal } from '../kernel/secrets.ts'
import { civilDate, formatInstant } from '../kernel/time.ts'
import { consentsOfOrder } from '../orders/consents.ts'
import { type OrderView, readOrder } from '../orders/queries.ts'
import { adminPaths } from '../paths.ts'
import { cancelOrder } from '../payments/cancelling.ts'
import { refundedBefore, refundLines, refundSum } from '../payments/refunding-lines.ts'
import { csvHeaders, csvOf } from './csv.ts'
import { renderAdmin } from './layout.tsx'
import { OrderDeskPage, type Typed } from './order-page.tsx'
import { CHANNEL_NAMES, OrdersPage, STATE_NAMES, VIEW_NAMES } from './orders-page.tsx'

export const orderDeskRoutes = new Hono<AppEnv>()

const PAGE = 50
const MOST_EXPORTED = 1000
const EXPORT_HEAD = ['订单号', '状态', '渠道', '收货人', '件数', '金额(元)', '下单', '付款', '预计发货']
const exportRow = (row: DeskRow): string[] => [
  row.number,
  STATE_NAMES[row.state] ?? row.state,
  CHANNEL_NAMES[row.channel] ?? row.channel,
  `${[...row.recipientName][0]}**`,
  String(row.pieces),
  formatYuan(row.totalFen),
  formatInstant(row.placedAt),
  row.paidAt === null ? '' : formatInstant(row.paidAt),
  row.shipOn ?? '',
]
const BLANK: Typed = { carrier: 'sf', trackingNo: '' }

orderDeskRoutes.get('/', async (c) => {
  const { db, now } = c.var.visit
  const q = (c.req.query('q') ?? '').trim().slice(0, 40)
  const number = parseOrderNumber(q)
  const known = number ? await db.all(sql`SELECT id FROM orders WHERE number = ${number}`) : []
  if (number && known.length) return c.redirect(adminPaths.order(number), 303)
  const view = DESK_VIEWS.find((name) => name === c.req.query('view')) ?? 'ambient'
  const channel = channelOf(c)
  const desk = await readDesk(db, { view, channel, after: c.req.query('after'), limit: PAGE }, now)
  const found = q ? await searchDesk(db, q) : null
  const { role } = c.var.staff
  const body = OrdersPage({
    ...desk,
    ...(found ? { rows: found, next: null } : {}),
    view: found ? 'all' : view,
    channel,
    q,
    missing: found !== null && found.length === 0,
    canShip: may(role, 'orders.ship'),
    canExport: may(role, 'orders.export'),
  })
  return renderAdmin(c, { title: VIEW_NAMES[view], current: adminPaths.orders() }, body)
})

orderDeskRoutes.get('/export.csv', async (c) => {
  const { db, now } = c.var.visit
  const view = DESK_VIEWS.find((name) => name === c.req.query('view')) ?? 'all'
  const { rows } = await readDesk(db, { view, channel: channelOf(c), limit: MOST_EXPORTED }, now)
  // What leaves the house is written down; names stay masked.
  await audit(
    db,
    {
      staffId: c.var.staff.staffId,
      verb: 'orders.exported',
      object: `orders:${view}`,
      after: { rows: rows.length },
    },
    now,
  )
  return c.body(csvOf(EXPORT_HEAD, rows.map(exportRow)), 200, csvHeaders(`orders-${view}-${civilDate(now)}`))
})

orderDeskRoutes.post('/:number/notes', async (c) => {
  const order = await orderOf(c)
  if (!order) return answerNotFound(c)
  const note = String((await c.req.parseBody()).note ?? '').trim()
  if (!note || note.length > LONGEST_NOTE)
    return page(c, order, { error: `备注写1到${LONGEST_NOTE}个字`, status: 422 })
  await writeNote(c.var.visit, order.id, note, c.var.staff.staffId)
  return c.redirect(adminPaths.order(order.number), 303)
})

orderDeskRoutes.get('/:number', async (c) => {
  const order = await orderOf(c)
  return order ? page(c, order) : answerNotFound(c)
})

// A POST: looking at personal data is an act of its own, and it is recorded before it is shown.
orderDeskRoutes.post('/:number/address', async (c) => {
  const order = await orderOf(c)
  if (!order) return answerNotFound(c)
  const { db, now, settings } = c.var.visit
  const [rows] = await db.batch([
    db.all<{ name: string; sealed: string; street: string }>(
      sql`SELECT recipient_name name, phone_sealed sealed, street FROM orders WHERE id = ${order.id}`,
    ),
    audit(
      db,
      { staffId: c.var.staff.staffId, verb: 'order.address_seen', object: `order:${order.number}` },
      now,
    ),
  ])
  const { name, sealed, street } = rows[0]!
  return page(c, order, { address: { name, street, phone: await unseal(settings.phoneKey, sealed) } })
})

orderDeskRoutes.post('/:number/shipments', async (c) => {
  const order = await orderOf(c)
  if (!order) return answerNotFound(c)
  const form = await c.req.parseBody()
  const text = (name: string) => String(form[name] ?? '').slice(0, 40)
  const typed = { carrier: text('carrier'), trackingNo: text('trackingNo') }
  const trackingNo = parseTrackingNo(typed.trackingNo)
  if (!trackingNo || !CARRIERS[typed.carrier])
    return page(c, order, { error: '运单号是6到30位字母、数字或横线,请核对', typed, status: 422 })
  const lines = order.lines.flatMap(({ line }) => {
    const quantity = Number(text(`line-${line}`) || 0)
    return quantity === 0 ? [] : [{ line, quantity }]
  })
  const asked = order.lines.some(({ line }) => `line-${line}` in form)
  if (asked && !lines.length) return page(c, order, { error: '请至少选择一件商品', typed, status: 422 })
  const shipped = await shipParcel(
    c.var.visit,
    order.number,
    { storage: text('storage'), carrier: typed.carrier, trackingNo, lines },
    c.var.staff.staffId,
  )
  if (shipped.ok) return c.redirect(adminPaths.order(order.number), 303)
  const fresh = (await orderOf(c)) ?? order
  const error = '没有发货:这笔订单刚被同事发出、取消,或数量超过剩余件数。下面是最新情况'
  return page(c, fresh, { error, typed, status: 409 })
})

orderDeskRoutes.post('/:number/refunds', async (c) => {
  const order = await orderOf(c)
  if (!order) return answerNotFound(c)
  const form = await c.req.parseBody()
  const refundTyped = Object.fromEntries(
    Object.entries(form).map(([name, value]) => [name, String(value).slice(0, 60)]),
  )
  const parts = order.lines.flatMap(({ line }) => {
    const quantity = Number(refundTyped[`refund-${line}`] || 0)
    return quantity === 0 ? [] : [{ line, quantity }]
  })
  const again = (error: string, status: 409 | 422) => page(c, order, { error, refundTyped, status })
  if (!parts.length || parts.some(({ quantity }) => !Number.isInteger(quantity) || quantity < 0))
    return again('请填写要退的件数,用整数', 422)
  if (!refundTyped.reason?.trim()) return again('请写明退款原因', 422)
  const sum = refundSum(order, parts, await refundedBefore(c.var.visit.db, order.id))
  if (parseYuan(refundTyped.amount ?? '') !== sum)
    return again(`这些商品共 ¥${formatYuan(sum)}。请输入 ${formatYuan(sum)} 确认,现在还没有退款`, 422)
  const done = await refundLines(c.var.visit, order, parts, refundTyped.reason.trim(), c.var.staff.staffId)
  if (done.ok) return c.redirect(adminPaths.order(order.number), 303)
  return again('没有退款:件数超过可退的,或刚有同事处理过。整笔未发货的订单请用“取消并退款”', 409)
})

orderDeskRoutes.post('/:number/parcels/:id/delivery', async (c) => {
  const order = await orderOf(c)
  const parcel = order?.parcels.find(({ id }) => id === c.req.param('id'))
  if (!order || !parcel) return answerNotFound(c)
  const { db, now } = c.var.visit
  const { staffId } = c.var.staff
  await db.batch([
    markDelivered(c.var.visit, parcel.id, 'staff'),
    audit(
      db,
      {
        staffId,
        verb: 'parcel.delivered',
        object: `order:${order.number}`,
        after: { trackingNo: parcel.trackingNo },
      },
      now,
    ),
  ])
  return c.redirect(adminPaths.order(order.number), 303)
})

orderDeskRoutes.post('/:number/parcels/:id/number', async (c) => {
  const order = await orderOf(c)
  if (!order) return answerNotFound(c)
  const form = await c.req.parseBody()
  const trackingNo = parseTrackingNo(String(form.trackingNo ?? '').slice(0, 40))
  const carrier = String(form.carrier ?? '')
  if (!trackingNo || !CARRIERS[carrier])
    return page(c, order, { error: '运单号是6到30位字母、数字或横线,没有更正', status: 422 })
  const { staffId } = c.var.staff
  const corrected = await correctParcel(
    c.var.visit,
    order,
    c.req.param('id'),
    { carrier, trackingNo },
    staffId,
  )
  if (corrected.ok) return c.redirect(adminPaths.order(order.number), 303)
  if (corrected.refusal.code === 'not_found') return answerNotFound(c)
  return page(c, order, { error: '这笔订单已有同一个运单号', status: 409 })
})

orderDeskRoutes.post('/:number/cancellation', async (c) => {
  const order = await orderOf(c)
  if (!order) return answerNotFound(c)
  const confirm = String((await c.req.parseBody()).confirm ?? '').toUpperCase()
  if (confirm !== order.number.slice(-4))
    return page(c, order, { error: '确认的四位和订单号不符,订单没有变化', status: 422 })
  const cancelled = await cancelOrder(c.var.visit, order.number, { staffId: c.var.staff.staffId })
  const fresh = (await orderOf(c)) ?? order
  if (!cancelled.ok) return page(c, fresh, { error: '这笔订单现在不能取消(已发货或已取消)', status: 409 })
  return c.redirect(adminPaths.order(order.number), 303)
})

const channelOf = (c: Ctx) => CHANNELS.find((name) => name === c.req.query('channel'))

async function orderOf(c: Ctx): Promise<OrderView | null> {
  const number = parseOrderNumber(c.req.param('number') ?? '')
  return number ? readOrder(c.var.visit, number) : null
}

type Outcome = {
  error?: string
  typed?: Typed
  refundTyped?: Record<string, string>
  address?: { name: string; phone: string; street: string }
  status?: 409 | 422
}

async function page(c: Ctx, order: OrderView, { error, typed, refundTyped, address, status }: Outcome = {}) {
  const { role } = c.var.staff
  const { db } = c.var.visit
  const [notes, consents] = await db.batch([readNotes(c.var.visit, order.id), consentsOfOrder(db, order.id)])
  const open = order.state === 'paid' && !order.cancelled
  const unsent = order.parcels.length === 0
  const body = OrderDeskPage({
    order,
    address: address ?? null,
    error: error ?? null,
    typed: typed ?? BLANK,
    canShip: open && may(role, 'orders.ship'),
    canCancel:
      (order.state === 'awaiting_payment' || (open && unsent && order.refunds.length === 0)) &&
      may(role, 'orders.cancel'),
    canReveal: may(role, 'orders.reveal'),
    canRefund: (open || order.state === 'completed') && may(role, 'orders.refund'),
    refundTyped: refundTyped ?? {},
    notes,
    consents,
    canNote: may(role, 'orders.note'),
  })
  return renderAdmin(c, { title: '订单', current: adminPaths.orders() }, body, status ?? 200)
}
