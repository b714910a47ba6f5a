import { eq } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { insert, update } from '../db/query.ts'
import { transition } from '../kernel/machine.ts'
import { type InvoiceEventKind, invoiceMachine } from './invoice.ts'
import { type InvoiceRequest, invoiceEvents, invoiceRequests } from './schema.ts'

/** Who moves a request; money that goes back moves it by a trigger. */
export type By = { actor: 'buyer' } | { actor: 'staff'; staffId: string }

type Facts = Parameters<ReturnType<typeof update<typeof invoiceRequests>>['set']>[0]
type Said = { note?: string; amountFen?: number | null }

/**
 * Statements of one step: the event first, its key being the lock, then the state with the `facts` that come with it.
 * Throws when the machine does not allow the step (a bug: callers look at the state they read).
 */
export function stepInvoice(
  db: Db,
  request: Pick<InvoiceRequest, 'id' | 'seq' | 'state'>,
  event: InvoiceEventKind,
  by: By,
  now: number,
  { note = '', amountFen = null }: Said = {},
  facts: Facts = {},
) {
  const next = transition(invoiceMachine, request.state, event)
  if (!next) throw new Error(`invoice cannot go from ${request.state} by ${event}`)
  const seq = request.seq + 1
  const staffId = by.actor === 'staff' ? by.staffId : null
  return [
    db.run(
      insert(invoiceEvents).values({
        ...{ requestId: request.id, seq, kind: event, at: now, actor: by.actor, staffId, note, amountFen },
      }),
    ),
    db.run(
      update(invoiceRequests)
        .set({ state: next, seq, ...facts })
        .where(eq(invoiceRequests.id, request.id)),
    ),
  ] as const
}

/** The constraint a lost race breaks: somebody else, or money that went back, took this step first. */
export const STEP_LOCK = 'invoice_events.request_id'
