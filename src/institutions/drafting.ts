import { sql } from 'drizzle-orm'
import { failedOn } from '../db/failures.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Shop } from '../shop.ts'
import { audit } from '../staff/auditing.ts'
import type { QuotationView } from './queries.ts'
import { type QuotedLine, sumsOf } from './quotation.ts'
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
  const { subtotalFen, freightFen, totalFen } = sumsOf(draft.lines, draft.freightFen)
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
    after: { version, totalFen, validUntil: draft.validUntil, payWithinDays: draft.payWithinDays },
  }
  try {
    await db.batch([
      ...step,
      db.run(sql`
        INSERT INTO quotation_versions (quotation_id, version, lines, subtotal_fen, freight_fen, total_fen,
          valid_until, pay_within_days, note, saved_at, saved_by, sent_at)
        VALUES (${quotation.id}, ${version}, ${JSON.stringify(draft.lines)}, ${subtotalFen}, ${freightFen},
          ${totalFen}, ${draft.validUntil}, ${draft.payWithinDays}, ${draft.note}, ${now}, ${as.staffId},
          ${as.send ? now : null})
        ON CONFLICT (quotation_id, version) DO UPDATE SET lines = excluded.lines,
          subtotal_fen = excluded.subtotal_fen, freight_fen = excluded.freight_fen, total_fen = excluded.total_fen,
          valid_until = excluded.valid_until, pay_within_days = excluded.pay_within_days, note = excluded.note,
          saved_at = excluded.saved_at, saved_by = excluded.saved_by, sent_at = excluded.sent_at`),
      ...(as.send
        ? [
            db.run(sql`UPDATE quotations SET version = ${version}, valid_until = ${draft.validUntil}
              WHERE id = ${quotation.id}`),
          ]
        : []),
      audit(db, entry, now),
    ])
  } catch (error) {
    if (failedOn(error, STEP_LOCK)) return refuse({ code: 'conflict' })
    throw error
  }
  return ok(null)
}
