import { sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import type { Db } from '../db/client.ts'
import { failedOn } from '../db/failures.ts'
import { enterSale } from '../impact/entering.ts'
import { newId } from '../kernel/ids.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Shop } from '../orders/order.ts'
import { markSold, step } from '../orders/transitions.ts'
import { type Account, readAccount } from './queries.ts'
import { refundNow } from './refunding.ts'
import type { PaymentAttempt } from './schema.ts'

export type Success = { provider: string; eventId: string; outTradeNo: string; amountFen: number }
type Settled = 'paid' | 'already' | 'refunded'

/**
 * Applies a provider's "paid" once, whatever the order has become meanwhile: an open order is paid, a closed or
 * already paid one gets the money back. Refusals: not_found (unknown trade), conflict (wrong amount).
 */
export async function settlePayment(shop: Shop, success: Success): Promise<Result<Settled>> {
  // A racing writer moves the order's event number once; after one reload the outcome stands.
  for (let tries = 0; tries < 4; tries += 1) {
    const attempt = await attemptOf(shop.db, success.outTradeNo)
    if (!attempt) return refuse({ code: 'not_found' })
    if (attempt.amountFen !== success.amountFen) return refuse({ code: 'conflict' })
    const account = await readAccount(shop.db, attempt.orderId)
    if (!account) return refuse({ code: 'not_found' })
    if (attempt.paidAt !== null) return ok('already')
    try {
      return await apply(shop, success, account, attempt)
    } catch (error) {
      if (failedOn(error, 'provider_events')) return ok('already')
      if (!failedOn(error, 'UNIQUE constraint failed')) throw error
    }
  }
  return refuse({ code: 'conflict' })
}

async function apply(
  shop: Shop,
  success: Success,
  account: Account,
  attempt: PaymentAttempt,
): Promise<Result<Settled>> {
  const { db, now } = shop
  const { order } = account
  const arrived: BatchItem<'sqlite'>[] = [
    db.run(sql`INSERT INTO provider_events VALUES (${success.provider}, ${success.eventId}, ${now})`),
    db.run(sql`UPDATE payment_attempts SET state = 'paid', paid_at = ${now} WHERE id = ${attempt.id}`),
  ]
  const open = order.state === 'awaiting_payment' || order.state === 'cancelling'
  if (!open || account.captured) {
    const refundId = newId('ref', now)
    await db.batch([
      arrived[0]!,
      ...arrived.slice(1),
      db.run(sql`INSERT INTO refunds (id, order_id, attempt_id, out_refund_no, amount_fen, reason, state, created_at)
        VALUES (${refundId}, ${order.id}, ${attempt.id}, ${`R_${attempt.outTradeNo}`}, ${attempt.amountFen},
          ${account.captured ? 'paid_twice' : 'paid_late'}, 'requested', ${now})`),
    ])
    await refundNow(shop, refundId)
    return ok('refunded')
  }
  const moved = step(db, order, 'paid', attempt.method, now)
  await db.batch([
    arrived[0]!,
    ...arrived.slice(1),
    ...moved.statements,
    db.run(sql`UPDATE orders SET paid_at = ${now} WHERE id = ${order.id}`),
    db.run(sql`INSERT INTO captures VALUES (${order.id}, ${attempt.id}, ${attempt.amountFen}, ${now})`),
    markSold(db, order.id, account.lines, now),
    ...enterSale(db, order, account.lines, now),
  ])
  return ok('paid')
}

async function attemptOf(db: Db, outTradeNo: string): Promise<PaymentAttempt | null> {
  const [row] = await db.all<PaymentAttempt>(sql`
    SELECT id, order_id orderId, out_trade_no outTradeNo, method, amount_fen amountFen, state, action,
      created_at createdAt, expires_at expiresAt, paid_at paidAt, closed_at closedAt
    FROM payment_attempts WHERE out_trade_no = ${outTradeNo}`)
  return row ?? null
}
