import { beforeAll, expect, test } from 'vitest'
import { POLICIES } from '../../src/http/policies.ts'
import { may, type Permission, ROLES } from '../../src/staff/roles.ts'
import { browser } from '../support/browser.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

const routes = Object.entries(POLICIES).filter(([, policy]) => policy.startsWith('staff:'))
const visitors = new Map<string, ReturnType<typeof browser>>()

beforeAll(async () => {
  const shop = await openShop()
  await fillStaff(shop)
  for (const role of ROLES) visitors.set(role, await signedIn(role))
})

test('every page of the back office but sign-in and set-up needs a permission', () => {
  const open = Object.entries(POLICIES).filter(
    ([key, policy]) => key.includes(' /admin') && policy === 'anyone',
  )
  expect(open.map(([key]) => key.split(' ')[1]).sort()).toEqual(
    ['/admin/set-up', '/admin/set-up', '/admin/sign-in', '/admin/sign-in'].sort(),
  )
})

// The whole matrix: each admin route × each role, and signed out.
test.each(routes)(
  '%s answers each role as its permission says, and the signed-out with the sign-in page',
  async (key, policy) => {
    const [method = '', path = ''] = key.split(' ')
    // Signing out would end the matrix; who may do it is told by the permission all roles share.
    if (path.includes('sign-out')) return expect(ROLES.every((role) => may(role, 'desk'))).toBe(true)
    const address = path.replace(':number', '7GQ4N2W8C3KD').replace(':id', 'shp_1')
    const send = (visitor: ReturnType<typeof browser>) =>
      method === 'GET' ? visitor.get(address) : visitor.post(address, {})
    const out = await send(browser())
    expect([out.status, out.headers.get('Location')?.startsWith('/admin/sign-in')]).toEqual([303, true])
    for (const role of ROLES) {
      const answer = await send(visitors.get(role)!)
      const allowed = may(role, policy.slice(6) as Permission)
      expect([role, answer.status === 403]).toEqual([role, !allowed])
      expect(answer.status).toBeLessThan(500)
    }
  },
)
