import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import type { Variant } from './schema.ts'
import { searchExpression } from './search-words.ts'

const PRODUCTS = 12

/** SKUs sold alone, those by quotation only among them, whose product answers to some words, a SKU typed whole first; 20 at most. */
export async function findSkus(db: Db, typed: string): Promise<string[]> {
  const words = searchExpression(typed)
  if (!words) return []
  const rows = await db.all<Pick<Variant, 'sku'>>(sql`
    SELECT v.sku FROM (
      SELECT rowid FROM product_search WHERE product_search MATCH ${words} ORDER BY rowid LIMIT ${PRODUCTS}
    ) s CROSS JOIN products p ON p.search_rank = s.rowid CROSS JOIN variants v ON v.product_id = p.id
    WHERE p.listed = 1 AND v.sold_alone = 1 ORDER BY v.sku = ${typed.trim().toUpperCase()} DESC, s.rowid, v.position LIMIT 20`)
  return rows.map(({ sku }) => sku)
}
