import { expect, test } from 'vitest'
import { parseYuan } from '../../src/kernel/money.ts'
import { looksMistyped, parseDecimal, parseWhole } from '../../src/kernel/typed-number.ts'

test.each([
  ['５', 500],
  ['¥5', 500],
  ['￥ 5', 500],
  ['5元', 500],
  ['５ 元', 500],
  ['1,000', 100_000],
  ['１，０００', 100_000],
  ['1,234,567.89', 123_456_789],
  ['１２．５', 1250],
  ['\u200b12.30\u202c', 1230],
])('an amount typed as %s is read', (typed, amount) => {
  expect(parseYuan(typed)).toBe(amount)
})

test.each([
  '8x',
  '5。5',
  '5,5',
  '1,00',
  '10,00,000',
  '1.234',
  '-5',
  '+5',
  '1e3',
  '¥',
  '元',
  '',
  '五',
  '5元元',
  '¥¥5',
  '.5',
  '5.',
])('an amount typed as %s is refused', (typed) => {
  expect(parseYuan(typed)).toBeNull()
})

test('a whole number is read in full width, with thousands and with its unit, up to the most', () => {
  for (const typed of ['1120', '１１２０', '1,120', '１，１２０', '1120.0', '1120件', ' 1120 件 '])
    expect(parseWhole(typed, 1120, '件')).toBe(1120)
  for (const typed of ['1121', '1120.5', '112O', '11 20', '-1', '', '1120个', '1120。'])
    expect(parseWhole(typed, 1120, '件')).toBeNull()
})

test('a number with decimals is a whole number of its last ones', () => {
  expect([parseDecimal('2.5', 2), parseDecimal('２．５亩', 2, '亩'), parseDecimal('2.35', 3)]).toEqual([
    250, 250, 2350,
  ])
  expect([
    parseDecimal('2.555', 2),
    parseDecimal('2,5', 2),
    parseDecimal('7', 0),
    parseDecimal('7.0', 0),
  ]).toEqual([null, null, 7, null])
})

test.each([
  [89, 1089, true],
  [120, 1120, true],
  [89, 890, true],
  [89, 889, true],
  [8900, 10_890, false],
  [120, 240, false],
  [120, 130, false],
  [120, 120, false],
  [120, 12, false],
  [0, 1000, false],
])('%i to %i looks mistyped: %s', (before, after, so) => expect(looksMistyped(before, after)).toBe(so))
