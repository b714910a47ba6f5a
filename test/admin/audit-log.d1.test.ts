import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import type { Shop } from '../../src/shop.ts'
import { audit } from '../../src/staff/auditing.ts'
import { adminPaths } from '../../src/urls.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
})

test('the log says in words what changed, keeps the stored values behind it, and exports them as they are', async () => {
  const [{ id: staffId } = { id: '' }] = await shop.db.all<{ id: string }>(
    sql`SELECT id FROM staff WHERE login = 'owner'`,
  )
  const prices = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`TEA-${at + 10}`, 10000 + at]))
  const entries = [
    { verb: 'listing.prices_changed', object: 'skus:12', before: { prices: {} }, after: { prices } },
    { verb: 'code.made', object: 'code:A', after: { code: '<b>x</b>', kind: 'amount', value: 990 } },
  ]
  await audit(
    shop.db,
    entries.map((entry) => ({ ...entry, staffId })),
    shop.now,
  )
  const owner = await signedIn('owner')
  const page = await (await owner.get(adminPaths.audit())).text()
  expect(page).toMatch(/<th scope="row">价格 TEA-10<\/th><td>100 元<\/td>/)
  expect(page).toMatch(/<th scope="row">优惠<\/th><td>9.9 元<\/td>/)
  expect([page.includes('还有 4 项'), page.includes('<b>x</b>')]).toEqual([true, false])
  expect(page).toContain('<code>{&quot;code&quot;:')
  const csv = await (await owner.get(adminPaths.auditExport({ verb: 'code.made' }))).text()
  expect([csv.includes('""value"":990'), csv.includes('9.9 元')]).toEqual([true, false])
})
