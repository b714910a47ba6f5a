import { type SQL, sql } from 'drizzle-orm'
import { type Db, mapped } from '../db/client.ts'
import type { CopiedTable } from './tables.ts'

/** Rows of one table from after one key up to another, both null at the ends. */
export type Range = { after: Key | null; upTo: Key | null }
export type Key = (string | number)[]
export type Values = (string | number | null)[]

const names = (columns: string[]): SQL => sql.raw(columns.map((column) => `"${column}"`).join(', '))
const keyOf = (table: CopiedTable): SQL => sql`(${names(table.key)})`
const value = (part: string | number): SQL =>
  typeof part === 'number' ? sql`CAST(${part} AS INTEGER)` : sql`${part}`
const bound = (key: Key): SQL => sql`(${sql.join(key.map(value), sql`, `)})`
const from = (table: CopiedTable): SQL => sql.raw(`"${table.name}"`)

const within = (table: CopiedTable, { after, upTo }: Range): SQL =>
  sql`${after ? sql`${keyOf(table)} > ${bound(after)}` : sql`1`} AND ${upTo ? sql`${keyOf(table)} <= ${bound(upTo)}` : sql`1`}`

/** The statement that reads the rows of a range, at most `limit`, as lists of values in the order of their key. */
export const rowsStatement = (db: Db, table: CopiedTable, range: Range, limit = -1) =>
  mapped(
    db.all<{ row: string }>(sql`SELECT json_array(${names(table.columns)}) row FROM ${from(table)}
      WHERE ${within(table, range)} ORDER BY ${names(table.key)} LIMIT ${limit}`),
    (rows) => rows.map(({ row }) => JSON.parse(row) as Values),
  )

/** The same range as a mark: how many rows, and sums over every column, which no change of ours leaves as they were. */
export const markStatement = (db: Db, table: CopiedTable, range: Range, limit = -1) =>
  mapped(
    db.all<{
      mark: string
    }>(sql`SELECT json_array(count(*), ${sql.join(table.columns.map(sumOf(table)), sql`, `)}) mark
      FROM (SELECT * FROM ${from(table)} WHERE ${within(table, range)} ORDER BY ${names(table.key)} LIMIT ${limit})`),
    ([row]) => row!.mark,
  )

/** Of a text its length and its first and last characters count; of a number all of it. Nothing is not nought. */
const sumOf =
  (table: CopiedTable) =>
  (column: string): SQL => {
    const own = `"${column}"`
    return sql.raw(
      table.texts.includes(column)
        ? `sum(CASE WHEN ${own} IS NULL THEN -1 ELSE length(${own}) * 31 + coalesce(unicode(${own}), 0) * 7
            + coalesce(unicode(substr(${own}, -1)), 0) END)`
        : `sum(CASE WHEN ${own} IS NULL THEN -1 ELSE ${own} END)`,
    )
  }

/** The key of a row. */
export const keyIn = (table: CopiedTable, row: Values): Key =>
  table.key.map((column) => row[table.columns.indexOf(column)] as string | number)
