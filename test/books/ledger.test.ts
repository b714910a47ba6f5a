import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ledgerRows, NUMBERS } from '../../src/books/exporting.ts'
import {
  backOf,
  entriesOf,
  GROUPINGS,
  goodsOf,
  groupedBy,
  type Happened,
  type LedgerLine,
  netOf,
  totalOf,
  UNKEPT,
} from '../../src/books/ledger.ts'
import { daysIn, periodOf } from '../../src/books/reading.ts'
import { readSheet, writeCsv, writeXlsx } from '../../src/kernel/spreadsheet.ts'

const NOTHING: Happened = {
  ...{ orders: [], lines: [], captures: [], unkept: [], refunds: [], refundLines: [], refundFreight: [] },
  ...{ allowances: [], fees: [] },
}
const EVENT = { day: '2026-11-23', orderId: 'ord', method: 'wechatpay_native' }
const ORDER = {
  id: 'ord',
  channel: 'online',
  freight: JSON.stringify([
    { feeFen: 1_000, skus: ['A', 'B'] },
    { feeFen: 800, skus: ['C'] },
  ]),
  freightFen: 1_800,
}
const line = (no: number, sku: string, amountFen: number, more: Partial<LedgerLine> = {}): LedgerLine => ({
  ...{ orderId: 'ord', line: no, sku, family: 'tea', producerId: sku === 'C' ? 'p2' : 'p1', amountFen },
  ...{ discountFen: 0, ...more },
})
const LINES = [
  line(1, 'A', 6_000, { discountFen: 500 }),
  line(2, 'B', 3_000),
  line(3, 'C', 999, { family: 'honey' }),
]
const sold = { ...NOTHING, orders: [ORDER], lines: LINES, captures: [EVENT] }
const refund = { ...EVENT, id: 'ref', kept: 1 }
const of = (happened: Happened, family: string) =>
  totalOf(entriesOf(happened).filter((entry) => entry.family === family))

describe('a row of the books', () => {
  test('carries the freight of its own group, split by what was paid', () => {
    const rows = entriesOf(sold)
    expect(rows.map(({ family, producerId, freightFen }) => [family, producerId, freightFen])).toEqual([
      ['honey', 'p2', 800],
      ['tea', 'p1', 1_000],
    ])
    expect(netOf(totalOf(rows))).toBe(6_000 - 500 + 3_000 + 999 + 1_800)
  })

  test('loses what went back for its pieces and freight, and its part of what was allowed for the order', () => {
    const back = {
      ...NOTHING,
      ...{ orders: [ORDER], lines: LINES, refunds: [{ ...refund, amountFen: 999 + 800 + 95 }] },
      refundLines: [{ refundId: 'ref', line: 3, amountFen: 999 }],
      refundFreight: [{ refundId: 'ref', place: 1, amountFen: 800 }],
      allowances: [{ refundId: 'ref', line: null, amountFen: 95 }],
    }
    expect(of(back, 'honey')).toMatchObject({ goodsBackFen: 999, freightBackFen: 800, otherBackFen: 10 })
    expect(of(back, 'tea')).toMatchObject({ goodsBackFen: 0, freightBackFen: 0, otherBackFen: 85 })
    expect(goodsOf(of(back, 'tea'))).toBe(0)
  })

  test('gets back what a last refund gave less than its parts', () => {
    const last = {
      ...NOTHING,
      ...{ orders: [ORDER], lines: [LINES[1]!], refunds: [{ ...refund, amountFen: 2_900 }] },
      refundLines: [{ refundId: 'ref', line: 2, amountFen: 3_000 }],
    }
    expect(of(last, 'tea')).toMatchObject({ goodsBackFen: 3_000, otherBackFen: -100 })
    expect(netOf(of(last, 'tea'))).toBe(-2_900)
  })

  test('of money no order keeps stands apart and comes to nothing once it went back', () => {
    const twice = {
      ...NOTHING,
      ...{ orders: [ORDER], lines: LINES, unkept: [{ ...EVENT, amountFen: 700 }] },
      refunds: [{ ...refund, kept: 0, amountFen: 700 }],
      fees: [{ ...EVENT, feeFen: 4, kept: 0 }],
    }
    expect(entriesOf(twice)).toMatchObject([
      { family: UNKEPT, producerId: '', unkeptFen: 700, otherBackFen: 700 },
    ])
    expect(netOf(of(twice, UNKEPT))).toBe(-4)
  })

  test('bears its part of a fee, and gets its part of one that was given back', () => {
    const fees = (feeFen: number) => ({
      ...NOTHING,
      ...{ orders: [ORDER], lines: LINES, fees: [{ ...EVENT, feeFen, kept: 1 }] },
    })
    expect(entriesOf(fees(57)).map(({ feeFen }) => feeFen)).toEqual([6, 51])
    expect(totalOf(entriesOf(fees(-57))).feeFen).toBe(-57)
  })
})

