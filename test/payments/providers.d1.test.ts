import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../src/kernel/time.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { ATTEMPT_MS } from '../../src/outbox/draining.ts'
import { startPayment } from '../../src/payments/attempting.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { settlePayment } from '../../src/payments/settling.ts'
import { sweep } from '../../src/payments/sweeping.ts'
import type { Shop } from '../../src/shop.ts'
import { endingHangs, fakeGateway } from '../support/gateways.ts'
import { broken } from '../support/invariants.ts'
import { at, availableOf, openShop, orderOf } from '../support/shop.ts'

const SKU = 'TEA-GC-250'
let shop: Shop
let provider: ReturnType<typeof fakeGateway>
beforeEach(async () => {
  provider = fakeGateway()
  shop = { ...(await openShop()), gateways: { fake: provider.gateway } }
})

async function placed(by: Shop = shop): Promise<string> {
  const result = await placeOrder(by, orderOf([[SKU, 1]]), crypto.randomUUID())
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value.number
}

async function started(method = 'fake', by: Shop = shop): Promise<{ number: string; trade: string }> {
  const number = await placed(by)
  const result = await startPayment(by, number, method)
  if (!result.ok) throw new Error(result.refusal.code)
  return { number, trade: result.value.outTradeNo }
}

const success = (outTradeNo: string, amountFen: number) => ({
  provider: 'fake',
  eventId: `success:${outTradeNo}`,
  outTradeNo,
  amountFen,
})

const pay = async ({ number, trade }: { number: string; trade: string }) => {
  const { totalFen } = (await readOrder(shop, number))!
  expect((await settlePayment(shop, success(trade, totalFen))).ok).toBe(true)
}
const stateOf = async (number: string) => (await readOrder(shop, number))!.state
const owed = () =>
  shop.db.all<{ kind: string; state: string; attempts: number; why: string | null; inMs: number }>(sql`
    SELECT kind, state, attempts, last_error why, next_attempt_at - CAST(${shop.now} AS INTEGER) inMs FROM outbox
    WHERE kind LIKE 'gateway.%' ORDER BY id`)

describe('cancelling while a provider does not say', () => {
  test.each(['unpaid', 'unknown', 'throws', 'hangs'] as const)(
    '“%s”: the order stays being cancelled, its stock bound, until the provider says that it is closed',
    async (mood) => {
      provider.answers.closing = mood
      const { number } = await started()
      const cancelled = await endingHangs(shop.db, provider, ATTEMPT_MS, () =>
        cancelOrder(shop, number, 'shopper'),
      )
      expect(cancelled).toEqual({ ok: true, value: { state: 'cancelling' } })
      expect([await stateOf(number), await availableOf(shop.db, SKU)]).toEqual(['cancelling', 199])
      provider.answers.closing = 'closed'
      shop = at(shop, shop.now + 2 * MINUTE_MS)
      await sweep(shop)
      expect([await stateOf(number), await availableOf(shop.db, SKU)]).toEqual(['cancelled', 200])
      expect((await readOrder(shop, number))!.closedBy).toBe('shopper')
      expect(await broken(shop)).toEqual([])
    },
  )

  test('paid: the order is paid, and nobody is told that it was cancelled', async () => {
    provider.answers.closing = 'paid'
    const { number } = await started()
    expect(await cancelOrder(shop, number, 'shopper')).toMatchObject({
      ok: false,
      refusal: { code: 'conflict' },
    })
    expect(await stateOf(number)).toBe('paid')
    expect(await broken(shop)).toEqual([])
  })

  test('another method starts only once the open attempt is known to be closed', async () => {
    const other = fakeGateway()
    shop = { ...shop, gateways: { fake: provider.gateway, other: other.gateway } }
    const { number } = await started()
    for (const mood of ['unpaid', 'unknown', 'throws'] as const) {
      provider.answers.closing = mood
      expect((await startPayment(shop, number, 'other')).ok).toBe(false)
      expect(other.asked.creates).toEqual([])
      shop = at(shop, shop.now + 6 * MINUTE_MS)
    }
    provider.answers.closing = 'closed'
    const changed = await startPayment(shop, number, 'other')
    // The deadline may have come near; whatever is answered, there is one open attempt at most, and never of both.
    expect(other.asked.creates).toHaveLength(changed.ok ? 1 : 0)
    const open = await shop.db.all(
      sql`SELECT method FROM payment_attempts WHERE paid_at IS NULL AND closed_at IS NULL`,
    )
    expect(open).toEqual(changed.ok ? [{ method: 'other' }] : [])
  })

  test('an order whose Worker died between the provider’s word and the closing is closed by the sweep', async () => {
    const { number } = await started()
    await shop.db.run(
      sql`UPDATE orders SET state = 'cancelling', closed_by = 'shopper' WHERE number = ${number}`,
    )
    await shop.db.run(sql`UPDATE payment_attempts SET state = 'closed', closed_at = ${shop.now}`)
    shop = at(shop, shop.now + 31 * MINUTE_MS)
    await sweep(shop)
    expect([await stateOf(number), await availableOf(shop.db, SKU)]).toEqual(['cancelled', 200])
  })
})

