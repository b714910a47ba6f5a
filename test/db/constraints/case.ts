/** What a row says; what it leaves out is filled (writing.ts): text with '1', numbers with 1. */
export type Row = Record<string, string | number | null>
export type Inserted = { table: string; row: Row }
/** A statement in SQL, or a row to insert. */
export type Step = string | Inserted
/** One step, or several of which the last is meant. */
export type Act = Step | Step[]

export const row = (table: string, says: Row = {}): Inserted => ({ table, row: says })

/** A row as usual with what is refused, and the nearest that is not. */
export type Check = { table: string; refused: Row[]; accepted: Row[] }

/** A row as usual, then the same with `again`: refused on the columns `on`, and taken where it is `apart` as well. */
export type Unique = {
  table: string
  on: string
  given?: Step[]
  row?: Row
  again?: Row
  apart: Row | Row[]
  /** Triggers that look before the key does. */
  without?: string[]
}

/** What a trigger refuses with its `word` (its name, if none is given); without the trigger it would be done. */
export type Raising = {
  word?: string
  given?: Step[]
  refused: Act[]
  accepted?: Act[]
  /** What refuses it instead once the trigger is gone. */
  otherwise?: string
}

/** What a trigger writes: the values `reads` answers, `from` the first and after each act. */
export type Following = {
  given?: Step[]
  reads: string[]
  from: unknown[]
  acts: [act: Act, to: unknown[]][]
  /** What they are in the end without the trigger, if not `from`. */
  without?: unknown[] | string
}

export type Feature = {
  /** What a row has to say so that the database takes it. */
  rows?: Record<string, Row>
  /** What a table's first row needs before it, other than the rows it refers to. */
  after?: Record<string, Step[]>
  checks?: Record<string, Check>
  unique?: Record<string, Unique>
  raising?: Record<string, Raising | Raising[]>
  following?: Record<string, Following | Following[]>
}

export const json = (table: string, column: string): Check => ({
  table,
  refused: [{ [column]: '{' }],
  accepted: [{ [column]: '{}' }],
})
export const positive = (table: string, column: string): Check => ({
  table,
  refused: [{ [column]: 0 }],
  accepted: [{ [column]: 1 }],
})
export const notNegative = (table: string, column: string): Check => ({
  table,
  refused: [{ [column]: -1 }],
  accepted: [{ [column]: 0 }],
})

/** What every cached page is kept under, counted from nothing. */
export const VERSION = 'SELECT version FROM content_version'
export const VERSION_NONE = 'UPDATE content_version SET version = 0'
