import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { failedOn } from '../db/failures.ts'
import { changedMeanwhile, insist } from '../db/insisting.ts'
import { int, update } from '../db/query.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { notice } from '../notices/owing.ts'
import { allSent, readOrder } from '../orders/queries.ts'
import { step } from '../orders/transitions.ts'
import type { Shop } from '../shop.ts'
import { audit } from '../staff/auditing.ts'
import { shipments } from './schema.ts'
import type { DeliveredBy } from './shipment.ts'
import { ASSUMED_AFTER } from './sweeping.ts'

/**
 * 确认收货: the parcels that were on the way when it was decided count as delivered and received; the order ends when
 * all of it was sent. Refusals: not_found; conflict (nothing was sent, called off, or changed twice meanwhile).
 */
export async function confirmReceipt(shop: Shop, number: string): Promise<Result<{ completed: boolean }>> {
  // One reload after a lost race; then the other's outcome is the answer.
  for (let tries = 0; tries < 2; tries += 1) {
    const order = await readOrder(shop, number)
    if (!order) return refuse({ code: 'not_found' })
    if (order.state === 'completed') return ok({ completed: true })
    if (order.state !== 'paid' || order.cancelled || order.parcels.length === 0)
      return refuse({ code: 'conflict' })
    // The event's key stops whoever decided on the same moment: a second tap, the sweep, a refund.
    const ending = allSent(order) ? step(shop.db, order, 'completed', 'shopper', shop.now).statements : []
    try {
      await shop.db.batch([...ending, receive(shop, order.parcels)])
      return ok({ completed: ending.length > 0 })
    } catch (error) {
      if (!failedOn(error, 'order_events.order_id')) throw error
    }
  }
  return refuse({ code: 'conflict' })
}

/** Parcels as they were seen: one sent in between is still on its way. */
const receive = ({ db, now }: Shop, parcels: { id: string }[]) =>
  db.run(
    update(shipments)
      .set({
        deliveredAt: sql`coalesce(${shipments.deliveredAt}, ${int(now)})`,
        deliveredBy: sql`coalesce(${shipments.deliveredBy}, 'shopper')`,
        receivedAt: sql`coalesce(${shipments.receivedAt}, ${int(now)})`,
      })
      .where(
        sql`${shipments.id} IN (SELECT value FROM json_each(${JSON.stringify(parcels.map(({ id }) => id))}))`,
      ),
  )

/** The statement that says a parcel arrived; the first who says so counts. */
export const markDelivered = ({ db, now }: Shop, parcelId: string, by: DeliveredBy) =>
  db.run(
    update(shipments)
      .set({ deliveredAt: now, deliveredBy: by })
      .where(and(eq(shipments.id, parcelId), isNull(shipments.deliveredAt))),
  )

type Delivered = { id: string; trackingNo: string }

/** Says for a shopper that a parcel arrived. Refusal: conflict (somebody said so already, or time did). */
export const recordDelivery = (
  shop: Shop,
  number: string,
  { id, trackingNo }: Delivered,
  staffId: string,
): Promise<Result<null>> => {
  const entry = { staffId, verb: 'parcel.delivered', object: `order:${number}`, after: { trackingNo } }
  const onTheWay = sql`EXISTS (SELECT 1 FROM shipments WHERE id = ${id} AND delivered_at IS NULL)`
  return doWhere(shop, onTheWay, [markDelivered(shop, id, 'staff'), audit(shop.db, entry, shop.now)])
}

/**
 * Says that a chilled parcel is out for delivery today, once: whom it goes to is told to be there. Refusal: conflict (it
 * was said before, it arrived, or it is not chilled).
 */
export const markOut = (
  shop: Shop,
  number: string,
  { id, trackingNo }: Delivered,
  staffId: string,
): Promise<Result<null>> => {
  const entry = { staffId, verb: 'parcel.out', object: `order:${number}`, after: { trackingNo } }
  const onTheWay = sql`EXISTS (SELECT 1 FROM shipments WHERE id = ${id} AND storage = 'cold' AND delivered_at IS NULL
    AND out_at IS NULL)`
  return doWhere(shop, onTheWay, [
    shop.db.run(update(shipments).set({ outAt: shop.now }).where(eq(shipments.id, id))),
    notice(shop.db, { event: 'parcel.out', subject: id }, shop.now),
    audit(shop.db, entry, shop.now),
  ])
}

/**
 * Takes back what staff said of a parcel: it is on its way again and its clocks with it. Refusal: conflict (the shopper
 * said that it came, time says so or would in the next minute, it counts as received, or its order is over).
 */
export const withdrawDelivery = (
  shop: Shop,
  number: string,
  { id, trackingNo }: Delivered,
  staffId: string,
): Promise<Result<null>> => {
  const entry = {
    staffId,
    verb: 'parcel.delivery_withdrawn',
    object: `order:${number}`,
    after: { trackingNo },
  }
  const saidByStaff = sql`EXISTS (
    SELECT 1 FROM shipments s CROSS JOIN orders o ON o.id = s.order_id
    WHERE s.id = ${id} AND s.delivered_by = 'staff' AND s.received_at IS NULL AND o.state = 'paid'
      AND s.shipped_at + ${ASSUMED_AFTER} > ${int(shop.now)})`
  return doWhere(shop, saidByStaff, [
    shop.db.run(update(shipments).set({ deliveredAt: null, deliveredBy: null }).where(eq(shipments.id, id))),
    audit(shop.db, entry, shop.now),
  ])
}

/** Writes where what it stands on holds at that moment; else conflict. */
async function doWhere(
  { db }: Shop,
  holds: SQL,
  statements: ReturnType<Shop['db']['run']>[],
): Promise<Result<null>> {
  try {
    await db.batch([insist(db, holds), ...statements])
    return ok(null)
  } catch (error) {
    if (changedMeanwhile(error)) return refuse({ code: 'conflict' })
    throw error
  }
}
