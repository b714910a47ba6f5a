import { sql } from 'drizzle-orm'
import { audit } from '../accounts/auditing.ts'
import type { Db } from '../db/client.ts'
import { readPicture } from './queries.ts'

type Alt = { altZh: string; altEn: string }

/** Changes what a picture is said to show; false when there is no such picture. Pages are drawn anew. */
export async function describePicture(
  { db, now }: { db: Db; now: number },
  id: string,
  alt: Alt,
  staffId: string,
): Promise<boolean> {
  const known = await readPicture(db, id)
  if (!known) return false
  const before = { altZh: known.altZh, altEn: known.altEn }
  if (before.altZh === alt.altZh && before.altEn === alt.altEn) return true
  await db.batch([
    db.run(sql`UPDATE media SET alt_zh = ${alt.altZh}, alt_en = ${alt.altEn} WHERE id = ${id}`),
    db.run(sql`UPDATE content_version SET version = version + 1 WHERE id = 1`),
    audit(db, { staffId, verb: 'media.described', object: `media:${id}`, before, after: alt }, now),
  ])
  return true
}
