import type { Machine } from '../kernel/machine.ts'

/** `unknown`: the provider was asked and did not say what became of it. */
export type AttemptState = 'created' | 'requested' | 'unknown' | 'paid' | 'closed'
export type AttemptEventKind = 'asked' | 'unanswered' | 'succeeded' | 'ended'

/** A payment attempt. Money may come after its end (`closed` → `paid`): then the order it no longer finds gives it back. */
export const attemptMachine: Machine<AttemptState, AttemptEventKind> = {
  created: { asked: 'requested', unanswered: 'unknown', succeeded: 'paid', ended: 'closed' },
  requested: { unanswered: 'unknown', succeeded: 'paid', ended: 'closed' },
  unknown: { asked: 'requested', succeeded: 'paid', ended: 'closed' },
  paid: {},
  closed: { succeeded: 'paid' },
}
