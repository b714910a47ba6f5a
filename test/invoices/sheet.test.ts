import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TaxFacts } from '../../src/catalog/tax.ts'
import { keptFen, lackingIn, pieceYuan, sheetOf, taxParts } from '../../src/invoices/sheet.ts'
import type { Account } from '../../src/payments/account.ts'

const tax = (rateBp: number | null): TaxFacts => ({
  ...{ code: '1030101010100000000', rateBp, exemptReason: '', name: '' },
})

type Line = { quantity: number; unitFen: number; discountFen: number; back: number; allowedFen: number }
type Order = { lines: Line[]; feeFen: number; freightBack: boolean; goodwillFen: number }

/** An order's account, as far as the sheet reads it. */
function accountOf({ lines, feeFen, freightBack, goodwillFen }: Order): Account {
  const rows = lines.map((own, at) => ({
    ...{ line: at + 1, sku: `SKU-${at}`, titleZh: `茶${at}`, specZh: '100 g', quantity: own.quantity },
    ...{ amountFen: own.quantity * own.unitFen, discountFen: Math.min(own.discountFen, own.unitFen) },
  }))
  const refundedLines = lines.flatMap(({ back }, at) => {
    const { line, quantity, amountFen, discountFen } = rows[at]!
    const fen = Math.floor(((amountFen - discountFen) * back) / quantity)
    return back ? [{ refundId: `r${line}`, line, quantity: back, withheld: 0, amountFen: fen }] : []
  })
  const left = (line: number) => {
    const row = rows[line - 1]!
    const gone = refundedLines.find((own) => own.line === line)?.amountFen ?? 0
    return row.amountFen - row.discountFen - gone
  }
  const allowances = [
    ...lines.flatMap(({ allowedFen }, at) =>
      Math.min(allowedFen, left(at + 1)) > 0
        ? [{ refundId: `a${at}`, line: at + 1, amountFen: Math.min(allowedFen, left(at + 1)) }]
        : [],
    ),
  ] as { refundId: string; line: number | null; amountFen: number }[]
  const total = rows.reduce((sum, row) => sum + row.amountFen - row.discountFen, feeFen)
  const refundedFreight = freightBack ? [{ refundId: 'f', place: 0, amountFen: feeFen }] : []
  const parts = [...refundedLines, ...allowances, ...refundedFreight].reduce(
    (sum, one) => sum + one.amountFen,
    0,
  )
  const goodwill = Math.min(goodwillFen, total - parts)
  if (goodwill) allowances.push({ refundId: 'g', line: null, amountFen: goodwill })
  return {
    order: { freight: JSON.stringify([{ feeFen, skus: rows.map(({ sku }) => sku) }]) },
    ...{ lines: rows, attempts: [{ id: 'pay' }], capture: { attemptId: 'pay', amountFen: total } },
    refunds: [{ attemptId: 'pay', amountFen: parts + goodwill }],
    ...{ refundedLines, refundedFreight, allowances },
  } as unknown as Account
}

const LINE = fc
  .record({
    ...{ quantity: fc.integer({ min: 1, max: 50 }), unitFen: fc.integer({ min: 1, max: 99_999 }) },
    ...{ discountFen: fc.nat(5_000), back: fc.nat(50), allowedFen: fc.oneof(fc.constant(0), fc.nat(9_999)) },
  })
  .map((line) => ({ ...line, back: Math.min(line.back, line.quantity) }))
const ORDER = fc.record({
  ...{ lines: fc.array(LINE, { minLength: 1, maxLength: 6 }), feeFen: fc.nat(3_000) },
  ...{ freightBack: fc.boolean(), goodwillFen: fc.oneof(fc.constant(0), fc.nat(20_000)) },
})
const RATES = fc.array(fc.constantFrom(0, 300, 900, 1300), { minLength: 6, maxLength: 6 })
const factsOf = (rates: (number | null)[]) => ({
  bySku: new Map(rates.map((rate, at) => [`SKU-${at}`, tax(rate)])),
  typed: {},
})

describe('a copy sheet', () => {
  test('adds up to what the order keeps to the fen, whatever was taken off, allowed or given back', () => {
    fc.assert(
      fc.property(ORDER, RATES, (order, rates) => {
        const account = accountOf(order)
        const kept = keptFen(account)
        const sheet = sheetOf(account, factsOf(rates))
        if (!sheet) {
          expect(kept).toBe(0)
          return
        }
        const sum = (of: 'amountFen' | 'netFen' | 'taxFen') =>
          sheet.lines.reduce((all, line) => all + line[of], 0)
        expect([sum('amountFen'), sum('netFen') + sum('taxFen')]).toEqual([kept, kept])
        expect([sheet.amountFen, sheet.netFen + sheet.taxFen]).toEqual([kept, kept])
        expect(sheet.lines.every((line) => line.amountFen > 0 && line.taxFen >= 0 && line.quantity > 0)).toBe(
          true,
        )
      }),
    )
  })

  test('leaves out what was refunded whole, and shows fewer pieces of what was in part', () => {
    const line = { quantity: 3, unitFen: 1_000, discountFen: 0, back: 0, allowedFen: 0 }
    const lines = [line, { ...line, back: 3 }, { ...line, back: 1 }]
    const sheet = sheetOf(
      accountOf({ lines, feeFen: 0, freightBack: false, goodwillFen: 0 }),
      factsOf([900, 900, 900]),
    )!
    expect(sheet.lines.map(({ key, quantity, amountFen }) => [key, quantity, amountFen])).toEqual([
      ['line.1', 3, 3_000],
      ['line.3', 2, 2_000],
    ])
  })

  test('taxes freight at the highest rate of what travelled with it, and at none while one of them is unknown', () => {
    const line = { quantity: 1, unitFen: 1_000, discountFen: 0, back: 0, allowedFen: 0 }
    const account = accountOf({ lines: [line, line], feeFen: 500, freightBack: false, goodwillFen: 0 })
    const freight = (rates: (number | null)[]) =>
      sheetOf(account, factsOf(rates))!.lines.find(({ key }) => key === 'freight.0')!.tax.rateBp
    expect([freight([0, 1300]), freight([900, 900]), freight([900, null])]).toEqual([1300, 900, null])
  })

  test('says of each line what it lacks, and never assumes a rate', () => {
    const line = { quantity: 1, unitFen: 1_000, discountFen: 0, back: 0, allowedFen: 0 }
    const account = accountOf({ lines: [line], feeFen: 500, freightBack: false, goodwillFen: 0 })
    const bare = sheetOf(account, { bySku: new Map(), typed: {} })!
    expect([...lackingIn(bare)]).toEqual([
      ['line.1', ['code', 'rate']],
      ['freight.0', ['code', 'rate']],
    ])
    expect(lackingIn(sheetOf(account, { bySku: new Map(), typed: { 'line.1': tax(900) } })!).size).toBe(0)
  })

  test('splits a sum into its two parts as the bureau does, and states a piece to eight decimals', () => {
    expect(taxParts(10_900, 900)).toEqual({ amountFen: 10_900, netFen: 10_000, taxFen: 900 })
    expect(taxParts(1, 1300)).toEqual({ amountFen: 1, netFen: 1, taxFen: 0 })
    expect([
      pieceYuan({ amountFen: 1_000, quantity: 3 }),
      pieceYuan({ amountFen: 2_280, quantity: 1 }),
    ]).toEqual(['3.33333333', '22.80'])
  })
})
