import type { R2Bucket } from '@cloudflare/workers-types'
import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import type { Ran } from '../jobs/running.ts'
import type { Budget } from '../jobs/working-off.ts'
import { DAY_MS } from '../kernel/time.ts'
import { PHOTOS } from './photos.ts'

/** A form that was not sent in so long is not sent any more. */
const DRAFT_MS = DAY_MS
/** Keys listed at once, and the lists of one run: a Worker may not ask without end. */
const LISTED = 1000
const LISTS = 30

/**
 * Deletes photos that belong to no claim: those of forms that were never sent, and those of claims whose buyer was
 * forgotten (their rows go at that moment, by a trigger). Each run begins at a random place, so that all of a bucket too
 * large for one night is seen in time.
 */
export async function sweepPhotos(
  { db, bucket, now }: { db: Db; bucket?: R2Bucket; now: number },
  { rows, ms }: Budget,
  startAfter = `${PHOTOS}${crypto.randomUUID()}`,
): Promise<Ran> {
  if (!bucket) return { note: 'no bucket' }
  const until = Date.now() + ms
  let deleted = 0
  let page: { cursor?: string; startAfter?: string } = { startAfter }
  for (let lists = 0, whole = false; ; lists += 1) {
    const note = `deleted ${deleted}`
    if (deleted >= rows) return { note, more: true }
    if (lists >= LISTS || Date.now() >= until) return { note }
    const found = await bucket.list({ prefix: PHOTOS, limit: LISTED, ...page })
    const old = found.objects.filter(({ uploaded }) => uploaded.getTime() < now - DRAFT_MS)
    const lost = await withoutRow(
      db,
      old.map(({ key }) => key),
    )
    if (lost.length) await bucket.delete(lost)
    deleted += lost.length
    if (found.truncated) page = { cursor: found.cursor }
    else if (whole) return { note: `deleted ${deleted}` }
    else {
      whole = true
      page = {}
    }
  }
}

async function withoutRow(db: Db, keys: string[]): Promise<string[]> {
  if (!keys.length) return []
  const lost = await db.all<{ key: string }>(sql`
    SELECT k.value "key" FROM json_each(${JSON.stringify(keys)}) k WHERE NOT EXISTS (
      SELECT 1 FROM claims c CROSS JOIN claim_photos p ON p.claim_id = c.id
      WHERE c.client_key = substr(k.value, ${PHOTOS.length + 1}, length(k.value) - ${PHOTOS.length + 2})
        AND p.place = CAST(substr(k.value, -1) AS INTEGER))`)
  return lost.map(({ key }) => key)
}
