import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'

type ListVariant = {
  slug: string
  sku: string
  specZh: string
  specEn: string
  priceFen: number
  netG: number | null
  available: number
}

/** SKUs of the products of one page with what can be promised now; a row read for each. */
export async function readVariants(db: Db, slugs: string[]): Promise<Map<string, ListVariant[]>> {
  if (slugs.length === 0) return new Map()
  const wanted = slugs.map((slug) => sql`${slug}`)
  const rows = await db.all<ListVariant>(sql`
    SELECT p.slug, v.sku, v.spec_zh specZh, v.spec_en specEn, v.price_fen priceFen, v.net_g netG,
      CASE WHEN v.components IS NULL THEN v.available ELSE (
        SELECT coalesce(min(part.available / (c.value ->> 'quantity')), 0) FROM json_each(v.components) c
        CROSS JOIN variants part ON part.sku = c.value ->> 'sku') END available
    FROM products p CROSS JOIN variants v ON v.product_id = p.id
    WHERE p.slug IN (${sql.join(wanted, sql`, `)}) AND v.sold_alone = 1 ORDER BY v.position`)
  const bySlug = new Map<string, ListVariant[]>()
  for (const row of rows) bySlug.set(row.slug, [...(bySlug.get(row.slug) ?? []), row])
  return bySlug
}
