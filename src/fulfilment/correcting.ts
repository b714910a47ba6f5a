import { sql } from 'drizzle-orm'
import { audit } from '../accounts/auditing.ts'
import { failedOn } from '../db/failures.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Shop } from '../orders/order.ts'
import type { OrderView } from '../orders/queries.ts'

/** Mends carrier and number of a parcel of the order. Refusals: not_found, conflict (the number stands there already). */
export async function correctParcel(
  { db, now }: Shop,
  order: OrderView,
  parcelId: string,
  to: { carrier: string; trackingNo: string },
  staffId: string,
): Promise<Result<null>> {
  const parcel = order.parcels.find(({ id }) => id === parcelId)
  if (!parcel) return refuse({ code: 'not_found' })
  const before = { carrier: parcel.carrier, trackingNo: parcel.trackingNo }
  try {
    await db.batch([
      db.run(
        sql`UPDATE shipments SET carrier = ${to.carrier}, tracking_no = ${to.trackingNo} WHERE id = ${parcelId}`,
      ),
      audit(
        db,
        { staffId, verb: 'parcel.corrected', object: `order:${order.number}`, before, after: to },
        now,
      ),
    ])
  } catch (error) {
    if (failedOn(error, 'UNIQUE constraint')) return refuse({ code: 'conflict' })
    throw error
  }
  return ok(null)
}
