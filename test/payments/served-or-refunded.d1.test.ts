import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { database } from '../../src/db/client.ts'
import { DAY_MS, MINUTE_MS } from '../../src/kernel/time.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { drain } from '../../src/outbox/draining.ts'
import { startPayment } from '../../src/payments/attempting.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { paymentEffects } from '../../src/payments/effects.ts'
import { learnPayments } from '../../src/payments/learning.ts'
import { hearRefund } from '../../src/payments/refunds/hearing.ts'
import { settlePayment } from '../../src/payments/settling.ts'
import { sweep } from '../../src/payments/sweeping.ts'
import type { Shop } from '../../src/shop.ts'
import { adoptionOrder, plotOf } from '../support/adoptions.ts'
import { D1_FAULTS, type Strike, strucken } from '../support/faults.ts'
import { broken, brokenAdoptions, misbound } from '../support/invariants.ts'
import { askAgain, books, type Mood, type Provider, provider } from '../support/provider.ts'
import { runsOf } from '../support/runs.ts'
import { bindings, openShop, orderOf } from '../support/shop.ts'
import { fillStaff, idOf } from '../support/staff.ts'

// Buyers, two ways to pay, callbacks, the clock and staff, while the database and the providers break at any call.

const METHODS = ['wechatpay_native', 'alipay_page'] as const
const PLOTS = ['C-01', 'C-02', 'C-11']
const MOODS: Mood[] = ['dead', 'lost', 'unknown', 'processing', 'failed', 'truth']
const BUDGET = { rows: 2000, ms: 20_000 }

type Ordered = { number: string; trades: string[] }
type World = {
  shop: Shop
  /** The same shop on a database that never breaks. */
  sound: Shop
  bank: Provider
  staffId: string
  orders: Ordered[]
  /** What providers call about until it is acknowledged, or lost. */
  calls: { trade: string; id: string }[]
  serial: number
}

const pickOf = <T>(rows: T[], pick: number): T | undefined => rows[pick % Math.max(1, rows.length)]

/** A provider calls once. Acknowledged, it does not call again. */
async function ring({ shop, bank, calls }: World, call: World['calls'][number]): Promise<void> {
  const word = {
    ...{ provider: 'wechatpay', eventId: call.id, outTradeNo: call.trade },
    amountFen: bank.trades.get(call.trade)!.fen,
  }
  const heard = await settlePayment(shop, word)
  if (heard.ok && calls.includes(call)) calls.splice(calls.indexOf(call), 1)
}

const STEPS = {
  order: async (world: World, pick: number) => {
    const network = [null, '192.0.2.1', '192.0.2.2'][pick % 3] ?? null
    const sku = ['GFT-TD-STD', 'TEA-DH-100', 'TEA-GD-050'][pick % 3]!
    const request =
      pick % 4 === 0 ? adoptionOrder([plotOf(pickOf(PLOTS, pick >> 2)!)]) : orderOf([[sku, 1 + (pick % 2)]])
    const key = crypto.randomUUID()
    const place = (shop: Shop) => placeOrder({ ...shop, network }, request, key)
    // Who gets no answer sends the same again, with the same key.
    const placed = await place(world.shop).catch(() => place(world.sound))
    if (placed.ok) world.orders.push({ number: placed.value.number, trades: [] })
  },
  begin: async ({ shop, orders }: World, pick: number) => {
    const order = pickOf(orders, pick)
    if (!order) return
    const started = await startPayment(shop, order.number, METHODS[pick % METHODS.length]!)
    if (started.ok && !order.trades.includes(started.value.outTradeNo))
      order.trades.push(started.value.outTradeNo)
  },
  pay: async (world: World, pick: number) => {
    const order = pickOf(world.orders, pick)
    const trade = order && pickOf(order.trades, pick >> 3)
    if (!trade || !world.bank.pay(trade)) return
    world.serial += 1
    world.calls.push({ trade, id: `paid${world.serial}` })
  },
  // The provider had taken the money before it was asked to close.
  payAllTheSame: async (world: World, pick: number) => {
    const order = pickOf(world.orders, pick)
    const trade = (order && pickOf(order.trades, pick >> 3)) ?? ''
    const there = world.bank.trades.get(trade)
    if (there?.state !== 'closed' || !there.fen) return
    there.state = 'paid'
    world.serial += 1
    world.calls.push({ trade, id: `late${world.serial}` })
  },
  ring: async (world: World, pick: number) => {
    const call = pickOf(world.calls, pick)
    if (call) await Promise.all([ring(world, call), ring(world, call)])
  },
  mood: async ({ bank }: World, pick: number) => {
    bank.moods.push(pickOf(MOODS, pick)!)
  },
  refundEnds: async ({ shop, bank }: World, pick: number) => {
    const open = [...bank.refunds].filter(([, { state }]) => state === 'processing')
    const [outRefundNo, refund] = pickOf(open, pick) ?? []
    if (!outRefundNo || !refund) return
    refund.state = pick % 3 ? 'succeeded' : 'failed'
    const { outTradeNo, fen, state } = refund
    const ids = { provider: 'wechatpay', eventId: `${state}:${outRefundNo}`, outTradeNo, outRefundNo }
    await hearRefund(shop, { ...ids, amountFen: fen, word: state })
  },
  callOff: async ({ shop, orders, staffId }: World, pick: number) => {
    const order = pickOf(orders, pick)
    if (order) await cancelOrder(shop, order.number, pick % 2 ? 'shopper' : { staffId })
  },
  wait: async (world: World, pick: number) => {
    const now = world.shop.now + (pick % 20) * MINUTE_MS
    world.shop = { ...world.shop, now }
    world.sound = { ...world.sound, now }
  },
  sweep: async ({ shop }: World) => {
    await Promise.all([sweep(shop), sweep(shop)])
  },
  learn: async ({ shop }: World) => {
    await learnPayments(shop, BUDGET)
  },
}
type Name = keyof typeof STEPS
/** What happens most is what money hangs on. */
const OFTEN: Name[] = [
  'begin',
  'begin',
  'pay',
  'pay',
  'pay',
  'ring',
  'ring',
  'callOff',
  'mood',
  'payAllTheSame',
]
const NAMES = [...(Object.keys(STEPS) as Name[]), ...OFTEN]

