import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { failedOn } from '../db/failures.ts'
import { changedMeanwhile, insist } from '../db/insisting.ts'
import { insert } from '../db/query.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { civilDate, HOUR_MS } from '../kernel/time.ts'
import { audit } from '../staff/auditing.ts'
import { settlementSheets } from './schema.ts'
import { sealed } from './settlement.ts'
import { readSettlement } from './settlement-reading.ts'

/** What the verbs of the books work with. */
export type Desk = { db: Db; now: number }

/** A sale is written at the moment its request began: what was begun in a month is in by then. */
const SETTLES_MS = HOUR_MS

/** Whether a month is over in China, and all of it is written. */
export const isOver = (month: string, now: number): boolean => month < civilDate(now - SETTLES_MS).slice(0, 7)

/**
 * Closes a month of a producer: the sheet is kept as the text it is now, with its hash, for ever. `seenFen` is the sum
 * that was looked at. Refusals: not_found; conflict (the month is not over, was closed before, or is another sum by now).
 */
export async function freezeSettlement(
  { db, now }: Desk,
  month: string,
  producerId: string,
  seenFen: number,
  staffId: string,
): Promise<Result<{ hash: string }>> {
  const known = await readSettlement(db, month, producerId)
  if (!known) return refuse({ code: 'not_found' })
  const { sheet, frozen } = known
  if (frozen || !isOver(month, now) || sheet.dueFen !== seenFen) return refuse({ code: 'conflict' })
  const { content, hash } = await sealed(sheet)
  const { dueFen, basisPoints, adjustmentFen } = sheet
  const entry = {
    ...{ staffId, verb: 'settlement.frozen', object: `settlement:${month}:${producerId}` },
    after: { dueFen, hash },
  }
  try {
    await db.batch([
      // Sales of a month that is over stand; its rule and adjustments may have changed since they were read.
      insist(
        db,
        sql`(SELECT coalesce(sum(amount_fen), 0) = ${adjustmentFen} AND count(*) = ${sheet.adjustments.length}
          FROM settlement_adjustments WHERE producer_id = ${producerId} AND month = ${month})`,
      ),
      insist(
        db,
        sql`coalesce((SELECT basis_points FROM commission_rules WHERE producer_id = ${producerId}
          AND from_month <= ${month} ORDER BY from_month DESC LIMIT 1), 0) = ${basisPoints}`,
      ),
      db.run(
        insert(settlementSheets).values({
          ...{ producerId, month, content, hash, dueFen, frozenBy: staffId, frozenAt: now },
        }),
      ),
      audit(db, entry, now),
    ])
    return ok({ hash })
  } catch (error) {
    if (changedMeanwhile(error) || failedOn(error, 'settlement_sheets')) return refuse({ code: 'conflict' })
    throw error
  }
}
