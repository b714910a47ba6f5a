import { sql } from 'drizzle-orm'
import type { Shop } from '../../orders/order.ts'
import { gatewayFor } from '../gateways.ts'

type OpenRefund = { outRefundNo: string; amountFen: number; outTradeNo: string; method: string }

/**
 * Asks the provider for a refund that already stands as a row. Safe to repeat: the refund number refunds once,
 * and a settled row is left alone. An outage leaves the row open for the sweep.
 */
export async function refundNow(shop: Shop, refundId: string): Promise<void> {
  const { db, now } = shop
  const [row] = await db.all<OpenRefund>(sql`
    SELECT r.out_refund_no outRefundNo, r.amount_fen amountFen, a.out_trade_no outTradeNo, a.method
    FROM refunds r JOIN payment_attempts a ON a.id = r.attempt_id
    WHERE r.id = ${refundId} AND r.settled_at IS NULL`)
  if (!row) return
  const { method, ...asked } = row
  const gateway = gatewayFor(shop, method)
  if (!gateway) return
  const state = await gateway.refund(asked)
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
