import { and, eq, inArray } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { update } from '../db/query.ts'
import { sources } from '../kernel/machine.ts'
import { type AttemptEventKind, attemptMachine } from './attempt.ts'
import { type RefundEventKind, refundMachine } from './refunds/refund.ts'
import { paymentAttempts, refunds } from './schema.ts'

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

/** The statement that moves a refund by its provider's word; a settled one stays as it is. */
export const moveRefund = (db: Db, id: string, event: RefundEventKind, now: number) =>
  db.run(
    update(refunds)
      .set(
        event === 'processing'
          ? { state: event }
          : { state: event, settledAt: now, failed: event === 'failed' ? 1 : 0 },
      )
      .where(and(eq(refunds.id, id), inArray(refunds.state, sources(refundMachine, event)))),
  )
