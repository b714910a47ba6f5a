import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { MINUTE_MS } from '../../src/kernel/time.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { startPayment } from '../../src/payments/attempting.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { playOutcome } from '../../src/payments/sandbox.ts'
import { settlePayment } from '../../src/payments/settling.ts'
import { sweep } from '../../src/payments/sweeping.ts'
import type { Shop } from '../../src/shop.ts'
import { at, availableOf, NOW, openShop, orderOf, unreconciled } from '../support/shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

async function placed(): Promise<string> {
  const result = await placeOrder(shop, orderOf([['TEA-GC-250', 2]]), crypto.randomUUID())
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value.number
}

async function started(number: string): Promise<string> {
  const result = await startPayment(shop, number, 'sandbox')
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value.outTradeNo
}

const success = (outTradeNo: string, amountFen = 31_600) => ({
  provider: 'sandbox',
  eventId: `success:${outTradeNo}`,
  outTradeNo,
  amountFen,
})

const refundsOf = (number: string) =>
  shop.db.all<{ reason: string; state: string; fen: number }>(sql`
    SELECT reason, state, amount_fen fen FROM refunds WHERE order_id = (SELECT id FROM orders WHERE number = ${number})`)

describe('paying', () => {
  test('a paid order is paid once, sold once, and counted once, however often the provider says so', async () => {
    const number = await placed()
    const outTradeNo = await started(number)
    expect(await playOutcome(shop, outTradeNo, 'success')).toEqual({ ok: true, value: 'paid' })
    await Promise.all(Array.from({ length: 10 }, () => settlePayment(shop, success(outTradeNo))))
    expect(await readOrder(shop, number)).toMatchObject({ state: 'paid', paymentStatus: 'paid' })
    expect(await shop.db.all(sql`SELECT amount_fen fen, orders FROM impact_sums`)).toEqual([
      { fen: 31_600, orders: 1 },
    ])
    expect(await refundsOf(number)).toEqual([])
    expect(await unreconciled(shop.db)).toEqual([])
  })

  test('an amount off by one fen changes nothing, and is kept for finance', async () => {
    const number = await placed()
    const outTradeNo = await started(number)
    for (const amount of [31_599, 31_601])
      expect(await settlePayment(shop, success(outTradeNo, amount))).toEqual({ ok: true, value: 'set_aside' })
    expect(await readOrder(shop, number)).toMatchObject({ state: 'awaiting_payment' })
  })

  test('a failed attempt leaves the order payable by a new one', async () => {
    const number = await placed()
    await playOutcome(shop, await started(number), 'failure')
    expect(await playOutcome(shop, await started(number), 'success')).toEqual({ ok: true, value: 'paid' })
    expect(await readOrder(shop, number)).toMatchObject({ state: 'paid' })
  })

  test('eight starts at once are one attempt', async () => {
    const number = await placed()
    const started = await Promise.all(Array.from({ length: 8 }, () => startPayment(shop, number, 'sandbox')))
    const numbers = started.map((result) => (result.ok ? result.value.outTradeNo : result.refusal.code))
    expect(new Set(numbers).size).toBe(1)
  })

  test('no attempt starts with less than three minutes left', async () => {
    const number = await placed()
    const late = await startPayment(at(shop, NOW + 28 * MINUTE_MS), number, 'sandbox')
    expect(late).toEqual({ ok: false, refusal: { code: 'too_late' } })
  })

  test('the sandbox is no method in production', async () => {
    const number = await placed()
    const real = { ...shop, settings: { ...shop.settings, production: true } }
    expect(await startPayment(real, number, 'sandbox')).toEqual({ ok: false, refusal: { code: 'conflict' } })
    expect(await playOutcome(real, 'X', 'success')).toEqual({ ok: false, refusal: { code: 'not_found' } })
  })
})

describe('cancelling', () => {
  test('an unpaid order gives its stock back exactly once, however often it is cancelled', async () => {
    const number = await placed()
    await started(number)
    await Promise.all(Array.from({ length: 6 }, () => cancelOrder(shop, number, 'shopper')))
    await cancelOrder(shop, number, 'shopper')
    expect(await availableOf(shop.db, 'TEA-GC-250')).toBe(200)
    expect(await readOrder(shop, number)).toMatchObject({ state: 'cancelled', closedBy: 'shopper' })
    expect(await unreconciled(shop.db)).toEqual([])
  })

  test('a paid order is refunded in full, its stock returned and its impact taken back, once', async () => {
    const number = await placed()
    await playOutcome(shop, await started(number), 'success')
    await Promise.all(Array.from({ length: 4 }, () => cancelOrder(shop, number, 'shopper')))
    expect(await refundsOf(number)).toEqual([{ reason: 'cancelled', state: 'succeeded', fen: 31_600 }])
    expect(await readOrder(shop, number)).toMatchObject({
      state: 'paid',
      paymentStatus: 'refunded',
      cancelled: true,
    })
    expect(await availableOf(shop.db, 'TEA-GC-250')).toBe(200)
    expect(await shop.db.all(sql`SELECT amount_fen fen, orders FROM impact_sums`)).toEqual([
      { fen: 0, orders: 0 },
    ])
    expect(await unreconciled(shop.db)).toEqual([])
  })

  test('the deadline closes an order by the sweep, twice in parallel, with stock returned once', async () => {
    const number = await placed()
    await started(number)
    await sweep(at(shop, NOW + 29 * MINUTE_MS))
    expect(await readOrder(shop, number)).toMatchObject({ state: 'awaiting_payment' })
    const late = at(shop, NOW + 31 * MINUTE_MS)
    await Promise.all([sweep(late), sweep(late)])
    expect(await readOrder(shop, number)).toMatchObject({ state: 'cancelled', closedBy: 'timeout' })
    expect(await availableOf(shop.db, 'TEA-GC-250')).toBe(200)
  })

  test('money that arrives after closing goes back by itself, once', async () => {
    const number = await placed()
    const outTradeNo = await started(number)
    await cancelOrder(shop, number, 'shopper')
    await Promise.all([settlePayment(shop, success(outTradeNo)), settlePayment(shop, success(outTradeNo))])
    expect(await refundsOf(number)).toEqual([{ reason: 'paid_late', state: 'succeeded', fen: 31_600 }])
    expect(await readOrder(shop, number)).toMatchObject({ state: 'cancelled', paymentStatus: 'refunded' })
    expect(await availableOf(shop.db, 'TEA-GC-250')).toBe(200)
  })

  test('a trade the provider already took money for is kept as paid, and nobody is told that it was cancelled', async () => {
    const number = await placed()
    const outTradeNo = await started(number)
    await shop.db.run(sql`UPDATE sandbox_trades SET state = 'paid' WHERE out_trade_no = ${outTradeNo}`)
    expect(await cancelOrder(shop, number, 'shopper')).toEqual({ ok: false, refusal: { code: 'conflict' } })
    expect(await readOrder(shop, number)).toMatchObject({ state: 'paid' })
  })
})
