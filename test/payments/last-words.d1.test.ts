import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../src/kernel/time.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { giveUp } from '../../src/outbox/keeping.ts'
import { startPayment } from '../../src/payments/attempting.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { paymentFollowing } from '../../src/payments/effects.ts'
import { learnPayments } from '../../src/payments/learning.ts'
import { hearRefund } from '../../src/payments/refunds/hearing.ts'
import { repayByTransfer } from '../../src/payments/refunds/repaying.ts'
import type { Shop } from '../../src/shop.ts'
import { interposed } from '../support/faults.ts'
import { fakeGateway } from '../support/gateways.ts'
import { broken } from '../support/invariants.ts'
import { paidOrder } from '../support/orders.ts'
import { provider } from '../support/provider.ts'
import { at, openShop, orderOf } from '../support/shop.ts'
import { fillStaff, idOf } from '../support/staff.ts'

let shop: Shop
let by: string
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  by = await idOf(shop, 'finance')
})

const only = async () =>
  (
    await shop.db.all<{ id: string; no: string; state: string; fen: number; trade: string }>(sql`
      SELECT r.id, r.out_refund_no no, r.state, r.amount_fen fen, a.out_trade_no trade
      FROM refunds r JOIN payment_attempts a ON a.id = r.attempt_id`)
  )[0]!
const aside = () =>
  shop.db.all<{ kind: string; fen: number }>(sql`SELECT kind, amount_fen fen FROM payment_anomalies`)
const words = async (eventId = 'EV-1') => {
  const { no, fen, trade } = await only()
  return {
    provider: 'wechatpay',
    eventId,
    outTradeNo: trade,
    outRefundNo: no,
    amountFen: fen,
    word: 'succeeded' as const,
  }
}
const repay = async () => {
  const { id, no } = await only()
  const [order] = await shop.db.all<{ number: string }>(sql`SELECT number FROM orders`)
  const transfer = {
    paidOn: new Date(shop.now + 8 * HOUR_MS).toISOString().slice(0, 10),
    reference: 'B001',
    note: null,
  }
  return repayByTransfer(shop, order!.number, id, no, transfer, by)
}
/** A paid order that is called off, through a provider that answers its refund so. */
async function calledOff(refunding: 'failed' | 'throws') {
  const gateways = { sandbox: fakeGateway({ refunding }).gateway }
  const number = await paidOrder(shop, [['TEA-GC-250', 1]])
  await cancelOrder({ ...shop, gateways }, number, { staffId: by })
}

test('an order that is being called off closes when the clock learns that its trade is closed', async () => {
  const there = provider()
  const asking = { ...shop, gateways: { wechatpay_native: there.gateway } }
  const placed = await placeOrder(shop, orderOf([['TEA-GC-250', 1]]), 'k')
  if (!placed.ok) throw new Error(placed.refusal.code)
  const { number } = placed.value
  await startPayment(asking, number, 'wechatpay_native')
  there.moods.push('dead')
  await cancelOrder(asking, number, 'shopper')
  expect((await readOrder(shop, number))!.state).toBe('cancelling')
  for (const trade of there.trades.values()) trade.state = 'closed'
  await learnPayments(at(asking, shop.now + 2 * MINUTE_MS), { rows: 9, ms: 10_000 })
  expect((await readOrder(shop, number))!.state).toBe('cancelled')
  expect(await broken(shop)).toEqual([])
})

test('a provider that said failed and says succeeded after all is not dropped: finance reads it, once', async () => {
  await calledOff('failed')
  await hearRefund(shop, await words())
  await hearRefund(shop, await words())
  expect((await only()).state).toBe('failed')
  expect(await aside()).toEqual([{ kind: 'succeeded_after_failure', fen: (await only()).fen }])
})

test('money that was sent by transfer while its provider says succeeded went twice, and finance reads it', async () => {
  await calledOff('throws')
  const [row] = await shop.db.all<{ id: string }>(sql`SELECT id FROM outbox WHERE kind = 'gateway.refund'`)
  await giveUp(at(shop, shop.now + HOUR_MS), row!.id, '线下退', by, paymentFollowing)
  // Between reading the refund and moving it.
  await hearRefund(interposed(shop, 2, repay), await words())
  expect((await only()).state).toBe('repaid')
  expect(await aside()).toEqual([{ kind: 'repaid_twice', fen: (await only()).fen }])
})
