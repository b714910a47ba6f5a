import type { SQLInputValue } from 'node:sqlite'

/** A value as D1 answers it: a BLOB is a list of its bytes. */
export type Value = string | number | null | number[]

/** A value as SQLite takes it; throws D1's own words for what D1 refuses. */
export function boundValue(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string') return value
  // What is no number is nothing, as in JSON, by which D1 is told.
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof ArrayBuffer) return new Uint8Array(value)
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
  if (Array.isArray(value) && value.every((byte) => Number.isInteger(byte))) return Uint8Array.from(value)
  throw new Error(`D1_TYPE_ERROR: Type '${typeof value}' not supported for value '${value}'`)
}

/** A row as D1 answers it, of one that SQLite gave; an array stays an array. */
export function answeredRow<Row extends Record<string, Value> | Value[]>(row: Row): Row {
  const told = (Array.isArray(row) ? row : { ...row }) as Record<string, Value | Uint8Array>
  for (const name in told) {
    const value = told[name]
    if (value instanceof Uint8Array) told[name] = Array.from(value)
  }
  return told as Row
}
