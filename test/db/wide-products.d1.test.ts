import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { paidOrder } from '../support/orders.ts'
import { bindings, openShop } from '../support/shop.ts'

const NAME = '0051_products_with_rowid.sql'

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
