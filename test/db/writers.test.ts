import { globSync, readFileSync } from 'node:fs'
import { getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { expect, test } from 'vitest'

/**
 * Which folder of src may write which table: the one whose schema.ts it stands in, and nobody else but the sample world.
 * What another feature has to write it asks of the owner, as a statement for its own batch.
 */
const VIEWS = { stock_draws: 'orders' }
/** Search words have no columns a schema could hold; what a restore notes is gone when it ends. */
const WITHOUT_SCHEMA = { product_search: 'catalog', price_search: 'catalog', restoring: 'copies' }
/** Sums, and terms of a search, that triggers keep; no statement of ours writes them. */
const BY_TRIGGERS = [
  'garden_tiers',
  'order_postings',
  'pieces_by_day',
  'sales_by_day',
  'season_tiers',
  'stock_sums',
]

const files = globSync('src/**/*.{ts,tsx}').filter((file) => !/\.generated\.ts$|\.d\.ts$/.test(file))
const folderOf = (file: string) => file.split('/')[1]!

async function tables() {
  const owners: Record<string, string> = { ...VIEWS, ...WITHOUT_SCHEMA }
  const names: Record<string, string> = {}
  for (const file of globSync('src/*/*schema.ts'))
    for (const [key, table] of Object.entries(await import(`../../${file}`)))
      if (is(table, SQLiteTable)) {
        owners[getTableName(table)] = folderOf(file)
        names[key] = getTableName(table)
      }
  return { owners, names }
}

/** Tables a file writes, in SQL or by the builder. */
function writtenBy(file: string, names: Record<string, string>): string[] {
  const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
  const inSql = [...text.matchAll(/\b(?:INSERT (?:OR \w+ )?INTO|DELETE FROM|UPDATE)\s+([a-z_]+)\b/g)]
  const built = [...text.matchAll(/\b(?:insert|update|remove|insertRows|upsertRows)\(\s*(\w+)/g)]
  return [...new Set([...inSql.map(([, name]) => name!), ...built.flatMap(([, key]) => names[key!] ?? [])])]
}

test('a table is written by its own folder alone', async () => {
  const { owners, names } = await tables()
  const foreign = files
    .filter((file) => !file.startsWith('src/db/sample/'))
    .flatMap((file) =>
      writtenBy(file, names)
        .filter((table) => owners[table] !== folderOf(file))
        .map((table) => `${file} writes ${table} of ${owners[table]}`),
    )
  expect(foreign).toEqual([])
})

test('every table has a writer', async () => {
  const { owners, names } = await tables()
  const written = files.flatMap((file) => writtenBy(file, names).map((table) => `${table} ${folderOf(file)}`))
  const nobody = Object.keys(owners).filter((table) => !written.some((one) => one.startsWith(`${table} `)))
  expect(nobody.sort()).toEqual(BY_TRIGGERS)
})
