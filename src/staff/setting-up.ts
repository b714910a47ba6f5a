import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import { type Db, mapped, type Statement } from '../db/client.ts'
import { failedOn } from '../db/failures.ts'
import { changedMeanwhile, insist } from '../db/insisting.ts'
import { insert, remove, select, update } from '../db/query.ts'
import type { Settings } from '../env.ts'
import { newId, randomLetters } from '../kernel/ids.ts'
import { seal, sha256 } from '../kernel/secrets.ts'
import { DAY_MS } from '../kernel/time.ts'
import { audit } from './auditing.ts'
import { hashPassword, SHORTEST_PASSWORD } from './password.ts'
import { newRecoveryCodes } from './recovery-codes.ts'
import { type Role, roleOf } from './roles.ts'
import { staff, staffSetups } from './schema.ts'
import { closeAllSessions } from './sessions.ts'
import { matchingStep } from './totp.ts'

type Place = { db: Db; settings: Settings; now: number }
export type SetupForm = { login: string; name: string; password: string; code: string; secret: string }
export type SetupError = 'login' | 'name' | 'password' | 'code' | 'taken'

/** What a one-time link is for: an account of a role, or a new way in for the person it names. */
export type Setup = { role: Role; person: { id: string; login: string; name: string } | null }

/** A link's secret for one new account, or for somebody's new way in; good for a day, only its hash is kept. */
export async function inviteStaff(db: Db, role: Role, now: number, staffId: string | null = null) {
  const token = randomLetters(32).toLowerCase()
  const setup = { tokenHash: await sha256(token), role, expiresAt: now + DAY_MS, staffId }
  const statement = db.run(insert(staffSetups).values(setup))
  return { token, statement }
}

/** What a link is for; null once it is used or over, or its person was shut out. */
export const readSetup = async (db: Db, token: string, now: number): Promise<Setup | null> =>
  setupOf(db, await sha256(token), now)

function setupOf(db: Db, hash: string, now: number): Statement<Setup | null> {
  const { role, tokenHash, usedAt, expiresAt, staffId } = staffSetups
  const { id, login, name, role: own } = staff
  const found = select({ role, staffId, id, login, name, own })
    .from(staffSetups)
    .leftJoin(staff, eq(staff.id, staffId))
    .where(and(eq(tokenHash, hash), isNull(usedAt), gt(expiresAt, now)))
  return mapped(db.all(found), ([row]) => {
    if (!row) return null
    if (row.staffId === null) return { role: row.role, person: null }
    const kept = roleOf(row.own ?? '')
    return kept && { role: kept, person: { id: row.staffId, login: row.login ?? '', name: row.name ?? '' } }
  })
}

/** Drops links that ended more than a day ago, used or not. */
export const forgetOldSetups = (db: Db, now: number) =>
  db.run(remove(staffSetups).where(lt(staffSetups.expiresAt, now - DAY_MS)))

/** Ends the links somebody was given and has not used. */
export const endSetups = (db: Db, staffId: string, now: number) =>
  db.run(
    update(staffSetups)
      .set({ expiresAt: now })
      .where(and(eq(staffSetups.staffId, staffId), gt(staffSetups.expiresAt, now))),
  )

/**
 * Makes the account, or sets its password and authenticator anew, and uses the link up, in one batch. Answers the
 * recovery codes, which are shown once. A new way in ends every session of the old one.
 */
export async function setUpStaff(
  { db, settings, now }: Place,
  token: string,
  form: SetupForm,
): Promise<{ ok: true; codes: string[] } | { ok: false; error: SetupError | 'gone' }> {
  const tokenHash = await sha256(token)
  const wished = form.login.trim().toLowerCase()
  const [setup, [taken]] = await db.batch([
    setupOf(db, tokenHash, now),
    db.all(select({ id: staff.id }).from(staff).where(eq(staff.login, wished))),
  ])
  if (!setup) return { ok: false, error: 'gone' }
  const { role, person } = setup
  if (!person && !/^[a-z0-9._-]{3,32}$/.test(wished)) return { ok: false, error: 'login' }
  if (!person && (!form.name.trim() || form.name.length > 20)) return { ok: false, error: 'name' }
  if (form.password.length < SHORTEST_PASSWORD) return { ok: false, error: 'password' }
  const step = await matchingStep(form.secret, form.code, now, 0)
  if (step === null) return { ok: false, error: 'code' }
  if (!person && taken) return { ok: false, error: 'taken' }
  const id = person?.id ?? newId('stf', now)
  const { codes, statements } = await newRecoveryCodes(db, id)
  const wayIn = {
    passwordHash: await hashPassword(form.password),
    totpSealed: await seal(settings.phoneKey, form.secret),
    totpLastStep: step,
  }
  const entry = { staffId: id, object: `staff:${id}` }
  try {
    await db.batch([
      db.run(update(staffSetups).set({ usedAt: now }).where(eq(staffSetups.tokenHash, tokenHash))),
      ...(person
        ? [
            insist(
              db,
              sql`EXISTS (SELECT 1 FROM staff_setups u JOIN staff s ON s.id = u.staff_id
                WHERE u.token_hash = ${tokenHash} AND u.expires_at > ${now} AND s.role = ${role})`,
            ),
            ...closeAllSessions(db, id),
            db.run(update(staff).set(wayIn).where(eq(staff.id, id))),
            audit(db, { ...entry, verb: 'staff.access_renewed' }, now),
          ]
        : [
            db.run(
              insert(staff).values({
                id,
                login: wished,
                name: form.name.trim(),
                role,
                createdAt: now,
                ...wayIn,
              }),
            ),
            audit(db, { ...entry, verb: 'staff.set_up', after: { login: wished, role } }, now),
          ]),
      ...statements,
    ])
  } catch (error) {
    // Somebody used the link, took the login or reset the account once more, at this very moment.
    if (failedOn(error, 'setup_once') || changedMeanwhile(error)) return { ok: false, error: 'gone' }
    if (failedOn(error, 'UNIQUE constraint failed')) return { ok: false, error: 'taken' }
    throw error
  }
  return { ok: true, codes }
}

/** Keeps a link for one new account and records who made it; the link's secret. */
export async function sendInvitation(
  { db, now }: Pick<Place, 'db' | 'now'>,
  role: Role,
  by: string,
): Promise<string> {
  const { token, statement } = await inviteStaff(db, role, now)
  await db.batch([statement, audit(db, { staffId: by, verb: 'staff.invited', object: `role:${role}` }, now)])
  return token
}
