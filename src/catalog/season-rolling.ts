import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { civilDate, monthOf } from '../kernel/time.ts'
import { OUT_OF_SEASON } from './season.ts'

/**
 * Moves what its month has opened or closed within the lists' order. Only the order of lists waits for this;
 * whether something may be bought is always decided by the date itself.
 */
export async function rollSeason(db: Db, now: number): Promise<void> {
  const month = monthOf(civilDate(now))
  const open = sql`(season_mask >> CAST(${month - 1} AS INTEGER)) & 1`
  const results = await db.batch([
    db.run(sql`UPDATE products SET season_rank = season_rank - ${OUT_OF_SEASON}
      WHERE season_rank >= ${OUT_OF_SEASON} AND ${open} = 1`),
    db.run(sql`UPDATE products SET season_rank = season_rank + ${OUT_OF_SEASON}
      WHERE season_rank < ${OUT_OF_SEASON} AND ${open} = 0`),
  ])
  const moved = results.some((result) => result.meta.changes > 0)
  if (moved) await db.run(sql`UPDATE content_version SET version = version + 1 WHERE id = 1`)
}
