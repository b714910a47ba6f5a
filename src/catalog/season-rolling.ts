import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { contentVersionRaised } from '../db/content-version.ts'
import { int } from '../db/query.ts'
import { civilDate, monthOf } from '../kernel/time.ts'
import { OUT_OF_SEASON } from './season.ts'

/**
 * Moves what its month has opened or closed within the lists' order. Only the order of lists waits for this;
 * whether something may be bought is always decided by the date itself.
 */
export async function rollSeason(db: Db, now: number): Promise<void> {
  const month = monthOf(civilDate(now))
  const open = sql`(sells_only_in_season = 0 OR (season_mask >> ${int(month - 1)}) & 1)`
  const away = sql`season_rank >= ${OUT_OF_SEASON}`
  await db.batch([
    // Copies of shop pages end where something moves, in the same batch: left for a later one, they might never end.
    db.run(contentVersionRaised({}, sql`EXISTS (SELECT 1 FROM products WHERE (${away}) = (${open} = 1))`)),
    db.run(sql`UPDATE products SET season_rank = season_rank - ${OUT_OF_SEASON}
      WHERE ${away} AND ${open} = 1`),
    db.run(sql`UPDATE products SET season_rank = season_rank + ${OUT_OF_SEASON}
      WHERE season_rank < ${OUT_OF_SEASON} AND ${open} = 0`),
  ])
}
