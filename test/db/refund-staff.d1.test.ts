import { applyD1Migrations, reset } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { database } from '../../src/db/client.ts'
import { DAY_MS } from '../../src/kernel/time.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { refundLines } from '../../src/payments/refunds/refunding-lines.ts'
import { paidOrder } from '../support/orders.ts'
import { at, bindings, openShop } from '../support/shop.ts'
import { fillStaff, idOf } from '../support/staff.ts'

const NAMED = '0056_goodwill.sql'
const TABLES = ['families', 'producers', 'freight_templates', 'products', 'variants', 'staff'].concat([
  'orders',
  'order_lines',
  'payment_attempts',
  'captures',
  'refunds',
  'audit_entries',
])

/** Columns the older table lacks are left out, and rows the migrations themselves bring. */
async function insert(table: string, row: Record<string, unknown>) {
  const columns = await bindings.DB.prepare(`SELECT name FROM pragma_table_info('${table}')`).all<{
    name: string
  }>()
  const known = columns.results.map(({ name }) => name).filter((name) => name in row)
  const values = known.map((name) => `json_extract(?1, '$.${name}')`).join(', ')
  const text = `INSERT OR IGNORE INTO ${table} (${known.join(', ')}) SELECT ${values}`
  return bindings.DB.prepare(text).bind(JSON.stringify(row))
}

test('refunds from before they named anybody get the person of their entry in the log, and a buyer’s own nobody', async () => {
  const shop = await openShop()
  await fillStaff(shop)
  const [finance, owner] = [await idOf(shop, 'finance'), await idOf(shop, 'owner')]
  const parted = await paidOrder(shop, [['TEA-GC-250', 3]])
  await refundLines(shop, parted, [{ line: 1, quantity: 1 }], '缺货', finance)
  await refundLines(at(shop, shop.now + 1), parted, [{ line: 1, quantity: 1 }], '缺货', owner)
  await cancelOrder(at(shop, shop.now + DAY_MS), parted, 'shopper')
  await cancelOrder(shop, await paidOrder(shop, [['TEA-DH-100', 1]]), { staffId: owner })
  const named = () => database(bindings.DB).all(sql`SELECT id, staff_id FROM refunds ORDER BY id`)
  const expected = await named()
  expect(expected).toHaveLength(4)
  const kept: [table: string, row: Record<string, unknown>][] = []
  for (const table of TABLES)
    for (const row of (await bindings.DB.prepare(`SELECT * FROM ${table}`).all()).results)
      kept.push([table, row])

  await reset()
  await applyD1Migrations(
    bindings.DB,
    bindings.TEST_MIGRATIONS.filter((one) => one.name < NAMED),
  )
  await bindings.DB.batch([
    bindings.DB.prepare('PRAGMA defer_foreign_keys = on'),
    ...(await Promise.all(kept.map(([table, row]) => insert(table, row)))),
  ])
  await applyD1Migrations(bindings.DB, bindings.TEST_MIGRATIONS)
  expect(await named()).toEqual(expected)
})
