import { sql } from 'drizzle-orm'
import { drainOwn, type Effects } from '../../outbox/draining.ts'
import { done, type Effect, later, type Outcome } from '../../outbox/effect.ts'
import type { Shop } from '../../shop.ts'
import { gatewayFor } from '../gateways.ts'

type OpenRefund = { outRefundNo: string; amountFen: number; outTradeNo: string; method: string }

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
  const [row] = await db.all<OpenRefund>(sql`
    SELECT r.out_refund_no outRefundNo, r.amount_fen amountFen, a.out_trade_no outTradeNo, a.method
    FROM refunds r JOIN payment_attempts a ON a.id = r.attempt_id
    WHERE r.id = ${refundId} AND r.settled_at IS NULL`)
  if (!row) return done
  const { method, ...asked } = row
  const gateway = gatewayFor(shop, method)
  if (!gateway) return later(`${method} is not set up`)
  const state = await gateway.refund(asked)
  if (state === 'processing') {
    await db.run(sql`UPDATE refunds SET state = 'processing' WHERE id = ${refundId} AND settled_at IS NULL`)
    return later('processing')
  }
  await db.run(sql`UPDATE refunds SET state = ${state}, settled_at = ${now}, failed = ${state === 'failed' ? 1 : 0}
    WHERE id = ${refundId} AND settled_at IS NULL`)
  return done
}

export const refundEffects: Effects<Shop> = { 'gateway.refund': askRefund }

/** Asks for the refunds of an order that were just written; what is not answered soon goes on with the cron. */
export const askForRefunds = (shop: Shop, orderId: string): Promise<void> =>
  drainOwn(shop, refundEffects, orderId)
