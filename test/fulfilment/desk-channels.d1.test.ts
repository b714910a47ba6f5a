import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { database } from '../../src/db/client.ts'
import { DESK_VIEWS, type DeskView, readDesk } from '../../src/fulfilment/desk.ts'
import { confirmReceipt } from '../../src/fulfilment/receiving.ts'
import { shipParcel } from '../../src/fulfilment/shipping.ts'
import { acceptQuotation } from '../../src/institutions/accepting.ts'
import { readQuotation } from '../../src/institutions/queries.ts'
import { newId } from '../../src/kernel/ids.ts'
import { DAY_MS } from '../../src/kernel/time.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { startPayment } from '../../src/payments/attempting.ts'
import { refundLines } from '../../src/payments/refunds/refunding-lines.ts'
import { playOutcome } from '../../src/payments/sandbox.ts'
import type { Shop } from '../../src/shop.ts'
import { acceptanceOf, draftOf, lineOf, sentQuotation, staffOf } from '../support/quotations.ts'
import { at, bindings, metered, newBuyer, openShop, orderOf } from '../support/shop.ts'

const BOTH: [string, number][] = [
  ['TEA-GC-250', 2],
  ['CHV-BQ-0500', 1],
]

async function order(shop: Shop, channel: string, staffId: string): Promise<string> {
  if (channel !== 'institution') {
    const placed = await placeOrder(shop, orderOf(BOTH, { channel }), crypto.randomUUID())
    if (!placed.ok) throw new Error(placed.refusal.code)
    return placed.value.number
  }
  const lines = BOTH.map(([sku, quantity]) => lineOf(sku, quantity, 100))
  const number = await sentQuotation(shop, staffId, draftOf(lines))
  const version = (await readQuotation(shop, number))!.sent!.version
  const accepted = await acceptQuotation(shop, number, acceptanceOf({ version, recipient: newBuyer() }))
  if (!accepted.ok) throw new Error(accepted.refusal.code)
  return accepted.value.number
}

async function pay(shop: Shop, number: string) {
  const started = await startPayment(shop, number, 'sandbox')
  if (!started.ok) throw new Error(started.refusal.code)
  await playOutcome(shop, started.value.outTradeNo, 'success')
}

let ticks = 0
/** Nothing here happens in the same millisecond, so that every list has one order. */
const next = (shop: Shop): Shop => at(shop, shop.now + ticks++)

/** For one door: an unpaid order, one that waits in both storages, one on its way with a refund and goodwill asked, one completed. */
async function fill(shop: Shop, channel: string, staffId: string) {
  const [unpaid, waiting, sent, done] = [
    await order(next(shop), channel, staffId),
    await order(next(shop), channel, staffId),
    await order(next(shop), channel, staffId),
    await order(next(shop), channel, staffId),
  ] as [string, string, string, string]
  for (const number of [waiting, sent, done]) await pay(shop, number)
  for (const [number, name] of [
    [sent, 'SENT'],
    [done, 'DONE'],
  ] as const)
    for (const storage of ['ambient', 'cold']) {
      const trackingNo = `${name}${channel}${storage}`.toUpperCase()
      await shipParcel(next(shop), number, { storage, carrier: 'sf', trackingNo, lines: [] }, staffId)
    }
  await confirmReceipt(shop, done)
  const view = (await readOrder(shop, sent))!
  const refunded = await refundLines(
    shop,
    view.number,
    [{ line: view.lines[0]!.line, quantity: 1 }],
    '少一件',
    staffId,
  )
  if (!refunded.ok) throw new Error(refunded.refusal.code)
  const { now } = next(shop)
  await shop.db.run(sql`INSERT INTO goodwill_requests (id, order_id, amount_fen, note, asked_by, asked_at)
    VALUES (${newId('gwr', now)}, ${view.id}, 60000, '破损', ${staffId}, ${now})`)
  return { unpaid, waiting, sent, done }
}

const numbers = async (shop: Shop, view: DeskView, channel?: string) =>
  (await readDesk(shop.db, { view, channel, limit: 50 }, shop.now)).rows.map((row) => row.number)

test('every saved filter lists one channel’s orders alone, unpaid ones of institutions too, and counts them', async () => {
  const shop = await openShop()
  const staffId = await staffOf(shop)
  const made: Record<string, Awaited<ReturnType<typeof fill>>> = {}
  for (const channel of ['online', 'institution', 'pavilion'])
    made[channel] = await fill(shop, channel, staffId)
  const later = at(shop, shop.now + 3 * DAY_MS)
  for (const [channel, { unpaid, waiting, sent, done }] of Object.entries(made)) {
    const lists: Record<DeskView, string[]> = {
      ambient: [waiting],
      cold: [waiting],
      today: [waiting],
      late: [waiting, waiting],
      unpaid: [unpaid],
      refunding: [],
      goodwill: [sent],
      paid: [waiting],
      partly_shipped: [],
      shipped: [sent],
      delivered: [],
      completed: [done],
      partly_refunded: [sent],
      refunded: [],
      cancelled: [],
      all: [done, sent, waiting, unpaid],
    }
    for (const view of DESK_VIEWS)
      expect([channel, view, await numbers(later, view, channel)]).toEqual([channel, view, lists[view]])
  }
  const desk = await readDesk(shop.db, { view: 'cold', channel: 'institution', limit: 50 }, later.now)
  const own = { ambient: 1, cold: 1, today: 1, late: 2, unpaid: 1, refunding: 0, goodwill: 1 }
  const none = { ambient: 0, cold: 0, today: 0, late: 0, unpaid: 0, refunding: 0, goodwill: 0 }
  expect(desk.counts).toEqual(own)
  expect(desk.channels).toEqual(
    ['online', 'institution', 'api', 'pavilion'].map((channel) => ({
      channel,
      ...(channel === 'api' ? none : own),
    })),
  )
  expect((await readDesk(shop.db, { view: 'cold', limit: 50 }, later.now)).counts.late).toBe(6)
})

