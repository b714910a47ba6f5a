import { expect, test } from 'vitest'
import { gramsText } from '../../src/kernel/grams.ts'
import { bareYuan, formatYuan, parseYuan } from '../../src/kernel/money.ts'

test('a sum of four figures or more has its separators where people read it, and none in a field', () => {
  for (const [fen, read, bare] of [
    [5, '0.05', '0.05'],
    [59_800, '598', '598'],
    [99_999, '999.99', '999.99'],
    [268_000, '2,680', '2680'],
    [1_234_567_89, '1,234,567.89', '1234567.89'],
    [-100_000, '−1,000', '−1000'],
  ] as const) {
    expect([formatYuan(fen), bareYuan(fen)]).toEqual([read, bare])
    if (fen > 0) expect(parseYuan(read)).toBe(fen)
  }
  expect([gramsText(150), gramsText(1250)]).toEqual(['150', '1,250'])
})
