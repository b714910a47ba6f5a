import { failedOn } from '../db/failures.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Shop } from '../shop.ts'
import { audit } from '../staff/auditing.ts'
import type { QuotationView } from './queries.ts'
import { STEP_LOCK, stepQuotation } from './stepping.ts'

/** The customer says no, or staff close a request that cannot be met. Refusals: conflict (no longer open). */
export async function declineQuotation(
  shop: Shop,
  quotation: QuotationView,
  reason: string,
  staffId: string | null,
): Promise<Result<null>> {
  const { db, now } = shop
  // What ran out is not open any more, whether the nightly run came or not.
  if (quotation.state === 'expired') return refuse({ code: 'conflict' })
  const at = { id: quotation.id, seq: quotation.seq, state: quotation.stored }
  const step = stepQuotation(db, at, 'declined', staffId ?? 'customer', now, reason)
  if (!step) return refuse({ code: 'conflict' })
  const entry = { verb: 'quotation.declined', object: `quotation:${quotation.number}`, after: { reason } }
  try {
    await db.batch([...step, ...(staffId ? [audit(db, { staffId, ...entry }, now)] : [])])
  } catch (error) {
    if (failedOn(error, STEP_LOCK)) return refuse({ code: 'conflict' })
    throw error
  }
  return ok(null)
}
