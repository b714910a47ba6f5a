import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { paidOrder } from '../support/orders.ts'
import { bindings, openShop } from '../support/shop.ts'

const NAME = '0051_products_with_rowid.sql'

/** Read one at a time, by whoever looks at one version. */
const READ_SINGLY = ['product_versions', 'offers']
/** Above this many bytes a row without a rowid leaves its page: (4096 − 12) × 64 ÷ 255 − 23, sqlite.org/fileformat2. */
const MOST_IN_PAGE = 1002

test('no table without rowids holds rows that leave their page, but those read one at a time', async () => {
  const shop = await openShop()
  await paidOrder(shop, [['TEA-GC-250', 1]])
  const tables = await shop.db.all<{ name: string }>(
    sql`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND wr = 1`,
  )
  const columns = (table: string) =>
    shop.db.all<{ name: string }>(sql`SELECT name FROM pragma_table_info(${table})`)
  const widest = async (table: string) => {
    const bytes = (await columns(table)).map(({ name }) => `coalesce(length(CAST("${name}" AS BLOB)), 0)`)
    const [row] = await shop.db.all<{ most: number | null }>(
      sql.raw(`SELECT max(${bytes.join(' + ')}) most FROM "${table}"`),
    )
    return row!.most ?? 0
  }
  const wide = []
  for (const { name } of tables) if ((await widest(name)) > MOST_IN_PAGE) wide.push(name)
  expect(tables.length).toBeGreaterThan(50)
  expect(wide.sort()).toEqual(READ_SINGLY.toSorted())
})

test('the table of products is made anew with its rows, and what refers to them still does', async () => {
  const shop = await openShop()
  await paidOrder(shop, [['TEA-GC-250', 1]])
  const products = () => shop.db.all(sql`SELECT * FROM products ORDER BY id`)
  const made = () => shop.db.all(sql`SELECT type, name FROM sqlite_schema ORDER BY type, name`)
  const [rows, schema] = [await products(), await made()]
  // It is of what it finds: on a shop with goods it does what it did on the one it ran on.
  const { queries } = bindings.TEST_MIGRATIONS.find(({ name }) => name === NAME)!
  await bindings.DB.batch(queries.map((query) => bindings.DB.prepare(query)))
  expect(await products()).toEqual(rows)
  expect(await made()).toEqual(schema)
  expect(await shop.db.all(sql`PRAGMA foreign_key_check`)).toEqual([])
  await expect(shop.db.run(sql`DELETE FROM products WHERE slug = 'duobei-hong'`)).rejects.toThrow()
  await expect(shop.db.run(sql`UPDATE products SET edits = edits + 2`)).rejects.toThrow()
})