/** Orders of each of two providers that do not answer, and others: more than a slice of the sweep together. */
const [STUCK, GOOD] = process.env.DEEP ? [50, 191] : [20, 81]

describe('many overdue orders', () => {
  test(`${STUCK} whose provider is dead and ${STUCK} whose provider hangs keep no other order open, nor its stock`, async () => {
    const [dead, slow] = [fakeGateway({ closing: 'throws' }), fakeGateway({ closing: 'hangs' })]
    shop = { ...shop, gateways: { dead: dead.gateway, slow: slow.gateway, fake: provider.gateway } }
    await shop.db.run(sql`UPDATE stock_movements SET quantity = quantity + 400 WHERE cause = 'opening'`)
    await shop.db.run(sql`UPDATE variants SET available = available + 400
      WHERE sku IN (SELECT sku FROM stock_movements WHERE cause = 'opening')`)
    const before = await availableOf(shop.db, SKU)
    for (const method of ['dead', 'slow']) for (let n = 0; n < STUCK; n += 1) await started(method)
    const good: string[] = []
    for (let n = 0; n < GOOD; n += 1) good.push(n % 2 ? await placed() : (await started()).number)
    shop = at(shop, shop.now + 31 * MINUTE_MS)
    await endingHangs(shop.db, slow, 50, () => sweep(shop, { attemptMs: 50 }))
    const states = await shop.db.all<{ state: string; n: number }>(
      sql`SELECT state, count(*) n FROM orders GROUP BY state ORDER BY state`,
    )
    expect(states).toEqual([
      { state: 'cancelled', n: GOOD },
      { state: 'cancelling', n: 2 * STUCK },
    ])
    expect(await availableOf(shop.db, SKU)).toBe(before - 2 * STUCK)
    expect(await broken(shop)).toEqual([])
  })

  test('an order that breaks is left for the next run, and the others are closed', async () => {
    const numbers = [await placed(), await placed(), await placed()]
    await shop.db.run(sql`CREATE TRIGGER bad_luck BEFORE UPDATE ON orders WHEN NEW.number = ${sql.raw(`'${numbers[1]}'`)}
      BEGIN SELECT RAISE(ABORT, 'bad_luck'); END`)
    const late = at(shop, shop.now + 31 * MINUTE_MS)
    expect(await sweep(late)).toMatchObject({ done: 2, failed: 1 })
    await shop.db.run(sql`DROP TRIGGER bad_luck`)
    await sweep(at(late, late.now + 2 * MINUTE_MS))
    expect(await Promise.all(numbers.map(stateOf))).toEqual(['cancelled', 'cancelled', 'cancelled'])
  })
})

describe('a refund at its provider', () => {
  test('is asked for again under the same number, ever later, until it is settled once', async () => {
    provider.answers.refunding = 'throws'
    const order = await started()
    await pay(order)
    expect(await cancelOrder(shop, order.number, 'shopper')).toEqual({
      ok: true,
      value: { state: 'refunding' },
    })
    expect(await owed()).toEqual([
      { kind: 'gateway.refund', state: 'waiting', attempts: 1, why: 'Error', inMs: MINUTE_MS },
    ])
    const waits = [MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 6 * HOUR_MS, 6 * HOUR_MS]
    provider.answers.refunding = 'processing'
    for (const wait of waits) {
      shop = at(shop, shop.now + wait - 1)
      const before = provider.asked.refunds.length
      await sweep(shop)
      expect(provider.asked.refunds).toHaveLength(before)
      shop = at(shop, shop.now + 1)
      await sweep(shop)
      expect(provider.asked.refunds).toHaveLength(before + 1)
    }
    expect((await readOrder(shop, order.number))!.refunds.map(({ state }) => state)).toEqual(['processing'])
    provider.answers.refunding = 'succeeded'
    shop = at(shop, shop.now + 6 * HOUR_MS)
    await Promise.all([sweep(shop), sweep(shop)])
    expect(new Set(provider.asked.refunds).size).toBe(1)
    expect(provider.asked.refunds).toHaveLength(waits.length + 2)
    expect(await readOrder(shop, order.number)).toMatchObject({ paymentStatus: 'refunded' })
    await sweep(at(shop, shop.now + 24 * HOUR_MS))
    expect(provider.asked.refunds).toHaveLength(waits.length + 2)
    expect(await broken(shop)).toEqual([])
  })

  test('that hangs does not hold up the cancellation, nor another’s refund', async () => {
    const [slow, quick] = [fakeGateway({ refunding: 'hangs' }), fakeGateway()]
    shop = { ...shop, gateways: { slow: slow.gateway, quick: quick.gateway } }
    const [one, two] = [await started('slow'), await started('quick')]
    await pay(one)
    await pay(two)
    const first = await endingHangs(shop.db, slow, ATTEMPT_MS, () => cancelOrder(shop, one.number, 'shopper'))
    expect(first.ok).toBe(true)
    expect((await cancelOrder(shop, two.number, 'shopper')).ok).toBe(true)
    expect(await readOrder(shop, one.number)).toMatchObject({ paymentStatus: 'refunding' })
    expect(await readOrder(shop, two.number)).toMatchObject({ paymentStatus: 'refunded' })
  })
})
