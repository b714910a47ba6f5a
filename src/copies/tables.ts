import { sql } from 'drizzle-orm'
import { type Db, mapped, type Statement } from '../db/client.ts'

/** A table as it is copied: its columns in their order, and the ones of its key, which it is read by. */
export type CopiedTable = {
  name: string
  columns: string[]
  texts: string[]
  key: string[]
  parents: string[]
}

/**
 * Not copied: what is made anew after a restore (search, late rows of jobs), what ends with a night (sessions, limits) and
 * sheets that staff are still looking at.
 */
const LEFT_OUT = [
  ...['order_terms', 'order_postings', 'unindexed_orders', 'guards', 'd1_migrations', 'restoring'],
  ...['job_runs', 'job_misses', 'rate_limits', 'staff_sessions', 'staff_setups'],
  ...['user_sessions', 'sign_in_codes', 'user_email_asks', 'notice_console', 'wechat_tokens'],
  ...['listing_sheets', 'listing_sheet_parts'],
]

type Row = { name: string; columns: string; parents: string }

/** The tables of this database, parents before those that refer to them. */
export const readTables = (db: Db): Statement<CopiedTable[]> =>
  mapped(
    db.all<Row>(sql`
      SELECT m.name, (SELECT json_group_array(json_array(c.name, c.type, c.pk)) FROM pragma_table_info(m.name) c) columns,
        (SELECT json_group_array(DISTINCT f."table") FROM pragma_foreign_key_list(m.name) f) parents
      FROM sqlite_master m WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%'
        AND NOT EXISTS (SELECT 1 FROM sqlite_master v WHERE v.sql LIKE 'CREATE VIRTUAL%'
          AND substr(m.name, 1, length(v.name) + 1) = v.name || '_')
        AND substr(m.name, 1, 7) <> 'sqlite_' AND substr(m.name, 1, 3) <> '_cf'
        AND m.name NOT IN (SELECT value FROM json_each(${JSON.stringify(LEFT_OUT)})) ORDER BY m.name`),
    (rows) => parentsFirst(rows.map(tableOf)),
  )

function tableOf({ name, columns, parents }: Row): CopiedTable {
  const told = JSON.parse(columns) as [name: string, type: string, pk: number][]
  return {
    name,
    columns: told.map(([column]) => column),
    texts: told.filter(([, type]) => type === 'TEXT').map(([column]) => column),
    key: told
      .filter(([, , pk]) => pk > 0)
      .sort((a, b) => a[2] - b[2])
      .map(([column]) => column),
    parents: JSON.parse(parents) as string[],
  }
}

function parentsFirst(tables: CopiedTable[]): CopiedTable[] {
  const placed = new Set<CopiedTable>()
  const place = (table: CopiedTable, above: string[]): void => {
    if (placed.has(table) || above.includes(table.name)) return
    for (const other of tables) if (table.parents.includes(other.name)) place(other, [...above, table.name])
    placed.add(table)
  }
  for (const table of tables) place(table, [])
  return [...placed]
}
