import { failedOn } from '../db/failures.ts'
import { insert } from '../db/query.ts'
import { newId } from '../kernel/ids.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { audit } from '../staff/auditing.ts'
import type { Desk } from './freezing.ts'
import { commissionRules, settlementAdjustments } from './schema.ts'
import type { Adjustment } from './settlement.ts'

type Of = { month: string; producerId: string }

const meanwhile = (error: unknown): boolean =>
  failedOn(error, 'month_frozen') || failedOn(error, 'FOREIGN KEY constraint failed')

/**
 * Settles more (or, below nought, less) with a producer in a month, for what an earlier, closed one got wrong. Refusal:
 * conflict (that month is closed as well, or there is no such producer).
 */
export async function adjustSettlement(
  { db, now }: Desk,
  { month, producerId }: Of,
  { amountFen, reason }: Adjustment,
  staffId: string,
): Promise<Result<null>> {
  const id = newId('adj', now)
  const entry = {
    ...{ staffId, verb: 'settlement.adjusted', object: `settlement:${month}:${producerId}` },
    after: { amountFen, reason },
  }
  try {
    await db.batch([
      db.run(
        insert(settlementAdjustments).values({ id, producerId, month, amountFen, reason, staffId, at: now }),
      ),
      audit(db, entry, now),
    ])
    return ok(null)
  } catch (error) {
    if (meanwhile(error)) return refuse({ code: 'conflict' })
    throw error
  }
}

/**
 * Sets what the shop keeps of a producer's sales from a month on, in basis points. Refusal: conflict (that month or a
 * later one is closed, or there is no such producer).
 */
export async function setCommission(
  { db, now }: Desk,
  { month, producerId }: Of,
  basisPoints: number,
  staffId: string,
): Promise<Result<null>> {
  const rule = { producerId, fromMonth: month, basisPoints, staffId, at: now }
  const entry = {
    ...{ staffId, verb: 'settlement.commission_set', object: `settlement:${month}:${producerId}` },
    after: { basisPoints },
  }
  try {
    await db.batch([
      db.run(
        insert(commissionRules)
          .values(rule)
          .onConflictDoUpdate({
            target: [commissionRules.producerId, commissionRules.fromMonth],
            set: { basisPoints, staffId, at: now },
          }),
      ),
      audit(db, entry, now),
    ])
    return ok(null)
  } catch (error) {
    if (meanwhile(error)) return refuse({ code: 'conflict' })
    throw error
  }
}
