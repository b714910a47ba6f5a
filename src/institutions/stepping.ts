import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { transition } from '../kernel/machine.ts'
import { type QuotationEvent, type QuotationState, quotationMachine } from './quotation.ts'

export type Stepped = { id: string; seq: number; state: string }

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
  const next = transition(quotationMachine, quotation.state as QuotationState, event)
  if (!next) return null
  const seq = quotation.seq + 1
  const closedAt = next === 'draft' || next === 'sent' ? null : now
  return [
    db.run(sql`INSERT INTO quotation_events (quotation_id, seq, kind, at, actor, note)
      VALUES (${quotation.id}, ${seq}, ${event}, ${now}, ${actor}, ${note})`),
    db.run(sql`UPDATE quotations SET state = ${next}, seq = ${seq}, closed_at = ${closedAt}
      WHERE id = ${quotation.id}`),
  ] as const
}

/** The constraint a lost race breaks: somebody else took this step first. */
export const STEP_LOCK = 'quotation_events.quotation_id'
