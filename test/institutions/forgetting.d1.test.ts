import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { expireQuotations } from '../../src/institutions/expiring.ts'
import { forgetQuotations } from '../../src/institutions/forgetting.ts'
import { DAY_MS } from '../../src/kernel/time.ts'
import { draftOf, lineOf, sentQuotation, staffOf } from '../support/quotations.ts'
import { at, NOW, openShop } from '../support/shop.ts'

test('a request that came to nothing keeps its contact for a month and its goods for ever', async () => {
  const shop = await openShop()
  await sentQuotation(shop, await staffOf(shop), draftOf([lineOf('TEA-GC-250', 3, 15_000)]))
  const expired = NOW + 20 * DAY_MS
  await expireQuotations(shop.db, expired)
  expect((await forgetQuotations(at(shop, expired + 29 * DAY_MS))).done).toBe(0)
  expect((await forgetQuotations(at(shop, expired + 30 * DAY_MS))).done).toBe(1)
  expect((await forgetQuotations(at(shop, expired + 31 * DAY_MS))).done).toBe(0)
  const [row] = await shop.db.all(sql`SELECT contact_name contact, wanted, unit_name unit FROM quotations`)
  expect(row).toEqual({ contact: '—', wanted: '', unit: '花都区总工会' })
  expect(await shop.db.all(sql`SELECT 1 FROM quotation_versions`)).toHaveLength(1)
})
