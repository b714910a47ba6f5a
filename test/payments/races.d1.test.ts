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
import { interposed } from '../support/faults.ts'
import { broken } from '../support/invariants.ts'
import { at, availableOf, NOW, openShop, orderOf } from '../support/shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const SKU = 'TEA-GC-250'

async function started(): Promise<{ number: string; trade: string }> {
  const placed = await placeOrder(shop, orderOf([[SKU, 2]]), crypto.randomUUID())
  if (!placed.ok) throw new Error(placed.refusal.code)
  const { number } = placed.value
  return { number, trade: await attempt(number) }
}

async function attempt(number: string): Promise<string> {
  const result = await startPayment(shop, number, 'sandbox')
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value.outTradeNo
}

const word = (outTradeNo: string, eventId: string) => ({
  provider: 'sandbox',
  eventId: `${eventId}:${outTradeNo}`,
  outTradeNo,
  amountFen: 31_600,
})

const refundsOf = (number: string) =>
  shop.db.all<{ reason: string; fen: number }>(sql`
    SELECT reason, amount_fen fen FROM refunds WHERE order_id = (SELECT id FROM orders WHERE number = ${number})`)

/** Money kept is goods kept, and money given back is goods on the shelf. */
async function expectNothingForNothing(number: string, unpaidToo = false) {
  const order = (await readOrder(shop, number))!
  const refunds = await refundsOf(number)
  const back = refunds.reduce((sum, { fen }) => sum + fen, 0)
  const goods = await availableOf(shop.db, SKU)
  const kept = order.state === 'paid' && !order.cancelled
  if (kept) expect({ back, goods, reasons: refunds }).toEqual({ back: 0, goods: 198, reasons: [] })
  else expect({ goods, back: unpaidToo ? back : 31_600 }).toEqual({ goods: 200, back })
  expect(await broken(shop)).toEqual([])
  return kept
}

describe('the provider says twice that one attempt was paid', () => {
  test('a second word between any two steps of settling gives no money back for goods that are sent', async () => {
    for (let nth = 1; nth <= 4; nth += 1) {
      shop = await openShop()
      const { number, trade } = await started()
      const between = interposed(shop, nth, () => settlePayment(shop, word(trade, 'query')))
      const settled = await settlePayment(between, word(trade, 'success'))
      expect(settled.ok && settled.value).toMatch(/^(paid|already)$/)
      expect(await refundsOf(number)).toEqual([])
      expect(await expectNothingForNothing(number)).toBe(true)
    }
  })

  test('a cancellation at any step of paying, and paying at any step of a cancellation, leave nothing for nothing', async () => {
    for (const [first, second] of [
      ['pay', 'cancel'],
      ['cancel', 'pay'],
    ] as const) {
      for (let nth = 1; nth <= 12; nth += 1) {
        shop = await openShop()
        const { number, trade } = await started()
        const acts = {
          pay: (by: Shop) => playOutcome(by, trade, 'success'),
          cancel: (by: Shop) => cancelOrder(by, number, 'shopper'),
        }
        await acts[first](interposed(shop, nth, () => acts[second](shop)))
        const order = (await readOrder(shop, number))!
        await expectNothingForNothing(number, order.state === 'cancelled' && order.paidAt === null)
      }
    }
  })

  test('the sweep, the deadline and a change of method at any step of paying leave nothing for nothing', async () => {
    const late = (by: Shop) => at(by, NOW + 31 * MINUTE_MS)
    for (let nth = 1; nth <= 8; nth += 1) {
      for (const other of [
        (_: string) => sweep(late(shop)),
        (number: string) => cancelOrder(late(shop), number, 'timeout'),
        (number: string) => startPayment(shop, number, 'other'),
      ]) {
        shop = await openShop()
        const { number, trade } = await started()
        await playOutcome(
          interposed(shop, nth, () => other(number)),
          trade,
          'success',
        )
        const order = (await readOrder(shop, number))!
        await expectNothingForNothing(number, order.state === 'cancelled' && order.paidAt === null)
      }
    }
  })
})

