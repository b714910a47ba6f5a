import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { type DeskView, readWholeList, STANDING_VIEWS } from '../../src/fulfilment/desk.ts'
import { leaveDesk } from '../../src/fulfilment/shipping.ts'
import { idFrom } from '../../src/kernel/ids.ts'
import { DAY_MS } from '../../src/kernel/time.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { standingOf } from '../../src/orders/standing.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { staffIdOf } from '../support/listings.ts'
import { NOW, openShop, orderOf } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

/** What became of an order: its state, whether it was called off after it was paid. */
type Life = { state: string; off?: true }
/** Lines of each parcel, and whether it came. */
type Parcels = [lines: number[], came: boolean][]
/** Refunds: their state, and how much of the total they are, in percent. */
type Back = [state: string, percent: number][]
/** `kept`: the second line is refunded before it was sent. */
type Case = { life: Life; parcels: Parcels; back: Back; kept: boolean }

const UNPAID: Life[] = [{ state: 'awaiting_payment' }, { state: 'cancelling' }, { state: 'cancelled' }]
const OFF: Life = { state: 'paid', off: true }
const PARCELS: Parcels[] = [
  [],
  [[[1], false]],
  [[[1], true]],
  [[[1, 2], false]],
  [[[1, 2], true]],
  [
    [[1], true],
    [[2], false],
  ],
]
const BACK: Back[] = [
  [],
  [['requested', 10]],
  [['failed', 10]],
  [['given_up', 10]],
  [['succeeded', 10]],
  [['succeeded', 100]],
  [['repaid', 100]],
  [
    ['succeeded', 50],
    ['processing', 50],
  ],
  [
    ['succeeded', 50],
    ['succeeded', 50],
  ],
]
const WHOLE: Parcels = PARCELS[4]!
const CASES: Case[] = [
  ...[...UNPAID, OFF].flatMap((life) => BACK.map((back) => ({ life, parcels: [], back, kept: false }))),
  ...BACK.map((back) => ({ life: { state: 'completed' }, parcels: WHOLE, back, kept: false })),
  ...PARCELS.flatMap((parcels) =>
    BACK.flatMap((back) =>
      [false, true]
        .filter((kept) => !kept || (back.length > 0 && parcels.every(([lines]) => !lines.includes(2))))
        .map((kept) => ({ life: { state: 'paid' }, parcels, back, kept })),
    ),
  ),
]

