import { expect, test } from 'vitest'
import { findSkus } from '../../src/catalog/finding-skus.ts'
import { openShop } from '../support/shop.ts'

test('a SKU typed whole comes first, before the other sizes of its product', async () => {
  const { db } = await openShop()
  const found = await findSkus(db, ' tea-gc-250 ')
  expect([found[0], found.includes('TEA-GC-100')]).toEqual(['TEA-GC-250', true])
})
