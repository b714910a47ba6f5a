import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { changePrices } from '../../src/catalog/pricing.ts'
import { promotionProblem, readPromotionGround } from '../../src/catalog/promoting.ts'
import { adjustStock, settleStock } from '../../src/catalog/stock/adjusting.ts'
import { readDifferences } from '../../src/catalog/stock/reconciling.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import type { Shop } from '../../src/shop.ts'
import { interposed } from '../support/faults.ts'
import { paidOrder } from '../support/orders.ts'
import { availableOf, openShop, orderOf, unreconciled } from '../support/shop.ts'
import { fillStaff, idOf } from '../support/staff.ts'

const SKU = 'TEA-GC-250'
let shop: Shop
let by: string
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  by = await idOf(shop, 'manager')
})

test('what somebody meant as a difference stays one, and as a number over what is there now stays that number', () => {
  const change = { sku: SKU, seen: 200, available: 220 }
  expect(settleStock({ ...change, meant: 'difference' }, 190)).toEqual({
    sku: SKU,
    seen: 190,
    available: 210,
  })
  expect(settleStock({ ...change, meant: { over: 190 } }, 190)).toEqual({
    sku: SKU,
    seen: 190,
    available: 220,
  })
  expect([settleStock(change, 190), settleStock({ ...change, meant: { over: 191 } }, 190)]).toEqual([
    null,
    null,
  ])
})

test('the ledger tells what came in from what was written off, and the log who did it and why', async () => {
  await adjustStock(shop, [{ sku: SKU, seen: 200, available: 230 }], '补货', by)
  await adjustStock({ ...shop, now: shop.now + 1 }, [{ sku: SKU, seen: 230, available: 221 }], '损耗', by)
  const moved = await shop.db.all(
    sql`SELECT kind, quantity FROM stock_movements WHERE sku = ${SKU} AND cause <> 'opening' ORDER BY at`,
  )
  expect(moved).toEqual([
    { kind: 'restocked', quantity: 30 },
    { kind: 'adjusted', quantity: -9 },
  ])
  const log = await shop.db.all<{ by: string; after: string }>(
    sql`SELECT staff_id "by", after FROM audit_entries WHERE verb = 'stock.adjusted' ORDER BY id`,
  )
  expect(log.map((entry) => [entry.by, JSON.parse(entry.after)])).toEqual([
    [by, { stock: { [SKU]: 230 }, reason: '补货' }],
    [by, { stock: { [SKU]: 221 }, reason: '损耗' }],
  ])
})

test('pieces that orders took while the stock was counted stay theirs, and nothing goes below nothing', async () => {
  const change = [{ sku: SKU, seen: 200, available: 150 }]
  const order = () => placeOrder(shop, orderOf([[SKU, 5]]), crypto.randomUUID())
  expect(await adjustStock(interposed(shop, 2, order), change, '盘点', by)).toMatchObject({
    refusal: { code: 'stock_moved', available: 195, reserved: 5 },
  })
  expect([await availableOf(shop.db, SKU), await unreconciled(shop.db)]).toEqual([195, []])
  const below = [{ sku: SKU, seen: 200, available: 0, meant: 'difference' as const }]
  expect(await adjustStock(shop, below, '损耗', by)).toMatchObject({ refusal: { code: 'stock_moved' } })
})

test('pieces too many are found like those that are missing', async () => {
  for (const by of [1, -2]) {
    await shop.db.run(
      sql`UPDATE variants SET available = available + CAST(${by} AS INTEGER) WHERE sku = ${SKU}`,
    )
    expect((await readDifferences(shop.db)).map(({ sku }) => sku)).toEqual([SKU])
  }
})

test('a price is changed from the one that was seen, and its new one is struck through only once it was paid', async () => {
  await paidOrder(shop, [[SKU, 1]])
  const [row] = await shop.db.all<{ id: string; fen: number }>(
    sql`SELECT product_id id, price_fen fen FROM variants WHERE sku = ${SKU}`,
  )
  expect(await changePrices(shop, [{ sku: SKU, seenFen: row!.fen - 1, fen: 100 }], by)).toMatchObject({
    refusal: { code: 'price_moved', priceFen: row!.fen },
  })
  await shop.db.run(sql`UPDATE variants SET promo_was_charged = 1 WHERE sku = ${SKU}`)
  expect((await changePrices(shop, [{ sku: SKU, seenFen: row!.fen, fen: row!.fen + 100 }], by)).ok).toBe(true)
  expect(
    await shop.db.all(sql`SELECT price_fen fen, promo_was_charged charged FROM variants WHERE sku = ${SKU}`),
  ).toEqual([{ fen: row!.fen + 100, charged: 0 }])
})

test('a price for a time is lower than the usual one by a fen at least', async () => {
  const [row] = await shop.db.all<{ id: string; fen: number }>(
    sql`SELECT product_id id, price_fen fen FROM variants WHERE sku = ${SKU}`,
  )
  const ground = (await readPromotionGround(shop, row!.id))!
  const problem = (fen: number) =>
    promotionProblem(
      ground,
      { from: shop.now, until: shop.now + 1, prices: [{ sku: SKU, seenFen: row!.fen, fen }] },
      shop.now,
    )?.problem
  expect([problem(row!.fen), problem(row!.fen - 1), problem(0)]).toEqual([
    'not_lower',
    undefined,
    'not_lower',
  ])
})
