import { and, eq, inArray, isNull, ne } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { update } from '../db/query.ts'
import { sources } from '../kernel/machine.ts'
import { type AttemptEventKind, attemptMachine } from './attempt.ts'
import { type RefundEventKind, refundMachine } from './refunds/refund.ts'
import { paymentAttempts, type Refund, refunds } from './schema.ts'

/**
 * The statement that moves an attempt by an event; from a state whose machine does not know the event it stays as it is.
 * All events lead to one state whatever they come from.
 */
export const moveAttempt = (
  db: Db,
  id: string,
  event: AttemptEventKind,
  facts: Partial<Pick<typeof paymentAttempts.$inferInsert, 'action' | 'paidAt' | 'closedAt'>>,
) => {
  const from = sources(attemptMachine, event)
  return db.run(
    update(paymentAttempts)
      .set({ state: attemptMachine[from[0]!][event]!, ...facts })
      .where(and(eq(paymentAttempts.id, id), inArray(paymentAttempts.state, from))),
  )
}

/** The statement that ends an order's open transfer beside the attempt that was paid: what came for it is free again. */
export const endOtherTransfer = (
  db: Db,
  { id, orderId }: Pick<typeof paymentAttempts.$inferSelect, 'id' | 'orderId'>,
  now: number,
) => {
  const { paidAt, closedAt, method } = paymentAttempts
  const open = and(isNull(paidAt), isNull(closedAt), eq(method, 'bank_transfer'))
  return db.run(
    update(paymentAttempts)
      .set({ state: 'closed', closedAt: now })
      .where(and(eq(paymentAttempts.orderId, orderId), ne(paymentAttempts.id, id), open)),
  )
}

/**
 * The statement that moves a refund by an event; from a state whose machine does not know it, or under another number by
 * now, it stays as it is. `next` is the number of the next try.
 */
export const moveRefund = (
  db: Db,
  { id, outRefundNo }: Pick<Refund, 'id' | 'outRefundNo'>,
  event: RefundEventKind,
  now: number,
  next = outRefundNo,
) => {
  const from = sources(refundMachine, event)
  const state = refundMachine[from[0]!][event]!
  const open = state === 'requested' || state === 'processing'
  return db.run(
    update(refunds)
      .set({ state, outRefundNo: next, settledAt: open ? null : now, failed: state === 'failed' ? 1 : 0 })
      .where(and(eq(refunds.id, id), eq(refunds.outRefundNo, outRefundNo), inArray(refunds.state, from))),
  )
}

/** The statement that gives up asking for a refund, or takes it up again under the same number. */
export const moveAsking = (db: Db, id: string, event: 'given_up' | 'taken_up', now: number) => {
  const open = event === 'taken_up'
  return db.run(
    update(refunds)
      .set({ state: open ? 'requested' : 'given_up', settledAt: open ? null : now })
      .where(and(eq(refunds.id, id), inArray(refunds.state, sources(refundMachine, event)))),
  )
}
