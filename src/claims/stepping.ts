import { eq } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { insert, update } from '../db/query.ts'
import { transition } from '../kernel/machine.ts'
import { type ClaimEventKind, claimMachine, isOver } from './claim.ts'
import { type Clocks, dueAfter } from './clocks.ts'
import { type Claim, claimEvents, claims } from './schema.ts'

/** Who moves a claim, and what they say to the other side. */
export type By = { actor: 'buyer' | 'time' } | { actor: 'staff'; staffId: string }
export type Said = { note?: string; amountFen?: number | null }

type Facts = Parameters<ReturnType<typeof update<typeof claims>>['set']>[0]

/**
 * Statements of one step: the event first, its key being the lock, then the state with the `facts` that come with it.
 * Throws when the machine does not allow the step (a bug: callers look at the state they read).
 */
export function stepClaim(
  db: Db,
  claim: Claim,
  event: ClaimEventKind,
  by: By,
  now: number,
  clocks: Clocks,
  { note = '', amountFen = null }: Said = {},
  facts: Facts = {},
) {
  const next = transition(claimMachine, claim.state, event)
  if (!next) throw new Error(`claim cannot go from ${claim.state} by ${event}`)
  const seq = claim.seq + 1
  const staffId = by.actor === 'staff' ? by.staffId : null
  return [
    db.run(
      insert(claimEvents).values({
        ...{ claimId: claim.id, seq, kind: event, at: now, actor: by.actor, staffId, note, amountFen },
      }),
    ),
    db.run(
      update(claims)
        .set({
          ...{ state: next, seq, endedAt: isOver(next) ? now : null },
          dueAt: dueAfter(event, next, claim, now, clocks),
          ...facts,
        })
        .where(eq(claims.id, claim.id)),
    ),
  ]
}

/** The constraint a lost race breaks: somebody else took this step first. */
export const STEP_LOCK = 'claim_events.claim_id'