test('today’s cold chain is what leaves today or should have left, the longest due first, and nothing of tomorrow', async () => {
  const shop = await openShop()
  const days = ['2026-11-22', '2026-11-23', '2026-11-24', null]
  const numbersOf: string[] = []
  for (const day of days) {
    const number = await order(next(shop), 'online', '')
    await pay(next(shop), number)
    numbersOf.push(number)
    await shop.db.run(sql`UPDATE dispatch_queue SET ship_on = ${day}
      WHERE order_id = (SELECT id FROM orders WHERE number = ${number})`)
  }
  const [overdue, due, , undated] = numbersOf
  expect(await numbers(shop, 'today')).toEqual([undated, overdue, due])
  expect((await readDesk(shop.db, { view: 'all', limit: 50 }, shop.now)).counts).toMatchObject({
    ...{ cold: 4, today: 3 },
  })
})

test('pages of a channel go on by key, each order once', async () => {
  const shop = await openShop()
  const staffId = await staffOf(shop)
  for (let i = 0; i < 2; i += 1)
    for (const channel of ['pavilion', 'online']) await fill(shop, channel, staffId)
  const now = shop.now + 3 * DAY_MS
  for (const view of DESK_VIEWS) {
    const whole = await numbers(at(shop, now), view, 'pavilion')
    const paged: string[] = []
    let after: string | undefined
    do {
      const page = await readDesk(shop.db, { view, channel: 'pavilion', after, limit: 1 }, now)
      paged.push(...page.rows.map((row) => row.number))
      after = page.next ?? undefined
    } while (after)
    expect([view, paged]).toEqual([view, whole])
  }
})

const COPIES = 3000

test('a channel’s page reads as many rows beside three thousand orders of another one as beside none', async () => {
  const shop = await openShop()
  const staffId = await staffOf(shop)
  const { done } = await fill(shop, 'institution', staffId)
  await fill(shop, 'online', staffId)
  const meter = metered(bindings.DB)
  const db = database(meter.db)
  const costs = async () => {
    const read: [string, number][] = []
    for (const view of DESK_VIEWS)
      for (const channel of ['institution', 'pavilion']) {
        meter.reset()
        await readDesk(db, { view, channel, limit: 50 }, shop.now + 3 * DAY_MS)
        read.push([`${view} of ${channel}`, meter.count.read])
      }
    return read
  }
  const few = await costs()
  await copyHistory(shop, done)
  expect(await numbers(shop, 'completed', 'online')).toHaveLength(50)
  expect(await costs()).toEqual(few)
})

/** Completed online orders with their parcels and declined goodwill, made from one order. */
async function copyHistory({ db }: Shop, number: string) {
  const copy = async (table: string, key: string, changed: Record<string, string>) => {
    const columns = await db.all<{ name: string }>(sql`SELECT name FROM pragma_table_info(${table})`)
    const values = columns.map(({ name }) => changed[name] ?? `t.${name}`)
    await db.run(
      sql.raw(`INSERT INTO ${table} (${columns.map(({ name }) => name).join(', ')})
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${COPIES})
      SELECT ${values.join(', ')} FROM n, ${table} t WHERE t.${key} = (SELECT id FROM orders WHERE number = '${number}')`),
    )
  }
  const id = (column: string) => `t.${column} || '-' || n.i`
  await copy('orders', 'id', {
    id: id('id'),
    number: `substr(t.number, 1, 2) || printf('%010d', n.i)`,
    channel: `'online'`,
  })
  // A capture names an attempt of its own order.
  const attempt = { id: id('id'), order_id: id('order_id'), out_trade_no: id('out_trade_no') }
  await copy('payment_attempts', 'order_id', attempt)
  await copy('captures', 'order_id', { order_id: id('order_id'), attempt_id: id('attempt_id') })
  const parcels = {
    id: id('id'),
    order_id: id('order_id'),
    tracking_no: id('tracking_no'),
    channel: `'online'`,
  }
  await copy('shipments', 'order_id', parcels)
  await db.run(sql`
    INSERT INTO goodwill_requests (id, order_id, amount_fen, note, asked_by, asked_at, decided_by, decided_at)
    SELECT 'gwr_0' || o.id, o.id, 60000, '破损', s.id, 0, s.id, 0 FROM orders o CROSS JOIN staff s
    WHERE o.channel = 'online' AND o.state = 'completed' AND s.id = (SELECT id FROM staff LIMIT 1)`)
}
