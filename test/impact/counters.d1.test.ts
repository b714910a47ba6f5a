import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readOverview } from '../../src/admin/overview/reading.ts'
import { database } from '../../src/db/client.ts'
import { DAY_MS } from '../../src/kernel/time.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { refundLines } from '../../src/payments/refunds/refunding-lines.ts'
import type { Shop } from '../../src/shop.ts'
import { paidOrder } from '../support/orders.ts'
import { at, bindings, metered, openShop } from '../support/shop.ts'
import { fillStaff } from '../support/staff.ts'

const SKUS = ['TEA-GC-250', 'CIL-CG-B2', 'TEA-DH-100', 'HNY-YL-500', 'GFT-TD-STD']

/** Counters and what they should be, summed from the ledgers of sales, orders and stock themselves. */
async function differences(shop: Shop) {
  const day = sql`date(e.at / 1000 + 28800, 'unixepoch')`
  const scratch = (dimension: string, value: string) => sql`
    SELECT ${dimension} dimension, ${day} day, ${sql.raw(value)} value, sum(e.pieces) pieces, sum(e.amount_fen) amount,
      count(DISTINCT CASE WHEN o.id IS NOT NULL THEN e.cause END)
        - count(DISTINCT CASE WHEN e.cause LIKE '%:refund' THEN e.cause END) orders
    FROM impact_entries e LEFT JOIN orders o ON o.id = e.cause GROUP BY 1, 2, 3`
  const wrong: unknown[] = []
  for (const [dimension, value] of [
    ['all', `'all'`],
    ['family', 'e.family'],
    ['province', 'e.province'],
    ['channel', 'e.channel'],
  ] as const) {
    const [kept, summed] = await shop.db.batch([
      shop.db.all(sql`SELECT dimension, day, value, pieces, amount_fen amount, orders FROM sales_by_day
        WHERE dimension = ${dimension} ORDER BY day, value`),
      shop.db.all(sql`SELECT * FROM (${scratch(dimension, value)}) ORDER BY day, value`),
    ])
    if (JSON.stringify(kept) !== JSON.stringify(summed)) wrong.push({ dimension, kept, summed })
  }
  const [pieces, moved] = await shop.db.batch([
    shop.db.all(sql`SELECT day, sku, pieces FROM pieces_by_day ORDER BY day, sku`),
    shop.db.all(sql`SELECT date(at / 1000 + 28800, 'unixepoch') day, sku,
      sum(CASE kind WHEN 'sold' THEN quantity ELSE -quantity END) pieces
      FROM stock_movements WHERE kind IN ('sold', 'returned') GROUP BY 1, 2 ORDER BY 1, 2`),
  ])
  if (JSON.stringify(pieces) !== JSON.stringify(moved)) wrong.push({ pieces, moved })
  return wrong
}

test('whatever is paid, refunded in part or taken back on whatever day, the counters are the sums of the ledgers', async () => {
  const act = fc.record({
    skus: fc.subarray(SKUS, { minLength: 1 }),
    quantity: fc.integer({ min: 1, max: 3 }),
    day: fc.integer({ min: 0, max: 3 }),
    after: fc.constantFrom('nothing', 'cancel', 'refund one'),
    later: fc.integer({ min: 0, max: 2 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 5 }), async (acts) => {
      const shop = await openShop()
      await fillStaff(shop)
      const [finance] = await shop.db.all<{ id: string }>(sql`SELECT id FROM staff WHERE role = 'finance'`)
      for (const { skus, quantity, day, after, later } of acts) {
        const paying = at(shop, shop.now + day * DAY_MS)
        const number = await paidOrder(
          paying,
          skus.map((sku) => [sku, quantity]),
        )
        const back = at(shop, paying.now + later * DAY_MS)
        if (after === 'cancel') await cancelOrder(back, number, 'shopper')
        const order = (await readOrder(back, number))!
        if (after === 'refund one')
          await refundLines(back, order.number, [{ line: 1, quantity: 1 }], '少一件', finance!.id)
      }
      const [{ fen }] = (await shop.db.all(
        sql`SELECT sum(amount_fen) fen FROM sales_by_day WHERE dimension = 'all'`,
      )) as [{ fen: number }]
      const [{ whole }] = (await shop.db.all(
        sql`SELECT amount_fen whole FROM impact_sums WHERE scope = 'all'`,
      )) as [{ whole: number }]
      expect(fen).toBe(whole)
      expect(await differences(shop)).toEqual([])
    }),
    { numRuns: process.env.DEEP ? 60 : 6 },
  )
})

