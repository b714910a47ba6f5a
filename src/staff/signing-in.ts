import { and, eq, isNull, lt, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { changedMeanwhile, insist } from '../db/insisting.ts'
import { int, selectAll, update } from '../db/query.ts'
import type { Settings } from '../env.ts'
import { takeHitBack, withinLimit } from '../http/rate-limit.ts'
import { hmac, sha256, unseal } from '../kernel/secrets.ts'
import { MINUTE_MS } from '../kernel/time.ts'
import { audit } from './auditing.ts'
import { passwordFits } from './password.ts'
import { roleOf } from './roles.ts'
import { type Staff, staff, staffRecoveryCodes } from './schema.ts'
import { openSession } from './sessions.ts'
import { matchingStep } from './totp.ts'

type Place = { db: Db; settings: Settings; now: number }
type Typed = { login: string; password: string; code: string }

const WRONG_TRIES = 5
const LOCKED_MS = 15 * MINUTE_MS
const TRIES_PER_ADDRESS = { limit: 30, windowMs: 10 * MINUTE_MS }

/**
 * Password, then a code of the moment or a recovery code. Every failure is one same null, as slow as a success;
 * five in a row lock the account for 15 minutes. A code is accepted once.
 */
export async function signIn(place: Place, typed: Typed, network: string): Promise<{ token: string } | null> {
  const { db, settings, now } = place
  const bucket = `staff:${await hmac(settings.phonePepper, network)}`
  if (!(await withinLimit(db, bucket, TRIES_PER_ADDRESS.limit, TRIES_PER_ADDRESS.windowMs, now))) return null
  const [row] = await db.all(selectAll(staff).where(eq(staff.login, typed.login.trim().toLowerCase())))
  const fits = await passwordFits(typed.password, row?.passwordHash ?? null)
  if (!row || row.lockedUntil > now || (row.sample && settings.production) || !roleOf(row.role)) return null
  if (!fits || !(await secondFactor(place, row, typed.code))) {
    await db.run(
      update(staff)
        .set({
          failed: sql`(${staff.failed} + 1) % ${WRONG_TRIES}`,
          lockedUntil: sql`iif(${staff.failed} + 1 >= ${WRONG_TRIES}, ${int(now + LOCKED_MS)}, ${staff.lockedUntil})`,
        })
        .where(eq(staff.id, row.id)),
    )
    return null
  }
  const { token, statement } = await openSession(db, row, now)
  try {
    await db.batch([
      // Checking a password takes long: wrong tries beside it may have locked the account, an owner have closed it.
      insist(
        db,
        sql`EXISTS (SELECT 1 FROM staff
          WHERE id = ${row.id} AND epoch = ${row.epoch} AND locked_until <= ${now})`,
      ),
      statement,
      db.run(update(staff).set({ failed: 0 }).where(eq(staff.id, row.id))),
      // An office signs in from one address: only what was wrong counts against it.
      takeHitBack(db, bucket, TRIES_PER_ADDRESS.windowMs, now),
      audit(db, { staffId: row.id, verb: 'staff.signed_in', object: `staff:${row.id}` }, now),
    ])
  } catch (error) {
    if (changedMeanwhile(error)) return null
    throw error
  }
  return { token }
}

/** Sample accounts have none: they exist in development only. Each step and each recovery code counts once. */
async function secondFactor({ db, settings, now }: Place, row: Staff, code: string): Promise<boolean> {
  if (row.totpSealed === null) return row.sample === 1
  const secret = await unseal(settings.phoneKey, row.totpSealed)
  const step = await matchingStep(secret, code, now, row.totpLastStep)
  const { staffId, codeHash, usedAt } = staffRecoveryCodes
  const used =
    step === null
      ? await db.all(
          update(staffRecoveryCodes)
            .set({ usedAt: now })
            .where(and(eq(staffId, row.id), eq(codeHash, await recoveryHash(code)), isNull(usedAt)))
            .returning({ id: staffId }),
        )
      : await db.all(
          update(staff)
            .set({ totpLastStep: step })
            .where(and(eq(staff.id, row.id), lt(staff.totpLastStep, step)))
            .returning({ id: staff.id }),
        )
  return used.length === 1
}

export const recoveryHash = (code: string): Promise<string> =>
  sha256(`recovery:${code.toUpperCase().replace(/[\s-]/g, '')}`)
