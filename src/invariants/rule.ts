import type { SQL } from 'drizzle-orm'

/** Something that always holds (docs/invariants.md), and the question that finds where it does not. */
export type Rule = {
  /** I1 to I11; several rules may say one of them. */
  code: `I${number}`
  /** What is wrong with what was found, for staff. */
  words: string
  /** Rows `{ id }`: what it is broken for, an order by its number. Reads only. */
  find: SQL
  /** What SQL cannot say: the rows of `find` are candidates, and broken are those of which this is not true. */
  holds?: (row: Record<string, unknown>) => boolean
}