test('a day begins at midnight in Shanghai', async () => {
  const midnight = Date.parse('2026-11-24T00:00:00+08:00')
  const shop = await openShop(midnight - 1)
  await paidOrder(shop, [['TEA-GC-250', 1]])
  await paidOrder(at(shop, midnight), [['TEA-GC-250', 2]])
  const days = await shop.db.all(
    sql`SELECT s.day, s.pieces, p.pieces sold FROM sales_by_day s JOIN pieces_by_day p ON p.day = s.day
      WHERE s.dimension = 'all' ORDER BY s.day`,
  )
  expect(days).toEqual([
    { day: '2026-11-23', pieces: 1, sold: 1 },
    { day: '2026-11-24', pieces: 2, sold: 2 },
  ])
})

test('the ledger behind the counters only grows', async () => {
  const shop = await openShop()
  await paidOrder(shop, [['TEA-GC-250', 1]])
  await expect(shop.db.run(sql`UPDATE impact_entries SET amount_fen = 1`)).rejects.toThrow(
    'impact_entry_stays',
  )
  await expect(shop.db.run(sql`DELETE FROM impact_entries`)).rejects.toThrow('impact_entry_stays')
})

/** As many paid orders as asked, spread over 30 days, whose rows came through the same triggers. */
async function grow(shop: Shop, from: number, to: number) {
  for (let first = from; first < to; first += 5000) {
    const last = Math.min(to, first + 5000)
    await shop.db.run(sql`
      INSERT INTO impact_entries (cause, line, at, month, family, origin_code, province, channel, amount_fen, pieces, orders, family_orders)
      WITH RECURSIVE n(i) AS (SELECT ${sql.raw(String(first))} UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${sql.raw(String(last))})
      SELECT 'grown-' || n.i, 1, CAST(${shop.now} AS INTEGER) - (n.i % 30) * 86400000, '2026-11',
        CASE n.i % 3 WHEN 0 THEN 'tea' WHEN 1 THEN 'chive' ELSE 'cili' END, 'puding',
        CASE n.i % 2 WHEN 0 THEN '44' ELSE '52' END, 'online', 1000, 1, 1, 1 FROM n`)
    await shop.db.run(sql`
      INSERT INTO stock_movements (sku, cause, kind, quantity, at)
      WITH RECURSIVE n(i) AS (SELECT ${sql.raw(String(first))} UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${sql.raw(String(last))})
      SELECT CASE n.i % 2 WHEN 0 THEN 'TEA-GC-250' ELSE 'CIL-CG-B2' END, 'grown-' || n.i, 'sold', 1,
        CAST(${shop.now} AS INTEGER) - (n.i % 30) * 86400000 FROM n`)
  }
}

test('the overview reads the same rows in one round trip at 1,000 and at 20,000 orders', async () => {
  const shop = await openShop()
  const meter = metered(bindings.DB)
  const db = database(meter.db)
  const cost = async () => {
    const costs: [number, number, number][] = []
    for (const period of [1, 7, 30] as const) {
      meter.reset()
      await readOverview(db, { role: 'owner', now: shop.now }, period)
      costs.push([period, meter.count.trips, meter.count.read])
    }
    return costs
  }
  await grow(shop, 0, 1000)
  const few = await cost()
  await grow(shop, 1000, process.env.DEEP ? 1_000_000 : 20_000)
  expect(await cost()).toEqual(few)
  expect(few.map(([, trips]) => trips)).toEqual([1, 1, 1])
  const { sums } = await readOverview(db, { role: 'owner', now: shop.now }, 30)
  expect(sums!.all.reduce((orders, sale) => orders + sale.orders, 0)).toBe(
    process.env.DEEP ? 1_000_000 : 20_000,
  )
})
