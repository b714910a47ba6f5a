import { eq, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { failedOn } from '../db/failures.ts'
import { changedMeanwhile, insist } from '../db/insisting.ts'
import { select, update } from '../db/query.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { audit } from './auditing.ts'
import { type Editor, editedMeanwhile, newestEdit, stillStands, takeEdit } from './edit-lock.ts'
import { may, ROLES, type Role } from './roles.ts'
import { staff } from './schema.ts'
import { closeAllSessions } from './sessions.ts'

type Place = { db: Db; now: number }

/** An account's name in the lock and in the audit log. */
export const staffForm = (id: string): string => `staff:${id}`

const GIVERS = JSON.stringify(ROLES.filter((role) => may(role, 'staff.invite')))

/**
 * Gives somebody another role, or none (`disabled`), over the role its editor saw, and ends every session of theirs.
 * Refusals: not_found; conflict when it is one's own account, or a colleague changed either account meanwhile. Whoever
 * gives roles keeps the own one and must still have it, and the trigger owner_stays is the last line: the shop is never
 * left without an owner.
 */
export async function changeRole(
  { db, now }: Place,
  login: string,
  role: Role | 'disabled',
  editor: Editor,
): Promise<Result<null>> {
  const [row] = await db.all(
    select({ id: staff.id, role: staff.role, edit: newestEdit(sql`'staff:' || ${staff.id}`) })
      .from(staff)
      .where(eq(staff.login, login)),
  )
  if (!row) return refuse({ code: 'not_found' })
  const form = staffForm(row.id)
  if (row.id === editor.staffId || !stillStands(row, editor)) return refuse({ code: 'conflict' })
  const entry = { staffId: editor.staffId, verb: 'staff.role_changed', object: form }
  try {
    await db.batch([
      insist(
        db,
        sql`EXISTS (SELECT 1 FROM staff WHERE id = ${editor.staffId} AND role IN (SELECT value FROM json_each(${GIVERS})))
          AND EXISTS (SELECT 1 FROM staff WHERE id = ${row.id} AND role = ${row.role})`,
      ),
      takeEdit(db, form, editor, now),
      ...closeAllSessions(db, row.id),
      db.run(update(staff).set({ role }).where(eq(staff.id, row.id))),
      audit(db, { ...entry, before: { role: row.role }, after: { role } }, now),
    ])
    return ok(null)
  } catch (error) {
    if (editedMeanwhile(error) || changedMeanwhile(error) || failedOn(error, 'owner_stays'))
      return refuse({ code: 'conflict' })
    throw error
  }
}
