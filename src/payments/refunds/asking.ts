import { and, eq, isNull } from 'drizzle-orm'
import { select } from '../../db/query.ts'
import { drainOwn, type Effects } from '../../outbox/draining.ts'
import { done, type Effect, later, type Outcome } from '../../outbox/effect.ts'
import type { Shop } from '../../shop.ts'
import { gatewayFor } from '../gateways.ts'
import { paymentAttempts, refunds } from '../schema.ts'
import type { RefundReason, UnkeptReason } from './due.ts'
import { takeRefundWord } from './word.ts'

/** What a refund owes the outside: its provider is asked for it. */
export const refundEffect = (refundId: string, orderId: string): Effect => ({
  kind: 'gateway.refund',
  subject: { kind: 'order', id: orderId },
  payload: { refundId },
  dedupeKey: `refund:${refundId}`,
})

/** What the buyer reads at the provider's. */
const WORDS: Record<RefundReason | UnkeptReason, string> = {
  cancelled: '订单取消',
  lines: '部分商品退款',
  plot: '认购退款',
  shortfall: '歉收补偿',
  goodwill: '补偿',
  claim: '售后退款',
  paid_twice: '重复付款退回',
  paid_late: '订单已关闭，款项退回',
  plot_lost: '地块已被认购，款项退回',
}

/**
 * Asks the provider for a refund that stands as a row. Safe to repeat: the refund number refunds once, and a settled row
 * is left alone.
 */
async function askRefund(shop: Shop, { refundId = '' }: Record<string, string>): Promise<Outcome> {
  const { db } = shop
  const open = and(eq(refunds.id, refundId), isNull(refunds.settledAt))
  const { outRefundNo, amountFen } = refunds
  const [row] = await db.all(
    select({
      ...{ outRefundNo, amountFen, state: refunds.state, reason: refunds.reason },
      outTradeNo: paymentAttempts.outTradeNo,
      method: paymentAttempts.method,
      totalFen: paymentAttempts.amountFen,
    })
      .from(refunds)
      .innerJoin(paymentAttempts, eq(paymentAttempts.id, refunds.attemptId))
      .where(open),
  )
  if (!row) return done
  const { method, state: stood, reason, ...ids } = row
  const asked = { ...ids, reason: WORDS[reason] }
  const gateway = gatewayFor(shop, method)
  const byHand = method === 'bank_transfer'
  if (!gateway && !byHand) return later(`${method} is not set up`)
  // One that is under way is asked about; whatever its provider has not heard of is asked for, under the same number.
  const known = gateway && stood === 'processing' ? await gateway.queryRefund(asked) : null
  const state = known ?? (gateway ? await gateway.refund(asked) : 'by_hand')
  // Under the number that was asked for: a late answer to one try says nothing of the next.
  const source = { provider: method, eventId: `asked:${asked.outRefundNo}`, outTradeNo: asked.outTradeNo }
  const moved = await takeRefundWord(shop, { id: refundId, outRefundNo: asked.outRefundNo }, state, source)
  if (!moved) return later('asked_anew')
  if (state === 'processing') return later('processing')
  return done
}

export const refundEffects: Effects<Shop> = { 'gateway.refund': askRefund }

/** Asks for the refunds of an order that were just written; what is not answered soon goes on with the cron. */
export const askForRefunds = (shop: Shop, orderId: string): Promise<void> =>
  drainOwn(shop, refundEffects, orderId)
