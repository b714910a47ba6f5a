import { eq } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { insert, update } from '../db/query.ts'
import { transition } from '../kernel/machine.ts'
import { type QuotationEvent, quotationMachine } from './quotation.ts'
import { type QuotationRow, quotationEvents, quotations } from './schema.ts'

export type Stepped = Pick<QuotationRow, 'id' | 'seq' | 'state'>

/**
 * Statements of one step: the event first, its key being the lock, then the state. Null where the machine does not
 * allow the step. `actor` is a staff id, `customer` or `time`; `note` a reason.
 */
export function stepQuotation(
  db: Db,
  quotation: Stepped,
  event: QuotationEvent,
  actor: string,
  now: number,
  note = '',
) {
  const next = transition(quotationMachine, quotation.state, event)
  if (!next) return null
  const seq = quotation.seq + 1
  const closedAt = next === 'draft' || next === 'sent' ? null : now
  return [
    db.run(
      insert(quotationEvents).values({ quotationId: quotation.id, seq, kind: event, at: now, actor, note }),
    ),
    db.run(update(quotations).set({ state: next, seq, closedAt }).where(eq(quotations.id, quotation.id))),
  ] as const
}

/** The constraint a lost race breaks: somebody else took this step first. */
export const STEP_LOCK = 'quotation_events.quotation_id'
