import { adoptPlots, releasePlots } from '../adoption/adopting.ts'
import type { Statement } from '../db/client.ts'
import { failedOn } from '../db/failures.ts'
import { insert } from '../db/query.ts'
import { enterSale } from '../impact/entering.ts'
import { newId } from '../kernel/ids.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { notice } from '../notices/owing.ts'
import { hasWechat } from '../notices/wechat/bound.ts'
import { markSold, putBack, step } from '../orders/transitions.ts'
import { owe } from '../outbox/owing.ts'
import type { Shop } from '../shop.ts'
import { type Account, byTrade, readAccount } from './account.ts'
import { endOtherTransfer, moveAttempt } from './moving.ts'
import { askForRefunds, refundEffect } from './refunds/asking.ts'
import type { UnkeptReason } from './refunds/due.ts'
import { captures, type PaymentAttempt, providerEvents, refunds } from './schema.ts'
import { type AnomalyKind, setAside } from './setting-aside.ts'

export type Success = { provider: string; eventId: string; outTradeNo: string; amountFen: number }
/** `set_aside`: it fits no order, and finance looks at it. */
export type Settled = 'paid' | 'already' | 'refunded' | 'set_aside'
/** Made anew for each batch that is tried. */
type Beside = () => Statement<unknown>[]

/**
 * Applies a provider's "paid" once, whatever the order has become meanwhile: an open order is paid, a closed or
 * already paid one gets the money back. Decided on one snapshot of the account: an attempt that is paid in it was
 * applied before, whoever did it. What fits no order (unknown trade, wrong amount) is kept for finance. `beside` are
 * statements of the caller's own, first in the batch that applies it, whichever it is; answered `already` or `set_aside`
 * they were not written. Refusal: conflict (others wrote all the while: told again, it goes).
 */
export async function settlePayment(
  shop: Shop,
  success: Success,
  beside: Beside = () => [],
): Promise<Result<Settled>> {
  // A racing writer moves the order's event number once; after one reload the outcome stands.
  for (let tries = 0; tries < 4; tries += 1) {
    const account = await readAccount(shop.db, byTrade(success.outTradeNo))
    const attempt = account?.attempts.find((own) => own.outTradeNo === success.outTradeNo)
    if (!account || !attempt) return keptAside(shop, success, 'unknown_trade')
    const { amountFen: expectedFen, orderId } = attempt
    if (expectedFen !== success.amountFen)
      return keptAside(shop, success, 'wrong_amount', { expectedFen, orderId })
    if (attempt.paidAt !== null) return ok('already')
    try {
      return await applyOrClose(shop, success, account, attempt, beside)
    } catch (error) {
      if (failedOn(error, 'provider_events')) return ok('already')
      if (!failedOn(error, 'UNIQUE constraint failed')) throw error
    }
  }
  return refuse({ code: 'conflict' })
}

async function keptAside(
  { db, now }: Shop,
  { provider, eventId, outTradeNo, amountFen }: Success,
  kind: AnomalyKind,
  ours: { expectedFen?: number; orderId?: string } = {},
): Promise<Result<Settled>> {
  await setAside(db, { provider, eventId, kind, outTradeNo, amountFen, ...ours }, now)
  return ok('set_aside')
}

/** Pays the order; when its plot is somebody else's by now, closes it and gives the money back. Either may lose a race. */
async function applyOrClose(...applied: Parameters<typeof apply>): Promise<Result<Settled>> {
  try {
    return await apply(...applied)
  } catch (error) {
    if (failedOn(error, 'plot_taken') || failedOn(error, 'adoptions.plot'))
      return closeForLostPlot(...applied)
    throw error
  }
}

async function apply(
  shop: Shop,
  success: Success,
  account: Account,
  attempt: PaymentAttempt,
  beside: Beside,
): Promise<Result<Settled>> {
  const { db, now } = shop
  const { order, adoptions, capture } = account
  const { amountFen } = attempt
  const arrived = [...beside(), ...arrival(shop, success, attempt)]
  const open = order.state === 'awaiting_payment' || order.state === 'cancelling'
  if (!open || capture) return giveBackWhole(shop, attempt, capture ? 'paid_twice' : 'paid_late', arrived)
  const moved = step(db, order, 'paid', attempt.method, now, { paidAt: now })
  await db.batch([
    ...arrived,
    ...moved.statements,
    db.run(insert(captures).values({ orderId: order.id, attemptId: attempt.id, amountFen, at: now })),
    markSold(db, order.id, account.lines, now),
    ...adoptPlots(db, order.id, adoptions, order.recipientName, now),
    ...enterSale(db, order, account.lines, now, adoptions),
    // Whoever pays at once sees it at once, and finds it again in their WeChat; a transfer took days.
    attempt.method === 'bank_transfer'
      ? notice(db, { event: 'transfer.received', subject: order.id }, now)
      : notice(db, { event: 'order.paid', subject: order.id }, now, hasWechat(order.id)),
  ])
  return ok('paid')
}

/** The statements that record the provider's word, once. No clock ends a transfer that was begun beside it. */
const arrival = (
  { db, now }: Shop,
  { provider, eventId }: Success,
  attempt: PaymentAttempt,
): Statement<unknown>[] => [
  db.run(insert(providerEvents).values({ provider, eventId, at: now })),
  moveAttempt(db, attempt.id, 'succeeded', { paidAt: now }),
  endOtherTransfer(db, attempt, now),
]

/** Money no order keeps: it goes back whole under a number of its attempt, so it does so once. */
async function giveBackWhole(
  shop: Shop,
  attempt: PaymentAttempt,
  reason: UnkeptReason,
  first: Statement<unknown>[],
): Promise<Result<Settled>> {
  const { db, now } = shop
  const refundId = newId('ref', now)
  const { orderId, outTradeNo, amountFen } = attempt
  await db.batch([
    ...first,
    db.run(
      insert(refunds).values({
        ...{ id: refundId, orderId, attemptId: attempt.id, outRefundNo: `R_${outTradeNo}`, amountFen },
        reason,
        state: 'requested',
        createdAt: now,
      }),
    ),
    owe(db, refundEffect(refundId, orderId), now),
  ])
  await askForRefunds(shop, orderId)
  return ok('refunded')
}

/** Paid after the deadline, when somebody else had taken the plot: the order is closed and all of the money goes back. */
function closeForLostPlot(
  shop: Shop,
  success: Success,
  account: Account,
  attempt: PaymentAttempt,
  beside: Beside,
): Promise<Result<Settled>> {
  const { db, now } = shop
  const { order, lines, adoptions } = account
  const asked =
    order.state === 'awaiting_payment' ? step(db, order, 'cancel_requested', 'timeout', now) : null
  const closed = step(db, asked?.order ?? order, 'close_confirmed', 'timeout', now, {
    closedAt: now,
    closedBy: order.closedBy ?? 'timeout',
  })
  return giveBackWhole(shop, attempt, 'plot_lost', [
    ...beside(),
    ...arrival(shop, success, attempt),
    ...(asked?.statements ?? []),
    ...closed.statements,
    ...putBack(db, order.id, lines, 'released', now),
    ...releasePlots(db, adoptions, 'expired', now),
  ])
}
