import { sql } from 'drizzle-orm'
import { fillSampleStaff, SAMPLE_PASSWORD } from '../../src/db/sample/staff.ts'
import type { Shop } from '../../src/shop.ts'
import type { Role } from '../../src/staff/roles.ts'
import { adminPaths } from '../../src/urls.ts'
import { browser } from './browser.ts'

export const fillStaff = (shop: Shop) => fillSampleStaff(shop.db, shop.now)

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

/** A browser in which the sample account of a role is signed in. */
export async function signedIn(role: string, settings: Record<string, unknown> = {}) {
  const visitor = browser(settings)
  const answer = await visitor.post(adminPaths.signIn, { login: role, password: SAMPLE_PASSWORD, code: '' })
  if (answer.status !== 303) throw new Error(`sign-in of ${role} answered ${answer.status}`)
  return visitor
}
