import { eq, sql } from 'drizzle-orm'
import type { Shop } from '../orders/order.ts'
import { gatewayFor } from './gateways.ts'
import { paymentAttempts, refunds } from './schema.ts'

/**
 * Asks the provider for a refund that already stands as a row. Safe to repeat: the refund number refunds once,
 * and a settled row is left alone. An outage leaves the row open for the sweep.
 */
export async function refundNow(shop: Shop, refundId: string): Promise<void> {
  const { db, now } = shop
  const [row] = await db
    .select({ refund: refunds, attempt: paymentAttempts })
    .from(refunds)
    .innerJoin(paymentAttempts, eq(paymentAttempts.id, refunds.attemptId))
    .where(eq(refunds.id, refundId))
  if (!row || row.refund.settledAt !== null) return
  const gateway = gatewayFor(shop, row.attempt.method)
  if (!gateway) return
  const state = await gateway.refund({
    outTradeNo: row.attempt.outTradeNo,
    outRefundNo: row.refund.outRefundNo,
    amountFen: row.refund.amountFen,
  })
  if (state === 'processing') return
  await db.run(sql`UPDATE refunds SET state = ${state}, settled_at = ${now}, failed = ${state === 'failed' ? 1 : 0}
    WHERE id = ${refundId} AND settled_at IS NULL`)
}

/** Ids of refunds no provider has answered yet, oldest first. */
export async function openRefunds(shop: Shop, limit: number): Promise<string[]> {
  const rows = await shop.db.all<{ id: string }>(
    sql`SELECT id FROM refunds WHERE settled_at IS NULL ORDER BY created_at LIMIT ${limit}`,
  )
  return rows.map((row) => row.id)
}
