import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { changedMeanwhile, insist } from '../db/insisting.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { audit } from './auditing.ts'
import { may, ROLES, type Role } from './roles.ts'
import { closeAllSessions } from './sessions.ts'

type Place = { db: Db; now: number }

const GIVERS = JSON.stringify(ROLES.filter((role) => may(role, 'staff.invite')))

/**
 * Gives somebody another role, or none (`disabled`), and ends every session of theirs. Refusals: not_found; conflict
 * when it is one's own account, when a colleague changed either account meanwhile. Whoever gives roles keeps the own
 * one and must still have it, so the shop is never left without an owner.
 */
export async function changeRole(
  { db, now }: Place,
  login: string,
  role: Role | 'disabled',
  by: string,
): Promise<Result<null>> {
  const [row] = await db.all<{ id: string; role: string }>(
    sql`SELECT id, role FROM staff WHERE login = ${login}`,
  )
  if (!row) return refuse({ code: 'not_found' })
  if (row.id === by) return refuse({ code: 'conflict' })
  try {
    await db.batch([
      insist(
        db,
        sql`EXISTS (SELECT 1 FROM staff WHERE id = ${by} AND role IN (SELECT value FROM json_each(${GIVERS})))
          AND EXISTS (SELECT 1 FROM staff WHERE id = ${row.id} AND role = ${row.role})`,
      ),
      ...closeAllSessions(db, row.id),
      db.run(sql`UPDATE staff SET role = ${role} WHERE id = ${row.id}`),
      audit(
        db,
        {
          staffId: by,
          verb: 'staff.role_changed',
          object: `staff:${row.id}`,
          before: { role: row.role },
          after: { role },
        },
        now,
      ),
    ])
  } catch (error) {
    if (changedMeanwhile(error)) return refuse({ code: 'conflict' })
    throw error
  }
  return ok(null)
}
