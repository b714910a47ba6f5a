import { sql } from 'drizzle-orm'
import { failedOn } from '../db/failures.ts'
import type { Language } from '../i18n/texts.ts'
import { newId, randomLetters } from '../kernel/ids.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { LAST_ATTEMPT_MS, type Shop } from '../orders/order.ts'
import type { PaymentAction } from './gateway.ts'
import { gatewayFor } from './gateways.ts'
import { closeAttempt, openAttempt, orderIdOf, readAccount } from './queries.ts'
import type { PaymentAttempt } from './schema.ts'
import { settlePayment } from './settling.ts'

export type StartedPayment = { id: string; outTradeNo: string; state: string; action: PaymentAction }

/**
 * Starts paying: one attempt, one trade number. An open attempt of the same method is handed out again; one of
 * another method is closed at its provider first. The provider leads back to pages in `language`. Refusals: not_found, too_late (< 3 min left), conflict.
 */
export async function startPayment(
  shop: Shop,
  number: string,
  method: string,
  language: Language = 'zh',
): Promise<Result<StartedPayment>> {
  const gateway = gatewayFor(shop, method)
  const orderId = await orderIdOf(shop.db, number)
  if (!orderId) return refuse({ code: 'not_found' })
  if (!gateway) return refuse({ code: 'conflict' })
  for (let tries = 0; tries < 2; tries += 1) {
    const account = await readAccount(shop.db, orderId)
    if (account?.order.state !== 'awaiting_payment') return refuse({ code: 'conflict' })
    if (shop.now > account.order.payBefore - LAST_ATTEMPT_MS) return refuse({ code: 'too_late' })
    const open = openAttempt(account)
    if (open && open.method === method) return finish(shop, open, language)
    if (open && !(await closeOther(shop, open))) return refuse({ code: 'conflict' })
    const attempt: PaymentAttempt = {
      id: newId('pay', shop.now),
      orderId,
      outTradeNo: randomLetters(26),
      method,
      amountFen: account.order.totalFen,
      state: 'created',
      action: null,
      createdAt: shop.now,
      // A minute less than our own deadline: the provider must be closed before the stock goes back.
      expiresAt: account.order.payBefore - 60_000,
      paidAt: null,
      closedAt: null,
    }
    try {
      await shop.db.run(sql`
        INSERT INTO payment_attempts (id, order_id, out_trade_no, method, amount_fen, state, created_at, expires_at)
        VALUES (${attempt.id}, ${orderId}, ${attempt.outTradeNo}, ${method}, ${attempt.amountFen}, 'created',
          ${attempt.createdAt}, ${attempt.expiresAt})`)
      return finish(shop, attempt, language)
    } catch (error) {
      if (!failedOn(error, 'UNIQUE constraint failed')) throw error
    }
  }
  return refuse({ code: 'conflict' })
}

async function finish(
  shop: Shop,
  attempt: PaymentAttempt,
  language: Language,
): Promise<Result<StartedPayment>> {
  const action = attempt.action
    ? (JSON.parse(attempt.action) as PaymentAction)
    : await gatewayFor(shop, attempt.method)!.create(attempt, language)
  if (!attempt.action)
    await shop.db.run(sql`UPDATE payment_attempts SET state = 'requested', action = ${JSON.stringify(action)}
      WHERE id = ${attempt.id} AND state = 'created'`)
  return ok({ id: attempt.id, outTradeNo: attempt.outTradeNo, state: 'requested', action })
}

async function closeOther(shop: Shop, open: PaymentAttempt): Promise<boolean> {
  const trade = await gatewayFor(shop, open.method)?.close(open.outTradeNo)
  if (trade?.state === 'paid') {
    const { outTradeNo } = open
    await settlePayment(shop, {
      provider: open.method,
      eventId: `query:${outTradeNo}`,
      outTradeNo,
      amountFen: trade.amountFen,
    })
    return false
  }
  if (trade?.state !== 'closed') return false
  await closeAttempt(shop.db, open.id, shop.now)
  return true
}
