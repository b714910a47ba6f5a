import {
  getTableColumns,
  getTableName,
  type InferInsertModel,
  type InferSelectModel,
  type SQL,
  sql,
} from 'drizzle-orm'
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
export const selectAll = <T extends SQLiteTable>(table: T) => builder.select(wholeRow(table)).from(table)

const wholeRows = new WeakMap<SQLiteTable, SQL>()

/** All columns of a table, each under its key, as one text made once: drizzle builds a wide table's in 300 µs. */
function wholeRow<T extends SQLiteTable>(table: T): T['_']['columns'] {
  let row = wholeRows.get(table)
  if (!row) {
    const name = getTableName(table)
    row = sql.raw(
      columnsOf(table)
        .map(([key, column]) => `"${name}"."${column.name}" "${key}"`)
        .join(', '),
    )
    wholeRows.set(table, row)
  }
  return { row } as unknown as T['_']['columns']
}

/** D1 answers rows by name, and two tables share names: each column goes by its key. */
const named = <F extends Fields>(fields: F): F =>
  Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [key, sql`${field}`.as(key)]),
  ) as unknown as F

/** Columns of a table that may have no row for it, as a LEFT JOIN reads them. */
export type Joined<Columns> = { [Key in keyof Columns]: Columns[Key] | null }

type Row<T extends SQLiteTable> = InferInsertModel<T>
const columnsOf = (table: SQLiteTable) => Object.entries(getTableColumns(table)) as [string, SQLiteColumn][]

/** A row as the database will hold it: a column that is left out has its default. */
export const filled = <T extends SQLiteTable>(table: T, row: Row<T>): InferSelectModel<T> =>
  Object.fromEntries(
    columnsOf(table).map(([key, { default: usual = null }]) => {
      // A null that was written is meant, as in a single insert.
      const value = (row as Record<string, unknown>)[key]
      return [key, value === undefined ? usual : value]
    }),
  ) as InferSelectModel<T>

const names = (columns: SQLiteColumn[], text: (name: SQL) => SQL = (name) => name): SQL =>
  sql.join(
    columns.map(({ name }) => text(sql`${sql.identifier(name)}`)),
    sql`, `,
  )

/**
 * INSERT of any number of rows in one statement with one parameter, since D1 takes a hundred. A column that is left out
 * takes its default.
 */
export function insertRows<T extends SQLiteTable>(table: T, rows: Row<T>[]): SQL {
  const columns = columnsOf(table)
  const values = columns.map(([key]) => sql.raw(`j.value ->> '${key}'`))
  return sql`INSERT INTO ${table} (${names(columns.map(([, column]) => column))})
    SELECT ${sql.join(values, sql`, `)}
    FROM json_each(${JSON.stringify(rows.map((row) => filled(table, row)))}) j WHERE true`
}

/** The same, where a row that is there by its key takes over all that is new but the columns named in `stay`. */
export function upsertRows<T extends SQLiteTable>(
  table: T,
  rows: Row<T>[],
  stay: (keyof Row<T> & string)[] = [],
): SQL {
  const columns = columnsOf(table)
  const all = columns.map(([, column]) => column)
  const key = getTableConfig(table).primaryKeys[0]?.columns ?? all.filter(({ primary }) => primary)
  const taken = columns.flatMap(([name, column]) =>
    key.includes(column) || (stay as string[]).includes(name) ? [] : [column],
  )
  return sql`${insertRows(table, rows)} ON CONFLICT (${names(key)})
    DO UPDATE SET ${names(taken, (name) => sql`${name} = excluded.${name}`)}`
}

/** A whole number where SQL does arithmetic or compares without a column: D1 binds every number as a float. */
export const int = (value: number | string | SQL | null): SQL<number> => sql`CAST(${value} AS INTEGER)`
