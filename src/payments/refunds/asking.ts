import { and, eq, isNull } from 'drizzle-orm'
import { select } from '../../db/query.ts'
import { drainOwn, type Effects } from '../../outbox/draining.ts'
import { done, type Effect, later, type Outcome } from '../../outbox/effect.ts'
import type { Shop } from '../../shop.ts'
import { gatewayFor } from '../gateways.ts'
import { moveRefund } from '../moving.ts'
import { paymentAttempts, refunds } from '../schema.ts'

/** What a refund owes the outside: its provider is asked for it. */
export const refundEffect = (refundId: string, orderId: string): Effect => ({
  kind: 'gateway.refund',
  subject: { kind: 'order', id: orderId },
  payload: { refundId },
  dedupeKey: `refund:${refundId}`,
})

/**
 * Asks the provider for a refund that stands as a row. Safe to repeat: the refund number refunds once, and a settled row
 * is left alone.
 */
async function askRefund(shop: Shop, { refundId = '' }: Record<string, string>): Promise<Outcome> {
  const { db, now } = shop
  const open = and(eq(refunds.id, refundId), isNull(refunds.settledAt))
  const { outRefundNo, amountFen } = refunds
  const [row] = await db.all(
    select({ outRefundNo, amountFen, outTradeNo: paymentAttempts.outTradeNo, method: paymentAttempts.method })
      .from(refunds)
      .innerJoin(paymentAttempts, eq(paymentAttempts.id, refunds.attemptId))
      .where(open),
  )
  if (!row) return done
  const { method, ...asked } = row
  const gateway = gatewayFor(shop, method)
  if (!gateway) return later(`${method} is not set up`)
  const state = await gateway.refund(asked)
  // Under the number that was asked for: a late answer to one try says nothing of the next.
  const moved = await moveRefund(db, { id: refundId, outRefundNo: asked.outRefundNo }, state, now)
  if (!moved.meta.changes) return later('asked_anew')
  if (state === 'processing') return later('processing')
  return done
}

export const refundEffects: Effects<Shop> = { 'gateway.refund': askRefund }

/** Asks for the refunds of an order that were just written; what is not answered soon goes on with the cron. */
export const askForRefunds = (shop: Shop, orderId: string): Promise<void> =>
  drainOwn(shop, refundEffects, orderId)
