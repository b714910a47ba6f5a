import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { publishListings } from '../../src/catalog/listings/publishing.ts'
import { revertEntry } from '../../src/catalog/listings/reverting.ts'
import { changePrices } from '../../src/catalog/pricing.ts'
import { applySheet } from '../../src/catalog/sheets/applying.ts'
import { exportListings } from '../../src/catalog/sheets/exporting.ts'
import { forgetOldSheets, keepSheet, readSheetHead } from '../../src/catalog/sheets/keeping.ts'
import { digestOf } from '../../src/catalog/sheets/plan.ts'
import { planSheet } from '../../src/catalog/sheets/planning.ts'
import { listingRows } from '../../src/catalog/sheets/rows.ts'
import { database } from '../../src/db/client.ts'
import { readSheet, writeCsv, writeXlsx } from '../../src/kernel/spreadsheet.ts'
import { DAY_MS } from '../../src/kernel/time.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import type { Shop } from '../../src/shop.ts'
import { atEveryCall } from '../support/faults.ts'
import { exported, importSheet, sheetOf, statuses } from '../support/listing-sheets.ts'
import { keptBeside, newHoney, staffIdOf } from '../support/listings.ts'
import { runsOf } from '../support/runs.ts'
import { availableOf, bindings, openShop, orderOf, unreconciled } from '../support/shop.ts'
import { fillStaff } from '../support/staff.ts'

let shop: Shop
let by: string
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  by = await staffIdOf(shop, 'manager')
})

const kept = async () => ({
  ...(await keptBeside(shop)),
  stock: await shop.db.all(sql`SELECT sku, available FROM variants ORDER BY sku`),
})
const reasonsOf = (rows: { at: number; reasons: Record<string, string> }[]) =>
  Object.fromEntries(
    rows.filter(({ reasons }) => Object.keys(reasons).length).map(({ at, reasons }) => [at, reasons]),
  )

describe('an exported sheet', () => {
  test.each(['csv', 'xlsx'])(
    'imported again as %s changes nothing, whatever was sold meanwhile',
    async (kind) => {
      const { rows } = await exportListings(shop.db)
      const bytes = kind === 'csv' ? new TextEncoder().encode(writeCsv(rows)) : writeXlsx(rows)
      await placeOrder(shop, orderOf([['TEA-GC-500', 2]]), crypto.randomUUID())
      const read = readSheet(bytes, { rows: 5002 })
      const plan = await planSheet(shop, listingRows('rows' in read ? read.rows : [])!.rows)
      expect([statuses(plan.rows), plan.acts]).toEqual([{ same: rows.length - 2 }, []])
    },
  )

  test('comes back the same after any edits: what was typed is what the next export says', async () => {
    await publishListings(shop.db, [newHoney()], 900, shop.now)
    const text = fc.string({
      unit: fc.constantFrom(...'蜜茶韭黄 a,b;"=-+@\'\n1×¥'),
      minLength: 1,
      maxLength: 12,
    })
    const edit = fc.record({
      nameZh: fc.stringMatching(/^[蜂蜜荞麦花]{1,8}$/),
      storyZh: text,
      aliases: fc
        .array(fc.stringMatching(/^[蜜a-z]{1,4}$/), { maxLength: 3 })
        .map((words) => words.join(' ')),
      months: fc.subarray([1, 5, 9, 12], { minLength: 1 }).map((months) => months.join('、')),
      price: fc.integer({ min: 1, max: 99_999 }).map((fen) => String(fen / 100)),
      gross: fc.integer({ min: 1, max: 9999 }).map(String),
      stock: fc.integer({ min: 0, max: 500 }).map(String),
      state: fc.constantFrom('在售', '下架'),
      alone: fc.constantFrom('是', '否'),
      batch: text,
    })
    await fc.assert(
      fc.asyncProperty(edit, fc.constantFrom('csv', 'xlsx'), async ({ batch, ...cells }, kind) => {
        const sheet = await exported(shop)
        const row = sheet.rows.find(({ cells: own }) => own.sku === 'HNY-QM-0500')!
        Object.assign(row.cells, cells, { seen: row.cells.stock, 'fact.batch': batch.trim() || '清空' })
        if (!row.cells.storyZh?.trim()) row.cells.storyZh = '清空'
        const { plan, applied } = await importSheet(shop, sheet, by)
        expect(reasonsOf(plan.rows)).toEqual({})
        expect(applied.ok || plan.acts.length === 0).toBe(true)
        const { rows } = await exportListings(shop.db)
        const bytes = kind === 'csv' ? new TextEncoder().encode(writeCsv(rows)) : writeXlsx(rows)
        const read = readSheet(bytes, { rows: 5002 })
        const again = await planSheet(shop, listingRows('rows' in read ? read.rows : [])!.rows)
        expect([reasonsOf(again.rows), again.acts]).toEqual([{}, []])
        const next = (await exported(shop)).rows.find(({ cells: own }) => own.sku === 'HNY-QM-0500')!
        expect([next.cells.price, next.cells.stock, next.cells.state, next.cells.alone]).toEqual([
          String(Number(cells.price)),
          cells.stock,
          cells.state,
          cells.alone,
        ])
        expect(await unreconciled(shop.db)).toEqual([])
      }),
      { numRuns: runsOf({ workerd: 5, node: 15, deep: 60 }) },
    )
  })
})

