import { eq, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { changedMeanwhile, insist } from '../db/insisting.ts'
import { select, update } from '../db/query.ts'
import { randomLetters } from '../kernel/ids.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { audit } from './auditing.ts'
import { hashPassword } from './password.ts'
import { dropRecoveryCodes } from './recovery-codes.ts'
import { mayReset, ROLES, roleOf } from './roles.ts'
import { staff } from './schema.ts'
import { closeAllSessions } from './sessions.ts'
import { endSetups, inviteStaff } from './setting-up.ts'

/**
 * Takes a colleague's password and recovery codes away, ends their sessions and every link they were given before, and
 * answers the secret of a one-time link by which they choose a password and set up an authenticator. Refusals:
 * not_found; conflict when it is one's own account, a closed one, one that `by` has no say over, or a role changed
 * meanwhile.
 */
export async function resetAccess(
  { db, now }: { db: Db; now: number },
  login: string,
  by: string,
): Promise<Result<string>> {
  const [row] = await db.all(
    select({ id: staff.id, role: staff.role }).from(staff).where(eq(staff.login, login)),
  )
  if (!row) return refuse({ code: 'not_found' })
  const role = roleOf(row.role)
  if (row.id === by || !role) return refuse({ code: 'conflict' })
  const resetters = JSON.stringify(ROLES.filter((own) => mayReset(own, role)))
  const { token, statement } = await inviteStaff(db, role, now, row.id)
  // The account needs some password until its person has chosen one: nobody knows this.
  const passwordHash = await hashPassword(randomLetters(32))
  try {
    await db.batch([
      insist(
        db,
        sql`EXISTS (SELECT 1 FROM staff WHERE id = ${by} AND role IN (SELECT value FROM json_each(${resetters})))
          AND EXISTS (SELECT 1 FROM staff WHERE id = ${row.id} AND role = ${role})`,
      ),
      endSetups(db, row.id, now),
      statement,
      ...closeAllSessions(db, row.id),
      dropRecoveryCodes(db, row.id),
      db.run(update(staff).set({ passwordHash }).where(eq(staff.id, row.id))),
      audit(db, { staffId: by, verb: 'staff.access_reset', object: `staff:${row.id}` }, now),
    ])
    return ok(token)
  } catch (error) {
    if (changedMeanwhile(error)) return refuse({ code: 'conflict' })
    throw error
  }
}
