import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { audit } from './auditing.ts'
import type { Role } from './roles.ts'
import { closeAllSessions } from './sessions.ts'

type Place = { db: Db; now: number }

/**
 * Gives somebody another role, or none (`disabled`), and ends every session of theirs. Refusals: not_found; conflict
 * when it would leave the shop without a real owner, or is one's own account.
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
  const [first, ...rest] = closeAllSessions(db, row.id)
  await db.batch([
    first!,
    ...rest,
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
  return ok(null)
}
