import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { addDays, civilDate } from '../kernel/time.ts'
import type { FreightTemplate } from './freight.ts'
import type { Sellable, Shelf } from './quote.ts'

type Row = Omit<Sellable, 'stock'> & { components: string | null; parts: string | null; rules: string } & {
  templateZh: string
  templateEn: string
}

/** The statements that read what a quote needs, for a batch of one's own. */
export function shelfStatements(db: Db, skus: string[], now: number) {
  const today = civilDate(now)
  return [
    db.all<Row>(sql`
      SELECT v.sku, p.slug, p.name_zh titleZh, p.name_en titleEn, v.spec_zh specZh, v.spec_en specEn, p.picture,
        p.family, p.origin_code originCode, p.storage, p.freight_template freightTemplate, p.return_rule returnRule,
        p.sample, v.price_fen priceFen, v.net_g netG, v.net_ml netMl, v.gross_g grossG, v.available,
        p.season_mask seasonMask, p.sells_only_in_season sellsOnlyInSeason, v.components,
        CASE WHEN v.components IS NULL THEN NULL ELSE (
          SELECT min(part.available / (c.value ->> 'quantity')) FROM json_each(v.components) c
          JOIN variants part ON part.sku = c.value ->> 'sku') END parts,
        t.rules, t.name_zh templateZh, t.name_en templateEn
      FROM json_each(${JSON.stringify([...new Set(skus)])}) wanted
      JOIN variants v ON v.sku = wanted.value
      JOIN products p ON p.id = v.product_id
      JOIN freight_templates t ON t.code = p.freight_template
      WHERE p.listed = 1 AND v.sold_alone = 1`),
    db.all<{ firstOn: string; lastOn: string }>(sql`
      SELECT first_on firstOn, last_on lastOn FROM holidays
      WHERE first_on BETWEEN ${addDays(today, -31)} AND ${addDays(today, 60)} ORDER BY first_on LIMIT 4`),
  ] as const
}

export function shelfFrom(rows: Row[], holidays: { firstOn: string; lastOn: string }[]): Shelf {
  const sellables = new Map<string, Sellable>()
  const templates = new Map<string, FreightTemplate>()
  for (const { components, parts, rules, templateZh, templateEn, ...row } of rows) {
    const stock = components ? (JSON.parse(components) as Sellable['stock']) : [{ sku: row.sku, quantity: 1 }]
    sellables.set(row.sku, { ...row, available: components ? Math.floor(Number(parts ?? 0)) : row.available, stock })
    if (!templates.has(row.freightTemplate)) {
      templates.set(row.freightTemplate, {
        code: row.freightTemplate,
        nameZh: templateZh,
        nameEn: templateEn,
        rules: JSON.parse(rules) as FreightTemplate['rules'],
      })
    }
  }
  return { sellables, templates, holidays }
}

/** Prices, stock and freight rules of some SKUs as they are now, in one round trip. */
export async function readShelf(db: Db, skus: string[], now: number): Promise<Shelf> {
  const [rows, holidays] = await db.batch(shelfStatements(db, skus, now))
  return shelfFrom(rows, holidays)
}
