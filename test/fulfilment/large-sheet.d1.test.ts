import type { D1Database } from '@cloudflare/workers-types'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { database } from '../../src/db/client.ts'
import { courierRows, MOST_ROWS } from '../../src/fulfilment/sheet.ts'
import { shipSheet } from '../../src/fulfilment/sheet-shipping.ts'
import { newOrderNumber } from '../../src/kernel/ids.ts'
import { readSheet, writeXlsx } from '../../src/kernel/spreadsheet.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { hidden } from '../support/browser.ts'
import { paidOrder } from '../support/orders.ts'
import { bindings, openShop } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

/** Copies of a paid order under numbers of their own: order, line, attempt, capture and place in the queue. */
async function manyPaid(shop: Shop, count: number): Promise<string[]> {
  const number = await paidOrder(shop, [['TEA-GC-250', 1]])
  const numbers = Array.from({ length: count }, newOrderNumber)
  const [{ id } = { id: '' }] = await shop.db.all<{ id: string }>(
    sql`SELECT id FROM orders WHERE number = ${number}`,
  )
  for (const table of ['orders', 'order_lines', 'payment_attempts', 'captures', 'dispatch_queue']) {
    const names = await shop.db.all<{ name: string }>(sql`SELECT name FROM pragma_table_info(${table})`)
    const key = table === 'orders' ? 'id' : 'order_id'
    const changed: Record<string, string> = {
      [key]: `t.${key} || '-' || j.key`,
      number: 'j.value',
      // A capture names an attempt of its own order.
      ...(table === 'payment_attempts' ? { id: `t.id || '-' || j.key` } : {}),
      attempt_id: `t.attempt_id || '-' || j.key`,
      out_trade_no: `t.out_trade_no || '-' || j.key`,
      phone_hmac: 't.phone_hmac || j.key',
      address_hmac: 't.address_hmac || j.key',
    }
    const values = names.map(({ name }) => changed[name] ?? `t.${name}`)
    await bindings.DB.prepare(
      `INSERT INTO ${table} SELECT ${values.join(', ')} FROM json_each(?1) j, ${table} t WHERE t.${key} = ?2`,
    )
      .bind(JSON.stringify(numbers), id)
      .run()
  }
  return numbers
}

/** A D1 that counts statements, and the longest value bound to one. */
function counted(binding: D1Database) {
  const count = { statements: 0, longest: 0 }
  const db = new Proxy(binding, {
    get(target, key) {
      if (key === 'prepare')
        return (text: string) => {
          count.statements += 1
          const statement = target.prepare(text)
          return new Proxy(statement, {
            get(inner, name) {
              if (name !== 'bind') return Reflect.get(inner, name).bind?.(inner) ?? Reflect.get(inner, name)
              return (...values: unknown[]) => {
                count.longest = Math.max(count.longest, ...values.map((value) => String(value).length))
                return inner.bind(...values)
              }
            },
          })
        }
      const value = Reflect.get(target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return { db, count }
}

test('a sheet of 5,000 rows is looked at, sent in one go within the limits, and refused row by row the second time', async () => {
  const shop = await openShop()
  await fillStaff(shop)
  const numbers = await manyPaid(shop, MOST_ROWS)
  const rows = [
    ['订单号', '储运', '快递公司', '运单号'],
    ...numbers.map((number, at) => [number, '常温', '顺丰速运', `SF${1_000_000_000_000 + at}`]),
  ]
  const file = writeXlsx(rows)
  const visitor = await signedIn('fulfilment')
  const looked = await visitor.upload(adminPaths.shipmentSheet, 'sheet', file, '发货.xlsx')
  const html = await looked.text()
  expect([looked.status, html.includes('匹配 5000 行，不发 0 行')]).toEqual([200, true])
  const [before] = await shop.db.all<{ n: number }>(sql`SELECT count(*) n FROM shipments`)
  expect(before!.n).toBe(0)

  const back = hidden(html, 'rows').replace(/&quot;/g, '"')
  const sent = await visitor.upload(adminPaths.shipments, 'rows', back)
  expect([sent.status, sent.headers.get('Location')]).toEqual([303, `${adminPaths.shipmentSheet}?sent=5000`])
  expect(await (await visitor.get(`${adminPaths.shipmentSheet}?sent=5000`)).text()).toContain(
    '已发出 5000 个包裹',
  )
  const [after] = await shop.db.all<{ parcels: number; lines: number; waiting: number; entries: number }>(sql`
    SELECT (SELECT count(*) FROM shipments) parcels, (SELECT count(*) FROM shipment_lines) lines,
      (SELECT count(*) FROM dispatch_queue) waiting,
      (SELECT count(*) FROM audit_entries WHERE verb = 'order.shipped') entries`)
  // One order waits still: the one the others are copies of.
  expect(after).toEqual({ parcels: 5000, lines: 5000, waiting: 1, entries: 5000 })

  const again = await (await visitor.upload(adminPaths.shipmentSheet, 'sheet', file, '发货.xlsx')).text()
  expect(again).toContain('匹配 0 行，不发 0 行，以前已发出 5000 行')
  expect(again).toContain('这个包裹已经登记过')
  expect((await visitor.upload(adminPaths.shipments, 'rows', back)).status).toBe(409)
  const one = await visitor.upload(
    adminPaths.shipmentSheet,
    'sheet',
    writeXlsx([...rows, rows[1]!]),
    'a.xlsx',
  )
  expect([one.status, (await one.text()).includes('一次最多5000行')]).toEqual([422, true])
})

test('sending 5,000 parcels takes at most 50 statements, none of them bound to more than a megabyte', async () => {
  const shop = await openShop()
  await fillStaff(shop)
  const [staff] = await shop.db.all<{ id: string }>(sql`SELECT id FROM staff WHERE login = 'fulfilment'`)
  const numbers = await manyPaid(shop, MOST_ROWS)
  const file = writeXlsx([
    ['订单号', '快递公司', '运单号'],
    ...numbers.map((number, at) => [number, '顺丰速运', `SF${at + 100_000}`]),
  ])
  const read = readSheet(file, { rows: MOST_ROWS + 1 })
  const meter = counted(bindings.DB)
  const shipped = await shipSheet(
    { ...shop, db: database(meter.db) },
    courierRows('rows' in read ? read.rows : [])!,
    staff!.id,
  )
  expect(shipped).toEqual({ ok: true, value: { sent: 5000 } })
  expect(meter.count.statements).toBeLessThanOrEqual(50)
  expect(meter.count.longest).toBeLessThanOrEqual(1_000_000)
})
