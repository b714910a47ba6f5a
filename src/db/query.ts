import { type Column, getTableColumns, type InferInsertModel, type SQL, sql } from 'drizzle-orm'
import { getTableConfig, type SQLiteColumn, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import { drizzle } from 'drizzle-orm/sqlite-proxy'

// Statements over the tables of the schema: a column that is misspelt, missing or of the wrong type does not compile.
// They are only built here; db/client.ts sends them, in one batch with those written as `sql`.

const builder = drizzle(() => {
  throw new Error('a built statement is sent by db/client.ts')
})

export const insert: typeof builder.insert = (table) => builder.insert(table)
export const update: typeof builder.update = (table) => builder.update(table)
/** DELETE, which TypeScript keeps for itself. */
export const remove: typeof builder.delete = (table) => builder.delete(table)

type Fields = Record<string, SQLiteColumn | SQL | SQL.Aliased>

/** Reads `fields`, each under its own key; `from`, joins and `where` follow. */
export const select = <F extends Fields>(fields: F) => builder.select(named(fields))

/** Reads whole rows of one table. */
export const selectAll = <T extends SQLiteTable>(table: T) =>
  builder.select(named(getTableColumns(table))).from(table)

/** D1 answers rows by name, and two tables share names: each column goes by its key. */
const named = <F extends Fields>(fields: F): F =>
  Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [key, sql`${field}`.as(key)]),
  ) as unknown as F

/**
 * INSERT of any number of rows in one statement with one parameter, since D1 takes a hundred. A column that is left out
 * takes its default.
 */
export function insertRows<T extends SQLiteTable>(table: T, rows: InferInsertModel<T>[]): SQL {
  const columns = Object.entries(getTableColumns(table) as Record<string, Column>)
  const filled = rows.map((row) =>
    Object.fromEntries(
      columns.map(([key, column]) => [key, (row as Record<string, unknown>)[key] ?? column.default ?? null]),
    ),
  )
  const names = sql.join(
    columns.map(([, { name }]) => sql.identifier(name)),
    sql`, `,
  )
  const values = sql.join(
    columns.map(([key]) => sql`j.value ->> ${sql.raw(`'${key}'`)}`),
    sql`, `,
  )
  return sql`INSERT INTO ${table} (${names}) SELECT ${values} FROM json_each(${JSON.stringify(filled)}) j WHERE true`
}

/** The same, where a row that is there by its key takes over all that is new. */
export function upsertRows<T extends SQLiteTable>(table: T, rows: InferInsertModel<T>[]): SQL {
  const columns = Object.values(getTableColumns(table) as Record<string, SQLiteColumn>)
  const { primaryKeys } = getTableConfig(table)
  const keys = primaryKeys[0]?.columns ?? columns.filter(({ primary }) => primary)
  const named = (list: SQLiteColumn[], text: (name: SQL) => SQL) =>
    sql.join(
      list.map(({ name }) => text(sql`${sql.identifier(name)}`)),
      sql`, `,
    )
  const others = columns.filter((column) => !keys.includes(column))
  return sql`${insertRows(table, rows)} ON CONFLICT (${named(keys, (name) => name)})
    DO UPDATE SET ${named(others, (name) => sql`${name} = excluded.${name}`)}`
}

/** A whole number where SQL does arithmetic or compares without a column: D1 binds every number as a float. */
export const int = (value: number | string | SQL | null): SQL<number> => sql`CAST(${value} AS INTEGER)`
