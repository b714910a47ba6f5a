import { Hono } from 'hono'
import { audit } from '../../accounts/auditing.ts'
import { correctParcel } from '../../fulfilment/correcting.ts'
import { markDelivered } from '../../fulfilment/receiving.ts'
import { parseTrackingNo } from '../../fulfilment/shipment.ts'
import { shipParcel } from '../../fulfilment/shipping.ts'
import type { AppEnv } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { CARRIERS } from '../../kernel/carriers.ts'
import { adminPaths } from '../../paths.ts'
import { orderOf, showOrder } from './showing.tsx'

/** What is done to an order's parcels: sending, delivery, another number. */
export const orderParcelRoutes = new Hono<AppEnv>()

orderParcelRoutes.post('/:number/shipments', async (c) => {
  const order = await orderOf(c)
  if (!order) return answerNotFound(c)
  const form = await c.req.parseBody()
  const text = (name: string) => String(form[name] ?? '').slice(0, 40)
  const typed = { carrier: text('carrier'), trackingNo: text('trackingNo') }
  const trackingNo = parseTrackingNo(typed.trackingNo)
  if (!trackingNo || !CARRIERS[typed.carrier])
    return showOrder(c, order, { error: '运单号是6到30位字母、数字或横线,请核对', typed, status: 422 })
  const lines = order.lines.flatMap(({ line }) => {
    const quantity = Number(text(`line-${line}`) || 0)
    return quantity === 0 ? [] : [{ line, quantity }]
  })
  const asked = order.lines.some(({ line }) => `line-${line}` in form)
  if (asked && !lines.length) return showOrder(c, order, { error: '请至少选择一件商品', typed, status: 422 })
  const shipped = await shipParcel(
    c.var.visit,
    order.number,
    { storage: text('storage'), carrier: typed.carrier, trackingNo, lines },
    c.var.staff.staffId,
  )
  if (shipped.ok) return c.redirect(adminPaths.order(order.number), 303)
  const fresh = (await orderOf(c)) ?? order
  const error = '没有发货:这笔订单刚被同事发出、取消,或数量超过剩余件数。下面是最新情况'
  return showOrder(c, fresh, { error, typed, status: 409 })
})

orderParcelRoutes.post('/:number/parcels/:id/delivery', async (c) => {
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

orderParcelRoutes.post('/:number/parcels/:id/number', async (c) => {
  const order = await orderOf(c)
  if (!order) return answerNotFound(c)
  const form = await c.req.parseBody()
  const trackingNo = parseTrackingNo(String(form.trackingNo ?? '').slice(0, 40))
  const carrier = String(form.carrier ?? '')
  if (!trackingNo || !CARRIERS[carrier])
    return showOrder(c, order, { error: '运单号是6到30位字母、数字或横线,没有更正', status: 422 })
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
  return showOrder(c, order, { error: '这笔订单已有同一个运单号', status: 409 })
})
