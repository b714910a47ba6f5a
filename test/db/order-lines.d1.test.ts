import { applyD1Migrations, reset } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { database } from '../../src/db/client.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { refundLines } from '../../src/payments/refunds/refunding-lines.ts'
import { paidOrder } from '../support/orders.ts'
import { bindings, openShop, orderOf } from '../support/shop.ts'
import { fillStaff } from '../support/staff.ts'

const REBUILD = '0021_order_line_of_plot.sql'

const TABLES = [
  'families',
  'producers',
  'freight_templates',
  'products',
  'variants',
  'orders',
  'order_lines',
].concat(['payment_attempts', 'refunds', 'refund_lines'])

/** Columns the older table lacks are left out. */
async function insert(table: string, row: Record<string, unknown>) {
  const columns = await bindings.DB.prepare(`SELECT name FROM pragma_table_info('${table}')`).all<{
    name: string
  }>()
  const known = columns.results.map(({ name }) => name).filter((name) => name in row)
  const values = known.map((name) => `json_extract(?1, '$.${name}')`).join(', ')
  const text = `INSERT INTO ${table} (${known.join(', ')}) SELECT ${values}`
  return bindings.DB.prepare(text).bind(JSON.stringify(row))
}

/** What stands on order lines: themselves, parcels and refunds of them, and the triggers that read them. */
async function state() {
  const db = database(bindings.DB)
  const [lines, shipped, refunded, triggers, wrong] = await db.batch([
    db.all(
      sql`SELECT order_id, line, sku, title_zh, quantity, unit_price_fen, amount_fen, stock FROM order_lines ORDER BY 1, 2`,
    ),
    db.all(sql`SELECT * FROM shipment_lines ORDER BY 1, 2`),
    db.all(sql`SELECT refund_id, order_id, line, quantity, withheld FROM refund_lines ORDER BY 1, 2`),
    db.all(
      sql`SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name IN ('shipped_limit', 'refund_line_limit') ORDER BY name`,
    ),
    db.all(sql`SELECT * FROM pragma_foreign_key_check`),
  ])
  return { lines, shipped, refunded, triggers, wrong }
}

test('writing order_lines anew keeps every line, its parcels, its refunds and both limits', async () => {
  // Real rows, made by today's verbs, carried back into the table as it was before.
  const shop = await openShop()
  await fillStaff(shop)
  const [staff] = await shop.db.all<{ id: string }>(sql`SELECT id FROM staff LIMIT 1`)
  const number = await paidOrder(shop, [
    ['TEA-GC-250', 2],
    ['TEA-DH-100', 1],
  ])
  const order = (await readOrder(shop, number))!
  await refundLines(shop, order.number, [{ line: 2, quantity: 1 }], '缺货', staff!.id)
  await placeOrder(shop, orderOf([['CIL-CG-B2', 1]]), 'another')
  const kept: [table: string, row: Record<string, unknown>][] = []
  for (const table of TABLES)
    for (const row of (await bindings.DB.prepare(`SELECT * FROM ${table}`).all()).results)
      kept.push([table, row])

  await reset()
  await applyD1Migrations(
    bindings.DB,
    bindings.TEST_MIGRATIONS.filter((one) => one.name < REBUILD),
  )
  await bindings.DB.batch([
    bindings.DB.prepare('PRAGMA defer_foreign_keys = on'),
    ...(await Promise.all(kept.map(([table, row]) => insert(table, row)))),
  ])
  const old = await state()
  expect(old.lines).toHaveLength(3)
  expect(old.refunded).toHaveLength(1)

  await applyD1Migrations(bindings.DB, bindings.TEST_MIGRATIONS)
  expect(await state()).toEqual(old)
  expect(old.wrong).toEqual([])
  const twice = bindings.DB.prepare(
    `INSERT INTO refund_lines (refund_id, order_id, line, quantity, withheld)
      SELECT refund_id, order_id, 1, 3, 0 FROM refund_lines`,
  )
  await expect(twice.run()).rejects.toThrow('refund_line_limit')
})
