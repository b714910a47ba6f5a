import { sql } from 'drizzle-orm'
import { changedMeanwhile, insist } from '../db/insisting.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { OrderView } from '../orders/queries.ts'
import type { Shop } from '../shop.ts'
import { parcelStatements, sentMeanwhile } from './shipping.ts'

/** Further boxes of a parcel that was sent already. */
export type Boxes = { carrier: string; trackingNos: string[] }

/**
 * Records that the pieces of a parcel went in further boxes, each with its own number and its own delivery. Refusals:
 * not_found; conflict (the order ended or was called off meanwhile, or has one of the numbers already).
 */
export async function addBoxes(
  shop: Shop,
  order: Pick<OrderView, 'id' | 'number' | 'parcels'>,
  parcelId: string,
  { carrier, trackingNos }: Boxes,
  staffId: string,
): Promise<Result<null>> {
  const beside = order.parcels.find(({ id }) => id === parcelId)
  if (!beside) return refuse({ code: 'not_found' })
  const box = { orderId: order.id, number: order.number, storage: beside.storage, carrier, lines: [] }
  const parcels = parcelStatements(
    shop,
    trackingNos.map((trackingNo) => ({ ...box, trackingNo })),
    staffId,
  )
  try {
    await shop.db.batch([
      // A box that is still on its way would keep nobody from ending the order.
      insist(shop.db, sql`EXISTS (SELECT 1 FROM orders WHERE id = ${order.id} AND state = 'paid')`),
      ...parcels.statements,
    ])
  } catch (error) {
    if (changedMeanwhile(error) || sentMeanwhile(error)) return refuse({ code: 'conflict' })
    throw error
  }
  return ok(null)
}
