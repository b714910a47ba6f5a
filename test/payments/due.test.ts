import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { OrderLine } from '../../src/orders/schema.ts'
import type { Account } from '../../src/payments/account.ts'
import { orderDue } from '../../src/payments/refunds/calling-off.ts'
import { paidForPieces, unsent } from '../../src/payments/refunds/due.ts'

const LINE = { line: 1, sku: 'TEA-GC-250', quantity: 5, amountFen: 1_000, discountFen: 0 } as OrderLine

/** A paid order of five pieces, as far as money goes. */
const accountOf = (more: Partial<Account> = {}): Account => ({
  order: { id: 'o', state: 'paid', freight: '[]', totalFen: 1_000 } as Account['order'],
  lines: [LINE],
  attempts: [],
  capture: { orderId: 'o', attemptId: 'a', amountFen: 1_000, at: 1 },
  ...{ refunds: [], refundedLines: [], refundedFreight: [], allowances: [], transfers: [], arrived: [] },
  ...{ sentLines: [], parcels: [], cancelled: false, adoptions: [] },
  ...more,
})
const refunded = (quantity: number, withheld: number): Account['refundedLines'] => [
  { refundId: 'r', line: 1, quantity, withheld, amountFen: 200 * quantity },
]

test('a line refunded piece by piece, in any parts, gives back exactly what was paid for it', () => {
  const line = fc.record({
    amountFen: fc.integer({ min: 0, max: 99_999 }),
    discountFen: fc.integer({ min: 0, max: 999 }),
    parts: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 9 }),
  })
  fc.assert(
    fc.property(line, ({ amountFen, discountFen, parts }) => {
      const quantity = parts.reduce((sum, part) => sum + part, 0)
      const paid = { quantity, amountFen: amountFen + discountFen, discountFen }
      let before = 0
      let back = 0
      for (const part of parts) {
        back += paidForPieces(paid, before, part)
        before += part
      }
      expect(back).toBe(amountFen)
    }),
  )
})

describe('what waits to be sent', () => {
  test('is what was neither sent nor taken back before it was', () => {
    expect(unsent(accountOf(), LINE)).toBe(5)
    expect(unsent(accountOf({ refundedLines: refunded(2, 2) }), LINE)).toBe(3)
  })
  test('is not less for pieces that were given back after they had been sent', () => {
    const sentLines = [{ line: 1, quantity: 2 }]
    expect(unsent(accountOf({ sentLines, refundedLines: refunded(2, 0) }), LINE)).toBe(3)
    expect(unsent(accountOf({ sentLines, refundedLines: refunded(3, 1) }), LINE)).toBe(2)
  })
})

describe('an order as a whole', () => {
  test('goes back with all that was paid for it', () => {
    expect(orderDue(accountOf(), 'staff', 1)).toMatchObject({ amountFen: 1_000, ends: true })
  })
  test('cannot be called off once a parcel left, nor before it was paid, nor twice', () => {
    const paid = accountOf().order
    for (const more of [
      { parcels: [{ receivedAt: null }] },
      { order: { ...paid, state: 'awaiting_payment' as const }, capture: null },
      { order: { ...paid, state: 'completed' as const } },
      { cancelled: true },
    ])
      expect(orderDue(accountOf(more), 'staff', 1)).toBeNull()
  })
})
