import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { MINUTE_MS } from '../../src/kernel/time.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { startPayment } from '../../src/payments/attempting.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { playOutcome } from '../../src/payments/sandbox.ts'
import type { Shop } from '../../src/shop.ts'
import { adopt, adoptionOrder, plotOf } from '../support/adoptions.ts'
import { broken } from '../support/invariants.ts'
import { paidOrder } from '../support/orders.ts'
import { at, availableOf, openShop, orderOf } from '../support/shop.ts'

// That a ledger adds up does not say that it tells the truth: a release and a return add up alike.
const SKU = 'TEA-GC-250'
let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const kinds = async () =>
  (
    await shop.db.all<{ kind: string }>(
      sql`SELECT kind FROM stock_movements WHERE sku = ${SKU} AND cause <> 'opening' ORDER BY kind`,
    )
  ).map(({ kind }) => kind)
const soldToday = async () =>
  (await shop.db.all<{ pieces: number }>(sql`SELECT pieces FROM pieces_by_day WHERE sku = ${SKU}`))[0]
    ?.pieces ?? 0

test('an unpaid order that is called off releases its pieces: nothing was sold and nothing came back', async () => {
  const placed = await placeOrder(shop, orderOf([[SKU, 3]]), crypto.randomUUID())
  await cancelOrder(shop, placed.ok ? placed.value.number : '', 'shopper')
  expect([await kinds(), await soldToday(), await availableOf(shop.db, SKU)]).toEqual([
    ['released', 'reserved'],
    0,
    200,
  ])
  expect(await broken(shop)).toEqual([])
})

test('a paid order that is called off returns its pieces, and the day’s sale is taken back', async () => {
  await cancelOrder(shop, await paidOrder(shop, [[SKU, 3]]), 'shopper')
  expect([await kinds(), await soldToday(), await availableOf(shop.db, SKU)]).toEqual([
    ['reserved', 'returned', 'sold'],
    0,
    200,
  ])
  expect(await broken(shop)).toEqual([])
})

test('an order whose plot was lost while it was paid releases its pieces, and its plot ran out', async () => {
  const wanted = adoptionOrder([plotOf('A-07')], { items: [{ sku: SKU, quantity: 2 }] })
  const placed = await placeOrder(shop, wanted, crypto.randomUUID())
  const started = await startPayment(shop, placed.ok ? placed.value.number : '', 'sandbox')
  const later = at(shop, shop.now + 31 * MINUTE_MS)
  await adopt(later, [plotOf('A-07')])
  await playOutcome(later, started.ok ? started.value.outTradeNo : '', 'success')
  expect([await kinds(), await soldToday(), await availableOf(shop.db, SKU)]).toEqual([
    ['released', 'reserved'],
    0,
    200,
  ])
  expect(
    await shop.db.all(sql`SELECT released_why why FROM adoptions WHERE released_at IS NOT NULL`),
  ).toEqual([{ why: 'expired' }])
  expect(await broken(shop)).toEqual([])
})
