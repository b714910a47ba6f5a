import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { adjustStock } from '../../src/catalog/stock/adjusting.ts'
import { readLedger } from '../../src/catalog/stock/ledger.ts'
import { coverOf, readLowStock, readStock } from '../../src/catalog/stock/reading.ts'
import {
  checkStock,
  differenceOf,
  readAccounts,
  readDifferences,
} from '../../src/catalog/stock/reconciling.ts'
import { applyCount, countRowsOf, countSheet, planCount } from '../../src/catalog/stock/taking.ts'
import { database } from '../../src/db/client.ts'
import { readSheet, writeCsv, writeXlsx } from '../../src/kernel/spreadsheet.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { staffIdOf } from '../support/listings.ts'
import { paidOrder } from '../support/orders.ts'
import { availableOf, bindings, metered, openShop, orderOf, unreconciled } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

const TODAY = '2026-11-23'
let shop: Shop
let by: string
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  by = await staffIdOf(shop, 'manager')
})

describe('the account of a SKU', () => {
  test('adds up after orders placed, paid and boxed, restocking and loss; what does not is named', async () => {
    await placeOrder(shop, orderOf([['TEA-GC-500', 3]]), crypto.randomUUID())
    await paidOrder(shop, [['TEA-GC-500', 2]])
    await paidOrder(shop, [['GFT-TD-STD', 2]])
    const seen = await availableOf(shop.db, 'TEA-GC-500')
    await adjustStock(shop, [{ sku: 'TEA-GC-500', seen, available: seen + 20 }], '补货', by)
    await adjustStock(shop, [{ sku: 'TEA-GC-500', seen: seen + 20, available: seen + 15 }], '损耗', by)
    const { accounts } = await readAccounts(shop.db, '', 200)
    const own = accounts.find(({ sku }) => sku === 'TEA-GC-500')!
    expect(own).toMatchObject({
      held: 3,
      sold: 2,
      restocked: 20,
      adjusted: -5,
      returned: 0,
      available: seen + 15,
    })
    expect([
      accounts.every((account) => differenceOf(account) === 0),
      await readDifferences(shop.db),
    ]).toEqual([true, []])
    await shop.db.run(sql`UPDATE variants SET available = available - 1 WHERE sku = 'TEA-GC-100'`)
    const check = await checkStock(shop.db, shop.now)
    expect([check.differing, (await readDifferences(shop.db)).map(differenceOf)]).toEqual([
      ['TEA-GC-100'],
      [-1],
    ])
    const html = await (await (await signedIn('viewer')).get(adminPaths.stock())).text()
    expect(html).toContain('夜间核对：1 个 SKU 的账目对不上：TEA-GC-100')
  })

  test('names the order that holds pieces nobody reserved in the ledger', async () => {
    await placeOrder(shop, orderOf([['TEA-GC-500', 3]]), crypto.randomUUID())
    await shop.db.run(sql`UPDATE orders SET closed_at = placed_at`)
    expect((await readDifferences(shop.db)).map(({ sku }) => sku)).toEqual(['TEA-GC-500'])
  })

  test('costs the same rows with many more orders, and so does its ledger', async () => {
    const meter = metered(bindings.DB)
    const db = database(meter.db)
    const cost = async () => {
      meter.reset()
      await readAccounts(db, '', 50)
      await readLedger(db, 'TEA-GC-500', 20)
      await readStock(db, 'TEA-GC-500', TODAY)
      return meter.count.read
    }
    const grow = (from: number, to: number) =>
      shop.db.run(sql`WITH RECURSIVE n(i) AS (SELECT ${from} UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${to})
        INSERT INTO stock_movements (sku, cause, kind, quantity, at)
        SELECT 'TEA-GC-500', printf('ord_%026d', n.i), k.value, 1, CAST(${shop.now} AS INTEGER)
        FROM n, json_each('["reserved","sold"]') k`)
    await grow(0, 200)
    const few = await cost()
    await grow(200, 4000)
    expect(await cost()).toBeLessThanOrEqual(few + 10)
  })
})

describe('the ledger of a SKU', () => {
  test('tells kind, pieces, order, who and why, page by page without a gap', async () => {
    const number = await paidOrder(shop, [['TEA-GC-500', 2]])
    const seen = await availableOf(shop.db, 'TEA-GC-500')
    await adjustStock(
      { ...shop, now: shop.now + 5000 },
      [{ sku: 'TEA-GC-500', seen, available: seen - 4 }],
      '损耗',
      by,
    )
    const all = await readLedger(shop.db, 'TEA-GC-500', 50)
    expect(all.movements.map(({ kind, quantity, order, reason }) => [kind, quantity, order, reason])).toEqual(
      [
        ['adjusted', -4, null, '损耗'],
        ['reserved', 2, number, null],
        ['sold', 2, number, null],
        ['restocked', seen + 2, null, null],
      ],
    )
    expect(all.movements.map(({ who }) => who)).toEqual(['示例商品员', null, null, null])
    const first = await readLedger(shop.db, 'TEA-GC-500', 1)
    const second = await readLedger(shop.db, 'TEA-GC-500', 1, first.next!)
    expect([...first.movements, ...second.movements]).toEqual(all.movements)
    expect(second.next).toBeNull()
  })
})

