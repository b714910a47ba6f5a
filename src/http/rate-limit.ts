import { and, eq, gt, lt, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { insert, remove, update } from '../db/query.ts'
import { DAY_MS } from '../kernel/time.ts'
import { rateLimits } from './schema.ts'

/** Counts a hit in a fixed window; true while the bucket stays within `limit`. Buckets carry no personal data. */
export async function withinLimit(db: Db, bucket: string, limit: number, windowMs: number, now: number) {
  const [row] = await db.all(
    insert(rateLimits)
      .values({ bucket, windowStart: now - (now % windowMs), hits: 1 })
      .onConflictDoUpdate({
        target: [rateLimits.bucket, rateLimits.windowStart],
        set: { hits: sql`${rateLimits.hits} + 1` },
      })
      .returning({ hits: rateLimits.hits }),
  )
  return (row?.hits ?? 0) <= limit
}

/** The statement that takes a counted hit back, for tries that turned out to be right. */
export const takeHitBack = (db: Db, bucket: string, windowMs: number, now: number) => {
  const { windowStart, hits } = rateLimits
  return db.run(
    update(rateLimits)
      .set({ hits: sql`${hits} - 1` })
      .where(and(eq(rateLimits.bucket, bucket), eq(windowStart, now - (now % windowMs)), gt(hits, 0))),
  )
}

/** The statement that forgets every hit of a bucket. */
export const forgetHits = (db: Db, bucket: string) =>
  db.run(remove(rateLimits).where(eq(rateLimits.bucket, bucket)))

/** Forgets windows that ended more than a day ago. */
export const forgetOldLimits = (db: Db, now: number) =>
  db.run(remove(rateLimits).where(lt(rateLimits.windowStart, now - DAY_MS)))
