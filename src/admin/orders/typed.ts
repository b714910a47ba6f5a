import type { NumberUse } from '../../fulfilment/number-uses.ts'

/** What a form that needs fixing held, by field, and the id of the field to fix. */
export type Typed = {
  at: string
  values: Record<string, string>
  /** Tracking numbers of that field that other orders have, to be confirmed. */
  uses?: NumberUse[]
}

/** The sentence at one field of the order's forms, where it is the one to fix. */
export const wrongAt = ({ typed, error }: { typed: Typed; error: string | null }, id: string) =>
  error && typed.at === id ? error : undefined

/** What is asked at one field. */
export const usesAt = ({ typed }: { typed: Typed }, id: string): NumberUse[] =>
  typed.at === id ? (typed.uses ?? []) : []
