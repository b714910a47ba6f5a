import { describe, expect, test } from 'vitest'
import { refundFor } from '../../src/adoption/refund-rule.ts'
import { worthOf } from '../../src/fulfilment/season-closing.ts'

/** 1 g of it is worth half a fen more than a whole number. */
const grades = [{ code: 'spring', nameZh: '春茶', nameEn: 'Spring tea', valueFenPer100g: 12_850 }]
const content = { grades, refundRule: { fullUntil: '2027-02-28', afterwards: 'minus_sent' as const } }
const back = (sentG: Record<string, number>, on: string, priceFen = 59_800) =>
  refundFor(content, { priceFen }, sentG, on).amountFen

describe('a plot that is called off', () => {
  test('on the last day of the full refund gives all of it back, and on the next the tea is taken off', () => {
    expect([back({ spring: 100 }, '2027-02-28'), back({ spring: 100 }, '2027-03-01')]).toEqual([
      59_800,
      59_800 - 12_850,
    ])
  })

  test('leaves half a fen of the tea that was sent to its adopter', () => {
    expect(back({ spring: 1 }, '2027-03-01')).toBe(59_800 - 128)
  })

  test('whose tea was worth more than was paid takes nothing from its adopter', () => {
    expect(back({ spring: 1000 }, '2027-03-01', 10_000)).toBe(0)
  })
})

test('a season that closed short leaves half a fen of the missing tea to its adopter', () => {
  expect([worthOf(content, { spring: 1 }), worthOf(content, { spring: 3 }), worthOf(content, {})]).toEqual([
    129, 386, 0,
  ])
})
