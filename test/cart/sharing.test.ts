import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Draw, type Stocked, shareStock } from '../../src/cart/sharing.ts'

const names = { titleZh: '', titleEn: '', specZh: '', specEn: '' }
const shelfOf = (pieces: Record<string, number>): Map<string, Stocked> =>
  new Map(Object.entries(pieces).map(([sku, available]) => [sku, { available, ...names }]))
const line = (sku: string, quantity: number, ...parts: [sku: string, quantity: number][]): Draw => ({
  sku,
  quantity,
  stock: (parts.length ? parts : [[sku, 1] as const]).map(([part, each]) => ({ sku: part, quantity: each })),
})

const SKUS = ['A', 'B', 'C', 'D']
const part = fc.record({ sku: fc.constantFrom(...SKUS), quantity: fc.integer({ min: 1, max: 3 }) })
const anyLines = fc.array(
  fc.record({
    sku: fc.string({ minLength: 1, maxLength: 6 }),
    quantity: fc.integer({ min: 1, max: 20 }),
    stock: fc.uniqueArray(part, { minLength: 1, maxLength: 4, selector: ({ sku }) => sku }),
  }),
  { minLength: 1, maxLength: 6 },
)
const anyShelf = fc
  .array(fc.integer({ min: 0, max: 60 }), { minLength: 4, maxLength: 4 })
  .map((pieces) => shelfOf(Object.fromEntries(SKUS.map((sku, at) => [sku, pieces[at]!]))))

const drawn = (lines: Draw[], sku: string): number =>
  lines.reduce(
    (sum, { quantity, stock }) => sum + quantity * (stock.find((one) => one.sku === sku)?.quantity ?? 0),
    0,
  )

describe('sharing what is on the shelf', () => {
  test('lines cut to what is left for them never draw more than there is, and are short no more', () => {
    fc.assert(
      fc.property(anyLines, anyShelf, (lines, shelf) => {
        const shares = shareStock(lines, shelf)
        const cut = lines.map((one, at) => ({ ...one, quantity: Math.min(one.quantity, shares[at]!.left) }))
        for (const [sku, { available }] of shelf) expect(drawn(cut, sku)).toBeLessThanOrEqual(available)
        const again = shareStock(cut, shelf)
        for (const [at, { quantity }] of cut.entries())
          expect(again[at]!.left).toBeGreaterThanOrEqual(quantity)
      }),
    )
  })

  test('any one line may grow to what is left for it, and not a piece further', () => {
    fc.assert(
      fc.property(anyLines, anyShelf, fc.nat(), (lines, shelf, nth) => {
        const shares = shareStock(lines, shelf)
        const at = nth % lines.length
        const granted = lines.map((one, n) => ({ ...one, quantity: Math.min(one.quantity, shares[n]!.left) }))
        const fits = (quantity: number) =>
          [...shelf].every(
            ([sku, { available }]) => drawn(granted.with(at, { ...lines[at]!, quantity }), sku) <= available,
          )
        expect([fits(shares[at]!.left), fits(shares[at]!.left + 1)]).toEqual([true, false])
      }),
    )
  })

  test('names what is shared only where other lines are what keeps a line down', () => {
    const shelf = shelfOf({ tin: 25, honey: 3 })
    const [box, duo] = [line('box', 20, ['tin', 1]), line('duo', 20, ['tin', 1])]
    const shared = { sku: 'tin', available: 25, with: ['box'], together: 25 }
    expect(shareStock([box, duo], shelf)[1]).toEqual({ left: 5, shared })
    expect(shareStock([box], shelf)[0]).toEqual({ left: 25, shared: undefined })
    const honeyed = line('honeyed', 9, ['honey', 1], ['tin', 1])
    expect(shareStock([box, honeyed], shelf)[1]).toEqual({ left: 3, shared: undefined })
    expect(shareStock([line('tin', 25), duo], shelf)[1]).toEqual({
      left: 0,
      shared: { ...shared, with: ['tin'] },
    })
    expect(shareStock([duo], shelfOf({ tin: 0 }))[0]).toEqual({ left: 0, shared: undefined })
  })
})
