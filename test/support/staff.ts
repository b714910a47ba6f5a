import { eq, sql } from 'drizzle-orm'
import { database } from '../../src/db/client.ts'
import { select } from '../../src/db/query.ts'
import { fillSampleStaff, SAMPLE_PASSWORD } from '../../src/db/sample/staff.ts'
import type { Shop } from '../../src/shop.ts'
import { hashPassword } from '../../src/staff/password.ts'
import type { Role } from '../../src/staff/roles.ts'
import { staff } from '../../src/staff/schema.ts'
import { openSession } from '../../src/staff/sessions.ts'
import { inviteStaff, setUpStaff } from '../../src/staff/setting-up.ts'
import { newTotpSecret, totpCode, totpStep } from '../../src/staff/totp.ts'
import { browser } from './browser.ts'
import { bindings, NOW } from './shop.ts'

let hash = ''

export async function fillStaff(shop: Shop): Promise<void> {
  hash ||= await hashPassword(SAMPLE_PASSWORD)
  await fillSampleStaff(shop.db, shop.now, hash)
}

export async function idOf(shop: Shop, login: string): Promise<string> {
  const [row] = await shop.db.all<{ id: string }>(sql`SELECT id FROM staff WHERE login = ${login}`)
  return row!.id
}

/** One more person of a role, who signs in with the same password; answers their id. */
export async function joinStaff(shop: Shop, login: string, role: Role): Promise<string> {
  const id = `stf_${login}`
  await shop.db.run(sql`INSERT INTO staff (id, login, name, role, password_hash, sample, created_at)
    SELECT ${id}, ${login}, ${`同事 ${login}`}, ${role}, password_hash, 1, created_at FROM staff WHERE login = 'finance'`)
  return id
}

/** Makes somebody the only one who may give money back: the last owner, since there is always one. */
export async function leaveAlone(shop: Shop, login: string): Promise<void> {
  await shop.db.run(sql`UPDATE staff SET role = 'owner' WHERE login = ${login}`)
  await shop.db.run(
    sql`UPDATE staff SET role = 'manager' WHERE login <> ${login} AND role IN ('owner', 'finance')`,
  )
}

export const PASSWORD = 'mountain-tea-2026'

/** A real account with a second factor, as its one-time link makes it with the code before this moment's. */
export async function setUp(shop: Shop, login: string, role: Role) {
  const secret = newTotpSecret()
  const { token, statement } = await inviteStaff(shop.db, role, shop.now)
  await statement
  const code = (offset = 0) => totpCode(secret, totpStep(shop.now) + offset)
  const form = { login, name: `同事 ${login}`, password: PASSWORD, code: await code(-1), secret }
  const made = await setUpStaff(shop, token, form)
  if (!made.ok) throw new Error(made.error)
  return { secret, token, codes: made.codes, code, id: await idOf(shop, login) }
}

/**
 * A browser in which the sample account of a role is signed in. The session is opened as signing in opens it, without
 * the password, which takes a tenth of a second to check: admin/signing-in and attacks/staff send the form itself.
 */
export async function signedIn(role: string, settings: { SHOP_NOW?: string; [name: string]: unknown } = {}) {
  const visitor = browser(settings)
  const db = database(bindings.DB)
  const { id, epoch, login } = staff
  const [person] = await db.all(select({ id, epoch }).from(staff).where(eq(login, role)))
  const { token, statement } = await openSession(db, person!, Date.parse(settings.SHOP_NOW ?? '') || NOW)
  await statement
  visitor.jar.set('sid', token)
  return visitor
}
