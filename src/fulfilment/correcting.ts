import { eq } from 'drizzle-orm'
import { failedOn } from '../db/failures.ts'
import { update } from '../db/query.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { OrderView } from '../orders/queries.ts'
import type { Shop } from '../shop.ts'
import { audit } from '../staff/auditing.ts'
import { type Editor, editedMeanwhile, stillStands, takeEdit } from '../staff/edit-lock.ts'
import { shipments } from './schema.ts'

/** Carrier and number of a parcel, as they are corrected. */
export type ParcelNumber = { carrier: string; trackingNo: string }

/** A parcel's name in the lock. */
export const parcelForm = (id: string): string => `parcel:${id}`

/**
 * Corrects carrier and number of a parcel of the order over the save its editor began from. Refusals: not_found;
 * conflict (saved meanwhile, or the number stands there already).
 */
export async function correctParcel(
  { db, now }: Shop,
  order: OrderView,
  parcelId: string,
  to: ParcelNumber,
  editor: Editor,
): Promise<Result<null>> {
  const parcel = order.parcels.find(({ id }) => id === parcelId)
  if (!parcel) return refuse({ code: 'not_found' })
  const form = parcelForm(parcelId)
  if (!(await stillStands(db, form, editor))) return refuse({ code: 'conflict' })
  const { staffId } = editor
  const before = { carrier: parcel.carrier, trackingNo: parcel.trackingNo }
  try {
    await db.batch([
      takeEdit(db, form, editor, now),
      db.run(
        update(shipments)
          .set({ carrier: to.carrier, trackingNo: to.trackingNo })
          .where(eq(shipments.id, parcelId)),
      ),
      audit(
        db,
        { staffId, verb: 'parcel.corrected', object: `order:${order.number}`, before, after: to },
        now,
      ),
    ])
  } catch (error) {
    if (editedMeanwhile(error) || failedOn(error, 'UNIQUE constraint')) return refuse({ code: 'conflict' })
    throw error
  }
  return ok(null)
}
