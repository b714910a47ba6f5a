import { and, eq, isNull, sql } from 'drizzle-orm'
import { changedMeanwhile, insist } from '../../db/insisting.ts'
import { selectAll, update } from '../../db/query.ts'
import { ok, type Result, refuse } from '../../kernel/result.ts'
import type { Shop } from '../../shop.ts'
import { audit } from '../../staff/auditing.ts'
import { type BillDifference, billDifferences } from '../bill-schema.ts'

/** Ends a difference that a person looked into, with what became of it. Refusals: not_found; conflict (ended before). */
export async function resolveDifference(
  shop: Shop,
  id: string,
  resolution: string,
  staffId: string,
): Promise<Result<null>> {
  const [row] = await shop.db.all(selectAll(billDifferences).where(eq(billDifferences.id, id)))
  if (!row) return refuse({ code: 'not_found' })
  return endDifference(shop, row, resolution, 'difference.resolved', staffId)
}

/** Writes the end of a difference, once. Refusal: conflict. */
export async function endDifference(
  { db, now }: Shop,
  { id, provider, day, kind, outTradeNo, thereFen, hereFen }: BillDifference,
  resolution: string,
  verb: 'difference.resolved' | 'difference.remedied',
  staffId: string,
): Promise<Result<null>> {
  const entry = {
    ...{ staffId, verb, object: `bill:${provider}:${day}` },
    after: { difference: kind, outTradeNo, thereFen, hereFen, resolution },
  }
  try {
    await db.batch([
      insist(db, sql`(SELECT resolved_at IS NULL FROM bill_differences WHERE id = ${id})`),
      db.run(
        update(billDifferences)
          .set({ resolvedAt: now, resolvedBy: staffId, resolution })
          .where(and(eq(billDifferences.id, id), isNull(billDifferences.resolvedAt))),
      ),
      audit(db, entry, now),
    ])
    return ok(null)
  } catch (error) {
    if (changedMeanwhile(error)) return refuse({ code: 'conflict' })
    throw error
  }
}
