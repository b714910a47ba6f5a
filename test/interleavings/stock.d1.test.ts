import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { setShelf } from '../../src/catalog/listings/shelving.ts'
import { changePrices } from '../../src/catalog/pricing.ts'
import { adjustStock } from '../../src/catalog/stock/adjusting.ts'
import { applyCount } from '../../src/catalog/stock/taking.ts'
import { newId } from '../../src/kernel/ids.ts'
import { MINUTE_MS } from '../../src/kernel/time.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { startPayment } from '../../src/payments/attempting.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { refundLines } from '../../src/payments/refunds/refunding-lines.ts'
import { playOutcome } from '../../src/payments/sandbox.ts'
import { sweep } from '../../src/payments/sweeping.ts'
import { endCode } from '../../src/promotions/making.ts'
import type { Shop } from '../../src/shop.ts'
import { giveCode } from '../support/codes.ts'
import { broken, misbound } from '../support/invariants.ts'
import { paidOrder } from '../support/orders.ts'
import { at, availableOf, openShop, orderOf } from '../support/shop.ts'
import { fillStaff, idOf } from '../support/staff.ts'
import { type Acts, describeMeetings } from './meeting.ts'

const SKU = 'TEA-GD-050'
const PRODUCT = sql`(SELECT product_id FROM variants WHERE sku = ${SKU})`
const PIECES = 3

/** A SKU with three pieces left, one of them named by an unpaid order, one by a paid one, and a code for one use. */
type Scene = {
  code: string
  taking: string
  unpaid: string
  trade: string
  paid: string
  priceFen: number
  seen: number
}

let shop: Shop
let staffId: string
let product: string
const open = async () => {
  shop = await openShop()
  await fillStaff(shop)
  staffId = await idOf(shop, 'owner')
  const [row] = await shop.db.all<{ id: string }>(sql`SELECT ${PRODUCT} id`)
  product = row!.id
}

const buy =
  (quantity: number, more: (scene: Scene) => { code?: string } = () => ({})) =>
  (by: Shop, scene: Scene) =>
    placeOrder({ ...by, network: null }, orderOf([[SKU, quantity]], more(scene)), crypto.randomUUID())

const ACTS: Acts<Scene> = {
  'one buys two': buy(2),
  'another buys one': buy(1),
  'one buys with the last code': buy(1, ({ code }) => ({ code })),
  'the unpaid order is paid': (by, { trade }) => playOutcome(by, trade, 'success'),
  'the unpaid order is called off': (by, { unpaid }) => cancelOrder(by, unpaid, 'shopper'),
  'unpaid orders run out of time': (by) => sweep(at(by, by.now + 31 * MINUTE_MS)),
  'the paid order is refunded': (by, { paid }) =>
    refundLines(by, paid, [{ line: 1, quantity: 1 }], '缺货', staffId),
  'staff take one off': (by, { seen }) =>
    adjustStock(by, [{ sku: SKU, seen, available: seen - 1 }], '损耗', staffId),
  'staff put five on': (by, { seen }) =>
    adjustStock(by, [{ sku: SKU, seen, available: seen + 5, meant: 'difference' }], '补货', staffId),
  'a count is entered': (by, { taking }) =>
    applyCount(by, [{ at: 2, sku: SKU, taking, expected: '3', counted: '2' }], staffId),
  'the price goes up': (by, { priceFen }) =>
    changePrices(by, [{ sku: SKU, seenFen: priceFen, fen: priceFen + 100 }], staffId),
  'the product leaves the shelf': (by) => setShelf(by, [product], false, staffId),
  'the product is put on the shelf': (by) => setShelf(by, [product], true, staffId),
  'the code is ended': (by, { code }) => endCode(by, code, staffId),
}

/** Pieces on the shelf, as staff would put them there. */
async function stockOf(pieces: number) {
  const seen = await availableOf(shop.db, SKU)
  const put = await adjustStock(shop, [{ sku: SKU, seen, available: pieces }], '再来一次', staffId)
  expect(put).toMatchObject({ ok: true })
}

let scenes = 0
async function sceneOf(): Promise<Scene> {
  scenes += 1
  await setShelf(shop, [product], true, staffId)
  await stockOf(PIECES)
  const code = await giveCode(shop, `LAST${scenes}`, { limitTotal: 1 })
  const paid = await paidOrder(shop, [[SKU, 1]])
  const placed = await placeOrder(shop, orderOf([[SKU, 1]]), crypto.randomUUID())
  if (!placed.ok) throw new Error(placed.refusal.code)
  const started = await startPayment(shop, placed.value.number, 'sandbox')
  if (!started.ok) throw new Error(started.refusal.code)
  await stockOf(PIECES)
  const [row] = await shop.db.all<{ fen: number }>(sql`SELECT price_fen fen FROM variants WHERE sku = ${SKU}`)
  return {
    ...{
      code,
      paid,
      taking: newId('stk', shop.now),
      unpaid: placed.value.number,
      trade: started.value.outTradeNo,
    },
    ...{ priceFen: row!.fen, seen: PIECES },
  }
}

describeMeetings<Scene, 'three left'>(
  'a SKU',
  {
    acts: ACTS,
    stages: ['three left'],
    shop: () => shop,
    open,
    scene: sceneOf,
    look: async (_, told) => {
      expect([await broken(shop), await misbound(shop)], told).toEqual([[], []])
      // What nobody paid for goes back; then again everything must hold.
      await sweep(at(shop, shop.now + 31 * MINUTE_MS))
      expect([await broken(shop), await misbound(shop)], told).toEqual([[], []])
    },
  },
  [
    ['three left', 'one buys two', 'one buys two'],
    ['three left', 'one buys with the last code', 'one buys with the last code'],
    ['three left', 'another buys one', 'staff take one off'],
  ],
  { pairs: 12, threes: 8, deepPairs: 500, deepThrees: 300 },
)
