import { sql } from 'drizzle-orm'
import { failedOn } from '../db/failures.ts'
import { int } from '../db/query.ts'
import { texts } from '../i18n/texts.ts'
import { formatOrderNumber, newId, randomLetters } from '../kernel/ids.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { sellsSamples } from '../kernel/samples.ts'
import { within } from '../kernel/within.ts'
import { LAST_ATTEMPT_MS } from '../orders/order.ts'
import { ATTEMPT_MS } from '../outbox/draining.ts'
import { owe } from '../outbox/owing.ts'
import { stopped, stoppedStatement } from '../settings/selling.ts'
import type { Shop } from '../shop.ts'
import { pathsFor } from '../urls.ts'
import { type Account, accountFrom, accountStatements, byNumber, openAttempt } from './account.ts'
import type { AttemptState } from './attempt.ts'
import { closeEffect, closeSoon } from './closing.ts'
import type { Paying, PaymentAction } from './gateway.ts'
import { gatewayFor } from './gateways.ts'
import { mayTransfer } from './method.ts'
import { moveAttempt } from './moving.ts'
import type { PaymentAttempt } from './schema.ts'

export type StartedPayment = { id: string; outTradeNo: string; state: AttemptState; action: PaymentAction }

/** From where somebody pays. */
export type PayingFrom = Partial<Pick<Paying, 'language' | 'ip' | 'openId'>> & {
  /** Staff hold money for it: they need no offer to pay by transfer, and no time to pay. */
  desk?: true
}

/**
 * Starts paying: one attempt, one trade number. An open attempt of the same method is handed out again; one of
 * another method is closed at its provider first. The provider leads back to pages in the buyer's language. Refusals: not_found,
 * closed_for_now, sample (no real money for one), too_late (< 3 min left), conflict (not to be paid, not offered, or the open attempt is not known to be
 * closed).
 */
export async function startPayment(
  shop: Shop,
  number: string,
  method: string,
  from: PayingFrom = {},
): Promise<Result<StartedPayment>> {
  const gateway = gatewayFor(shop, method)
  for (let tries = 0; tries < 2; tries += 1) {
    const [[selling], ...rows] = await shop.db.batch([
      stoppedStatement(shop.db),
      ...accountStatements(shop.db, byNumber(number)),
    ])
    const account = accountFrom(rows)
    if (!account) return refuse({ code: 'not_found' })
    if (!gateway || account.order.state !== 'awaiting_payment') return refuse({ code: 'conflict' })
    // The desk counts money that has come, whatever is sold.
    if (selling!.stopped && !from.desk) return refuse({ code: 'closed_for_now' })
    if (method === 'bank_transfer' && !from.desk && !mayTransfer(account.order))
      return refuse({ code: 'conflict' })
    if (!from.desk && shop.now > account.order.payBefore - LAST_ATTEMPT_MS)
      return refuse({ code: 'too_late' })
    // Placed before the shop went into production.
    const samples = account.lines.filter((line) => line.sample === 1)
    if (!from.desk && samples.length && !sellsSamples(shop.settings))
      return refuse({ code: 'sample', skus: samples.flatMap(({ sku }) => sku ?? []) })
    const open = openAttempt(account)
    if (open && open.method === method && !isOver(open, shop.now)) {
      const again = await finish(shop, account, open, from)
      // From another network, or by somebody else in WeChat, it is not the trade that was asked for: that one is closed.
      if (again.ok || tries > 0) return again
    }
    // What has come of it would be free again, and the whole sum be paid another way.
    if (open && account.arrived.length && !from.desk) return refuse({ code: 'conflict' })
    if (open) {
      await owe(shop.db, closeEffect(open), shop.now)
      await closeSoon(shop, account.order.id)
      continue
    }
    const attempt = await newAttempt(shop, account, method, from.desk)
    if (attempt) return finish(shop, account, attempt, from)
  }
  return refuse({ code: 'conflict' })
}

/** Whether its provider takes no money for it any more, as it was told: the order was given more time since. */
export const isOver = ({ method, expiresAt }: PaymentAttempt, now: number): boolean =>
  method !== 'bank_transfer' && now >= expiresAt

/** Null when another attempt was started meanwhile, or the order is not to be paid any more. */
async function newAttempt(
  shop: Shop,
  { order }: Account,
  method: string,
  desk = false,
): Promise<PaymentAttempt | null> {
  const attempt: PaymentAttempt = {
    id: newId('pay', shop.now),
    orderId: order.id,
    outTradeNo: randomLetters(26),
    method,
    amountFen: order.totalFen,
    state: 'created',
    action: null,
    createdAt: shop.now,
    // A minute less than our own deadline: the provider must be closed before the stock goes back.
    expiresAt: order.payBefore - 60_000,
    paidAt: null,
    closedAt: null,
    queriedAt: null,
  }
  try {
    // A provider was asked since the order was read: the statement looks at the order again.
    const made = await shop.db.all(sql`
      INSERT INTO payment_attempts (id, order_id, out_trade_no, method, amount_fen, state, created_at, expires_at)
      SELECT ${attempt.id}, id, ${attempt.outTradeNo}, ${method}, total_fen, 'created',
        ${int(attempt.createdAt)}, ${int(attempt.expiresAt)}
      FROM orders WHERE id = ${order.id} AND state = 'awaiting_payment' AND (${int(Number(desk))} OR NOT ${stopped})
      RETURNING id`)
    return made.length ? attempt : null
  } catch (error) {
    if (failedOn(error, 'UNIQUE constraint failed')) return null
    throw error
  }
}

/** Null when the provider does not answer, or not in time. */
const created = (shop: Shop, paying: Paying): Promise<PaymentAction | null> =>
  within(ATTEMPT_MS, () => gatewayFor(shop, paying.attempt.method)!.create(paying)).catch(() => null)

/** What stays true for as long as the attempt is open; the other ways to pay are made anew, of the same trade. */
const lasts = ({ kind }: PaymentAction): boolean => kind === 'qr' || kind === 'transfer'

async function finish(
  shop: Shop,
  { order }: Account,
  attempt: PaymentAttempt,
  { language = 'zh', ip, openId }: PayingFrom,
): Promise<Result<StartedPayment>> {
  const action = attempt.action
    ? (JSON.parse(attempt.action) as PaymentAction)
    : await created(shop, {
        ...{ attempt, language, ip, openId },
        description: `${texts('zh').shell.brand} ${formatOrderNumber(order.number)}`,
        backTo: shop.settings.publicUrl + pathsFor(language).payment(order.number),
      })
  // The attempt stays: asked again it is the same trade, so that nobody pays twice.
  if (!action) return refuse({ code: 'conflict' })
  if (!attempt.action)
    await moveAttempt(shop.db, attempt.id, 'asked', lasts(action) ? { action: JSON.stringify(action) } : {})
  return ok({ id: attempt.id, outTradeNo: attempt.outTradeNo, state: 'requested', action })
}
