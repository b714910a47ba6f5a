import { type SQL, sql } from 'drizzle-orm'
import { failedOn } from '../db/failures.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { DAY_MS } from '../kernel/time.ts'
import type { Shop } from '../orders/order.ts'
import { allSent, type OrderView, readOrder } from '../orders/queries.ts'
import { step } from '../orders/transitions.ts'

/** Days after which a parcel is taken as delivered when nobody says so; shown as assumed (domain §4). */
const ASSUMED_DAYS = { ambient: 10, cold: 4 }
/** Days from delivery to automatic receipt (domain §4): 7, fresh goods 2. */
export const RECEIPT_DAYS = { ambient: 7, cold: 2 }
const SWEPT = 100

export type DeliveredBy = 'shopper' | 'staff' | 'assumed'

/** 确认收货: every parcel on the way counts as delivered and received; the order ends when all of it was sent. */
export async function confirmReceipt(shop: Shop, number: string): Promise<Result<{ completed: boolean }>> {
  const { db, now } = shop
  const order = await readOrder(shop, number)
  if (!order) return refuse({ code: 'not_found' })
  if (order.state === 'completed') return ok({ completed: true })
  if (order.state !== 'paid' || order.cancelled || order.parcels.length === 0)
    return refuse({ code: 'conflict' })
  const received = db.run(sql`
    UPDATE shipments SET delivered_at = coalesce(delivered_at, CAST(${now} AS INTEGER)),
      delivered_by = coalesce(delivered_by, 'shopper'), received_at = coalesce(received_at, CAST(${now} AS INTEGER))
    WHERE order_id = ${order.id}`)
  const ending = allSent(order) ? await completion(shop, order, 'shopper') : []
  try {
    await db.batch([received, ...ending])
  } catch (error) {
    // Two taps: the other one ended the order.
    if (!failedOn(error, 'UNIQUE constraint failed')) throw error
  }
  return ok({ completed: ending.length > 0 })
}

/** The statement that says a parcel arrived; the first who says so counts. */
export const markDelivered = ({ db, now }: Shop, parcelId: string, by: DeliveredBy) =>
  db.run(sql`UPDATE shipments SET delivered_at = ${now}, delivered_by = ${by}
    WHERE id = ${parcelId} AND delivered_at IS NULL`)

async function completion(shop: Shop, order: Pick<OrderView, 'id' | 'state'>, actor: string) {
  const [row] = await shop.db.all<{ seq: number }>(sql`SELECT seq FROM orders WHERE id = ${order.id}`)
  return step(shop.db, { id: order.id, seq: row!.seq, state: order.state }, 'completed', actor, shop.now)
    .statements
}

const days = (of: { ambient: number; cold: number }): SQL =>
  sql`(CASE storage WHEN 'cold' THEN ${of.cold * DAY_MS} ELSE ${of.ambient * DAY_MS} END)`

/** What time decides: parcels taken as delivered, then as received, then orders that are over. At most 100 a run. */
export async function sweepDeliveries(shop: Shop): Promise<void> {
  const { db, now } = shop
  const shortest = now - Math.min(...Object.values(ASSUMED_DAYS)) * DAY_MS
  await db.run(sql`
    UPDATE shipments SET delivered_at = shipped_at + ${days(ASSUMED_DAYS)}, delivered_by = 'assumed' WHERE id IN (
      SELECT id FROM shipments WHERE delivered_at IS NULL AND shipped_at <= ${shortest}
        AND shipped_at + ${days(ASSUMED_DAYS)} <= ${now} ORDER BY shipped_at LIMIT ${SWEPT})`)
  const soonest = now - Math.min(...Object.values(RECEIPT_DAYS)) * DAY_MS
  const due = await db.all<{ number: string }>(sql`
    UPDATE shipments SET received_at = ${now} WHERE id IN (
      SELECT id FROM shipments WHERE delivered_at IS NOT NULL AND received_at IS NULL AND delivered_at <= ${soonest}
        AND delivered_at + ${days(RECEIPT_DAYS)} <= ${now} ORDER BY delivered_at LIMIT ${SWEPT})
    RETURNING (SELECT number FROM orders WHERE orders.id = shipments.order_id) number`)
  for (const number of new Set(due.map((row) => row.number))) await endWhenReceived(shop, number)
}

async function endWhenReceived(shop: Shop, number: string): Promise<void> {
  const order = await readOrder(shop, number)
  if (order?.state !== 'paid' || !allSent(order)) return
  if (order.parcels.some((parcel) => parcel.receivedAt === null)) return
  try {
    const [first, ...rest] = await completion(shop, order, 'timeout')
    await shop.db.batch([first!, ...rest])
  } catch (error) {
    if (!failedOn(error, 'UNIQUE constraint failed')) throw error
  }
}
