import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'

/** Counts a hit in a fixed window; true while the bucket stays within `limit`. Buckets carry no personal data. */
export async function withinLimit(db: Db, bucket: string, limit: number, windowMs: number, now: number) {
  const start = now - (now % windowMs)
  const [row] = await db.all<{ hits: number }>(sql`
    INSERT INTO rate_limits (bucket, window_start, hits) VALUES (${bucket}, ${start}, 1)
    ON CONFLICT (bucket, window_start) DO UPDATE SET hits = hits + 1 RETURNING hits`)
  return (row?.hits ?? 0) <= limit
}

/** The statement that takes a counted hit back, for tries that turned out to be right. */
export const takeHitBack = (db: Db, bucket: string, windowMs: number, now: number) =>
  db.run(sql`UPDATE rate_limits SET hits = hits - 1
    WHERE bucket = ${bucket} AND window_start = ${now - (now % windowMs)} AND hits > 0`)

/** Forgets windows that ended more than a day ago. */
export const forgetOldLimits = (db: Db, now: number) =>
  db.run(sql`DELETE FROM rate_limits WHERE window_start < ${now - 86_400_000}`)
