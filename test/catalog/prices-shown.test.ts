import { expect, test } from 'vitest'
import { priceAt } from '../../src/catalog/promotion.ts'

const sku = { priceFen: 9_900, promoPriceFen: 7_900, promoFrom: 100, promoUntil: 200, promoWasCharged: 1 }

test('a price for a time holds from its first moment to the one before its end', () => {
  expect([99, 100, 199, 200].map((now) => priceAt(sku, now).priceFen)).toEqual([9_900, 7_900, 7_900, 9_900])
})

test('the usual price is struck through only when somebody truly paid it', () => {
  expect(priceAt(sku, 150).wasFen).toBe(9_900)
  expect(priceAt({ ...sku, promoWasCharged: 0 }, 150).wasFen).toBeNull()
})
