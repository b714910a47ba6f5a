import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { database } from '../../src/db/client.ts'
import { shipParcel } from '../../src/fulfilment/shipping.ts'
import { sweepDeliveries } from '../../src/fulfilment/sweeping.ts'
import { runDue } from '../../src/jobs/running.ts'
import { JOBS } from '../../src/jobs.ts'
import { DAY_MS, MINUTE_MS } from '../../src/kernel/time.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { refundLines } from '../../src/payments/refunds/refunding-lines.ts'
import type { Shop } from '../../src/shop.ts'
import { faulty } from '../support/faults.ts'
import { broken } from '../support/invariants.ts'
import { staffIdOf } from '../support/listings.ts'
import { paidOrder } from '../support/orders.ts'
import { at, bindings, openShop, orderOf } from '../support/shop.ts'
import { fillStaff } from '../support/staff.ts'

let shop: Shop
let by: string
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  by = await staffIdOf(shop, 'fulfilment')
})

const TEA: [string, number] = ['TEA-GC-250', 1]
const CHIVES: [string, number] = ['CHV-BQ-0500', 1]

async function sent(items: [string, number][], storage = 'ambient'): Promise<string> {
  const number = await paidOrder(shop, items)
  await shipParcel(shop, number, { storage, carrier: 'sf', trackingNo: 'SF0001', lines: [] }, by)
  return number
}

/** Copies of everything a sent order has, `count` of them. */
async function copies(number: string, count: number) {
  const [{ id } = { id: '' }] = await shop.db.all<{ id: string }>(
    sql`SELECT id FROM orders WHERE number = ${number}`,
  )
  const other = (column: string) => `t.${column} || '-' || n.i`
  const copy = async (table: string, key: string, changed: Record<string, string>) => {
    const names = await shop.db.all<{ name: string }>(sql`SELECT name FROM pragma_table_info(${table})`)
    const values = names.map(({ name }) => changed[name] ?? `t.${name}`)
    await shop.db.run(
      sql.raw(`INSERT INTO ${table} WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
      SELECT ${values.join(', ')} FROM n, ${table} t WHERE t.${key} = '${id}'`),
    )
  }
  const unique = { phone_hmac: 't.phone_hmac || n.i', address_hmac: 't.address_hmac || n.i' }
  await copy('orders', 'id', { id: other('id'), number: `'N' || n.i`, ...unique })
  for (const table of ['order_lines', 'order_events'])
    await copy(table, 'order_id', { order_id: other('order_id') })
  await copy('payment_attempts', 'order_id', {
    ...{ id: other('id'), order_id: other('order_id'), out_trade_no: other('out_trade_no') },
  })
  await copy('captures', 'order_id', { order_id: other('order_id'), attempt_id: other('attempt_id') })
  await copy('shipments', 'order_id', { id: other('id'), order_id: other('order_id') })
  await copy('shipment_lines', 'order_id', {
    ...{ shipment_id: other('shipment_id'), order_id: other('order_id') },
  })
}

const states = async (): Promise<Record<string, number>> =>
  Object.fromEntries(
    (
      await shop.db.all<{ state: string; n: number }>(
        sql`SELECT state, count(*) n FROM orders GROUP BY state`,
      )
    ).map(({ state, n }) => [state, n]),
  )
const run = (now: number) => runDue(at(shop, now), [...JOBS])

test('three hundred deliveries that are due are all done in the next run', async () => {
  await copies(await sent([TEA]), 299)
  await run(shop.now + 10 * DAY_MS)
  expect(await shop.db.all(sql`SELECT count(*) n FROM shipments WHERE delivered_by = 'assumed'`)).toEqual([
    { n: 300 },
  ])
  await run(shop.now + 17 * DAY_MS)
  expect(await states()).toEqual({ completed: 300 })
  expect(await shop.db.all(sql`SELECT count(*) n FROM order_events WHERE kind = 'completed'`)).toEqual([
    { n: 300 },
  ])
})