describe('low stock', () => {
  test('is few pieces or few days, the shortest cover first', async () => {
    const fast = await availableOf(shop.db, 'TEA-GC-500')
    await adjustStock(shop, [{ sku: 'TEA-GC-500', seen: fast, available: 14 }], '盘点', by)
    await paidOrder(shop, [['TEA-GC-500', 2]])
    expect((await readLowStock(shop.db, TODAY)).map(({ sku }) => sku)).not.toContain('TEA-GC-500')
    await shop.db.run(sql`UPDATE pieces_by_day SET pieces = 90 WHERE sku = 'TEA-GC-500'`)
    const seen = await availableOf(shop.db, 'TEA-GC-100')
    await adjustStock(shop, [{ sku: 'TEA-GC-100', seen, available: 3 }], '盘点', by)
    const low = await readLowStock(shop.db, TODAY)
    expect(low.slice(0, 2).map((row) => [row.sku, row.available, coverOf(row)])).toEqual([
      ['TEA-GC-500', 12, 4],
      ['TEA-GC-100', 3, null],
    ])
  })
})

describe('a stock-taking', () => {
  const counted = async (pieces: Record<string, number>, kind: 'csv' | 'xlsx' = 'csv') => {
    const rows = (await countSheet(shop)).map((cells) => {
      const found = pieces[cells[0]!]
      return found === undefined ? cells : cells.with(4, String(found))
    })
    const bytes = kind === 'csv' ? new TextEncoder().encode(writeCsv(rows)) : writeXlsx(rows)
    const read = readSheet(bytes)
    return countRowsOf('rows' in read ? read.rows : [])!
  }

  test.each(['csv', 'xlsx'] as const)(
    'in %s enters the difference once, whatever is sold meanwhile',
    async (kind) => {
      await placeOrder(shop, orderOf([['TEA-GC-500', 3]]), crypto.randomUUID())
      await paidOrder(shop, [['TEA-GC-500', 2]])
      const before = await availableOf(shop.db, 'TEA-GC-500')
      // On the shelf lie what can be sold, what is held and what waits for its parcel.
      const rows = await counted({ 'TEA-GC-500': before + 3 + 2 - 4 }, kind)
      await placeOrder(shop, orderOf([['TEA-GC-500', 1]]), crypto.randomUUID())
      expect(await planCount(shop, rows)).toMatchObject([{ sku: 'TEA-GC-500', difference: -4, reason: null }])
      const both = await Promise.all([applyCount(shop, rows, by), applyCount(shop, rows, by)])
      expect(both.filter(({ ok }) => ok)).toHaveLength(1)
      expect([await availableOf(shop.db, 'TEA-GC-500'), await unreconciled(shop.db)]).toEqual([
        before - 1 - 4,
        [],
      ])
      expect((await planCount(shop, rows))[0]!.reason).toContain('不重复入账')
    },
  )

  test('that finds less than orders hold is refused with the numbers, and nothing is entered', async () => {
    const seen = await availableOf(shop.db, 'TEA-GC-500')
    await placeOrder(shop, orderOf([['TEA-GC-500', 3]]), crypto.randomUUID())
    await paidOrder(shop, [['TEA-GC-500', 2]])
    const rows = await counted({ 'TEA-GC-500': 4, 'TEA-GC-100': 1 })
    const [, wrong] = await planCount(shop, rows)
    expect(wrong!.reason).toContain(`可售只有${seen - 5}件：另有3件被未付款订单占用、2件已付款待发`)
    expect((await applyCount(shop, rows, by)).ok).toBe(false)
    expect(await availableOf(shop.db, 'TEA-GC-100')).toBe(200)
  })

  test('says what is wrong with a row: unknown, twice, not a number, another sheet', async () => {
    const [good] = await counted({ 'TEA-GC-100': 5 })
    const rows = [
      { ...good!, sku: 'NONE' },
      good!,
      { ...good! },
      { ...good!, sku: 'TEA-GC-250', counted: '-2' },
      { ...good!, sku: 'TEA-GC-500', taking: 'x' },
    ]
    expect((await planCount(shop, rows)).map(({ reason }) => reason?.slice(0, 9) ?? null)).toEqual([
      '没有这个 SKU（',
      null,
      '这个 SKU 写了',
      '实盘件数请填整数',
      '盘点表编号不对，请',
    ])
  })

  test('that finds everything is kept and changes nothing', async () => {
    const rows = await counted({ 'TEA-GC-100': await availableOf(shop.db, 'TEA-GC-100') })
    expect(await applyCount(shop, rows, by)).toMatchObject({ ok: true, value: { changed: 0 } })
    expect((await applyCount(shop, rows, by)).ok).toBe(false)
  })
})

describe('the page of a SKU, without scripts,', () => {
  test('restocks with a reason once, refuses what is held with the numbers, keeps what was typed', async () => {
    const visitor = await signedIn('manager')
    const page = adminPaths.stockOf('TEA-GC-100')
    const form = { seen: '200', act: 'in', pieces: '20', reason: '补货' }
    expect((await visitor.post(page, { ...form, reason: '' })).status).toBe(422)
    expect((await visitor.post(page, { ...form, pieces: '1.5' })).status).toBe(422)
    expect((await visitor.post(page, form)).status).toBe(303)
    const again = await visitor.post(page, form)
    expect([again.status, await availableOf(shop.db, 'TEA-GC-100')]).toEqual([409, 220])
    expect(await again.text()).toMatch(/name="pieces"[^>]*value="20"/)
    await placeOrder(shop, orderOf([['TEA-GC-100', 9]]), crypto.randomUUID())
    const low = await visitor.post(page, { seen: '211', act: 'out', pieces: '215', reason: '损耗' })
    expect([low.status, (await low.text()).includes('现在可售211件，另有9件被未付款的订单占用')]).toEqual([
      409,
      true,
    ])
    expect((await visitor.get(adminPaths.stockOf('GFT-TD-STD'))).status).toBe(404)
    expect(await unreconciled(shop.db)).toEqual([])
  })
})
