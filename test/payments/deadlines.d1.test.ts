import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../src/kernel/time.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { startPayment } from '../../src/payments/attempting.ts'
import { cancelOrder, expireOrder } from '../../src/payments/cancelling.ts'
import { playOutcome } from '../../src/payments/sandbox.ts'
import { sweep } from '../../src/payments/sweeping.ts'
import type { Shop } from '../../src/shop.ts'
import { interposed } from '../support/faults.ts'
import { type Mood, provider } from '../support/provider.ts'
import { at, openShop, orderOf } from '../support/shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

async function placed() {
  const result = await placeOrder(shop, orderOf([['TEA-GC-250', 1]]), crypto.randomUUID())
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}
const stateOf = async (number: string) => (await readOrder(shop, number))!.state

test('a provider’s deadline always lies before our own: money never comes for goods that were put back', async () => {
  const { number, payBefore } = await placed()
  for (const minute of [0, 13, 27]) {
    const then = at(shop, shop.now + minute * MINUTE_MS)
    const started = await startPayment(then, number, 'sandbox')
    await playOutcome(then, started.ok ? started.value.outTradeNo : '', 'failure')
  }
  const attempts = await shop.db.all<{ until: number }>(sql`SELECT expires_at until FROM payment_attempts`)
  expect(attempts).toHaveLength(3)
  for (const { until } of attempts) expect(until).toBeLessThan(payBefore)
})

test('at its deadline an unpaid order is over, and not a moment sooner', async () => {
  const { number, payBefore } = await placed()
  const [order] = await shop.db.all<{ id: string }>(sql`SELECT id FROM orders`)
  expect(await expireOrder(at(shop, payBefore - 1), order!.id)).toBe(false)
  await sweep(at(shop, payBefore - 1))
  expect(await stateOf(number)).toBe('awaiting_payment')
  await sweep(at(shop, payBefore))
  expect(await stateOf(number)).toBe('cancelled')
})

test('nobody begins to pay with less than three minutes left, and with three minutes one may', async () => {
  const { number, payBefore } = await placed()
  const start = async (leftMs: number) => {
    const started = await startPayment(at(shop, payBefore - leftMs), number, 'sandbox')
    return started.ok ? 'started' : started.refusal.code
  }
  expect([await start(3 * MINUTE_MS - 1), await start(3 * MINUTE_MS)]).toEqual(['too_late', 'started'])
})

test.each<[string, Mood[]]>([
  ['dead', ['dead', 'dead', 'dead', 'dead']],
  ['silent after it closed', ['lost', 'unknown', 'unknown', 'unknown']],
  ['one that does not know', ['unknown', 'unknown', 'unknown', 'unknown']],
])(
  'a provider that is %s starts no second payment, and one that says “closed” does',
  async (_name, moods) => {
    const [first, other] = [provider(), provider()]
    shop = { ...shop, gateways: { first: first.gateway, other: other.gateway } }
    const { number } = await placed()
    const started = await startPayment(shop, number, 'first')
    first.moods.push(...moods)
    for (let tries = 0; tries < 2; tries += 1) {
      shop = at(shop, shop.now + 2 * MINUTE_MS)
      expect((await startPayment(shop, number, 'other')).ok).toBe(false)
      expect(other.trades.size).toBe(0)
    }
    first.moods.length = 0
    expect((await startPayment(at(shop, shop.now + 6 * MINUTE_MS), number, 'other')).ok).toBe(true)
    // The buyer cannot pay the first trade any more: its provider has closed it.
    expect(first.pay(started.ok ? started.value.outTradeNo : '')).toBe(false)
    expect(await sweep(at(shop, shop.now + HOUR_MS))).toMatchObject({ failed: 0 })
  },
)

test('a payment begins on no order that is called off at any step of its beginning', async () => {
  let calls = 3
  for (let step = 1; step <= calls; step += 1) {
    shop = { ...(await openShop()), gateways: { first: provider().gateway } }
    const { number } = await placed()
    const by = interposed(shop, step, () => cancelOrder(shop, number, 'shopper'))
    const started = await startPayment(by, number, 'first')
    calls = Math.max(calls, by.calls())
    await sweep(at(shop, shop.now + HOUR_MS))
    const open = await shop.db.all(
      sql`SELECT id FROM payment_attempts WHERE paid_at IS NULL AND closed_at IS NULL`,
    )
    expect([step, await stateOf(number), open]).toEqual([step, 'cancelled', []])
    // Once it is closed before the attempt stands, there is nothing to pay.
    if (step <= 2) expect(started.ok).toBe(false)
  }
})
