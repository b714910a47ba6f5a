import { sql } from 'drizzle-orm'
import { calendarAt } from '../catalog/calendar.ts'
import type { FreightTemplate, Holiday } from '../catalog/freight.ts'
import { type Priced, type PriceNow, priceAt } from '../catalog/promotion.ts'
import { PRICED } from '../catalog/promotion-statements.ts'
import type { StoredTemplate } from '../catalog/schema.ts'
import type { Db } from '../db/client.ts'
import type { Settings } from '../env.ts'
import { sellsSamples } from '../kernel/samples.ts'
import { MAX_LINES, type Sellable, type Shelf } from './quote.ts'
import { possible, type Stocked } from './sharing.ts'

type Row = Omit<Sellable, 'stock' | keyof PriceNow> &
  Priced & { listed: number; components: string | null; parts: string | null }
type Ground = { settings: Pick<Settings, 'production'>; now: number }
type TemplateRow = Pick<StoredTemplate, 'code' | 'nameZh' | 'nameEn' | 'rules'>

/** The statements that read what a quote needs, for a batch of one's own. At most MAX_LINES SKUs are looked up. */
export function shelfStatements(db: Db, skus: string[], now: number) {
  const rows = [...new Set(skus)].slice(0, MAX_LINES).map((sku) => sql`(${sku})`)
  // Rows of VALUES, unlike the list of an IN, do not count as read.
  const wanted = rows.length ? sql`VALUES ${sql.join(rows, sql`, `)}` : sql`SELECT NULL column1 WHERE 0`
  // CROSS JOIN keeps the order: the planner would rather scan a small table than look up a few keys.
  return [
    db.all<Row>(sql`
      SELECT v.sku, p.slug, p.name_zh titleZh, p.name_en titleEn, v.spec_zh specZh, v.spec_en specEn, p.picture,
        p.family, p.origin_code originCode, p.producer_id producerId, p.storage, p.freight_template freightTemplate, p.return_rule returnRule,
        p.sample, p.listed, ${PRICED}, v.net_g netG, v.net_ml netMl, v.gross_g grossG, v.available,
        p.season_mask seasonMask, p.sells_only_in_season sellsOnlyInSeason, v.components,
        CASE WHEN v.components IS NULL THEN NULL ELSE (
          SELECT json_group_object(part.sku, json_object('available', part.available, 'specZh', part.spec_zh,
            'specEn', part.spec_en, 'titleZh', own.name_zh, 'titleEn', own.name_en))
          FROM json_each(v.components) c CROSS JOIN variants part ON part.sku = c.value ->> 'sku'
          CROSS JOIN products own ON own.id = part.product_id) END parts
      FROM (${wanted}) wanted CROSS JOIN variants v ON v.sku = wanted.column1
      CROSS JOIN products p ON p.id = v.product_id WHERE v.sold_alone = 1`),
    // An order of plots alone sends no parcel.
    ...calendarStatements(db, now, { wanted: rows.length > 0 }),
  ] as const
}

/**
 * The statements that read when parcels leave: freight templates and the holidays from `past` days
 * before an instant on; no row unless `wanted`.
 */
export function calendarStatements(db: Db, now: number, { wanted = true, past = 0 } = {}) {
  return [
    db.all<TemplateRow>(sql`
      SELECT code, name_zh nameZh, name_en nameEn, rules FROM freight_templates LIMIT ${wanted ? -1 : 0}`),
    calendarAt(db, now, { wanted, past }),
  ] as const
}

/** What the statements read, at the prices of an instant. */
export function shelfFrom(
  { settings, now }: Ground,
  rows: Row[],
  templates: TemplateRow[],
  holidays: Holiday[],
): Shelf {
  const stock = new Map(rows.flatMap(stockedOf))
  const listed = rows.filter((row) => row.listed)
  const sellables = listed.map(({ listed: _, components, parts: __, ...row }): Sellable => {
    const drawn = components ? (JSON.parse(components) as Sellable['stock']) : [{ sku: row.sku, quantity: 1 }]
    return { ...row, ...priceAt(row, now), available: possible(drawn, stock), stock: drawn }
  })
  return {
    sellables: new Map(sellables.map((sellable) => [sellable.sku, sellable])),
    stock,
    offShelf: new Map(rows.filter((row) => !row.listed).map((row) => [row.sku, row])),
    templates: new Map(
      templates.map((row) => [
        row.code,
        { ...row, rules: JSON.parse(row.rules) as FreightTemplate['rules'] },
      ]),
    ),
    holidays,
    sellsSamples: sellsSamples(settings),
  }
}

/** What a SKU draws on: itself, or the components of a bundle. */
const stockedOf = ({ parts, ...row }: Row): [sku: string, Stocked][] =>
  parts === null ? [[row.sku, row]] : Object.entries(JSON.parse(parts) as Record<string, Stocked>)

/** Prices, stock and freight rules of some SKUs as they are now, in one round trip. */
export async function readShelf(place: Ground & { db: Db }, skus: string[]): Promise<Shelf> {
  const { db, now } = place
  const [rows, templates, holidays] = await db.batch(shelfStatements(db, skus, now))
  return shelfFrom(place, rows, templates, holidays)
}
