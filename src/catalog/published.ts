import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import type { ListingInput } from './listing-input.ts'
import type { Before } from './publication.ts'
import type { Product, Variant } from './schema.ts'
import { seasonMonths } from './season.ts'

type BeforeRow = Omit<Before, 'skus'> & { skus: string }

const BEFORE = sql`SELECT p.id, p.slug, p.search_rank position, p.listed, p.version, p.edits, p.family, p.storage,
  p.origin_code originCode, p.freight_template freightTemplate, (
    SELECT json_group_array(json_object('sku', v.sku, 'retired', v.retired, 'components',
      json(coalesce(v.components, '[]')))) FROM variants v WHERE v.product_id = p.id) skus FROM products p`

const parseBefore = (row: BeforeRow): Before => ({ ...row, skus: JSON.parse(row.skus) as Before['skus'] })

/** What some products hold now, as publishing them anew has to know it, by slug. */
export async function readBefore(db: Db, slugs: string[]): Promise<Map<string, Before>> {
  const rows = await db.all<BeforeRow>(
    sql`${BEFORE} WHERE p.slug IN (SELECT value FROM json_each(${JSON.stringify(slugs)}))`,
  )
  return new Map(rows.map((row) => [row.slug, parseBefore(row)]))
}

export type Published = Before & { content: ListingInput; stock: Record<string, number> }

/** A product with the content it was last published with and the prices of now; null when there is none. */
export async function readPublished(db: Db, id: string): Promise<Published | null> {
  const of = (column: SQL) => sql`${column} = ${id}`
  const [before, rows, variants, versions] = await db.batch([
    db.all<BeforeRow>(sql`${BEFORE} WHERE ${of(sql`p.id`)}`),
    db.all<Product>(sql`
      SELECT slug, name_zh nameZh, name_en nameEn, family, storage, shelf_life_days shelfLifeDays, sample,
        origin_code originCode, origin_zh originZh, origin_en originEn, season_mask seasonMask, return_rule returnRule,
        sells_only_in_season sellsOnlyInSeason, producer_id producerId, freight_template freightTemplate, aliases,
        tea_class teaClass, cultivar, label_facts labelFacts, story_zh storyZh, story_en storyEn, picture, pictures,
        story_source_zh storySourceZh, story_source_en storySourceEn FROM products p WHERE ${of(sql`p.id`)}`),
    db.all<Variant>(sql`
      SELECT sku, spec_zh specZh, spec_en specEn, net_g netG, net_ml netMl, gross_g grossG, price_fen priceFen,
        sold_alone soldAlone, available, components, retired FROM variants
      WHERE ${of(sql`product_id`)} ORDER BY position`),
    db.all<{ content: string }>(sql`
      SELECT content FROM product_versions WHERE ${of(sql`product_id`)} ORDER BY version DESC LIMIT 1`),
  ])
  if (!before[0] || !rows[0]) return null
  const last = versions[0] ? (JSON.parse(versions[0].content) as ListingInput) : null
  return {
    ...parseBefore(before[0]),
    content: contentOf(rows[0], variants, last),
    stock: Object.fromEntries(variants.map(({ sku, available }) => [sku, available])),
  }
}

/** Products from before versions were kept have rows alone; the rest keep what they were published with. */
function contentOf(row: Product, variants: Variant[], last: ListingInput | null): ListingInput {
  const { seasonMask, labelFacts, aliases, pictures, sample, sellsOnlyInSeason, ...rest } = row
  const plain = {
    ...rest,
    storage: row.storage as ListingInput['storage'],
    returnRule: row.returnRule as ListingInput['returnRule'],
    seasonMonths: seasonMonths(seasonMask),
    sample: sample === 1,
    sellsOnlyInSeason: sellsOnlyInSeason === 1,
    labelFacts: JSON.parse(labelFacts) as Record<string, string>,
    aliases: aliases.split(' ').filter(Boolean),
    pictures: JSON.parse(pictures) as ListingInput['pictures'],
  }
  return {
    ...(last ?? plain),
    variants: variants
      .filter(({ retired }) => !retired)
      .map((variant) => ({
        sku: variant.sku,
        specZh: variant.specZh,
        specEn: variant.specEn,
        netG: variant.netG,
        netMl: variant.netMl,
        grossG: variant.grossG,
        priceFen: variant.priceFen,
        soldAlone: variant.soldAlone === 1,
        stock: 0,
        components: variant.components
          ? (JSON.parse(variant.components) as { sku: string; quantity: number }[])
          : [],
      })),
  }
}
