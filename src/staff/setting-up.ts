import { and, eq, gt, isNull, lt } from 'drizzle-orm'
import { type Db, mapped, type Statement } from '../db/client.ts'
import { failedOn } from '../db/failures.ts'
import { insert, insertRows, remove, select, update } from '../db/query.ts'
import type { Settings } from '../env.ts'
import { newId, randomLetters } from '../kernel/ids.ts'
import { seal, sha256 } from '../kernel/secrets.ts'
import { DAY_MS } from '../kernel/time.ts'
import { audit } from './auditing.ts'
import { hashPassword, SHORTEST_PASSWORD } from './password.ts'
import type { Role } from './roles.ts'
import { staff, staffRecoveryCodes, staffSetups } from './schema.ts'
import { recoveryHash } from './signing-in.ts'
import { matchingStep } from './totp.ts'

type Place = { db: Db; settings: Settings; now: number }
export type SetupForm = { login: string; name: string; password: string; code: string; secret: string }
export type SetupError = 'login' | 'name' | 'password' | 'code' | 'taken'

const RECOVERY_CODES = 10

/** A link's secret for one new account, good for a day; only its hash is kept. */
export async function inviteStaff(db: Db, role: Role, now: number) {
  const token = randomLetters(32).toLowerCase()
  const setup = { tokenHash: await sha256(token), role, expiresAt: now + DAY_MS }
  const statement = db.run(insert(staffSetups).values(setup))
  return { token, statement }
}

/** The role a link makes; null once it is used or over. */
export const setupRole = async (db: Db, token: string, now: number): Promise<Role | null> =>
  setupOf(db, await sha256(token), now)

function setupOf(db: Db, hash: string, now: number): Statement<Role | null> {
  const { role, tokenHash, usedAt, expiresAt } = staffSetups
  const good = and(eq(tokenHash, hash), isNull(usedAt), gt(expiresAt, now))
  return mapped(db.all(select({ role }).from(staffSetups).where(good)), ([row]) => row?.role ?? null)
}

/** Drops links that ended more than a day ago, used or not. */
export const forgetOldSetups = (db: Db, now: number) =>
  db.run(remove(staffSetups).where(lt(staffSetups.expiresAt, now - DAY_MS)))

/** Makes the account and uses the link up, in one batch. Answers the recovery codes, which are shown once. */
export async function setUpStaff(
  { db, settings, now }: Place,
  token: string,
  form: SetupForm,
): Promise<{ ok: true; codes: string[] } | { ok: false; error: SetupError | 'gone' }> {
  const login = form.login.trim().toLowerCase()
  const [role, [taken]] = await db.batch([
    setupOf(db, await sha256(token), now),
    db.all(select({ id: staff.id }).from(staff).where(eq(staff.login, login))),
  ])
  if (!role) return { ok: false, error: 'gone' }
  if (!/^[a-z0-9._-]{3,32}$/.test(login)) return { ok: false, error: 'login' }
  if (!form.name.trim() || form.name.length > 20) return { ok: false, error: 'name' }
  if (form.password.length < SHORTEST_PASSWORD) return { ok: false, error: 'password' }
  const step = await matchingStep(form.secret, form.code, now, 0)
  if (step === null) return { ok: false, error: 'code' }
  if (taken) return { ok: false, error: 'taken' }
  const id = newId('stf', now)
  const codes = Array.from({ length: RECOVERY_CODES }, () => `${randomLetters(5)}-${randomLetters(5)}`)
  const hashes = await Promise.all(codes.map(recoveryHash))
  try {
    await db.batch([
      db.run(
        update(staffSetups)
          .set({ usedAt: now })
          .where(eq(staffSetups.tokenHash, await sha256(token))),
      ),
      db.run(
        insert(staff).values({
          id,
          login,
          name: form.name.trim(),
          role,
          passwordHash: await hashPassword(form.password),
          totpSealed: await seal(settings.phoneKey, form.secret),
          totpLastStep: step,
          createdAt: now,
        }),
      ),
      db.run(
        insertRows(
          staffRecoveryCodes,
          hashes.map((codeHash) => ({ staffId: id, codeHash })),
        ),
      ),
      audit(db, { staffId: id, verb: 'staff.set_up', object: `staff:${id}`, after: { login, role } }, now),
    ])
  } catch (error) {
    // Somebody used the link, or took the login, at this very moment.
    if (failedOn(error, 'setup_once')) return { ok: false, error: 'gone' }
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
