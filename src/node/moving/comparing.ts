import { createHash } from 'node:crypto'
import { unpacked } from '../../copies/bytes.ts'
import { rowsAtATime } from '../../copies/copying.ts'
import type { Manifest } from '../../copies/manifest.ts'
import { keyIn, rowsStatement, type Values } from '../../copies/parts.ts'
import type { Read } from '../../copies/restoring.ts'
import { type CopiedTable, readTables } from '../../copies/tables.ts'
import type { Db } from '../../db/client.ts'

/** How many rows a table has, and a hash over all of them in the order of their key. */
export type Sum = { rows: number; sha256: string }
export type Sums = Record<string, Sum>

/** Whether the words of a product are up to date: made anew where the search is. */
const MADE_ANEW: Record<string, string> = { products: 'words_old' }

function summing({ name, columns }: { name: string; columns: string[] }) {
  const hash = createHash('sha256')
  const left = columns.indexOf(MADE_ANEW[name] ?? '')
  let rows = 0
  return {
    add: (row: Values) => {
      hash.update(`${JSON.stringify(left < 0 ? row : row.with(left, 0))}\n`)
      rows += 1
    },
    sum: (): Sum => ({ rows, sha256: hash.digest('hex') }),
  }
}

/** Tables whose first rows are read in one round trip. */
const TABLES_AT_ONCE = 20

/** The sums of a database, of the tables a copy has. */
export async function sumsOf(db: Db): Promise<Sums> {
  const sums: Sums = {}
  const tables = await readTables(db)
  for (let at = 0; at < tables.length; at += TABLES_AT_ONCE) {
    const some = tables.slice(at, at + TABLES_AT_ONCE)
    const first = await db.batch(some.map((table) => rowsFrom(db, table, null)))
    for (const [index, table] of some.entries()) sums[table.name] = await sumOf(db, table, first[index]!)
  }
  return sums
}

type Key = ReturnType<typeof keyIn>
const rowsFrom = (db: Db, table: CopiedTable, after: Key | null) =>
  rowsStatement(db, table, { after, upTo: null }, rowsAtATime(table.name))

async function sumOf(db: Db, table: CopiedTable, first: Values[]): Promise<Sum> {
  const summed = summing(table)
  for (let rows = first; ; rows = await rowsFrom(db, table, keyIn(table, rows.at(-1)!))) {
    for (const row of rows) summed.add(row)
    if (rows.length < rowsAtATime(table.name)) return summed.sum()
  }
}

/** The sums of a copy. */
export async function sumsOfCopy(manifest: Manifest, read: Read): Promise<Sums> {
  const sums: Sums = {}
  for (const table of manifest.tables) {
    const summed = summing(table)
    for (const { file } of manifest.parts.filter((part) => part.table === table.name))
      for (const row of await unpacked((await read(file))!)) summed.add(row)
    sums[table.name] = summed.sum()
  }
  return sums
}

/** Tables that are not the same, with their counts. Pure. */
export const differences = (one: Sums, other: Sums): string[] =>
  Object.keys(one)
    .filter((name) => one[name]!.sha256 !== other[name]?.sha256)
    .map((name) => `${name} (${one[name]!.rows} and ${other[name]?.rows ?? 0} rows)`)