describe('a sheet', () => {
  const HEAD = [
    'SKU',
    '网址',
    '商品名称',
    '规格',
    '价格（元）',
    '库存（件）',
    '状态',
    '品类',
    '生产主体',
    '毛重（克）',
    '净含量',
    '保质期（天）',
    '产季',
    '礼盒内容',
    '故事',
    '销售方式',
  ]
  const honey = (sku: string, slug: string, more: Record<string, string> = {}) => {
    const cells: Record<string, string> = {
      SKU: sku,
      网址: slug,
      商品名称: `蜂蜜${slug}`,
      规格: '500 g/瓶',
      '价格（元）': '68',
      '库存（件）': '12',
      状态: '在售',
      品类: '夜郎蜂蜜',
      生产主体: 'prc_yelang',
      '毛重（克）': '820',
      净含量: '500',
      '保质期（天）': '540',
      产季: '9,10,11',
      销售方式: '示例',
      ...more,
    }
    return HEAD.map((title) => cells[title] ?? '')
  }

  test('says at each cell what is wrong and how to fix it, and leaves those rows and their product alone', async () => {
    const sheet = sheetOf(
      HEAD,
      honey('NEW-1', 'new-one', { 品类: '咖啡' }),
      honey('NEW-2', 'new-two', { '价格（元）': '六十八' }),
      honey('NEW-3', 'new-three', { 销售方式: '正式' }),
      honey('NEW-4', 'new-four', { 故事: '天天喝,抗癌。' }),
      honey('NEW-5', 'new-five', { 礼盒内容: 'NONE-1×2', '库存（件）': '', 净含量: '' }),
      honey('NEW-6', 'new-six'),
      honey('NEW-6', 'new-six'),
      honey('TEA-GC-100', 'new-seven'),
      honey('NEW-8', 'new-eight', { '库存（件）': '-3' }),
      honey('NEW-9', 'new-nine', { 规格: '' }),
      honey('NEW-9B', 'new-nine'),
    )
    const plan = await planSheet(shop, sheet.rows)
    const told = reasonsOf(plan.rows)
    expect(told[2]!.family).toMatch(/没有“咖啡”。可以写：/)
    expect(told[3]!.price).toMatch(/价格请填元/)
    expect(Object.values(told[4]!).join()).toMatch(/还缺生产许可证号/)
    expect(told[5]!.storyZh).toMatch(/请删去“抗癌”/)
    expect(told[6]!.parts).toMatch(/NONE-1 还没有这个 SKU/)
    expect(told[8]!.sku).toBe('第 7 行已经写过这个 SKU')
    expect(told[9]!.sku).toMatch(/已属于/)
    expect(told[10]!.stock).toMatch(/首批库存请填整数/)
    expect(told[11]!.specZh).toMatch(/没有规格名称/)
    expect(plan.rows.map(({ at, status }) => [at, status])).toEqual([
      [2, 'wrong'],
      [3, 'wrong'],
      [4, 'wrong'],
      [5, 'wrong'],
      [6, 'wrong'],
      [7, 'added'],
      [8, 'wrong'],
      [9, 'wrong'],
      [10, 'wrong'],
      [11, 'wrong'],
      [12, 'held'],
    ])
  })

  test('puts complete new products where it says, incomplete ones among the drafts, samples as samples', async () => {
    const sheet = sheetOf(
      HEAD,
      honey('NEW-1', 'new-one'),
      honey('NEW-2', 'new-two', { 状态: '' }),
      honey('NEW-3', 'new-three', { 状态: '', 销售方式: '正式' }),
      honey('NEW-4', 'new-four', { 状态: '草稿', '价格（元）': '' }),
    )
    const { applied } = await importSheet(shop, sheet, by)
    expect(applied.ok).toBe(true)
    const rows = await shop.db.all(
      sql`SELECT slug, listed, sample FROM products WHERE slug LIKE 'new-%' ORDER BY slug`,
    )
    expect(rows).toEqual([
      { slug: 'new-one', listed: 1, sample: 1 },
      { slug: 'new-two', listed: 0, sample: 1 },
    ])
    const drafts = await shop.db.all(sql`SELECT slug FROM product_drafts ORDER BY slug`)
    expect(drafts).toEqual([{ slug: 'new-four' }, { slug: 'new-three' }])
    expect(statuses((await planSheet(shop, sheet.rows)).rows)).toEqual({ same: 4 })
    expect(await unreconciled(shop.db)).toEqual([])
  })

  test('of SKU and price alone changes prices; a box may hold what stands in the same sheet', async () => {
    const { applied } = await importSheet(shop, sheetOf(['SKU', '价格（元）'], ['tea-gc-100', '66.5']), by)
    expect(applied.ok).toBe(true)
    const [row] = await shop.db.all(sql`SELECT price_fen fen FROM variants WHERE sku = 'TEA-GC-100'`)
    expect(row).toEqual({ fen: 6650 })
    const box = honey('NEW-BOX', 'new-box', {
      礼盒内容: 'NEW-1×2',
      '库存（件）': '',
      净含量: '',
      品类: '普定礼盒',
    })
    const [family] = await shop.db.all<{ name: string }>(
      sql`SELECT name_zh name FROM families WHERE code = 'gift'`,
    )
    box[HEAD.indexOf('品类')] = family!.name
    const both = await importSheet(shop, sheetOf(HEAD, box, honey('NEW-1', 'new-one')), by)
    expect([reasonsOf(both.plan.rows), both.applied.ok]).toEqual([{}, true])
  })

  test('with stock as exported refuses to overwrite what was sold since, with the numbers', async () => {
    const sheet = await exported(shop)
    const row = sheet.rows.find(({ cells }) => cells.sku === 'TEA-GC-500')!
    const before = Number(row.cells.stock)
    row.cells.stock = String(before + 10)
    await placeOrder(shop, orderOf([['TEA-GC-500', 8]]), crypto.randomUUID())
    const plan = await planSheet(shop, sheet.rows)
    expect(reasonsOf(plan.rows)[row.at]!.stock).toContain(`导出时可售${before}件，现在${before - 8}件`)
    expect(plan.acts).toEqual([])
  })

  test('is applied once, and only as it was looked at', async () => {
    const sheet = sheetOf(['SKU', '价格（元）'], ['TEA-GC-100', '66'], ['TEA-GC-250', '150'])
    const first = await importSheet(shop, sheet, by)
    const digest = digestOf(first.plan)
    const conflict = { ok: false, refusal: { code: 'conflict' } }
    expect(await applySheet(shop, first.id, digest, by)).toEqual(conflict)
    const other = sheetOf(['SKU', '价格（元）'], ['TEA-GC-100', '60'])
    const looked = await planSheet(shop, other.rows)
    await changePrices(shop, [{ sku: 'TEA-GC-100', seenFen: 6600, fen: 6100 }], by)
    const id = await keepSheet(shop, 'b.csv', other, by)
    expect(await applySheet(shop, id, digestOf(looked), by)).toEqual(conflict)
    expect(await applySheet(shop, 'sht_none', digest, by)).toEqual({
      ok: false,
      refusal: { code: 'not_found' },
    })
    const [row] = await shop.db.all(sql`SELECT price_fen fen FROM variants WHERE sku = 'TEA-GC-100'`)
    expect(row).toEqual({ fen: 6100 })
  })

  test('applied twice at once changes things once', async () => {
    const sheet = sheetOf(['SKU', '库存（件）'], ['TEA-GC-100', '77'])
    const id = await keepSheet(shop, 'a.csv', sheet, by)
    const digest = digestOf(await planSheet(shop, sheet.rows))
    const both = await Promise.all([applySheet(shop, id, digest, by), applySheet(shop, id, digest, by)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect([await availableOf(shop.db, 'TEA-GC-100'), await unreconciled(shop.db)]).toEqual([77, []])
  })
})

describe('undoing a sheet', () => {
  test('puts all of it back in one go: the shop is as before, new products are off the shelf', async () => {
    await publishListings(shop.db, [newHoney()], 900, shop.now)
    const before = await kept()
    const sheet = await exported(shop)
    const row = (sku: string) => sheet.rows.find(({ cells }) => cells.sku === sku)!
    Object.assign(row('HNY-QM-0500').cells, {
      price: '70',
      stock: '55',
      storyZh: '改写的故事。',
      'fact.batch': 'B1',
    })
    row('HNY-QM-0500').cells.state = '下架'
    Object.assign(row('HNY-QM-1000').cells, { price: '1', specZh: '100 g 罐' })
    sheet.rows.push({
      at: 99,
      cells: {
        sku: 'HNY-QM-2000',
        slug: 'new-honey',
        specZh: '2 kg/瓶',
        price: '199',
        gross: '2600',
        net: '2000',
        stock: '5',
      },
    })
    const { applied, plan } = await importSheet(shop, sheet, by)
    expect(reasonsOf(plan.rows)).toEqual({})
    if (!applied.ok) throw new Error(applied.refusal.code)
    const undone = await revertEntry(shop, applied.value.entry, by, 'manager')
    expect(undone.ok && undone.value.left).toEqual([])
    const after = await kept()
    after.stock = (after.stock as { sku: string }[]).filter(({ sku }) => sku !== 'HNY-QM-2000')
    expect(after).toEqual(before)
    expect(await unreconciled(shop.db)).toEqual([])
  })

  test('names and leaves what has changed since', async () => {
    const sheet = sheetOf(
      ['SKU', '价格（元）', '库存（件）'],
      ['TEA-GC-100', '66', '50'],
      ['TEA-GC-250', '150', '60'],
    )
    const { applied } = await importSheet(shop, sheet, by)
    if (!applied.ok) throw new Error(applied.refusal.code)
    await changePrices(shop, [{ sku: 'TEA-GC-250', seenFen: 15_000, fen: 14_000 }], by)
    await placeOrder(shop, orderOf([['TEA-GC-100', 3]]), crypto.randomUUID())
    const undone = await revertEntry(shop, applied.value.entry, by, 'manager')
    expect(undone.ok && undone.value.left.sort()).toEqual(['TEA-GC-100 库存（件）', 'TEA-GC-250 价格（元）'])
    const rows = await shop.db.all(
      sql`SELECT price_fen fen, available FROM variants WHERE sku IN ('TEA-GC-100', 'TEA-GC-250') ORDER BY sku`,
    )
    expect(rows).toMatchObject([{ fen: 6800, available: 47 }, { fen: 14_000 }])
    expect(await revertEntry(shop, applied.value.entry, by, 'viewer')).toEqual({
      ok: false,
      refusal: { code: 'not_found' },
    })
  })

  test('never takes back a price that a colleague changes at this moment', async () => {
    const sku = 'TEA-GC-100'
    const price = async () =>
      (await shop.db.all<{ fen: number }>(sql`SELECT price_fen fen FROM variants WHERE sku = ${sku}`))[0]!.fen
    await atEveryCall(bindings.DB, async (interruptedBy) => {
      const usual = await price()
      const { applied } = await importSheet(shop, sheetOf(['SKU', '价格（元）'], [sku, '66']), by)
      if (!applied.ok) throw new Error(applied.refusal.code)
      let changed = false
      const db = interruptedBy(async () => {
        changed = (await changePrices(shop, [{ sku, seenFen: 6600, fen: 6100 }], by)).ok
      })
      const undone = await revertEntry({ ...shop, db: database(db) }, applied.value.entry, by, 'manager')
      expect(await price()).toBe(changed ? 6100 : undone.ok ? usual : 6600)
      await changePrices(shop, [{ sku, seenFen: await price(), fen: usual }], by)
    })
  })

  test('works after the rows of the sheet are forgotten; a sheet nobody applied is forgotten whole', async () => {
    const sheet = sheetOf(['SKU', '价格（元）'], ['TEA-GC-100', '66'])
    const { applied } = await importSheet(shop, sheet, by)
    if (!applied.ok) throw new Error(applied.refusal.code)
    const waiting = await keepSheet(shop, 'b.csv', sheet, by)
    await forgetOldSheets(shop.db, shop.now + 6 * DAY_MS)
    expect((await readSheetHead(shop.db, waiting))?.id).toBe(waiting)
    await forgetOldSheets(shop.db, shop.now + 8 * DAY_MS)
    expect(await readSheetHead(shop.db, waiting)).toBeNull()
    const undone = await revertEntry(shop, applied.value.entry, by, 'manager')
    expect(undone.ok && undone.value.restored).toEqual(['TEA-GC-100 价格（元）'])
  })
})
