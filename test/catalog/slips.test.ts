import { expect, test } from 'vitest'
import { notAsked, type Slip, slipQuestion, slipsAmong, sureOf } from '../../src/catalog/slips.ts'

const price = (before: number, after: number): Slip => ({ what: 'price', sku: 'TEA-GC-100', before, after })
const stock = (before: number, after: number): Slip => ({ what: 'stock', sku: 'TEA-GC-100', before, after })

test('a price is asked about with a digit too many or too few, a stock that was not nearly sold out with one too many', () => {
  const all = [
    ...[price(8900, 108_900), price(108_900, 8900), price(8900, 890), price(6800, 7200), price(0, 100_000)],
    ...[stock(120, 1120), stock(1120, 120), stock(3, 103), stock(12, 240)],
  ]
  expect(slipsAmong(all)).toEqual([
    ...[price(8900, 108_900), price(108_900, 8900), price(8900, 890)],
    ...[stock(120, 1120), stock(12, 240)],
  ])
})

test('a slip is asked about once, and again when it is another', () => {
  const asked = sureOf([price(8900, 108_900), stock(120, 1120)])
  expect(notAsked([price(8900, 108_900), stock(120, 1120)], asked)).toEqual([])
  expect(notAsked([price(8900, 890_000)], asked)).toEqual([price(8900, 890_000)])
  expect(slipQuestion([price(8900, 108_900)])).toContain('TEA-GC-100 的价格从 89 元改成 1,089 元')
})
