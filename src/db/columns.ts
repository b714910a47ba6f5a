import { type SQL, sql } from 'drizzle-orm'
import { columns } from './columns.generated.ts'

/** All columns of a table under their names in code, for a SELECT whose rows are the type its schema infers. */
export const columnsOf = (table: keyof typeof columns): SQL => sql.raw(columns[table])
