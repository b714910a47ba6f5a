import { Hono } from 'hono'
import { addBoxes } from '../../fulfilment/adding-boxes.ts'
import { correctParcel, type ParcelNumber, parcelForm } from '../../fulfilment/correcting.ts'
import { numberUses, unasked } from '../../fulfilment/number-uses.ts'
import { markOut, recordDelivery, withdrawDelivery } from '../../fulfilment/receiving.ts'
import { parseTrackingNo, parseTrackingNos } from '../../fulfilment/shipment.ts'
import { shipParcel } from '../../fulfilment/shipping.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { type Form, listOf, readForm, valuesOf } from '../../http/form.ts'
import { withNamed } from '../../http/named.ts'
import { carrierOf, chosenCarrier } from '../../kernel/carriers.ts'
import { formatInstant } from '../../kernel/time.ts'
import { parseWhole } from '../../kernel/typed-number.ts'
import type { OrderView } from '../../orders/queries.ts'
import { type Edit, readEdit } from '../../staff/edit-lock.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { beganAnew, beganOf } from '../meanwhile.tsx'
import { sayDone } from '../said.ts'
import { SURE, sharedWords } from '../shared-numbers.tsx'
import { orderOf, showOrder, withOrder } from './showing.tsx'
import type { Typed } from './typed.ts'

/** What is done to an order's parcels: sending, delivery, another number. */
export const orderParcelRoutes = new Hono<AppEnv>()

const withParcel = withNamed(parcelOf)

orderParcelRoutes.post(adminUrls.orderShipments.path, withOrder(ship))
orderParcelRoutes.post(adminUrls.parcelDelivery.path, withParcel(deliver))
orderParcelRoutes.post(adminUrls.parcelOut.path, withParcel(sendOut))
orderParcelRoutes.post(adminUrls.parcelDeliveryWithdrawal.path, withParcel(withdraw))
orderParcelRoutes.post(adminUrls.parcelBoxes.path, withParcel(addNumbers))
orderParcelRoutes.post(adminUrls.parcelNumber.path, withOrder(correctNumber))

type OrderParcel = { order: OrderView; parcel: OrderView['parcels'][number] }

async function parcelOf(c: Ctx): Promise<OrderParcel | null> {
  const order = await orderOf(c)
  const parcel = order?.parcels.find(({ id }) => id === c.req.param('id'))
  return order && parcel ? { order, parcel } : null
}

/** The answer that asks about numbers another order has; null where there is nothing to ask. */
async function askedFirst(c: Ctx, order: OrderView, numbers: string[], typed: Typed, form: Form) {
  const { number } = order
  const uses = await numberUses(
    c.var.visit.db,
    numbers.map((trackingNo) => ({ trackingNo, number })),
  )
  const open = unasked(uses, listOf(form, SURE))
  if (!open.length) return null
  const error = open.map(sharedWords).join('')
  return showOrder(c, order, { error, typed: { ...typed, uses }, status: 422 })
}

async function ship(c: Ctx, order: OrderView) {
  const form = await readForm(c)
  const values = valuesOf(form)
  const text = (name: string) => values[name] ?? ''
  const again = (at: string, error: string) =>
    showOrder(c, order, { error, typed: { at, values }, status: 422 })
  const given = order.lines.map(({ line }) => `line-${line}`).filter((name) => name in values)
  const odd = given.find((name) => parseWhole(text(name) || '0', 99_999, '件') === null)
  if (odd) return again(odd, '件数请填整数，这次不发的填 0')
  const lines = order.lines.flatMap(({ line }) => {
    const quantity = parseWhole(text(`line-${line}`) || '0', 99_999, '件') ?? 0
    return quantity === 0 ? [] : [{ line, quantity }]
  })
  if (given.length && !lines.length) return again(given[0]!, '请至少选择一件商品')
  const leftOf = (line: number) => order.leftToShip.find((own) => own.line === line)?.left ?? 0
  const over = lines.find(({ line, quantity }) => quantity > leftOf(line))
  if (over) return again(`line-${over.line}`, tooMany(leftOf(over.line)))
  const [trackingNo, ...boxes] = parseTrackingNos(text('trackingNo')) ?? []
  const carrier = chosenCarrier(text('carrier'), text('carrierName'))
  if (!trackingNo || !carrier)
    return again(`number-${text('storage')}`, '运单号是6到30位字母、数字或横线，请核对')
  const at = `number-${text('storage')}`
  const asked = await askedFirst(c, order, [trackingNo, ...boxes], { at, values }, form)
  if (asked) return asked
  const shipped = await shipParcel(
    c.var.visit,
    order.number,
    { storage: text('storage'), carrier, trackingNo, boxes, lines },
    c.var.staff.staffId,
  )
  if (shipped.ok) return sayDone(c, adminPaths.order(order.number), 'shipped')
  const fresh = (await orderOf(c)) ?? order
  const error = '没有发货：这笔订单刚被同事发出、取消，或数量超过剩余件数。下面是最新情况'
  return showOrder(c, fresh, { error, typed: { at: '', values }, status: 409 })
}

