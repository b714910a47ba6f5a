import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY_MS, MINUTE_MS } from '../../src/kernel/time.ts'
import type { PlaceOrderRequest } from '../../src/orders/order.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { startPayment } from '../../src/payments/attempting.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { allowGoodwill } from '../../src/payments/refunds/allowing.ts'
import { refundLines } from '../../src/payments/refunds/refunding-lines.ts'
import { playOutcome } from '../../src/payments/sandbox.ts'
import { settlePayment } from '../../src/payments/settling.ts'
import { sweep } from '../../src/payments/sweeping.ts'
import type { Shop } from '../../src/shop.ts'
import { giveCode } from '../support/codes.ts'
import { broken, misbound } from '../support/invariants.ts'
import { openShop, orderOf } from '../support/shop.ts'
import { fillStaff } from '../support/staff.ts'

type Placed = { number: string; trades: string[]; request: PlaceOrderRequest; key: string }
type World = { shop: Shop; placed: Placed[]; staffId: string }

const steps = {
  place: async (world: World, pick: number) => {
    const sku = ['GFT-TD-STD', 'TEA-DH-100', 'TEA-GD-050'][pick % 3]!
    const code = [null, 'MODEL2', 'MODELALL'][pick % 5] ?? null
    const request = orderOf([[sku, 1 + (pick % 2)]], { code })
    const key = crypto.randomUUID()
    const network = [null, '192.0.2.1', '192.0.2.2'][pick % 7] ?? null
    const result = await placeOrder({ ...world.shop, network }, request, key)
    if (!result.ok && code) expect(result.refusal.code).toMatch(/^code_used_up|out_of_stock|too_many_open$/)
    if (result.ok) world.placed.push({ number: result.value.number, trades: [], request, key })
  },
  replay: async (world: World, pick: number) => {
    const order = world.placed[pick % world.placed.length]
    if (!order) return
    const again = await placeOrder(world.shop, order.request, order.key)
    expect(again).toMatchObject({ ok: true, value: { number: order.number, replayed: true } })
  },
  start: async (world: World, pick: number) => {
    const order = world.placed[pick % world.placed.length]
    if (!order) return
    const result = await startPayment(world.shop, order.number, 'sandbox')
    if (result.ok && !order.trades.includes(result.value.outTradeNo))
      order.trades.push(result.value.outTradeNo)
  },
  pay: async (world: World, pick: number) => {
    const order = world.placed[pick % world.placed.length]
    const trade = order?.trades.at(-1)
    if (trade) await playOutcome(world.shop, trade, pick % 4 ? 'success' : 'failure')
  },
  lateSuccess: async (world: World, pick: number) => {
    const order = world.placed[pick % world.placed.length]
    // Any trade the order ever had may turn out to be paid, not only its newest.
    const outTradeNo = order?.trades[pick % order.trades.length]
    if (!outTradeNo) return
    const [attempt] = await world.shop.db.all<{ fen: number }>(
      sql`SELECT amount_fen fen FROM payment_attempts WHERE out_trade_no = ${outTradeNo}`,
    )
    const success = {
      provider: 'sandbox',
      eventId: `late:${outTradeNo}`,
      outTradeNo,
      amountFen: attempt!.fen,
    }
    await Promise.all([settlePayment(world.shop, success), settlePayment(world.shop, success)])
  },
  cancel: async (world: World, pick: number) => {
    const order = world.placed[pick % world.placed.length]
    if (order) await cancelOrder(world.shop, order.number, 'shopper')
  },
  refundLine: async (world: World, pick: number) => {
    const order = world.placed[pick % world.placed.length]
    const view = order && (await readOrder(world.shop, order.number))
    if (!view) return
    const { line, quantity } = view.lines[pick % view.lines.length]!
    const done = await refundLines(
      world.shop,
      view.number,
      [{ line, quantity: 1 + (pick % quantity) }],
      '缺货',
      world.staffId,
    )
    if (done.ok) expect(['paid', 'completed']).toContain(view.state)
  },
  goodwill: async (world: World, pick: number) => {
    const order = world.placed[pick % world.placed.length]
    if (!order) return
    const goodwill = { line: pick % 2 ? 1 : null, amountFen: 1 + pick * 37, note: '破损' }
    await allowGoodwill(world.shop, order.number, goodwill, world.staffId)
  },
  wait: async (world: World, pick: number) => {
    world.shop = { ...world.shop, now: world.shop.now + (pick % 20) * MINUTE_MS }
  },
  sweep: async (world: World) => {
    await Promise.all([sweep(world.shop), sweep(world.shop)])
  },
}

const RUNS = process.env.DEEP ? 1000 : 100

test('orders, payments, refunds and stock agree after any order of events', async () => {
  const shop = await openShop()
  await fillStaff(shop)
  const [staff] = await shop.db.all<{ id: string }>(sql`SELECT id FROM staff LIMIT 1`)
  const world: World = { shop, placed: [], staffId: staff!.id }
  await giveCode(shop, 'MODEL2', {
    limitTotal: 2,
    kind: 'percent',
    value: 1234,
    endsAt: shop.now + 9999 * DAY_MS,
  })
  await giveCode(shop, 'MODELALL', {
    limitTotal: 100_000,
    limitPerPhone: 1,
    endsAt: shop.now + 9999 * DAY_MS,
  })
  const step = fc.tuple(fc.constantFrom(...(Object.keys(steps) as (keyof typeof steps)[])), fc.nat(97))
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (script) => {
      // A shop goes on: later runs start from what earlier ones left, with orders of their own.
      world.placed = []
      await steps.place(world, script.length)
      for (const [name, pick] of script) await steps[name](world, pick)
      expect([await broken(world.shop), await misbound(world.shop)]).toEqual([[], []])
      await shop.db.run(sql`UPDATE stock_movements SET quantity = quantity + 50
        WHERE cause = 'opening' AND sku IN (SELECT sku FROM variants WHERE available < 10 AND components IS NULL)`)
      await shop.db.run(
        sql`UPDATE variants SET available = available + 50 WHERE available < 10 AND components IS NULL`,
      )
    }),
    { numRuns: RUNS, seed: 20_261_123 },
  )
})
