import { sql } from 'drizzle-orm'
import { audit } from '../accounts/auditing.ts'
import { releasePlots } from '../adoption/adopting.ts'
import { failedOn } from '../db/failures.ts'
import { takeBackSale } from '../impact/entering.ts'
import { newId } from '../kernel/ids.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { type Actor, paidOf, type Shop } from '../orders/order.ts'
import { putBack, step } from '../orders/transitions.ts'
import { gatewayFor } from './gateways.ts'
import { type Account, closeAttempt, openAttempt, orderIdOf, readAccount } from './queries.ts'
import { refundNow } from './refunding.ts'
import { backOfOrder, insertRefund, PLOT, plotRefund, standingPlots } from './refunding-plots.ts'
import { settlePayment } from './settling.ts'

export type Cancelled = { state: 'cancelled' | 'cancelling' | 'refunding' | 'paid' }

/** Who calls an order off; a member of staff by name, because that is an act to record. */
export type Canceller = 'shopper' | 'timeout' | { staffId: string }

const actorOf = (by: Canceller): Actor => (typeof by === 'string' ? by : 'staff')

/** The entry of a member of staff, for the batch that records the wish; nothing for the others. */
const entryOf = ({ db, now }: Shop, { order }: Account, by: Canceller, state: Cancelled['state']) =>
  typeof by === 'string'
    ? []
    : [
        audit(
          db,
          {
            staffId: by.staffId,
            verb: 'order.cancelled',
            object: `order:${order.number}`,
            before: { state: order.state },
            after: { state },
          },
          now,
        ),
      ]

/**
 * Cancels an order: unpaid ones are closed at the provider first and release their stock; paid and unshipped
 * ones are refunded. Refusals: not_found, conflict (it can no longer be cancelled, someone else just did, or what a
 * paid one gives back is no longer `seenFen`).
 */
export async function cancelOrder(
  shop: Shop,
  number: string,
  by: Canceller,
  seenFen?: number,
): Promise<Result<Cancelled>> {
  const id = await orderIdOf(shop.db, number)
  return id ? cancelById(shop, id, by, seenFen) : refuse({ code: 'not_found' })
}

export async function cancelById(
  shop: Shop,
  orderId: string,
  by: Canceller,
  seenFen?: number,
): Promise<Result<Cancelled>> {
  // One reload after a lost race; then the other's outcome is the answer.
  for (let tries = 0; tries < 2; tries += 1) {
    const account = await readAccount(shop.db, orderId)
    if (!account) return refuse({ code: 'not_found' })
    try {
      return await decide(shop, account, by, seenFen)
    } catch (error) {
      // Sent already: it comes back through after-sales, not by calling the order off.
      if (failedOn(error, 'cancel_unshipped')) return refuse({ code: 'conflict' })
      if (!failedOn(error, 'UNIQUE constraint failed')) throw error
    }
  }
  return refuse({ code: 'conflict' })
}

async function decide(
  shop: Shop,
  account: Account,
  by: Canceller,
  seenFen?: number,
): Promise<Result<Cancelled>> {
  const { state } = account.order
  const actor = actorOf(by)
  if (state === 'awaiting_payment' || state === 'cancelling') {
    if (actor === 'timeout' && state === 'awaiting_payment' && shop.now < account.order.payBefore)
      return refuse({ code: 'conflict' })
    return closeUnpaid(shop, account, by)
  }
  if (state === 'cancelled') return ok({ state: 'cancelled' })
  if (state === 'paid' && actor !== 'timeout') return refundPaid(shop, account, by, seenFen)
  return refuse({ code: 'conflict' })
}

