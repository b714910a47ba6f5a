import { sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { select } from '../../db/query.ts'
import { type Product, products, type Variant } from '../schema.ts'

// Products and SKUs as a clerk chooses them: by their names, with what is about to change.

export type NamedPrice = Pick<Variant, 'sku'> & { name: string; seenFen: Variant['priceFen'] }

/** SKUs still sold, with their names and prices in fen. */
export const readPrices = async (db: Db, skus: string[]): Promise<NamedPrice[]> =>
  db.all<NamedPrice>(sql`
    SELECT v.sku, p.name_zh || ' ' || v.spec_zh name, v.price_fen seenFen FROM json_each(${JSON.stringify(skus)}) j
    CROSS JOIN variants v ON v.sku = j.value AND v.retired = 0 CROSS JOIN products p ON p.id = v.product_id`)

/** Names of SKUs, retired ones among them. */
export async function readSkuNames(db: Db, skus: string[]): Promise<Map<string, string>> {
  if (!skus.length) return new Map()
  const rows = await db.all<Pick<Variant, 'sku'> & { name: string }>(sql`
    SELECT v.sku, p.name_zh || ' ' || v.spec_zh name FROM json_each(${JSON.stringify(skus)}) j
    CROSS JOIN variants v ON v.sku = j.value CROSS JOIN products p ON p.id = v.product_id`)
  return new Map(rows.map(({ sku, name }) => [sku, name]))
}

export type ShelfLine = Pick<Product, 'id' | 'nameZh' | 'listed'>

/** The products some SKUs are of, and whether they are on the shelf. */
export const readShelf = async (db: Db, skus: string[]): Promise<ShelfLine[]> =>
  db.all<ShelfLine>(sql`
    SELECT DISTINCT p.id, p.name_zh nameZh, p.listed FROM json_each(${JSON.stringify(skus)}) j
    CROSS JOIN variants v ON v.sku = j.value CROSS JOIN products p ON p.id = v.product_id`)

/** Products a new one can begin like, `limit` at most, each as an option: its id and its name. */
export async function readModels(db: Db, limit: number): Promise<[id: string, name: string][]> {
  const { id, nameZh, searchRank } = products
  const rows = await db.all(select({ id, nameZh }).from(products).orderBy(searchRank).limit(limit))
  return rows.map((row) => [row.id, row.nameZh])
}
