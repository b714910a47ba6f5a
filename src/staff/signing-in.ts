import { and, eq, lt, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { changedMeanwhile, insist } from '../db/insisting.ts'
import { selectAll, update } from '../db/query.ts'
import type { Settings } from '../env.ts'
import { unseal } from '../kernel/secrets.ts'
import { audit } from './auditing.ts'
import { passwordFits } from './password.ts'
import { useRecoveryCode } from './recovery-codes.ts'
import { roleOf } from './roles.ts'
import { type Staff, staff } from './schema.ts'
import { openSession } from './sessions.ts'
import { countTry } from './sign-in-limits.ts'
import { matchingStep } from './totp.ts'

type Place = { db: Db; settings: Settings; now: number }
type Typed = { login: string; password: string; code: string }

/**
 * Why nobody came in. `wrong`: name, password or code, which of them is nobody's business. `used_code`: all is right but
 * the code, which was used before; only who has the password is told. `slow`: too many tries, nothing was looked at.
 */
export type SignInRefusal = 'wrong' | 'used_code' | 'slow'
export type SignedIn = { ok: true; token: string } | { ok: false; why: SignInRefusal }

/** Password, then a code of the moment or a recovery code, each accepted once. A wrong try is as slow as a right one. */
export async function signIn(place: Place, typed: Typed, network: string): Promise<SignedIn> {
  const { db, settings, now } = place
  const login = typed.login.trim().toLowerCase()
  const tried = await countTry(place, login, network)
  if (!tried) return { ok: false, why: 'slow' }
  const [row] = await db.all(selectAll(staff).where(eq(staff.login, login)))
  const fits = await passwordFits(typed.password, row?.passwordHash ?? null)
  if (!row || !fits || (row.sample && settings.production) || !roleOf(row.role))
    return { ok: false, why: 'wrong' }
  const factor = await secondFactor(place, row, typed.code)
  if (factor === 'wrong') return { ok: false, why: 'wrong' }
  if (factor === 'used') {
    await db.batch(tried.forgive())
    return { ok: false, why: 'used_code' }
  }
  const { token, statement } = await openSession(db, row, now)
  try {
    await db.batch([
      // Checking a password takes long: an owner may have closed the account or reset it beside it.
      insist(db, sql`EXISTS (SELECT 1 FROM staff WHERE id = ${row.id} AND epoch = ${row.epoch})`),
      statement,
      ...tried.forgive(),
      audit(db, { staffId: row.id, verb: 'staff.signed_in', object: `staff:${row.id}` }, now),
    ])
  } catch (error) {
    if (changedMeanwhile(error)) return { ok: false, why: 'wrong' }
    throw error
  }
  return { ok: true, token }
}

/** Sample accounts have none: they exist in development only. Each step and each recovery code counts once. */
async function secondFactor(
  { db, settings, now }: Place,
  row: Staff,
  code: string,
): Promise<'right' | 'used' | 'wrong'> {
  if (row.totpSealed === null) return row.sample === 1 ? 'right' : 'wrong'
  const secret = await unseal(settings.phoneKey, row.totpSealed)
  const step = await matchingStep(secret, code, now, row.totpLastStep)
  if (step === null) {
    if (await useRecoveryCode(db, row.id, code, now)) return 'right'
    return (await matchingStep(secret, code, now, 0)) === null ? 'wrong' : 'used'
  }
  const taken = await db.all(
    update(staff)
      .set({ totpLastStep: step })
      .where(and(eq(staff.id, row.id), lt(staff.totpLastStep, step)))
      .returning({ id: staff.id }),
  )
  return taken.length === 1 ? 'right' : 'used'
}
