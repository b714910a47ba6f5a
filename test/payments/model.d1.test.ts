import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY_MS, MINUTE_MS } from '../../src/kernel/time.ts'
import type { PlaceOrderRequest } from '../../src/orders/order.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { drain } from '../../src/outbox/draining.ts'
import { startPayment } from '../../src/payments/attempting.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { paymentEffects } from '../../src/payments/effects.ts'
import { allowGoodwill } from '../../src/payments/refunds/allowing.ts'
import { refundLines } from '../../src/payments/refunds/refunding-lines.ts'
import { settlePayment } from '../../src/payments/settling.ts'
import { sweep } from '../../src/payments/sweeping.ts'
import type { Shop } from '../../src/shop.ts'
import { giveCode } from '../support/codes.ts'
import { broken, misbound } from '../support/invariants.ts'
import { askAgain, books, type Mood, type Provider, provider } from '../support/provider.ts'
import { runsOf } from '../support/runs.ts'
import { openShop, orderOf } from '../support/shop.ts'
import { fillStaff } from '../support/staff.ts'

type Placed = { number: string; trades: string[]; request: PlaceOrderRequest; key: string }
type World = { shop: Shop; placed: Placed[]; staffId: string; bank: Provider }

const METHOD = 'wechat_native'
const MOODS: Mood[] = ['dead', 'lost', 'unknown', 'processing', 'failed', 'truth']

/** The provider's callback for a trade that was paid there; `word` tells one event from another. */
async function hear({ shop, bank }: World, outTradeNo: string, word: string) {
  const trade = bank.trades.get(outTradeNo)
  if (trade?.state !== 'paid') return
  const success = { provider: METHOD, eventId: `${word}:${outTradeNo}`, outTradeNo, amountFen: trade.fen }
  await Promise.all([settlePayment(shop, success), settlePayment(shop, success)])
}

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
    const result = await startPayment(world.shop, order.number, METHOD)
    if (result.ok && !order.trades.includes(result.value.outTradeNo))
      order.trades.push(result.value.outTradeNo)
  },
  pay: async (world: World, pick: number) => {
    const order = world.placed[pick % world.placed.length]
    const trade = order?.trades.at(-1)
    if (trade && world.bank.pay(trade)) await hear(world, trade, 'success')
  },
  twice: async (world: World, pick: number) => {
    const order = world.placed[pick % world.placed.length]
    for (const trade of order?.trades ?? []) await hear(world, trade, `again${pick}`)
  },
  lateSuccess: async (world: World, pick: number) => {
    const order = world.placed[pick % world.placed.length]
    // Any trade the order ever had may turn out to be paid, one that was said to be closed too.
    const outTradeNo = order?.trades[pick % order.trades.length]
    const trade = world.bank.trades.get(outTradeNo ?? '')
    if (!trade?.fen || !outTradeNo) return
    trade.state = 'paid'
    await hear(world, outTradeNo, 'late')
  },
  // What the provider answers next, whoever asks.
  mood: async (world: World, pick: number) => {
    world.bank.moods.push(MOODS[pick % MOODS.length]!)
  },
  askAgain: async (world: World, pick: number) => {
    const order = world.placed[pick % world.placed.length]
    if (order) await askAgain(world.shop, order.number, world.staffId)
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

/** The provider answers again, staff ask for what it refused; then its books and ours say the same of every order. */
async function settled(world: World) {
  const { shop, bank, placed, staffId } = world
  bank.moods.length = 0
  for (const { trades } of placed) for (const trade of trades) await hear(world, trade, 'query')
  for (let round = 1; round <= 3; round += 1) {
    await drain({ ...shop, now: shop.now + round * DAY_MS }, paymentEffects)
    for (const { number } of placed) await askAgain(shop, number, staffId)
  }
  for (const { number, trades } of placed) {
    const said = await books(shop, number, bank)
    expect(said).toEqual({ ...said, paidHere: said.paidThere, backHere: said.backThere, open: 0 })
    expect(said.paidThere.every((trade) => trades.includes(trade))).toBe(true)
  }
}

/** A shop for so many runs: what must hold is asked of all of it after each. */
const RUNS_OF_A_SHOP = runsOf({ workerd: 10, node: 24, deep: 100 })
const SHOPS = process.env.DEEP ? [0, 1, 2, 3, 4, 5, 6, 7] : [0]

test.each(SHOPS)(
  'orders, payments, refunds and stock agree after any order of events (shop %i)',
  async (nth) => {
    const shop = await openShop()
    await fillStaff(shop)
    const [staff] = await shop.db.all<{ id: string }>(sql`SELECT id FROM staff LIMIT 1`)
    const bank = provider()
    const world: World = {
      shop: { ...shop, gateways: { [METHOD]: bank.gateway } },
      placed: [],
      staffId: staff!.id,
      bank,
    }
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
        await settled(world)
        expect(await broken(world.shop)).toEqual([])
        await shop.db.run(sql`UPDATE stock_movements SET quantity = quantity + 50
        WHERE cause = 'opening' AND sku IN (SELECT sku FROM variants WHERE available < 10 AND components IS NULL)`)
        await shop.db.run(
          sql`UPDATE variants SET available = available + 50 WHERE available < 10 AND components IS NULL`,
        )
      }),
      { numRuns: RUNS_OF_A_SHOP, seed: 20_261_123 + nth },
    )
  },
)