async function closeUnpaid(shop: Shop, account: Account, by: Canceller): Promise<Result<Cancelled>> {
  const { db, now } = shop
  const attempt = openAttempt(account)
  const actor = actorOf(by)
  let order: Account['order'] = account.order
  const requested =
    order.state === 'awaiting_payment' ? step(db, order, 'cancel_requested', actor, now) : null
  if (requested) order = { ...order, ...requested.order }
  if (attempt) {
    if (requested) {
      const [first, ...rest] = requested.statements
      const entry = entryOf(shop, account, by, 'cancelling')
      await db.batch([first!, ...rest, setClosedBy(shop, order.id, actor), ...entry])
    }
    const trade = await gatewayFor(shop, attempt.method)?.close(attempt.outTradeNo)
    if (trade?.state === 'paid') {
      await settlePayment(shop, {
        provider: attempt.method,
        eventId: `query:${attempt.outTradeNo}`,
        outTradeNo: attempt.outTradeNo,
        amountFen: trade.amountFen,
      })
      return ok({ state: 'paid' })
    }
    if (trade?.state !== 'closed') return ok({ state: 'cancelling' })
  }
  const closed = step(db, order, 'close_confirmed', actor, now)
  const ahead = attempt ? [closeAttempt(db, attempt.id, now)] : (requested?.statements ?? [])
  const [first, ...rest] = [...ahead, ...closed.statements]
  await db.batch([
    first!,
    ...rest,
    setClosedBy(shop, order.id, actor),
    db.run(sql`UPDATE orders SET closed_at = ${now} WHERE id = ${order.id}`),
    ...putBack(db, order.id, account.lines, 'released', now),
    ...(attempt && requested ? [] : entryOf(shop, account, by, 'cancelled')),
    ...releasePlots(db, account.adoptions, actor === 'timeout' ? 'expired' : 'cancelled', now),
  ])
  return ok({ state: 'cancelled' })
}

// The first who asked stays on record, even when the sweep finishes the work.
const setClosedBy = (shop: Shop, orderId: string, actor: Actor) =>
  shop.db.run(sql`UPDATE orders SET closed_by = coalesce(closed_by, ${actor}) WHERE id = ${orderId}`)

async function refundPaid(
  shop: Shop,
  account: Account,
  by: Canceller,
  seenFen?: number,
): Promise<Result<Cancelled>> {
  const { db, now } = shop
  const { order } = account
  const paid = account.attempts.find((attempt) => attempt.paidAt !== null)
  if (!paid) return refuse({ code: 'conflict' })
  const actor = actorOf(by)
  // Plots given back one by one before do not stand in the way of calling off the rest.
  if (
    account.refunds.some(
      (refund) => refund.attemptId === paid.id && refund.failed === 0 && refund.reason !== PLOT,
    )
  )
    return ok({ state: 'refunding' })
  const plots = standingPlots(account)
  const all = backOfOrder(account, actor, now)
  if (!all || (seenFen !== undefined && seenFen !== all.amountFen)) return refuse({ code: 'conflict' })
  const { amountFen } = all
  const back = new Map(plots.map((plot) => [plot.line, plotRefund(plot, now).amountFen as number]))
  const gone = account.lines.filter((line) => line.adoptionId !== null && !back.has(line.line))
  const lines = account.lines
    .filter((line) => !gone.includes(line))
    .map((line) => ({ ...line, amountFen: back.get(line.line) ?? paidOf(line) }))
  const refundId = newId('ref', now)
  const seq = order.seq + 1
  await db.batch([
    db.run(sql`INSERT INTO order_events VALUES (${order.id}, ${seq}, 'refund_requested', ${now}, ${actor})`),
    db.run(sql`UPDATE orders SET seq = ${seq}, over_at = ${now} WHERE id = ${order.id}`),
    db.run(sql`INSERT INTO order_cancellations VALUES (${order.id}, ${actor}, ${now})`),
    ...(amountFen > 0 ? [insertRefund(shop, { id: refundId, paid, amountFen, reason: 'cancelled' })] : []),
    ...putBack(db, order.id, account.lines, 'returned', now),
    ...releasePlots(db, plots, 'refunded', now),
    ...takeBackSale(db, order, lines, now, plots),
    ...entryOf(shop, account, by, 'refunding'),
  ])
  await refundNow(shop, refundId)
  return ok({ state: 'refunding' })
}