/** Orders with their payments, refunds and fees, as they could have happened. */
const happened = fc
  .array(
    fc.record({
      amounts: fc.array(fc.integer({ min: 0, max: 9_999 }), { minLength: 1, maxLength: 4 }),
      freights: fc.array(fc.integer({ min: 0, max: 2_000 }), { maxLength: 2 }),
      discount: fc.integer({ min: 0, max: 999 }),
      fee: fc.integer({ min: -99, max: 99 }),
      goods: fc.integer({ min: 0, max: 9_999 }),
      allowed: fc.option(fc.integer({ min: 1, max: 500 })),
      less: fc.integer({ min: 0, max: 50 }),
      kept: fc.integer({ min: 0, max: 1 }),
    }),
    { maxLength: 6 },
  )
  .map((orders) => {
    const all: Happened = structuredClone(NOTHING)
    let money = 0
    for (const [at, one] of orders.entries()) {
      const [id, day] = [`o${at}`, `2026-11-${String(20 + at)}`]
      const event = { day, orderId: id, method: 'wechatpay_native' }
      const groups = one.freights.map((feeFen, place) => ({ feeFen, skus: [`S${place}`] }))
      const freightFen = one.freights.reduce((sum, fee) => sum + fee, 0)
      all.orders.push({ id, channel: at % 2 ? 'online' : 'api', freight: JSON.stringify(groups), freightFen })
      const lines = one.amounts.map((amountFen, place) => ({
        ...{
          orderId: id,
          line: place + 1,
          sku: `S${place}`,
          family: `f${place % 2}`,
          producerId: `p${place % 3}`,
        },
        ...{ amountFen, discountFen: Math.min(one.discount, amountFen) },
      }))
      all.lines.push(...lines)
      all.captures.push(event)
      const back = Math.max(0, one.goods + (one.allowed ?? 0) - one.less)
      all.refunds.push({ ...event, id: `r${at}`, amountFen: back, kept: one.kept })
      if (one.kept) all.refundLines.push({ refundId: `r${at}`, line: 1, amountFen: one.goods })
      if (one.kept && one.allowed)
        all.allowances.push({ refundId: `r${at}`, line: null, amountFen: one.allowed })
      all.fees.push({ ...event, feeFen: one.fee, kept: one.kept })
      money += lines.reduce((sum, own) => sum + own.amountFen - own.discountFen, freightFen) - back - one.fee
    }
    return { all, money }
  })

test('whatever happened, the rows sum to the money that moved, and every grouping to the same', () => {
  fc.assert(
    fc.property(happened, ({ all, money }) => {
      const entries = entriesOf(all)
      const total = totalOf(entries)
      expect(netOf(total)).toBe(money)
      for (const by of GROUPINGS)
        expect(totalOf(groupedBy(entries, by).map(({ sums }) => sums))).toEqual(total)
    }),
    { seed: 20261123 },
  )
})

test('a file’s opening and rows come to its closing, in numbers a spreadsheet adds up', () => {
  const words = { channel: String, method: String, family: String, producer: String }
  fc.assert(
    fc.property(happened, fc.integer({ min: -1_000, max: 100_000 }), ({ all, money }, openingFen) => {
      const ledger = {
        ...{ period: { from: '2026-11-01', to: '2026-11-30' }, openingFen, entries: entriesOf(all) },
        waitingFen: 0,
        ...{ familyNames: {}, producerNames: {} },
      }
      const rows = ledgerRows(ledger, words)
      const fenOf = (cell: string) => Math.round(Number(cell) * 100)
      const [net, held] = [rows[0]!.indexOf('净额'), rows[0]!.indexOf('结余')]
      const moved = rows.slice(2, -2).reduce((sum, row) => sum + fenOf(row[net]!), 0)
      expect(fenOf(rows[1]![held]!) + moved).toBe(fenOf(rows.at(-1)![held]!))
      expect(fenOf(rows.at(-1)![held]!)).toBe(openingFen + money)
      expect(fenOf(rows.at(-2)![net]!)).toBe(money)
      for (const file of [new TextEncoder().encode(writeCsv(rows, NUMBERS)), writeXlsx(rows, NUMBERS)]) {
        const read = readSheet(file)
        const last = 'rows' in read ? read.rows.at(-1)! : []
        expect(fenOf(last[held]!)).toBe(openingFen + money)
      }
    }),
    { seed: 20261123, numRuns: 30 },
  )
})

test('refunds of a row are those for goods, freight and the rest', () => {
  expect(backOf({ ...totalOf([]), goodsBackFen: 1, freightBackFen: 2, otherBackFen: 4 })).toBe(7)
})

test('a period is two days that exist, in order, and a quarter at most', () => {
  expect(periodOf('2026-11-01', '2026-11-01')).toEqual({ from: '2026-11-01', to: '2026-11-01' })
  expect(daysIn({ from: '2026-02-01', to: '2026-05-04' })).toBe(93)
  expect(periodOf('2026-02-01', '2026-05-04')).not.toBeNull()
  for (const [from, to] of [
    ['2026-02-01', '2026-05-05'],
    ['2026-11-02', '2026-11-01'],
    ['2026-02-30', '2026-03-01'],
    ['', ''],
  ] as const)
    expect(periodOf(from, to)).toBeNull()
})
