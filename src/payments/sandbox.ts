import { eq } from 'drizzle-orm'
import { select } from '../db/query.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { orders } from '../orders/schema.ts'
import type { Shop } from '../shop.ts'
import { moveAttempt } from './moving.ts'
import { payInSandbox, sandboxGateway } from './sandbox-gateway.ts'
import { paymentAttempts } from './schema.ts'
import { settlePayment } from './settling.ts'

/**
 * The sandbox provider's outcome and its callback to us. Refusals: not_found (also in production), conflict when
 * the trade is closed already.
 */
export async function playOutcome(
  shop: Shop,
  outTradeNo: string,
  outcome: 'success' | 'failure',
): Promise<Result<'paid' | 'failed'>> {
  if (shop.settings.production) return refuse({ code: 'not_found' })
  if (outcome === 'failure') return fail(shop, outTradeNo)
  const trade = await payInSandbox(shop.db, outTradeNo)
  if (trade.state === 'unknown') return refuse({ code: 'not_found' })
  if (trade.state !== 'paid') return refuse({ code: 'conflict' })
  const settled = await settlePayment(shop, {
    provider: 'sandbox',
    eventId: `success:${outTradeNo}`,
    outTradeNo,
    amountFen: trade.amountFen,
  })
  if (!settled.ok) return settled
  return settled.value === 'set_aside' ? refuse({ code: 'conflict' }) : ok('paid')
}

async function fail(shop: Shop, outTradeNo: string): Promise<Result<'failed'>> {
  const trade = await sandboxGateway(shop.db).query(outTradeNo)
  if (trade.state === 'unknown') return refuse({ code: 'not_found' })
  const closed = await sandboxGateway(shop.db).close(outTradeNo)
  if (closed.state !== 'closed') return refuse({ code: 'conflict' })
  const [attempt] = await shop.db.all(
    select({ id: paymentAttempts.id })
      .from(paymentAttempts)
      .where(eq(paymentAttempts.outTradeNo, outTradeNo)),
  )
  if (attempt) await moveAttempt(shop.db, attempt.id, 'ended', { closedAt: shop.now })
  return ok('failed')
}

/** Number of the order a trade belongs to. */
export async function orderNumberOf(shop: Shop, outTradeNo: string): Promise<string | null> {
  const [row] = await shop.db.all(
    select({ number: orders.number })
      .from(paymentAttempts)
      .innerJoin(orders, eq(orders.id, paymentAttempts.orderId))
      .where(eq(paymentAttempts.outTradeNo, outTradeNo)),
  )
  return row?.number ?? null
}
