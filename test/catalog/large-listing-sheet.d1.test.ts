import type { D1Database } from '@cloudflare/workers-types'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { publishListings } from '../../src/catalog/listings/publishing.ts'
import { applySheet } from '../../src/catalog/sheets/applying.ts'
import { keepSheet } from '../../src/catalog/sheets/keeping.ts'
import { digestOf } from '../../src/catalog/sheets/plan.ts'
import { planSheet } from '../../src/catalog/sheets/planning.ts'
import { database } from '../../src/db/client.ts'
import { readSheet, writeXlsx } from '../../src/kernel/spreadsheet.ts'
import { adminPaths } from '../../src/urls.ts'
import { hidden } from '../support/browser.ts'
import { HEAD } from '../support/listing-headings.ts'
import { exported } from '../support/listing-sheets.ts'
import { jar, newHoney, staffIdOf } from '../support/listings.ts'
import { bindings, openShop, unreconciled } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

/** A D1 that counts statements, and the longest value bound to one. */
function counted(binding: D1Database) {
  const count = { statements: 0, longest: 0, bound: 0 }
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
                count.bound = Math.max(count.bound, values.length)
                count.longest = Math.max(
                  count.longest,
                  ...values.map((value) => new Blob([String(value)]).size),
                )
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

test('500 products from a sheet with 7 bad rows: looked at, applied, exported, the same again, undone', async () => {
  const shop = await openShop()
  await fillStaff(shop)
  const before = await shop.db.all(sql`SELECT slug FROM products WHERE listed = 1 ORDER BY slug`)
  const rows = Array.from({ length: 500 }, (_, at) => [
    `BULK-${at}`,
    `bulk-${at}`,
    `批量蜂蜜${at}`,
    '500 g/瓶',
    '68',
    '12',
    '在售',
    '夜郎蜂蜜',
    'prc_yelang',
    '820',
    '500',
    '540',
    '9,10,11',
    '示例',
    '秋天的蜜。',
  ])
  for (const [at, [column, text]] of (
    [
      [4, '六十'],
      [7, '咖啡'],
      [3, ''],
      [14, '抗癌'],
      [0, 'TEA-GC-100'],
      [5, '-1'],
      [9, ''],
    ] as [number, string][]
  ).entries())
    rows[at * 50]![column] = text
  const visitor = await signedIn('manager')
  const sent = await visitor.upload(adminPaths.listingSheet, 'sheet', writeXlsx([HEAD, ...rows]), '批量.xlsx')
  const page = sent.headers.get('Location')!
  const html = await (await visitor.get(page)).text()
  for (const [label, count] of [
    ['新增', 493],
    ['错误行', 7],
    ['修改', 0],
  ])
    expect(html).toContain(`<span class="tag">${label}</span> ${count}</li>`)
  expect(html).toContain('请删去“抗癌”')
  const form = { digest: hidden(html, 'digest') }
  expect((await visitor.post(page, form)).status).toBe(303)
  expect((await visitor.post(page, form)).status).toBe(303)
  const [made] = await shop.db.all(
    sql`SELECT count(*) n, sum(listed) listed, sum(sample) samples FROM products WHERE slug LIKE 'bulk-%'`,
  )
  expect(made).toEqual({ n: 493, listed: 493, samples: 493 })
  expect(await (await visitor.get(page)).text()).toContain('493 款商品，新增 493 行')

  const file = new Uint8Array(await (await visitor.get(adminPaths.listingExportXlsx)).arrayBuffer())
  const read = readSheet(file, { rows: 5002 })
  expect('rows' in read && read.rows.length).toBeGreaterThan(493)
  const again = await visitor.upload(adminPaths.listingSheet, 'sheet', file, 'again.xlsx')
  expect(await (await visitor.get(again.headers.get('Location')!)).text()).toContain('没有要导入的改动')

  const [entry] = await shop.db.all<{ id: string }>(
    sql`SELECT id FROM audit_entries WHERE verb = 'listing.imported'`,
  )
  const undone = await visitor.post(adminPaths.listingReversions, { entry: entry!.id })
  expect(await (await visitor.get(undone.headers.get('Location')!)).text()).toContain('已撤销 986 项')
  expect(await shop.db.all(sql`SELECT slug FROM products WHERE listed = 1 ORDER BY slug`)).toEqual(before)
  const [left] = await shop.db.all(sql`SELECT sum(available) pieces FROM variants WHERE sku LIKE 'BULK-%'`)
  expect([left, await unreconciled(shop.db)]).toEqual([{ pieces: 0 }, []])
})

/** Four SKUs each: as many as a sheet holds in test:deep, an eighth of them otherwise. */
const PRODUCTS = process.env.DEEP ? 1240 : 155

test(`${PRODUCTS * 4} SKUs change within a statement for five, 100 bound values and 2 MB a value`, async () => {
  const shop = await openShop()
  await fillStaff(shop)
  const by = await staffIdOf(shop, 'manager')
  const listings = Array.from({ length: PRODUCTS }, (_, at) =>
    newHoney({
      slug: `bulk-${at}`,
      storyZh: '荞麦花开在秋天。'.repeat(40),
      variants: [0, 1, 2, 3].map((size) => jar(`BULK-${at}-${size}`)),
    }),
  )
  await publishListings(shop.db, listings, 1000, shop.now)
  const sheet = await exported(shop)
  expect(sheet.rows.length).toBeGreaterThanOrEqual(PRODUCTS * 4)
  for (const { cells } of sheet.rows)
    if (cells.sku!.startsWith('BULK')) Object.assign(cells, { price: '71.5', stock: '33' })
  const meter = counted(bindings.DB)
  const place = { ...shop, db: database(meter.db) }
  const id = await keepSheet(place, 'a.xlsx', sheet, by)
  const plan = await planSheet(place, sheet.rows)
  meter.count.statements = 0
  const applied = await applySheet(place, id, digestOf(plan), by)
  expect(applied.ok && applied.value.products).toBe(PRODUCTS)
  expect(meter.count.statements).toBeLessThanOrEqual((PRODUCTS * 4) / 5)
  expect(meter.count.bound).toBeLessThanOrEqual(100)
  expect(meter.count.longest).toBeLessThanOrEqual(2_000_000)
  const visitor = await signedIn('manager')
  const csv = await (await visitor.get(adminPaths.listingExportCsv)).text()
  expect(new Blob([csv]).size).toBeGreaterThan(PRODUCTS * 1600)
  const file = new TextEncoder().encode(csv)
  const again = await visitor.upload(adminPaths.listingSheet, 'sheet', file, 'all.csv')
  expect(await (await visitor.get(again.headers.get('Location')!)).text()).toContain('没有要导入的改动')
  expect(await unreconciled(shop.db)).toEqual([])
})
