import { MINUTE_MS } from '../kernel/time.ts'

/** What can be owed to the outside, by the name of who is asked and for what. */
export type EffectKind = 'gateway.close' | 'gateway.refund' | 'staff.alarm' | 'notice.send'

export type OwedState = 'waiting' | 'done' | 'given_up'

/** An effect a verb owes once its batch is written. */
export type Effect = {
  kind: EffectKind
  /** What it is about, for those who look it up. */
  subject: { kind: 'order' | 'outbox' | 'jobs' | 'notice'; id: string }
  /** What the handler needs; never personal data, never a secret. */
  payload: Record<string, string>
  /** The same key is owed once. */
  dedupeKey: string
  /** Nobody tries it earlier, UTC ms; at once where it is left out. */
  notBefore?: number
}

/** What came of one attempt: `later` says in a few words why it is tried again, and `at` when, if not after the usual pause. */
export type Outcome = { done: true } | { done: false; why: string; at?: number }
export const done: Outcome = { done: true }
export const later = (why: string, at?: number): Outcome => ({
  done: false,
  why,
  ...(at === undefined ? {} : { at }),
})

/** Owed this long, or tried this often, a person should look. */
export const OVERDUE_MS = 30 * MINUTE_MS
export const OVERDUE_ATTEMPTS = 5
