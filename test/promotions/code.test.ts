import fc from 'fast-check'
import { expect, test } from 'vitest'
import { paidForPieces } from '../../src/payments/refunds/due.ts'
import { type CodeRow, discountFor, parseCode } from '../../src/promotions/code.ts'

const row = (more: Partial<CodeRow> = {}): CodeRow => ({
  code: 'TRYIT',
  kind: 'amount',
  value: 1000,
  families: '[]',
  minimumFen: 0,
  startsAt: 0,
  endsAt: 100,
  limitTotal: 1,
  limitPerPhone: 1,
  phoneHmac: null,
  used: 0,
  endedAt: null,
  usedByPhone: 0,
  ...more,
})
const lines = fc.array(
  fc.record({
    family: fc.constantFrom('tea', 'honey'),
    amountFen: fc.integer({ min: 1, max: 2_000_000_000_000 }),
  }),
  { minLength: 1, maxLength: 50 },
)

test('the shares of a discount sum to it, take no line below nothing and leave a fen to pay', () => {
  const code = fc.record({
    kind: fc.constantFrom('amount', 'percent'),
    value: fc.integer({ min: 1, max: 10_000 }),
    families: fc.constantFrom('[]', '["tea"]'),
  })
  fc.assert(
    fc.property(lines, code, fc.nat(2000), (goods, terms, freight) => {
      const asked = { code: 'TRYIT', row: row(terms), phoneHmac: null }
      const { outcome, shares } = discountFor(asked, goods, freight, 1)
      const sum = (amounts: number[]) => amounts.reduce((all, one) => all + one, 0)
      expect(sum(shares)).toBe(outcome.discountFen)
      const total = sum(goods.map(({ amountFen }) => amountFen)) + freight
      expect(total - outcome.discountFen).toBeGreaterThanOrEqual(Math.min(1, total))
      for (const [at, share] of shares.entries()) {
        const { family, amountFen } = goods[at]!
        expect(share).toBeGreaterThanOrEqual(0)
        expect(share).toBeLessThanOrEqual(terms.families === '[]' || family === 'tea' ? amountFen : 0)
      }
    }),
  )
})

test('three pieces at a third off come to the fen, and refunds of the parts to what was paid', () => {
  const three = [
    { family: 'tea', amountFen: 9998 },
    { family: 'tea', amountFen: 3333 },
  ]
  const asked = { code: 'TRYIT', row: row({ kind: 'percent', value: 3333 }), phoneHmac: null }
  const { outcome, shares } = discountFor(asked, three, 0, 1)
  expect(outcome.discountFen).toBe(Math.floor((13_331 * 3333) / 10_000))
  expect(shares[0]! + shares[1]!).toBe(outcome.discountFen)
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.nat(100_000),
      fc.nat(),
      fc.nat(),
      (quantity, unit, off, cut) => {
        const amountFen = quantity * unit
        const line = { line: 1, quantity, amountFen, discountFen: off % (amountFen + 1) }
        const first = cut % (quantity + 1)
        const parts = paidForPieces(line, 0, first) + paidForPieces(line, first, quantity - first)
        expect(parts).toBe(amountFen - line.discountFen)
      },
    ),
  )
})

test('every reason why a code takes nothing off has its own name', () => {
  const why = (terms: Partial<CodeRow> | null, now = 1, phoneHmac: string | null = 'mine') =>
    discountFor(
      { code: 'TRYIT', row: terms && row(terms), phoneHmac },
      [{ family: 'tea', amountFen: 500 }],
      0,
      now,
    ).outcome.problem
  expect([
    why(null),
    why({ startsAt: 50 }),
    why({}, 100),
    why({ endedAt: 1 }),
    why({ used: 1 }),
    why({ usedByPhone: 1, limitTotal: 9 }),
    why({ phoneHmac: 'yours' }),
    why({ families: '["honey"]' }),
    why({ minimumFen: 501 }),
    why({}),
    why({ phoneHmac: 'mine' }),
  ]).toEqual([
    'code_unknown',
    'code_not_started',
    'code_expired',
    'code_expired',
    'code_used_up',
    'code_already_used',
    'code_not_yours',
    'code_not_applicable',
    'code_below_minimum',
    null,
    null,
  ])
})

test('a code is read as people type it', () => {
  expect(['tea-10 off', ' ABCD ', 'abc', 'a'.repeat(21), '茶茶茶茶'].map(parseCode)).toEqual([
    'TEA10OFF',
    'ABCD',
    null,
    null,
    null,
  ])
})
