import { beforeAll, expect, test } from 'vitest'
import { POLICIES } from '../../src/http/policies.ts'
import { ROLES } from '../../src/staff/roles.ts'
import { browser } from '../support/browser.ts'
import { halfWidthMarks, readablePart } from '../support/chinese-marks.ts'
import { openShop } from '../support/shop.ts'
import { FILLED_CART, FURTHER_PAGES, MAIN_PAGES, PERSONAL_PAGES } from '../support/shopper-pages.ts'
import { fillStaff, signedIn } from '../support/staff.ts'
import { WHO_MAY } from './who-may.ts'

const visitors = new Map<string, ReturnType<typeof browser>>()
const isStaff = (who: string) => (ROLES as readonly string[]).includes(who)
const staffOnly = WHO_MAY.filter(({ who }) => who.every(isStaff))

beforeAll(async () => {
  const shop = await openShop()
  await fillStaff(shop)
  for (const role of ROLES) visitors.set(role, await signedIn(role))
})

test('the table of who may call what names every route once, and none that is gone', () => {
  const named = WHO_MAY.map(({ key }) => key)
  expect([...named].sort()).toEqual(Object.keys(POLICIES).sort())
})

test('what is not for staff is for whom the table says', () => {
  const others = WHO_MAY.filter((entry) => !staffOnly.includes(entry))
  expect(others.map(({ key }) => [key, POLICIES[key]])).toEqual(others.map(({ key, who }) => [key, who[0]]))
  // Of the back office only signing in and setting up an account are open.
  const open = others.filter(({ key }) => key.includes(' /admin')).map(({ key }) => key.split(' ')[1])
  expect(new Set(open)).toEqual(new Set(['/admin/set-up', '/admin/sign-in']))
})

// The whole matrix: each admin route × each role, and signed out.
test.each(staffOnly)(
  '$key answers the roles that the table names and no other, and the signed-out with the sign-in page; pages are written with Chinese marks',
  async ({ key, who }) => {
    const [method = '', path = ''] = key.split(' ')
    // Signing out would end the matrix: its policy is asked instead.
    if (path.includes('sign-out')) return expect([POLICIES[key], who]).toEqual(['staff:desk', [...ROLES]])
    const address = path.replace(':number', '7GQ4N2W8C3KD').replace(':id', 'shp_1')
    const send = (visitor: ReturnType<typeof browser>) =>
      method === 'GET' ? visitor.get(address) : visitor.post(address, {})
    const out = await send(browser())
    expect([out.status, out.headers.get('Location')?.startsWith('/admin/sign-in')]).toEqual([303, true])
    const answers = await Promise.all(ROLES.map((role) => send(visitors.get(role)!)))
    expect(ROLES.filter((_, at) => answers[at]!.status !== 403)).toEqual(who)
    expect(Math.max(...answers.map(({ status }) => status))).toBeLessThan(500)
    const page = answers.find(({ headers }) => headers.get('Content-Type')?.startsWith('text/html'))
    if (page) expect(halfWidthMarks(readablePart(await page.text()))).toEqual([])
  },
)

test('a shopper reads Chinese marks on every page', async () => {
  const visitor = browser()
  visitor.jar.set('cart', FILLED_CART)
  for (const path of [
    ...MAIN_PAGES,
    ...FURTHER_PAGES,
    ...PERSONAL_PAGES,
    '/institutions',
    '/gardens/yunjiao-baicha',
  ]) {
    if (path.startsWith('/en')) continue
    const page = await (await visitor.get(path)).text()
    expect([path, halfWidthMarks(readablePart(page))]).toEqual([path, []])
  }
})
