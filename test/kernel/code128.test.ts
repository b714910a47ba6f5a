import fc from 'fast-check'
import { expect, test } from 'vitest'
import { barcodePath, code128 } from '../../src/kernel/code128.ts'
import { newOrderNumber } from '../../src/kernel/ids.ts'

/** What a scanner sees: dark and light modules, read from the path. */
function modulesOf(text: string): string {
  const { path, modules } = barcodePath(text)
  const cells = Array<string>(modules).fill('0')
  for (const [, x, width] of path.matchAll(/M(\d+) 0h(\d+)v1h-\d+z/g))
    cells.fill('1', Number(x), Number(x) + Number(width))
  return cells.join('')
}

/** Every symbol of set B by its modules, learnt one letter at a time. */
const LETTERS = new Map(
  Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).map((letter) => [
    modulesOf(letter).slice(10 + 11, 10 + 22),
    letter,
  ]),
)

function decoded(cells: string): string {
  const inside = cells.replace(/^0+|0+$/g, '')
  const symbols = inside.slice(0, -13).match(/.{11}/g) ?? []
  const letters = symbols.slice(1, -1).map((symbol) => LETTERS.get(symbol) ?? '?')
  return letters.join('')
}

test('a barcode reads back as the order number it was made of, with its check symbol and both quiet zones', () => {
  fc.assert(
    fc.property(fc.constant(null), () => {
      const number = newOrderNumber()
      const cells = modulesOf(number)
      expect(decoded(cells)).toBe(number)
      expect([cells.slice(0, 10), cells.slice(-10)]).toEqual(['0'.repeat(10), '0'.repeat(10)])
      expect(cells.length).toBe(10 + 11 * (1 + 12 + 1) + 13 + 10)
    }),
    { numRuns: 50 },
  )
})

test('the symbols are those of the standard: the known example, eleven modules each, an even number of them dark', () => {
  // PJJ123C checks as 55 in set B; start, stop and check as any scanner expects them.
  expect(code128('PJJ123C')).toEqual([
    '211214',
    '313121',
    '112133',
    '112133',
    '123221',
    '223211',
    '221132',
    '131321',
    '311321',
    '2331112',
  ])
  for (let at = 32; at < 127; at += 1) {
    const symbol = [...code128(String.fromCharCode(at))[1]!].map(Number)
    expect(symbol.reduce((sum, width) => sum + width, 0)).toBe(11)
    expect((symbol[0]! + symbol[2]! + symbol[4]!) % 2).toBe(0)
  }
  expect(LETTERS.size).toBe(95)
})

test('what the code cannot hold is refused rather than printed wrongly', () => {
  expect(() => code128('订单')).toThrow(RangeError)
})
