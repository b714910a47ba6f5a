import { sql } from 'drizzle-orm'
import { type AuditEntry, audit } from '../accounts/auditing.ts'
import { releasePlots } from '../adoption/adopting.ts'
import { failedOn } from '../db/failures.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Actor, Shop } from '../orders/order.ts'
import { putBack, step } from '../orders/transitions.ts'
import { type Account, byNumber, closeAttempt, openAttempt, readAccount } from './account.ts'
import { gatewayFor } from './gateways.ts'
import { orderDue } from './refunds/calling-off.ts'
import { giveBack } from './refunds/giving-back.ts'
import type { PaymentAttempt } from './schema.ts'
import { settlePayment } from './settling.ts'

/**
 * `cancelled`: closed unpaid. `refunding`: the full refund stands, written now or before. `cancelling`: the provider
 * was asked and has not answered.
 */
export type Cancelled = { state: 'cancelled' | 'cancelling' | 'refunding' }

/** Who calls an order off; a member of staff by name, because that is an act to record. */
export type Canceller = 'shopper' | 'timeout' | { staffId: string }

const actorOf = (by: Canceller): Actor => (typeof by === 'string' ? by : 'staff')

/** What the log says of a member of staff; nothing of the others. */
const entryOf = ({ order }: Account, by: Canceller, state: Cancelled['state']): AuditEntry | undefined =>
  typeof by === 'string'
    ? undefined
    : {
        staffId: by.staffId,
        verb: 'order.cancelled',
        object: `order:${order.number}`,
        before: { state: order.state },
        after: { state },
      }

const logged = ({ db, now }: Shop, entry: AuditEntry | undefined) => (entry ? [audit(db, entry, now)] : [])

/**
 * Cancels an order: unpaid ones are closed at the provider first and release their stock; paid ones of which nothing
 * was sent give back all that is left. Refusals: not_found; conflict (it can no longer be cancelled, it was paid while
 * the provider was asked, or what a paid one gives back is no longer `seenFen`).
 */
export async function cancelOrder(
  shop: Shop,
  number: string,
  by: Canceller,
  seenFen?: number,
): Promise<Result<Cancelled>> {
  return cancelOf(shop, byNumber(number), by, seenFen)
}

export const cancelById = (shop: Shop, orderId: string, by: Canceller): Promise<Result<Cancelled>> =>
  cancelOf(shop, orderId, by)

async function cancelOf(
  shop: Shop,
  id: Parameters<typeof readAccount>[1],
  by: Canceller,
  seenFen?: number,
): Promise<Result<Cancelled>> {
  // After a lost race one reload; then the other's outcome is the answer.
  let unpaidBefore = false
  for (let tries = 0; tries < 2; tries += 1) {
    const account = await readAccount(shop.db, id)
    if (!account) return refuse({ code: 'not_found' })
    const { order } = account
    if (order.state === 'cancelled') return ok({ state: 'cancelled' })
    const unpaid = order.state === 'awaiting_payment' || order.state === 'cancelling'
    // Who called off an unpaid order has not said that a paid one is to go back.
    if (!unpaid && unpaidBefore) return refuse({ code: 'conflict' })
    if (!unpaid) {
      const done = await refundPaid(shop, account, by, seenFen)
      if (done) return done
      continue
    }
    unpaidBefore = true
    try {
      return await closeUnpaid(shop, account, by)
    } catch (error) {
      if (!failedOn(error, 'UNIQUE constraint failed')) throw error
    }
  }
  return refuse({ code: 'conflict' })
}

async function closeUnpaid(shop: Shop, account: Account, by: Canceller): Promise<Result<Cancelled>> {
  const { db, now } = shop
  const actor = actorOf(by)
  if (actor === 'timeout' && account.order.state === 'awaiting_payment' && now < account.order.payBefore)
    return refuse({ code: 'conflict' })
  const attempt = openAttempt(account)
  const requested =
    account.order.state === 'awaiting_payment'
      ? step(db, account.order, 'cancel_requested', actor, now)
      : null
  const order = requested?.order ?? account.order
  if (attempt) {
    if (requested)
      await db.batch([
        ...requested.statements,
        setClosedBy(shop, order.id, actor),
        ...logged(shop, entryOf(account, by, 'cancelling')),
      ])
    const trade = await askToClose(shop, attempt)
    if (trade === 'paid') return refuse({ code: 'conflict' })
    if (trade !== 'closed') return ok({ state: 'cancelling' })
  }
  const closed = step(db, order, 'close_confirmed', actor, now)
  await db.batch([
    ...(attempt ? [closeAttempt(db, attempt.id, now)] : (requested?.statements ?? [])),
    ...closed.statements,
    setClosedBy(shop, order.id, actor),
    db.run(sql`UPDATE orders SET closed_at = ${now} WHERE id = ${order.id}`),
    ...putBack(db, order.id, account.lines, 'released', now),
    ...(attempt && requested ? [] : logged(shop, entryOf(account, by, 'cancelled'))),
    ...releasePlots(db, account.adoptions, actor === 'timeout' ? 'expired' : 'cancelled', now),
  ])
  return ok({ state: 'cancelled' })
}

/** Has the provider close an attempt; money that was there already is settled. */
export async function askToClose(shop: Shop, attempt: PaymentAttempt) {
  const { outTradeNo, method } = attempt
  const trade = await gatewayFor(shop, method)?.close(outTradeNo)
  if (trade?.state === 'paid')
    await settlePayment(shop, {
      provider: method,
      eventId: `query:${outTradeNo}`,
      outTradeNo,
      amountFen: trade.amountFen,
    })
  return trade?.state ?? 'unknown'
}

// The first who asked stays on record, even when the sweep finishes the work.
const setClosedBy = (shop: Shop, orderId: string, actor: Actor) =>
  shop.db.run(sql`UPDATE orders SET closed_by = coalesce(closed_by, ${actor}) WHERE id = ${orderId}`)

/** Null when somebody else changed the order meanwhile. */
async function refundPaid(
  shop: Shop,
  account: Account,
  by: Canceller,
  seenFen?: number,
): Promise<Result<Cancelled> | null> {
  const actor = actorOf(by)
  if (account.cancelled) return ok({ state: 'refunding' })
  const due = actor === 'timeout' ? null : orderDue(account, actor, shop.now)
  if (!due || (seenFen !== undefined && seenFen !== due.amountFen)) return refuse({ code: 'conflict' })
  const entry = entryOf(account, by, 'refunding')
  const done = await giveBack(shop, account, due, { actor, ...(entry ? { entry } : {}) })
  return done.ok ? ok({ state: 'refunding' }) : null
}
