import { and, eq } from 'drizzle-orm'
import { failedOn } from '../db/failures.ts'
import { selectAll, update } from '../db/query.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { seal } from '../kernel/secrets.ts'
import { civilDate } from '../kernel/time.ts'
import type { Shop } from '../shop.ts'
import { dispatches } from './season-schema.ts'

export type DispatchAddress = { name: string; phone: string; region: string; street: string }

/** Whether an adopter may still change where a parcel goes. */
export const addressOpen = (
  dispatch: {
    addressUntil: string
    shippedAt: number | null
    calledOffAt: number | null
    street: string | null
  },
  now: number,
): boolean =>
  dispatch.shippedAt === null &&
  dispatch.calledOffAt === null &&
  // A gift that still has no address may get one until it is sent.
  (dispatch.street === null || civilDate(now) < dispatch.addressUntil)

/**
 * Sends one parcel of an adoption somewhere else. `phone` is canonical, `region` a 6-digit division code. Refusals:
 * not_found (no such parcel of this adoption), too_late (its date has come, or it is on its way).
 */
export async function changeAddress(
  shop: Shop,
  adoptionId: string,
  dispatchId: string,
  to: DispatchAddress,
): Promise<Result<null>> {
  const { db, settings, now } = shop
  const own = and(eq(dispatches.id, dispatchId), eq(dispatches.adoptionId, adoptionId))
  const [row] = await db.all(selectAll(dispatches).where(own))
  if (!row) return refuse({ code: 'not_found' })
  if (!addressOpen(row, now)) return refuse({ code: 'too_late' })
  try {
    await db.run(
      update(dispatches)
        .set({
          ...{ recipientName: to.name, regionCode: to.region, street: to.street },
          phoneSealed: await seal(settings.phoneKey, to.phone),
        })
        .where(own),
    )
  } catch (error) {
    if (failedOn(error, 'dispatch_sent_once')) return refuse({ code: 'too_late' })
    throw error
  }
  return ok(null)
}
