import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { readOverview } from '../../src/admin/overview/reading.ts'
import { database } from '../../src/db/client.ts'
import { int } from '../../src/db/query.ts'
import { CHANNELS, DESK_VIEWS, readDesk } from '../../src/fulfilment/desk.ts'
import { findOrders } from '../../src/fulfilment/finding.ts'
import { findByPhone } from '../../src/orders/access.ts'
import { indexOrders } from '../../src/orders/indexing.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { readRetention } from '../../src/orders/retaining.ts'
import { termsOf } from '../../src/orders/search-terms.ts'
import { sweep } from '../../src/payments/sweeping.ts'
import type { Shop } from '../../src/shop.ts'
import { bindings, metered, newBuyer, openShop, orderOf } from '../support/shop.ts'

/** Every order has two lines: whichever a list shows, it reads as many rows. */
const TWO: [string, number][] = [
  ['TEA-GC-250', 1],
  ['CIL-CG-B2', 1],
]

/** Copies of one paid order and its rows, under other ids and other phones. */
async function grow(shop: Shop, tail: string, from: number, to: number) {
  const columns = async (table: string) =>
    (await shop.db.all<{ name: string }>(sql`SELECT name FROM pragma_table_info(${table})`)).map(
      (row) => row.name,
    )
  const copy = async (table: string, changed: Record<string, string>) => {
    const names = await columns(table)
    const values = names.map((name) => changed[name] ?? `t.${name}`)
    for (let at = from; at < to; at += 10_000) {
      const most = Math.min(at + 10_000, to)
      await shop.db.run(
        sql.raw(`INSERT INTO ${table} (${names.join(', ')})
        WITH RECURSIVE n(i) AS (SELECT ${at} UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${most})
        SELECT ${values.join(', ')} FROM n, ${table} t WHERE t.${table === 'orders' ? 'id' : 'order_id'} = (SELECT min(id) FROM orders)`),
      )
    }
  }
  const id = `t.order_id || '-' || n.i`
  await copy('orders', {
    id: `t.id || '-' || n.i`,
    number: `substr(t.number, 1, 2) || printf('%010d', n.i)`,
    phone_hmac: `t.phone_hmac || n.i`,
    address_hmac: `t.address_hmac || n.i`,
    paid_at: 't.placed_at',
    state: `'paid'`,
  })
  await copy('order_lines', { order_id: id })
  await copy('order_events', { order_id: id })
  // Indexed by the end of their phone alone, which they share.
  const [term] = termsOf(shop.settings.phonePepper, [`tail:${tail}`])
  await shop.db.run(sql`DELETE FROM unindexed_orders WHERE order_id LIKE '%-%'`)
  await shop.db.run(sql`INSERT INTO order_postings SELECT ${int(term!)}, id FROM orders o WHERE id LIKE '%-%'
    AND NOT EXISTS (SELECT 1 FROM order_postings p WHERE p.term = ${int(term!)} AND p.order_id = o.id)`)
}

async function costs(shop: Shop, first: string) {
  const meter = metered(bindings.DB)
  // Later than the copies, so that these orders are always the newest and the last rows of their tables.
  const counted = { ...shop, db: database(meter.db), now: shop.now + 1000 }
  const cost = async <T>(work: () => Promise<T>) => {
    meter.reset()
    const value = await work()
    return { value, count: { ...meter.count } }
  }
  const recipient = newBuyer()
  const placed = await cost(() => placeOrder(counted, orderOf(TWO, { recipient }), crypto.randomUUID()))
  if (!placed.value.ok) throw new Error(placed.value.refusal.code)
  const { number } = placed.value.value
  // The copies stand right behind the first order: its last row always has a next one to stop at.
  const read = await cost(() => readOrder(counted, first))
  const found = await cost(() => findByPhone(counted, number, recipient.phone, '192.0.2.9'))
  expect(found.value).toMatchObject({ number })
  const swept = await cost(() => sweep(counted))
  return { placing: placed.count, order: read.count, lookup: found.count, sweep: swept.count }
}

/** Rows the staff desk reads for each saved filter and search; what is unpaid is closed first, so that backlogs agree. */
async function deskCosts(shop: Shop, tail: string) {
  await indexOrders(shop)
  await shop.db.run(sql`UPDATE orders SET closed_at = placed_at WHERE paid_at IS NULL AND closed_at IS NULL`)
  const meter = metered(bindings.DB)
  const db = database(meter.db)
  const costs: [string, number, number][] = []
  for (const view of DESK_VIEWS) {
    meter.reset()
    await readDesk(db, { view, limit: 50 }, shop.now)
    costs.push([view, meter.count.trips, meter.count.read])
  }
  for (const channel of CHANNELS)
    for (const view of DESK_VIEWS) {
      meter.reset()
      await readDesk(db, { view, channel, limit: 50 }, shop.now)
      costs.push([`${view} of ${channel}`, meter.count.trips, meter.count.read])
    }
  meter.reset()
  await readRetention({ db, now: shop.now })
  costs.push(['retention', meter.count.trips, meter.count.read])
  meter.reset()
  for (const role of ['owner', 'fulfilment', 'finance']) {
    await readOverview(db, { role, now: shop.now }, 30)
    costs.push([`overview of ${role}`, meter.count.trips, meter.count.read])
    meter.reset()
  }
  expect(await findOrders({ ...shop, db }, tail)).toHaveLength(50)
  costs.push(['search', meter.count.trips, meter.count.read])
  return costs
}

test('placing, reading, finding and sweeping cost the same rows with many more orders', async () => {
  const shop = await openShop()
  const placed = await placeOrder(shop, orderOf(TWO), 'first')
  if (!placed.ok) throw new Error(placed.refusal.code)
  const first = placed.value.number
  await shop.db.run(sql`UPDATE orders SET state = 'paid', paid_at = placed_at`)
  const [known] = await shop.db.all<{ tail: string }>(
    sql`SELECT phone_tail tail FROM orders WHERE number = ${first}`,
  )
  const tail = known!.tail
  await grow(shop, tail, 0, 1000)
  await costs(shop, first)
  const deskFew = await deskCosts(shop, tail)
  const few = await costs(shop, first)
  await grow(shop, tail, 1000, process.env.DEEP ? 1_000_000 : 20_000)
  const [rows] = await shop.db.all<{ n: number }>(sql`SELECT count(*) n FROM order_lines`)
  expect(rows!.n).toBeGreaterThanOrEqual(process.env.DEEP ? 1_000_000 : 20_000)
  expect(await deskCosts(shop, tail)).toEqual(deskFew)
  expect(deskFew.every(([, trips]) => trips === 1)).toBe(true)
  const many = await costs(shop, first)
  expect(many).toEqual(few)
  expect(few.placing.trips).toBe(2)
  expect(few.placing.read).toBeLessThanOrEqual(8 + 4 * 2)
  expect(few.placing.written).toBeLessThanOrEqual(11 + 3 * 2)
})
