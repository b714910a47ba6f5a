import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { changedMeanwhile, insist } from '../db/insisting.ts'
import type { Settings } from '../env.ts'
import { hmac, sha256, unseal } from '../kernel/secrets.ts'
import { MINUTE_MS } from '../kernel/time.ts'
import { audit } from './auditing.ts'
import { passwordFits } from './password.ts'
import { takeHitBack, withinLimit } from './rate-limit.ts'
import { roleOf } from './roles.ts'
import { openSession } from './sessions.ts'
import { matchingStep } from './totp.ts'

type Place = { db: Db; settings: Settings; now: number }
type Typed = { login: string; password: string; code: string }
type Row = {
  id: string
  passwordHash: string
  totpSealed: string | null
  lastStep: number
  epoch: number
  sample: number
  lockedUntil: number
  role: string
}

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
  const [row] = await db.all<Row>(sql`
    SELECT id, password_hash passwordHash, totp_sealed totpSealed, totp_last_step lastStep, epoch, sample,
      locked_until lockedUntil, role FROM staff WHERE login = ${typed.login.trim().toLowerCase()}`)
  const fits = await passwordFits(typed.password, row?.passwordHash ?? null)
  if (!row || row.lockedUntil > now || (row.sample && settings.production) || !roleOf(row.role)) return null
  if (!fits || !(await secondFactor(place, row, typed.code))) {
    await db.run(sql`UPDATE staff SET failed = (failed + 1) % ${WRONG_TRIES},
      locked_until = CASE WHEN failed + 1 >= ${WRONG_TRIES} THEN CAST(${now + LOCKED_MS} AS INTEGER) ELSE locked_until END
      WHERE id = ${row.id}`)
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
      db.run(sql`UPDATE staff SET failed = 0 WHERE id = ${row.id}`),
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
async function secondFactor({ db, settings, now }: Place, row: Row, code: string): Promise<boolean> {
  if (row.totpSealed === null) return row.sample === 1
  const secret = await unseal(settings.phoneKey, row.totpSealed)
  const step = await matchingStep(secret, code, now, row.lastStep)
  const used =
    step === null
      ? await db.all(sql`UPDATE staff_recovery_codes SET used_at = ${now}
          WHERE staff_id = ${row.id} AND code_hash = ${await recoveryHash(code)} AND used_at IS NULL RETURNING staff_id`)
      : await db.all(sql`UPDATE staff SET totp_last_step = CAST(${step} AS INTEGER)
          WHERE id = ${row.id} AND totp_last_step < CAST(${step} AS INTEGER) RETURNING id`)
  return used.length === 1
}

export const recoveryHash = (code: string): Promise<string> =>
  sha256(`recovery:${code.toUpperCase().replace(/[\s-]/g, '')}`)