/** Copies of one order, a day apart, that lived like the cases. */
async function live(shop: Shop, of: string, staffId: string) {
  const { db } = shop
  const columns = (await db.all<{ name: string }>(sql`SELECT name FROM pragma_table_info('orders')`)).map(
    ({ name }) => name,
  )
  const rows = CASES.map(({ life, parcels, back, kept }, at) => {
    const now = NOW + at * DAY_MS
    const id = `${idFrom('ord', now)}0000000000000000`
    const paid = !UNPAID.includes(life)
    const over = life.off || life.state === 'completed' || life.state === 'cancelled'
    return {
      ...{ id, at: now, paid: paid ? now : null, over: over ? now : null, state: life.state },
      ...{ number: `T${String(at).padStart(11, '0')}`, off: life.off ?? false },
      closed: life.state === 'cancelled' ? now : null,
      parcels: parcels.map(([lines, came], n) => ({ id: `shp_${at}_${n}`, lines, came: came ? now : null })),
      back: back.map(([state, percent], n) => ({
        id: `ref_${at}_${n}`,
        state,
        percent,
        kept: kept && n === 0,
      })),
    }
  })
  const json = JSON.stringify(rows)
  const each = sql`json_each(${json}) j`
  const own = (name: string) => sql.raw(`(j.value ->> '${name}')`)
  const changed: Record<string, ReturnType<typeof own>> = {
    ...{ id: own('id'), number: own('number'), state: own('state'), placed_at: own('at') },
    ...{ over_at: own('over'), closed_at: own('closed'), network_hmac: sql`NULL` },
  }
  const values = columns.map((name) => changed[name] ?? sql.raw(`o.${name}`))
  const names = sql.raw(columns.join(', '))
  const parcel = sql`${each} CROSS JOIN json_each(j.value, '$.parcels') p`
  const refund = sql`${each} CROSS JOIN json_each(j.value, '$.back') b`
  await db.batch([
    db.run(sql`INSERT INTO orders (${names}) SELECT ${sql.join(values, sql`, `)} FROM ${each}
      CROSS JOIN orders o WHERE o.id = ${of}`),
    db.run(sql`INSERT INTO payment_attempts (id, order_id, out_trade_no, method, amount_fen, state, created_at, expires_at, paid_at)
      SELECT 'pay_' || ${own('id')}, ${own('id')}, ${own('id')}, 'sandbox', o.total_fen, 'paid', 0, 0, ${own('at')}
      FROM ${each} CROSS JOIN orders o ON o.id = ${own('id')}`),
    db.run(sql`INSERT INTO captures (order_id, attempt_id, amount_fen, at)
      SELECT o.id, 'pay_' || o.id, o.total_fen, 0 FROM ${each} CROSS JOIN orders o ON o.id = ${own('id')}
      WHERE ${own('paid')} IS NOT NULL`),
    db.run(sql`UPDATE orders SET paid_at = placed_at WHERE id IN (SELECT ${own('id')} FROM ${each}
      WHERE ${own('paid')} IS NOT NULL)`),
    // After they were paid: their pieces are no stock of this world.
    db.run(sql`INSERT INTO order_lines SELECT ${own('id')}, line, sku, slug, title_zh, title_en, spec_zh, spec_en, picture,
      family, origin_code, storage, return_rule, sample, quantity, unit_price_fen, amount_fen, stock, adoption_id, discount_fen,
      producer_id FROM ${each} CROSS JOIN order_lines l WHERE l.order_id = ${of}`),
    db.run(sql`INSERT INTO shipments (id, order_id, storage, carrier, tracking_no, shipped_at, staff_id, delivered_at)
      SELECT p.value ->> 'id', ${own('id')}, 'ambient', 'sf', p.value ->> 'id', 0, ${staffId}, p.value ->> 'came'
      FROM ${parcel}`),
    db.run(sql`INSERT INTO shipment_lines (shipment_id, order_id, line, quantity)
      SELECT p.value ->> 'id', l.order_id, l.line, l.quantity FROM ${parcel}
      CROSS JOIN order_lines l ON l.order_id = ${own('id')}
      WHERE l.line IN (SELECT value FROM json_each(p.value, '$.lines'))`),
    db.run(sql`INSERT INTO refunds (id, order_id, attempt_id, out_refund_no, amount_fen, reason, state, created_at, settled_at, failed)
      SELECT b.value ->> 'id', o.id, 'pay_' || o.id, b.value ->> 'id', o.total_fen * (b.value ->> 'percent') / 100,
        iif(o.paid_at IS NULL, 'paid_late', 'lines'), b.value ->> 'state', 0,
        iif(b.value ->> 'state' IN ('requested', 'processing'), NULL, 1), b.value ->> 'state' = 'failed'
      FROM ${refund} CROSS JOIN orders o ON o.id = ${own('id')}`),
    db.run(sql`INSERT INTO refund_lines (refund_id, order_id, line, quantity, withheld)
      SELECT b.value ->> 'id', l.order_id, 2, l.quantity, l.quantity FROM ${refund}
      CROSS JOIN order_lines l ON l.order_id = ${own('id')} AND l.line = 2 WHERE b.value ->> 'kept'`),
    leaveDesk(
      db,
      rows.map((row) => ({ orderId: row.id, storage: 'ambient' })),
    ),
    db.run(sql`INSERT INTO order_cancellations (order_id, actor, at) SELECT ${own('id')}, 'staff', 0 FROM ${each}
      WHERE ${own('off')}`),
  ])
  return rows.map(({ number }) => number)
}

