import { fillSampleStaff, SAMPLE_PASSWORD } from '../../src/db/sample/staff.ts'
import type { Shop } from '../../src/orders/order.ts'
import { adminPaths } from '../../src/paths.ts'
import { browser } from './browser.ts'

export const fillStaff = (shop: Shop) => fillSampleStaff(shop.db, shop.now)

/** A browser in which the sample account of a role is signed in. */
export async function signedIn(role: string, settings: Record<string, unknown> = {}) {
  const visitor = browser(settings)
  const answer = await visitor.post(adminPaths.signIn, { login: role, password: SAMPLE_PASSWORD, code: '' })
  if (answer.status !== 303) throw new Error(`sign-in of ${role} answered ${answer.status}`)
  return visitor
}
