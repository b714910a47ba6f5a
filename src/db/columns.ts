import { getTableColumns, type SQL, sql, type Table } from 'drizzle-orm'

/** All columns of a table under their names in code, for a statement of our own: made once, where a query builder makes them anew for each visit. */
export const columnsOf = (table: Table): SQL =>
  sql.raw(
    Object.entries(getTableColumns(table))
      .map(([key, { name }]) => `${name} ${key}`)
      .join(', '),
  )