test('after three weeks without a cron everything catches up within three runs, and the shop adds up', async () => {
  const number = await sent([TEA])
  for (let n = 0; n < 3; n += 1) await placeOrder(shop, orderOf([TEA]), crypto.randomUUID())
  await shop.db.run(sql`INSERT INTO rate_limits VALUES ('old', ${shop.now}, 1)`)
  const late = shop.now + 21 * DAY_MS
  for (let minute = 0; minute < 3; minute += 1) await run(late + minute * MINUTE_MS)
  expect((await readOrder(shop, number))!.state).toBe('completed')
  expect(await states()).toEqual({ completed: 1, cancelled: 3 })
  expect(await shop.db.all(sql`SELECT 1 FROM rate_limits`)).toEqual([])
  expect(await shop.db.all(sql`SELECT name FROM job_runs WHERE ok IS NOT 1 OR succeeded_at IS NULL`)).toEqual(
    [],
  )
  expect(await shop.db.all(sql`SELECT count(*) n FROM job_runs`)).toEqual([{ n: JOBS.length }])
  expect(await broken(at(shop, late))).toEqual([])
})

test('one parcel that cannot be received stops no other, and is tried again when its own time has come', async () => {
  await copies(await sent([TEA]), 24)
  const [bad] = await shop.db.all<{ id: string; number: string }>(sql`
    SELECT s.id, o.number FROM shipments s JOIN orders o ON o.id = s.order_id ORDER BY s.id LIMIT 1 OFFSET 7`)
  await shop.db.run(
    sql.raw(`CREATE TRIGGER jammed BEFORE UPDATE ON shipments WHEN OLD.id = '${bad!.id}'
      BEGIN SELECT RAISE(ABORT, 'jammed'); END`),
  )
  const [, late] = [await run(shop.now + 10 * DAY_MS), shop.now + 17 * DAY_MS]
  expect(await shop.db.all(sql`SELECT count(*) n FROM shipments WHERE delivered_at IS NULL`)).toEqual([
    { n: 1 },
  ])
  await run(late)
  expect(await states()).toEqual({ completed: 24, paid: 1 })
  expect(await shop.db.all(sql`SELECT job, subject, tries, note FROM job_misses`)).toMatchObject([
    { job: 'deliveries.assumed', subject: bad!.id, tries: 2, note: expect.stringContaining('jammed') },
  ])
  await shop.db.run(sql`DROP TRIGGER jammed`)
  await run(late + 4 * MINUTE_MS)
  expect((await readOrder(shop, bad!.number))!.parcels[0]!.deliveredAt).toBeNull()
  await run(late + 5 * MINUTE_MS)
  await run(late + 8 * DAY_MS)
  expect(await states()).toEqual({ completed: 25 })
  expect(await shop.db.all(sql`SELECT 1 FROM job_misses`)).toEqual([])
})

test('a run broken off anywhere leaves no order behind', async () => {
  const late = shop.now + 17 * DAY_MS
  for (let nth = 1; ; nth += 1) {
    const number = await sent([TEA])
    await sweepDeliveries(at(shop, shop.now + 10 * DAY_MS))
    const proxy = faulty(bindings.DB, nth, 'throw_after', 'D1_ERROR: Network connection lost.')
    await sweepDeliveries({ ...at(shop, late), db: database(proxy.db) }).catch(() => null)
    await sweepDeliveries(at(shop, late + MINUTE_MS))
    const order = (await readOrder(shop, number))!
    expect([nth, order.state, order.events.filter(({ kind }) => kind === 'completed').length]).toEqual([
      nth,
      'completed',
      1,
    ])
    if (!proxy.count.struck) break
  }
})

test('an order whose rest was refunded after its parcel was received is over at once, else the next night', async () => {
  const number = await sent([TEA, CHIVES], 'cold')
  await sweepDeliveries(at(shop, shop.now + 4 * DAY_MS))
  await sweepDeliveries(at(shop, shop.now + 6 * DAY_MS))
  const order = (await readOrder(shop, number))!
  const left = order.leftToShip.find((line) => line.left > 0)!
  const done = await refundLines(shop, number, [{ line: left.line, quantity: left.left }], '没货了', by)
  expect([done.ok, (await readOrder(shop, number))!.state]).toEqual([true, 'completed'])
  // As an order stands that was refunded before that ended it.
  await shop.db.batch([
    shop.db.run(sql`DROP TRIGGER order_event_kept`),
    shop.db.run(sql`DELETE FROM order_events WHERE order_id = ${order.id} AND kind = 'completed'`),
    shop.db.run(sql`UPDATE orders SET state = 'paid', seq = seq - 1, over_at = NULL WHERE id = ${order.id}`),
  ])
  await run(shop.now + 8 * DAY_MS)
  expect(await readOrder(shop, number)).toMatchObject({ state: 'completed', overAt: shop.now + 8 * DAY_MS })
})
