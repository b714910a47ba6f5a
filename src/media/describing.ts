import { eq } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { raiseContentVersion } from '../db/content-version.ts'
import { update } from '../db/query.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { audit } from '../staff/auditing.ts'
import { type Editor, editedMeanwhile, readEdit, stillStands, takeEdit } from '../staff/edit-lock.ts'
import { readPicture } from './queries.ts'
import { media } from './schema.ts'

type Alt = { altZh: string; altEn: string }

/** A picture's name in the lock and in the audit log. */
export const pictureForm = (id: string): string => `media:${id}`

/**
 * Changes what a picture is said to show over the save its editor began from; pages are drawn anew. Refusals:
 * not_found; conflict (saved meanwhile).
 */
export async function describePicture(
  { db, now }: { db: Db; now: number },
  id: string,
  alt: Alt,
  editor: Editor,
): Promise<Result<null>> {
  const form = pictureForm(id)
  const [edit, known] = await db.batch([readEdit(db, form), readPicture(db, id)])
  if (!known) return refuse({ code: 'not_found' })
  if (!stillStands(edit, editor)) return refuse({ code: 'conflict' })
  const before = { altZh: known.altZh, altEn: known.altEn }
  if (before.altZh === alt.altZh && before.altEn === alt.altEn) return ok(null)
  const entry = { staffId: editor.staffId, verb: 'media.described', object: form, before, after: alt }
  try {
    await db.batch([
      takeEdit(db, form, editor, now),
      db.run(update(media).set(alt).where(eq(media.id, id))),
      raiseContentVersion(db),
      audit(db, entry, now),
    ])
    return ok(null)
  } catch (error) {
    if (editedMeanwhile(error)) return refuse({ code: 'conflict' })
    throw error
  }
}
