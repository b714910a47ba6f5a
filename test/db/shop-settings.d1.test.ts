import { applyD1Migrations } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Db } from '../../src/db/client.ts'
import { keepShopPart, readStoredShop } from '../../src/settings/keeping.ts'
import { staffIdOf } from '../support/listings.ts'
import { bindings, emptyDatabase, openShop } from '../support/shop.ts'
import { fillStaff } from '../support/staff.ts'

const beside = async (db: Db) => {
  const [row] = await db.all<{ version: number; shop: string }>(
    sql`SELECT version, shop FROM content_version`,
  )
  return { version: row!.version, shop: JSON.parse(row!.shop) as unknown }
}

test('what staff had set before the settings had a table of their own is carried over', async () => {
  const db = await emptyDatabase()
  const [before, after] = [
    bindings.TEST_MIGRATIONS.filter(({ name }) => name < '0016'),
    bindings.TEST_MIGRATIONS.filter(({ name }) => name.startsWith('0016')),
  ]
  await applyD1Migrations(bindings.DB, before)
  const set = { banner: null, refunds: { goodwillLimitFen: 100 } }
  await db.run(sql`UPDATE content_version SET shop = ${JSON.stringify(set)}`)
  await applyD1Migrations(bindings.DB, [...before, ...after])
  expect([await readStoredShop(db), (await beside(db)).shop]).toEqual([set, set])
})

test('a part that is kept stands beside the version that a page reads, which rises once', async () => {
  const shop = await openShop()
  await fillStaff(shop)
  const editor = { staffId: await staffIdOf(shop, 'owner'), over: 0 }
  const before = await beside(shop.db)
  await keepShopPart(shop, editor, 'refunds', { goodwillLimitFen: 200 })
  const stored = await readStoredShop(shop.db)
  expect(stored.refunds).toEqual({ goodwillLimitFen: 200 })
  expect(await beside(shop.db)).toEqual({ version: before.version + 1, shop: stored })
})
