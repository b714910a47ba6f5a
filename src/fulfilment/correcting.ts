import { and, eq } from 'drizzle-orm'
import { failedOn } from '../db/failures.ts'
import { select, update } from '../db/query.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { OrderView } from '../orders/queries.ts'
import type { Shop } from '../shop.ts'
import { audit } from '../staff/auditing.ts'
import { type Editor, editedMeanwhile, readEdit, stillStands, takeEdit } from '../staff/edit-lock.ts'
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
  order: Pick<OrderView, 'id' | 'number'>,
  parcelId: string,
  to: ParcelNumber,
  editor: Editor,
): Promise<Result<null>> {
  const form = parcelForm(parcelId)
  const { id, orderId, carrier, trackingNo } = shipments
  const [edit, [before]] = await db.batch([
    readEdit(db, form),
    db.all(
      select({ carrier, trackingNo })
        .from(shipments)
        .where(and(eq(id, parcelId), eq(orderId, order.id))),
    ),
  ])
  if (!before) return refuse({ code: 'not_found' })
  if (!stillStands(edit, editor)) return refuse({ code: 'conflict' })
  const { staffId } = editor
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