const tooMany = (left: number): string =>
  left > 0 ? `数量太多：这种商品只剩${left}件没有发` : '数量太多：这种商品已经全部发出或退款'

/** A parcel that went in several boxes, of which one was registered. */
async function addNumbers(c: Ctx, { order, parcel }: OrderParcel) {
  const form = await readForm(c)
  const values = valuesOf(form)
  const typed = { at: `boxes-${parcel.id}`, values }
  const trackingNos = parseTrackingNos(values.trackingNo ?? '')
  const carrier = chosenCarrier(values.carrier ?? '', values.carrierName ?? '')
  if (!trackingNos || !carrier) {
    const error = '运单号是6到30位字母、数字或横线，没有登记'
    return showOrder(c, order, { error, typed, status: 422 })
  }
  const asked = await askedFirst(c, order, trackingNos, typed, form)
  if (asked) return asked
  const added = await addBoxes(c.var.visit, order, parcel.id, { carrier, trackingNos }, c.var.staff.staffId)
  if (added.ok) return sayDone(c, adminPaths.order(order.number), 'box_added')
  const error = '没有登记：这笔订单已经有这个运单号，或刚刚完成、取消'
  return showOrder(c, (await orderOf(c)) ?? order, { error, typed, status: 409 })
}

async function deliver(c: Ctx, { order, parcel }: OrderParcel) {
  const recorded = await recordDelivery(c.var.visit, order.number, parcel, c.var.staff.staffId)
  if (recorded.ok) return sayDone(c, adminPaths.order(order.number), 'delivered')
  return outrun(c, order, '没有标记：这个包裹刚刚已经记为送达。下面是最新情况')
}

async function sendOut(c: Ctx, { order, parcel }: OrderParcel) {
  const marked = await markOut(c.var.visit, order.number, parcel, c.var.staff.staffId)
  if (marked.ok) return sayDone(c, adminPaths.order(order.number), 'parcel_out')
  return outrun(c, order, '没有标记：这个包裹已经标记过派送，或已经送达。下面是最新情况')
}

async function withdraw(c: Ctx, { order, parcel }: OrderParcel) {
  const withdrawn = await withdrawDelivery(c.var.visit, order.number, parcel, c.var.staff.staffId)
  if (withdrawn.ok) return sayDone(c, adminPaths.order(order.number), 'delivery_withdrawn')
  return outrun(
    c,
    order,
    '没有撤回：只能撤回同事标记的送达，要在收货以前，也要在按时间视为送达以前。下面是最新情况',
  )
}

/** What somebody or time did first is shown. */
const outrun = async (c: Ctx, order: OrderView, error: string) =>
  showOrder(c, (await orderOf(c)) ?? order, { error, status: 409 })

async function correctNumber(c: Ctx, order: OrderView) {
  const form = await readForm(c)
  const values = valuesOf(form)
  const id = c.req.param('id') ?? ''
  const typed = { at: `correct-${id}`, values }
  const trackingNo = parseTrackingNo(values.trackingNo ?? '')
  const carrier = chosenCarrier(values.carrier ?? '', values.carrierName ?? '')
  if (!trackingNo || !carrier)
    return showOrder(c, order, { error: '运单号是6到30位字母、数字或横线，没有更正', typed, status: 422 })
  const fresh = order.parcels.some((parcel) => parcel.id === id && parcel.trackingNo === trackingNo)
    ? []
    : [trackingNo]
  const asked = await askedFirst(c, order, fresh, typed, form)
  if (asked) return asked
  const began = beganOf<ParcelNumber>(values)
  const editor = { staffId: c.var.staff.staffId, over: began.over }
  const corrected = await correctParcel(c.var.visit, order, id, { carrier, trackingNo }, editor)
  if (corrected.ok) return sayDone(c, adminPaths.order(order.number), 'parcel_corrected')
  if (corrected.refusal.code === 'not_found') return answerNotFound(c)
  const other = await readEdit(c.var.visit.db, parcelForm(id))
  if (other.edit === began.over)
    return showOrder(c, order, { error: '这笔订单已有同一个运单号', typed, status: 409 })
  return meanwhile(c, id, values, other)
}

/** A colleague corrected the parcel first: what was typed stays, theirs is told. */
async function meanwhile(c: Ctx, id: string, values: Record<string, string>, other: Edit) {
  const found = await parcelOf(c)
  if (!found) return answerNotFound(c)
  const { order, parcel } = found
  const { carrier, trackingNo } = parcel
  const mine = chosenCarrier(values.carrier ?? '', values.carrierName ?? '') ?? ''
  const typed = { carrier: mine, trackingNo: values.trackingNo ?? '' }
  const anew = beganAnew(typed, beganOf<ParcelNumber>(values), { carrier, trackingNo }, other)
  const theirs = `${carrierOf(carrier).zh} ${trackingNo}`
  const error = `没有更正：${other.name} 在 ${formatInstant(other.at)} 先改成了 ${theirs}。您填的还在，没有动过的已换成对方的；请看过再保存`
  const shown = { ...anew.typed, over: String(anew.over), was: JSON.stringify(anew.was) }
  return showOrder(c, order, { error, typed: { at: `correct-${id}`, values: shown }, status: 409 })
}
