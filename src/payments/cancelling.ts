import { sql } from 'drizzle-orm'
import { failedOn } from '../db/failures.ts'
import { changedMeanwhile, insist } from '../db/insisting.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Actor } from '../orders/order.ts'
import { step } from '../orders/transitions.ts'
import { owe } from '../outbox/owing.ts'
import type { Shop } from '../shop.ts'
import { type AuditEntry, audit } from '../staff/auditing.ts'
import { type Account, byNumber, openAttempt, readAccount } from './account.ts'
import { closeEffect, closeOrder, closeSoon } from './closing.ts'
import { orderDue } from './refunds/calling-off.ts'
import { giveBack } from './refunds/giving-back.ts'
import { partlyPaid } from './transfer/partly-paid.ts'

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

/**
 * Ends an order whose time to pay is over. One that is being paid waits for its provider, which whoever drains the
 * outbox asks: a sweep of many does not wait for each. False when it is not over, or somebody else moved it.
 */
export async function expireOrder(shop: Shop, orderId: string): Promise<boolean> {
  const account = await readAccount(shop.db, orderId)
  const state = account?.order.state
  if (!account || (state !== 'awaiting_payment' && state !== 'cancelling')) return false
  if (state === 'awaiting_payment' && !isOver(account, shop.now)) return false
  await closeUnpaid(shop, account, 'timeout')
  return true
}

/** Whether time alone ends an order: it is over, and no part of the money has come, of which a person decides. */
const isOver = ({ order, arrived }: Account, now: number): boolean =>
  now >= order.payBefore && arrived.length === 0

async function cancelOf(
  shop: Shop,
  id: Parameters<typeof readAccount>[1],
  by: Canceller,
  seenFen?: number,
): Promise<Result<Cancelled>> {
  // After a lost race, or once the provider was asked, one reload; then what stands is the answer.
  let unpaidBefore = false
  let asked = false
  for (let tries = 0; tries < 3; tries += 1) {
    const account = await readAccount(shop.db, id)
    if (!account) return refuse({ code: 'not_found' })
    const { state } = account.order
    if (state === 'cancelled') return ok({ state: 'cancelled' })
    const unpaid = state === 'awaiting_payment' || state === 'cancelling'
    // Who called off an unpaid order has not said that a paid one is to go back.
    if (!unpaid && unpaidBefore) return refuse({ code: 'conflict' })
    if (asked && openAttempt(account)) return ok({ state: 'cancelling' })
    if (!unpaid) {
      const refunded = await refundPaid(shop, account, by, seenFen)
      if (refunded) return refunded
    } else if (by === 'timeout' && state === 'awaiting_payment' && !isOver(account, shop.now))
      return refuse({ code: 'conflict' })
    else {
      const owing = await closeUnpaid(shop, account, by)
      if (owing === 'closed') return ok({ state: 'cancelled' })
      asked = owing === 'asked'
      if (asked) await closeSoon(shop, account.order.id)
    }
    unpaidBefore = unpaid
  }
  return refuse({ code: 'conflict' })
}

/** Closes an order nobody is paying; one that is being paid waits for its provider's word, which is owed from here on. */
async function closeUnpaid(
  shop: Shop,
  account: Account,
  by: Canceller,
): Promise<'closed' | 'asked' | 'raced'> {
  const { db, now } = shop
  const actor = actorOf(by)
  const { order } = account
  const attempt = openAttempt(account)
  // Money may have come by transfer since the account was read: then no clock closes it.
  const waits = by === 'timeout' && order.state === 'awaiting_payment'
  const unkept = waits ? [insist(db, sql`NOT ${partlyPaid(sql`${order.id}`)}`)] : []
  const requested =
    order.state === 'awaiting_payment'
      ? step(db, order, 'cancel_requested', actor, now, { closedBy: order.closedBy ?? actor })
      : null
  const ahead = requested?.statements ?? []
  try {
    if (!attempt) {
      const closed = closeOrder(shop, account, order.closedBy ?? actor, requested?.order)
      // Somebody may have begun to pay since the account was read: nobody may pay what is closed.
      const unpaying = insist(
        db,
        sql`NOT EXISTS (SELECT 1 FROM payment_attempts
          WHERE order_id = ${order.id} AND paid_at IS NULL AND closed_at IS NULL)`,
      )
      await db.batch([
        ...unkept,
        unpaying,
        ...ahead,
        ...closed,
        ...logged(shop, entryOf(account, by, 'cancelled')),
      ])
      return 'closed'
    }
    const log = requested ? logged(shop, entryOf(account, by, 'cancelling')) : []
    await db.batch([...unkept, ...ahead, owe(db, closeEffect(attempt), now), ...log])
    return 'asked'
  } catch (error) {
    if (failedOn(error, 'UNIQUE constraint failed') || changedMeanwhile(error)) return 'raced'
    throw error
  }
}

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