test('the desk’s list, its filters and its export say of an order what its own page does', async () => {
  const shop = await openShop()
  await fillStaff(shop)
  const items: [string, number][] = [
    ['TEA-GC-250', 2],
    ['CIL-CG-B2', 1],
  ]
  const placed = await placeOrder(shop, orderOf(items), 'first')
  if (!placed.ok) throw new Error(placed.refusal.code)
  const first = (await readOrder(shop, placed.value.number))!
  const numbers = await live(shop, first.id, await staffIdOf(shop, 'fulfilment'))
  const standings = new Map<string, ReturnType<typeof standingOf>>()
  for (const number of numbers) standings.set(number, standingOf((await readOrder(shop, number))!))
  const list = async (view: DeskView) =>
    (await readWholeList(shop.db, { view }, shop.now, 1000)).rows.filter(({ id }) => id !== first.id)

  const all = await list('all')
  expect(all).toHaveLength(CASES.length)
  for (const { number, progress, moneyBack } of all)
    expect([number, { progress, moneyBack }]).toEqual([number, standings.get(number)])
  const every = [...standings.values()]
  expect(new Set(every.map(({ progress }) => progress)).size).toBe(8)
  expect(new Set(every.map(({ moneyBack }) => moneyBack)).size).toBe(4)
  for (const view of STANDING_VIEWS.filter((one) => one !== 'all')) {
    const meant = numbers.filter((number) => Object.values(standings.get(number)!).includes(view as never))
    expect([view, (await list(view)).map(({ number }) => number).toSorted()]).toEqual([
      view,
      meant.toSorted(),
    ])
  }

  // Each order was placed a day after the one before it.
  const days = { from: '2026-11-25', to: '2026-11-27' }
  for (const view of ['all', 'cancelled', 'completed', 'partly_refunded', 'shipped', 'late'] as const) {
    const within = (await list(view)).filter(
      ({ placedAt }) => placedAt >= NOW + 1.5 * DAY_MS && placedAt < NOW + 4.5 * DAY_MS,
    )
    const { rows } = await readWholeList(shop.db, { view, ...days }, shop.now, 1000)
    expect([view, rows.map(({ number }) => number)]).toEqual([view, within.map(({ number }) => number)])
  }
  const finance = await signedIn('finance')
  const csv = await (await finance.get(adminPaths.orderExport({ view: 'partly_refunded' }))).text()
  expect(csv).toMatch(/,部分发货、部分退款,/)
  const dated = await (await finance.get(adminPaths.orderExport({ view: 'all', ...days }))).text()
  expect(dated.trim().split('\n')).toHaveLength(1 + 3)
  const page = await (await finance.get(adminPaths.orders({ view: 'partly_refunded' }))).text()
  expect(page).toContain('部分发货、部分退款')
})

test('an export reads on behind its first thousand orders, and says where it was cut off', async () => {
  const shop = await openShop()
  const placed = await placeOrder(shop, orderOf([['TEA-GC-250', 1]]), 'first')
  if (!placed.ok) throw new Error(placed.refusal.code)
  const columns = (
    await shop.db.all<{ name: string }>(sql`SELECT name FROM pragma_table_info('orders')`)
  ).map(
    ({ name }) =>
      ({ id: `id || n.i`, number: `substr(number, 1, 2) || printf('%010d', n.i)`, paid_at: 'placed_at' })[
        name
      ] ?? name,
  )
  await shop.db.run(
    sql.raw(`INSERT INTO orders WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2100)
      SELECT ${columns.map((name) => (name === 'network_hmac' ? 'NULL' : name)).join(', ')} FROM n, orders`),
  )
  const read = await readWholeList(shop.db, { view: 'all' }, shop.now, 20_000)
  expect([new Set(read.rows.map(({ id }) => id)).size, read.more]).toEqual([2101, false])
  const part = await readWholeList(shop.db, { view: 'all' }, shop.now, 1500)
  expect([part.rows.length, part.more]).toEqual([1500, true])
})
