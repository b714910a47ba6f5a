import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocateFen, capitalYuan, fen } from '../../src/kernel/money.ts'

test.each([
  [0, '零元整'],
  [1, '壹分'],
  [10, '壹角整'],
  [105, '壹元零伍分'],
  [1000, '壹拾元整'],
  [1050, '壹拾元伍角整'],
  [100_500, '壹仟零伍元整'],
  [140_950, '壹仟肆佰零玖元伍角整'],
  [600_714, '陆仟零柒元壹角肆分'],
  [168_032, '壹仟陆佰捌拾元叁角贰分'],
  [1_070_003, '壹万零柒佰元零叁分'],
  [10_000_000, '壹拾万元整'],
  [10_100_000, '壹拾万零壹仟元整'],
  [1_000_000_001, '壹仟万元零壹分'],
  [10_000_001_000, '壹亿零壹拾元整'],
  [10_500_000_000, '壹亿零伍佰万元整'],
  [1_234_567_890_123, '壹佰贰拾叁亿肆仟伍佰陆拾柒万捌仟玖佰零壹元贰角叁分'],
])('%i fen are written %s', (amount, text) => {
  expect(capitalYuan(fen(amount))).toBe(text)
})

const VALUES: Record<string, number> = Object.fromEntries([...'零壹贰叁肆伍陆柒捌玖'].map((d, i) => [d, i]))
const TENS: Record<string, number> = { 拾: 10, 佰: 100, 仟: 1000 }

/** Reads the numerals as a person does, without knowing how they were written. */
function read(text: string): number {
  const [, whole = '', jiao = '零', cents = '零'] =
    /^(?:(.+)元)?零?(?:([^元零])角)?(?:([^元角零])分)?整?$/.exec(text) ?? []
  return readWhole(whole) * 100 + VALUES[jiao]! * 10 + VALUES[cents]!
}

function readWhole(text: string): number {
  for (const [sign, size] of [['亿', 100_000_000] as const, ['万', 10_000] as const]) {
    const [high, low] = text.split(sign)
    if (low !== undefined) return readWhole(high!) * size + readWhole(low)
  }
  return [...text.matchAll(/(.)([拾佰仟]?)/g)].reduce(
    (sum, [, digit, place]) => sum + VALUES[digit!]! * (TENS[place!] ?? 1),
    0,
  )
}

test('every amount up to a hundred million yuan reads back as itself, with no two 零 in a row', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), (amount) => {
      const text = capitalYuan(fen(amount))
      expect(text).not.toMatch(/零零|[^零]零[万亿元]/)
      expect(read(text)).toBe(amount)
    }),
    { seed: 8, numRuns: 500 },
  )
})

test('an amount is split by weight: what does not divide goes to the largest remainders, the first among equals', () => {
  expect(allocateFen(fen(100), [1, 1, 1])).toEqual([34, 33, 33])
  expect(allocateFen(fen(10), [5, 3, 7])).toEqual([3, 2, 5])
  expect(allocateFen(fen(1), [1, 2, 2])).toEqual([0, 1, 0])
  expect(allocateFen(fen(0), [1, 2])).toEqual([0, 0])
  fc.assert(
    fc.property(
      fc.nat(99_999_999),
      fc.array(fc.integer({ min: 1, max: 99_999 }), { minLength: 1, maxLength: 9 }),
      (total, weights) => {
        const parts = allocateFen(fen(total), weights)
        const sum = weights.reduce((all, weight) => all + weight, 0)
        expect(parts.reduce((all, part) => all + part, 0)).toBe(total)
        for (const [at, part] of parts.entries())
          expect(Math.abs(part - (total * weights[at]!) / sum)).toBeLessThan(1)
      },
    ),
  )
})