/** The faults are over. The providers call about what is closed here, the rest the clock has to find out. */
async function recover(world: World) {
  const { sound: shop, bank, orders, calls, staffId } = world
  bank.moods.length = 0
  const closed = await shop.db.all<{ trade: string }>(
    sql`SELECT out_trade_no trade FROM payment_attempts WHERE closed_at IS NOT NULL`,
  )
  const known = new Set(closed.map(({ trade }) => trade))
  for (const call of calls.filter(({ trade }) => known.has(trade))) await ring({ ...world, shop }, call)
  for (let day = 1; day <= 3; day += 1) {
    const later = { ...shop, now: shop.now + day * DAY_MS }
    await learnPayments(later, BUDGET)
    await sweep(later)
    // Each attempt to ask may itself have been put off: the next minutes go on.
    await drain({ ...later, now: later.now + 600 * MINUTE_MS }, paymentEffects)
    for (const { number } of orders) await askAgain(later, number, staffId)
  }
}

/** Each order was paid once and stands, or was never paid, or has got all of its money back. */
async function expectServed({ sound: shop, bank, orders }: World, told: string) {
  for (const { number } of orders) {
    const said = await books(shop, number, bank)
    expect(said, told).toEqual({ ...said, paidHere: said.paidThere, backHere: said.backThere, open: 0 })
    const [order] = await shop.db.all<{ state: string; off: number; total: number }>(sql`
      SELECT state, EXISTS (SELECT 1 FROM order_cancellations c WHERE c.order_id = o.id) off, total_fen total
      FROM orders o WHERE number = ${number}`)
    const paid = said.paidThere.reduce((sum, trade) => sum + bank.trades.get(trade)!.fen, 0)
    const stands = order!.state === 'paid' && !order!.off
    expect(['paid', 'cancelled'], told).toContain(order!.state)
    expect(paid - said.backThere, told).toBe(stands ? order!.total : 0)
  }
}

const RUNS = runsOf({ workerd: 16, node: 22, deep: 2040 })
/** A new shop for so many runs: what must hold is asked of all of it. */
const RUNS_OF_A_SHOP = 60
const shops = Array.from({ length: Math.ceil(RUNS / RUNS_OF_A_SHOP) }, (_, nth) => nth)

test.each(shops)(
  'whatever breaks and whenever, once it is over every buyer is served or refunded (shop %i)',
  async (nth) => {
    const sound = await openShop()
    await fillStaff(sound)
    const staffId = await idOf(sound, 'finance')
    const fault = fc.record({
      after: fc.nat(12),
      fault: fc.constantFrom('throw_before' as const, 'throw_after' as const),
      message: fc.constantFrom(...D1_FAULTS),
    })
    const step = fc.tuple(fc.constantFrom(...NAMES), fc.nat(97))
    let [now, serial, struck] = [sound.now, 0, 0]
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 6, maxLength: 18 }),
        fc.array(fault, { minLength: 1, maxLength: 6 }),
        async (script, faults) => {
          const bank = provider()
          const strikes: Strike[] = [...faults]
          const { db, count } = strucken(bindings.DB, strikes)
          const gateways = Object.fromEntries(METHODS.map((method) => [method, bank.gateway]))
          const world: World = {
            ...{ sound: { ...sound, now, gateways }, shop: { ...sound, now, gateways, db: database(db) } },
            ...{ bank, staffId, orders: [], calls: [], serial },
          }
          const told = JSON.stringify({ script, faults })
          await STEPS.order(world, script.length)
          await STEPS.begin(world, 0).catch(() => null)
          for (const [name, pick] of script) {
            const before = count.struck
            // A Worker that broke is gone; only what the database did to it may end it.
            await STEPS[name](world, pick).catch((error) => {
              if (count.struck === before) throw error
            })
          }
          strikes.length = 0
          await recover(world)
          await expectServed(world, told)
          const shop = world.sound
          expect([await broken(shop), await misbound(shop), await brokenAdoptions(shop)], told).toEqual([
            [],
            [],
            [],
          ])
          for (const { number } of world.orders) await cancelOrder(shop, number, { staffId })
          await drain({ ...shop, now: shop.now + 5 * DAY_MS }, paymentEffects)
          await expectServed(world, `${told} called off`)
          struck += count.struck
          serial = world.serial
          now = shop.now + 6 * DAY_MS
          await shop.db.run(sql`UPDATE stock_movements SET quantity = quantity + 50
            WHERE cause = 'opening' AND sku IN (SELECT sku FROM variants WHERE available < 10 AND components IS NULL)`)
          await shop.db.run(
            sql`UPDATE variants SET available = available + 50 WHERE available < 10 AND components IS NULL`,
          )
        },
      ),
      { numRuns: Math.min(RUNS_OF_A_SHOP, RUNS), seed: 20_261_129 + nth, endOnFailure: true },
    )
    expect(struck).toBeGreaterThan(RUNS_OF_A_SHOP / 4)
  },
)