test('a payment begun at any step of a cancellation leaves no open attempt on an order that is closed', async () => {
  for (let nth = 1; nth <= 4; nth += 1) {
    shop = await openShop()
    const placed = await placeOrder(shop, orderOf([[SKU, 2]]), crypto.randomUUID())
    if (!placed.ok) throw new Error(placed.refusal.code)
    const { number } = placed.value
    const by = interposed(shop, nth, () => startPayment(shop, number, 'sandbox'))
    expect((await cancelOrder(by, number, 'shopper')).ok).toBe(true)
    const open =
      await shop.db.all(sql`SELECT o.state FROM payment_attempts a JOIN orders o ON o.id = a.order_id
      WHERE a.paid_at IS NULL AND a.closed_at IS NULL`)
    expect(open).toEqual([])
    expect((await readOrder(shop, number))!.state).toBe('cancelled')
    expect(await broken(shop)).toEqual([])
  }
})

describe('two attempts paid for one order', () => {
  async function twicePaid() {
    const { number, trade: older } = await started()
    await playOutcome(shop, older, 'failure')
    const newer = await attempt(number)
    await playOutcome(shop, newer, 'success')
    expect(await settlePayment(shop, word(older, 'late'))).toEqual({ ok: true, value: 'refunded' })
    return number
  }

  test('the older trade that succeeds late goes back, and the order can still be called off for its own money', async () => {
    const number = await twicePaid()
    expect(await refundsOf(number)).toEqual([{ reason: 'paid_twice', fen: 31_600 }])
    expect(await cancelOrder(shop, number, 'shopper')).toEqual({ ok: true, value: { state: 'refunding' } })
    expect((await refundsOf(number)).map(({ reason }) => reason).sort()).toEqual(['cancelled', 'paid_twice'])
    expect(await availableOf(shop.db, SKU)).toBe(200)
    expect(await broken(shop)).toEqual([])
  })
})

describe('what the database refuses', () => {
  const insert = (orderId: string, attemptId: string, reason: string, fen = 1) =>
    shop.db.run(sql`INSERT INTO refunds (id, order_id, attempt_id, out_refund_no, amount_fen, reason, state, created_at)
      VALUES (${crypto.randomUUID()}, ${orderId}, ${attemptId}, ${crypto.randomUUID()}, ${fen}, ${reason}, 'requested', 0)`)

  test('the captured attempt is never given back as paid twice or late, and only it pays for what is taken back', async () => {
    const { number, trade: older } = await started()
    await playOutcome(shop, older, 'failure')
    const newer = await attempt(number)
    await playOutcome(shop, newer, 'success')
    const rows = await shop.db.all<{ id: string; orderId: string; trade: string }>(
      sql`SELECT id, order_id orderId, out_trade_no trade FROM payment_attempts`,
    )
    const of = (trade: string) => rows.find((row) => row.trade === trade)!
    for (const reason of ['paid_twice', 'paid_late', 'plot_lost'])
      await expect(insert(of(newer).orderId, of(newer).id, reason)).rejects.toThrow('refund_names_capture')
    for (const reason of ['cancelled', 'lines', 'plot', 'goodwill'])
      await expect(insert(of(older).orderId, of(older).id, reason)).rejects.toThrow('refund_names_capture')
  })

  test('an attempt that was given back is never captured afterwards', async () => {
    const { number, trade } = await started()
    await cancelOrder(shop, number, 'shopper')
    await settlePayment(shop, word(trade, 'late'))
    await expect(
      shop.db.run(sql`INSERT INTO captures (order_id, attempt_id, amount_fen, at)
        SELECT order_id, id, amount_fen, 0 FROM payment_attempts`),
    ).rejects.toThrow('capture_of_refunded')
  })
})
