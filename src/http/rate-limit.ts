import { and, eq, gt, lt, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { insert, remove, update } from '../db/query.ts'
import { DAY_MS } from '../kernel/time.ts'
import { rateLimits } from './schema.ts'

/** What a counted hit left of its fixed window; `endsAt` (UTC ms) is when the next one begins. */
export type Counted = { within: boolean; limit: number; windowMs: number; left: number; endsAt: number }

/** Counts a hit in a fixed window and says what is left of it. Buckets carry no personal data. */
export async function countHit(
  db: Db,
  bucket: string,
  limit: number,
  windowMs: number,
  now: number,
): Promise<Counted> {
  const windowStart = now - (now % windowMs)
  const [row] = await db.all(
    insert(rateLimits)
      .values({ bucket, windowStart, hits: 1 })
      .onConflictDoUpdate({
        target: [rateLimits.bucket, rateLimits.windowStart],
        set: { hits: sql`${rateLimits.hits} + 1` },
      })
      .returning({ hits: rateLimits.hits }),
  )
  const hits = row?.hits ?? 0
  const left = Math.max(0, limit - hits)
  return { within: hits <= limit, limit, windowMs, left, endsAt: windowStart + windowMs }
}

/** Counts a hit in a fixed window; true while the bucket stays within `limit`. */
export const withinLimit = async (...hit: Parameters<typeof countHit>) => (await countHit(...hit)).within

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
