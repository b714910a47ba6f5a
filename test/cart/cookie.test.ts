import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addLine, formatCart, parseCart, parseQuantity, removeLine, setLine } from '../../src/cart/cookie.ts'

const line = (sku: string, quantity: number, seenFen = 100) => ({ sku, quantity, seenFen })

describe('cart cookie', () => {
  it('gives back every cart it wrote', () => {
    const lines = fc.uniqueArray(
      fc.record({
        sku: fc.stringMatching(/^[A-Z0-9-]{1,32}$/),
        quantity: fc.integer({ min: 1, max: 20 }),
        seenFen: fc.integer({ min: 0, max: 999_999_999 }),
      }),
      { selector: ({ sku }) => sku, maxLength: 50 },
    )
    fc.assert(
      fc.property(lines, (cart) => {
        expect(parseCart(formatCart(cart))).toEqual(cart)
      }),
    )
  })

  it('never throws on garbage and keeps the lines that are whole', () => {
    fc.assert(fc.property(fc.string(), (text) => parseCart(text).length >= 0))
    expect(parseCart('A-1.2.300~oops~B.0.1~C.21.1~D.1e3.1~<b>.1.1~A-1.9.1')).toEqual([line('A-1', 2, 300)])
    expect(parseCart(undefined)).toEqual([])
  })

  it('holds at most 50 lines', () => {
    const many = Array.from({ length: 1000 }, (_, i) => line(`S-${i}`, 1))
    expect(parseCart(formatCart(many))).toHaveLength(50)
    expect(addLine(many.slice(0, 50), line('NEW', 1))).toBeNull()
  })

  it.each(['0', '-1', '1.5', '1e3', '1000000000', 'two', '', '21', '+3', '0x2'])(
    'refuses %j as a quantity',
    (text) => expect(parseQuantity(text)).toBeNull(),
  )

  it('takes full-width digits and spaces as typed on a phone', () => {
    expect(parseQuantity(' 12 ')).toBe(12)
  })

  it('adds up to the limit of pieces and not past it', () => {
    expect(addLine([line('A', 15)], line('A', 5, 200))).toEqual([line('A', 20, 200)])
    expect(addLine([line('A', 15)], line('A', 6))).toBeNull()
  })

  it('sets and removes a line in its place', () => {
    const cart = [line('A', 1), line('B', 2)]
    expect(setLine(cart, line('A', 7))).toEqual([line('A', 7), line('B', 2)])
    expect(removeLine(cart, 'A')).toEqual([line('B', 2)])
  })
})
