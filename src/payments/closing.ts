import { releasePlots } from '../adoption/adopting.ts'
import type { Statement } from '../db/client.ts'
import { failedOn } from '../db/failures.ts'
import type { Actor } from '../orders/order.ts'
import { putBack, step } from '../orders/transitions.ts'
import { drainOwn, type Effects } from '../outbox/draining.ts'
import { done, type Effect, later, type Outcome } from '../outbox/effect.ts'
import type { Shop } from '../shop.ts'
import { type Account, byAttempt, closeAttempt, readAccount } from './account.ts'
import { gatewayFor } from './gateways.ts'
import type { PaymentAttempt } from './schema.ts'
import { settlePayment } from './settling.ts'

/** What ending an attempt owes the outside: its provider takes no money for it any more. */
export const closeEffect = ({ id, orderId }: Pick<PaymentAttempt, 'id' | 'orderId'>): Effect => ({
  kind: 'gateway.close',
  subject: { kind: 'order', id: orderId },
  payload: { attemptId: id },
  dedupeKey: `close:${id}`,
})

/**
 * Has the provider close an attempt. Only on its word the attempt ends, and with it an order that is being cancelled;
 * money that was there already is settled instead.
 */
async function askToClose(shop: Shop, { attemptId = '' }: Record<string, string>): Promise<Outcome> {
  const account = await readAccount(shop.db, byAttempt(attemptId))
  const attempt = account?.attempts.find((own) => own.id === attemptId)
  if (!attempt || attempt.paidAt !== null || attempt.closedAt !== null) return done
  const { outTradeNo, method } = attempt
  const gateway = gatewayFor(shop, method)
  // An account that is given up takes no transfer any more.
  if (!gateway && method === 'bank_transfer') return endAttempt(shop, attemptId)
  if (!gateway) return later(`${method} is not set up`)
  const trade = await gateway.close(outTradeNo)
  if (trade.state === 'closed') return endAttempt(shop, attemptId)
  if (trade.state !== 'paid') return later(trade.state)
  const { amountFen } = trade
  const settled = await settlePayment(shop, {
    provider: method,
    eventId: `query:${outTradeNo}`,
    outTradeNo,
    amountFen,
  })
  if (!settled.ok) return later(`paid, and not settled: ${settled.refusal.code}`)
  return settled.value === 'set_aside' ? later('paid another sum') : done
}

/**
 * The provider's word that a trade is closed is written, and an order that is being called off closes with it. The order is
 * read again, for it may have moved while the provider was asked.
 */
export async function endAttempt({ db, now }: Shop, attemptId: string): Promise<Outcome> {
  const account = await readAccount(db, byAttempt(attemptId))
  if (!account) return done
  const { order } = account
  try {
    await db.batch([
      closeAttempt(db, attemptId, now),
      ...(order.state === 'cancelling' ? closeOrder({ db, now }, account, order.closedBy ?? 'timeout') : []),
    ])
    return done
  } catch (error) {
    if (failedOn(error, 'UNIQUE constraint failed')) return later('the order moved meanwhile')
    throw error
  }
}

/** The statements that close an unpaid order: its stock and plots are free again. `from` is where its machine stands. */
export const closeOrder = (
  { db, now }: Pick<Shop, 'db' | 'now'>,
  account: Account,
  closedBy: Actor,
  from: Pick<Account['order'], 'id' | 'seq' | 'state'> = account.order,
): Statement<unknown>[] => [
  // The first who asked stays on record, even when the sweep finishes the work.
  ...step(db, from, 'close_confirmed', closedBy, now, {
    closedAt: now,
    closedBy: account.order.closedBy ?? closedBy,
  }).statements,
  ...putBack(db, from.id, account.lines, 'released', now),
  ...releasePlots(db, account.adoptions, closedBy === 'timeout' ? 'expired' : 'cancelled', now),
]

export const closeEffects: Effects<Shop> = { 'gateway.close': askToClose }

/** Has an order's attempts closed that were just owed it; what is not answered soon goes on with the cron. */
export const closeSoon = (shop: Shop, orderId: string): Promise<void> => drainOwn(shop, closeEffects, orderId)
