import { eq } from 'drizzle-orm'
import { failedOn } from '../db/failures.ts'
import { insert, update } from '../db/query.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Shop } from '../shop.ts'
import { audit } from '../staff/auditing.ts'
import type { QuotationView } from './queries.ts'
import { type QuotedLine, sumsOf } from './quotation.ts'
import { quotations, quotationVersions } from './schema.ts'
import { STEP_LOCK, stepQuotation } from './stepping.ts'

export type Draft = {
  lines: QuotedLine[]
  freightFen: number
  validUntil: string
  payWithinDays: number
  note: string
}

/**
 * Keeps the next version of a quotation, or sends it: then it stands in place of the one before and never changes.
 * `seq` is what the writer saw. Refusals: conflict, when it was accepted or a colleague wrote meanwhile.
 */
export async function writeVersion(
  shop: Shop,
  quotation: QuotationView,
  draft: Draft,
  as: { staffId: string; seq: number; send: boolean },
): Promise<Result<null>> {
  const { db, now } = shop
  const version = (quotation.sent?.version ?? 0) + 1
  const { validUntil, payWithinDays, note } = draft
  const sums = sumsOf(draft.lines, draft.freightFen)
  const written = {
    ...{ ...sums, validUntil, payWithinDays, note, savedAt: now, savedBy: as.staffId },
    lines: JSON.stringify(draft.lines),
    sentAt: as.send ? now : null,
  }
  const step = stepQuotation(
    db,
    { id: quotation.id, seq: as.seq, state: quotation.stored },
    as.send ? 'sent' : 'saved',
    as.staffId,
    now,
  )
  if (!step || as.seq !== quotation.seq) return refuse({ code: 'conflict' })
  const entry = {
    staffId: as.staffId,
    verb: as.send ? 'quotation.sent' : 'quotation.saved',
    object: `quotation:${quotation.number}`,
    before: quotation.sent
      ? { version: quotation.sent.version, totalFen: quotation.sent.totalFen }
      : undefined,
    after: { version, totalFen: sums.totalFen, validUntil, payWithinDays },
  }
  try {
    await db.batch([
      ...step,
      db.run(
        insert(quotationVersions)
          .values({ quotationId: quotation.id, version, ...written })
          .onConflictDoUpdate({
            target: [quotationVersions.quotationId, quotationVersions.version],
            set: written,
          }),
      ),
      ...(as.send
        ? [db.run(update(quotations).set({ version, validUntil }).where(eq(quotations.id, quotation.id)))]
        : []),
      audit(db, entry, now),
    ])
  } catch (error) {
    if (failedOn(error, STEP_LOCK)) return refuse({ code: 'conflict' })
    throw error
  }
  return ok(null)
}
