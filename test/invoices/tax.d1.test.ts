import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { parseListing, valuesOf } from '../../src/catalog/listings/form.ts'
import { listingProblems } from '../../src/catalog/listings/problems.ts'
import { readAllPublished } from '../../src/catalog/listings/published.ts'
import { publishListings } from '../../src/catalog/listings/publishing.ts'
import { NO_TAX_FACTS, parseRate, type TaxFacts } from '../../src/catalog/tax.ts'
import type { Shop } from '../../src/shop.ts'
import { jar, newHoney, staffIdOf } from '../support/listings.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff } from '../support/staff.ts'

const TAX: TaxFacts = { code: '1030299000000000000', rateBp: 900, exemptReason: '', name: '蜂蜜' }
const honey = (tax?: TaxFacts) => newHoney({ variants: [jar('HNY-QM-0500', tax ? { tax } : {})] })
const publish = async (shop: Shop, content: ReturnType<typeof honey>) => {
  await publishListings(shop.db, [content], 5000, shop.now, await staffIdOf(shop, 'owner'))
}
const taxNow = async (shop: Shop) => {
  const [row] = await shop.db.all<{ id: string }>(sql`SELECT id FROM products WHERE slug = 'new-honey'`)
  return (await readAllPublished(shop.db, [row!.id]))[0]!.content.variants[0]!.tax
}

test('tax facts of a SKU are published with it, stay where a sheet says nothing of them, and go where they are emptied', async () => {
  const shop = await openShop()
  await fillStaff(shop)
  await publish(shop, honey())
  expect(await taxNow(shop)).toBeUndefined()
  await publish(shop, honey(TAX))
  expect(await taxNow(shop)).toEqual(TAX)
  await publish(shop, honey())
  expect(await taxNow(shop)).toEqual(TAX)
  await publish(shop, honey({ ...TAX, rateBp: 0, exemptReason: '自产农产品' }))
  expect(await taxNow(shop)).toEqual({ ...TAX, rateBp: 0, exemptReason: '自产农产品' })
  await publish(shop, honey(NO_TAX_FACTS))
  expect(await taxNow(shop)).toBeUndefined()
})

test('the editor reads tax facts as typed, says at their fields what is wrong, and leaves out what it was not asked', () => {
  expect(parseListing(valuesOf(honey(TAX))).content.variants[0]!.tax).toEqual(TAX)
  expect(parseListing(valuesOf(honey())).content.variants[0]!.tax).toBeUndefined()
  const typed = { ...valuesOf(honey(TAX)), 'sku.0.taxRate': '9，5', 'sku.0.taxCode': '103 02990 00000000000' }
  expect(Object.keys(parseListing(typed).errors)).toEqual(['sku.0.taxRate'])
  const wrong = honey({ ...TAX, code: '12', rateBp: 900, exemptReason: '免税' })
  expect(listingProblems(wrong).map(({ field }) => field)).toEqual(['sku.0.taxCode', 'sku.0.taxRate'])
  expect([parseRate('9'), parseRate('1.5%'), parseRate('13 ％'), parseRate('101'), parseRate('')]).toEqual([
    ...[900, 150, 1300, null, null],
  ])
})
