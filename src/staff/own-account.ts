import { eq, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { changedMeanwhile, insist } from '../db/insisting.ts'
import { selectAll, update } from '../db/query.ts'
import type { Settings } from '../env.ts'
import { audit } from './auditing.ts'
import { hashPassword, passwordFits, SHORTEST_PASSWORD } from './password.ts'
import { newRecoveryCodes } from './recovery-codes.ts'
import { roleOf } from './roles.ts'
import { type Staff, staff } from './schema.ts'
import { closeAllSessions, openSession } from './sessions.ts'
import { endSetups, inviteStaff } from './setting-up.ts'
import { type CountedTry, countTry } from './sign-in-limits.ts'

type Place = { db: Db; settings: Settings; now: number }

/** Who asks, and from which network: wrong passwords count as they do at the sign-in. */
export type Asking = { login: string; network: string; password: string }

/** `current`: the own password is not right. `slow`: too many tries, nothing was looked at. `password`: too short. */
export type AccountError = 'current' | 'slow' | 'password'
type Answer<T> = ({ ok: true } & T) | { ok: false; error: AccountError }

/** Whoever sits at an open desk is not yet its owner: the own password is asked before the way in is changed. */
async function proven(
  place: Place,
  { login, network, password }: Asking,
): Promise<{ row: Staff; tried: CountedTry } | 'current' | 'slow'> {
  const tried = await countTry(place, login, network)
  if (!tried) return 'slow'
  const [row] = await place.db.all(selectAll(staff).where(eq(staff.login, login)))
  const fits = await passwordFits(password, row?.passwordHash ?? null)
  return row && fits ? { row, tried } : 'current'
}

const unchanged = (db: Db, { id, epoch }: Staff) =>
  insist(db, sql`EXISTS (SELECT 1 FROM staff WHERE id = ${id} AND epoch = ${epoch})`)

/** Sets one's own password and ends every session but a new one, whose cookie's secret is answered. */
export async function changePassword(
  place: Place,
  asking: Asking,
  wished: string,
): Promise<Answer<{ token: string }>> {
  const { db, now } = place
  if (wished.length < SHORTEST_PASSWORD) return { ok: false, error: 'password' }
  const asked = await proven(place, asking)
  if (typeof asked === 'string') return { ok: false, error: asked }
  const { row, tried } = asked
  const { token, statement } = await openSession(db, { id: row.id, epoch: row.epoch + 1 }, now)
  const passwordHash = await hashPassword(wished)
  try {
    await db.batch([
      unchanged(db, row),
      ...closeAllSessions(db, row.id),
      db.run(update(staff).set({ passwordHash }).where(eq(staff.id, row.id))),
      statement,
      ...tried.forgive(),
      audit(db, { staffId: row.id, verb: 'staff.password_changed', object: `staff:${row.id}` }, now),
    ])
  } catch (error) {
    if (changedMeanwhile(error)) return { ok: false, error: 'current' }
    throw error
  }
  return { ok: true, token }
}

/** Ten new recovery codes, shown once; those from before are worth nothing any more. */
export async function renewRecoveryCodes(place: Place, asking: Asking): Promise<Answer<{ codes: string[] }>> {
  const { db, now } = place
  const asked = await proven(place, asking)
  if (typeof asked === 'string') return { ok: false, error: asked }
  const { row, tried } = asked
  const { codes, statements } = await newRecoveryCodes(db, row.id)
  try {
    await db.batch([
      unchanged(db, row),
      ...statements,
      ...tried.forgive(),
      audit(db, { staffId: row.id, verb: 'staff.recovery_codes_renewed', object: `staff:${row.id}` }, now),
    ])
  } catch (error) {
    if (changedMeanwhile(error)) return { ok: false, error: 'current' }
    throw error
  }
  return { ok: true, codes }
}

/** The secret of a link by which one sets up another authenticator, with a password; until it is used the old ones hold. */
export async function startRenewal(place: Place, asking: Asking): Promise<Answer<{ token: string }>> {
  const { db, now } = place
  const asked = await proven(place, asking)
  if (typeof asked === 'string') return { ok: false, error: asked }
  const { row, tried } = asked
  const role = roleOf(row.role)
  if (!role) return { ok: false, error: 'current' }
  const { token, statement } = await inviteStaff(db, role, now, row.id)
  try {
    await db.batch([
      unchanged(db, row),
      endSetups(db, row.id, now),
      statement,
      ...tried.forgive(),
      audit(db, { staffId: row.id, verb: 'staff.renewal_started', object: `staff:${row.id}` }, now),
    ])
  } catch (error) {
    if (changedMeanwhile(error)) return { ok: false, error: 'current' }
    throw error
  }
  return { ok: true, token }
}
