import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { Answers, Db } from '../../db/client.ts'
import { int } from '../../db/query.ts'
import { readGuide } from '../guide.ts'
import { type Product, type ProductVersion, products, type Variant } from '../schema.ts'
import { seasonMonths } from '../season.ts'
import { taxOf } from '../tax.ts'
import type { ListingInput } from './input.ts'
import type { Before } from './publication.ts'

type BeforeRow = Omit<Before, 'skus'> & { skus: string }

const BEFORE = sql`SELECT p.id, p.slug, p.search_rank position, p.listed, p.version, p.edits, p.family, p.storage,
  p.origin_code originCode, p.freight_template freightTemplate, (
    SELECT json_group_array(json_object('sku', v.sku, 'retired', v.retired, 'components',
      json(coalesce(v.components, '[]')))) FROM variants v WHERE v.product_id = p.id) skus FROM products p`

/** Columns the shop reckons by itself; all others are what the listing says. */
const RECKONED = ['id', 'searchRank', 'listed', 'seasonRank', 'priceFromFen', 'soldOut', 'card', 'version']
const KEPT = ['factsMissing', 'edits', 'shareCover', 'shareCoverOf', 'wordsOld']

const CONTENT = sql.raw(
  Object.entries(getTableColumns(products))
    .filter(([key]) => !RECKONED.includes(key) && !KEPT.includes(key))
    .map(([key, { name }]) => `p.${name} ${key}`)
    .join(', '),
)

const parseBefore = (row: BeforeRow): Before => ({ ...row, skus: JSON.parse(row.skus) as Before['skus'] })

/** What some products hold now, as publishing them anew has to know it, by slug. */
export async function readBefore(db: Db, slugs: string[]): Promise<Map<string, Before>> {
  const rows = await db.all<BeforeRow>(
    sql`${BEFORE} WHERE p.slug IN (SELECT value FROM json_each(${JSON.stringify(slugs)}))`,
  )
  return new Map(rows.map((row) => [row.slug, parseBefore(row)]))
}

type ContentRow = Omit<Product, 'id' | 'listed'>
export type Published = Before & { content: ListingInput; stock: Record<string, number> }

/** A product with the content it was last published with and the prices of now; null when there is none. */
export const readPublished = async (db: Db, id: string): Promise<Published | null> =>
  (await readAllPublished(db, [id]))[0] ?? null

/** The same of many products, in one round trip. */
export const readAllPublished = async (db: Db, ids: string[]): Promise<Published[]> =>
  publishedFrom(ids, await db.batch(publishedStatements(db, ids)))

/** The statements of one snapshot of some products. */
export function publishedStatements(db: Db, ids: string[]) {
  const of = (table: SQL, column: SQL) =>
    sql`json_each(${JSON.stringify(ids)}) j CROSS JOIN ${table} ON ${column} = j.value`
  return [
    db.all<BeforeRow>(sql`${BEFORE} WHERE p.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`),
    db.all<Product>(sql`SELECT p.id, ${CONTENT} FROM ${of(sql`products p`, sql`p.id`)}`),
    db.all<Variant>(sql`
      SELECT sku, product_id productId, spec_zh specZh, spec_en specEn, net_g netG, net_ml netMl, gross_g grossG,
        price_fen priceFen, sold_alone soldAlone, available, components, retired, tax_code taxCode,
        tax_rate_bp taxRateBp, tax_exempt_reason taxExemptReason, invoice_name invoiceName
      FROM ${of(sql`variants v`, sql`v.product_id`)} ORDER BY product_id, position`),
    db.all<Pick<ProductVersion, 'content'> & { id: ProductVersion['productId'] }>(sql`
      SELECT v.product_id id, v.content FROM ${of(sql`products p`, sql`p.id`)}
      CROSS JOIN product_versions v ON v.product_id = p.id AND v.version = (
        SELECT max(l.version) FROM product_versions l WHERE l.product_id = p.id)`),
  ] as const
}

/** The statements' answers, put together. */
export function publishedFrom(
  ids: string[],
  [before, rows, variants, versions]: Answers<ReturnType<typeof publishedStatements>>,
): Published[] {
  const own = new Map(rows.map((row) => [row.id, row]))
  const sold = new Map<string, Variant[]>(ids.map((id) => [id, []]))
  for (const variant of variants) sold.get(variant.productId)?.push(variant)
  const last = new Map(versions.map(({ id, content }) => [id, content]))
  return before.map((row) => {
    const { id: _id, ...product } = own.get(row.id)!
    const text = last.get(row.id)
    const skus = sold.get(row.id) ?? []
    return {
      ...parseBefore(row),
      content: contentOf(product, skus, text ? (JSON.parse(text) as ListingInput) : null),
      stock: Object.fromEntries(skus.map(({ sku, available }) => [sku, available])),
    }
  })
}

export type PublishedLine = { id: string; position: number; listed: number; content: ListingInput }

/** Products with their content in the order of their positions, from after one of them, `limit` at most. */
export async function readPublishedPage(db: Db, after: number, limit: number): Promise<PublishedLine[]> {
  const rows = await db.all<Product & { position: number; skus: string; last: string | null }>(sql`
    SELECT p.id, p.search_rank position, p.listed, ${CONTENT},
      (SELECT content FROM product_versions o WHERE o.product_id = p.id ORDER BY version DESC LIMIT 1) last,
      (SELECT json_group_array(json_object('sku', v.sku, 'specZh', v.spec_zh, 'specEn', v.spec_en, 'netG', v.net_g,
        'netMl', v.net_ml, 'grossG', v.gross_g, 'priceFen', v.price_fen, 'soldAlone', v.sold_alone,
        'components', v.components, 'retired', v.retired, 'taxCode', v.tax_code, 'taxRateBp', v.tax_rate_bp,
        'taxExemptReason', v.tax_exempt_reason, 'invoiceName', v.invoice_name) ORDER BY v.position)
        FROM variants v WHERE v.product_id = p.id) skus
    FROM products p WHERE p.search_rank > ${int(after)} ORDER BY p.search_rank LIMIT ${limit}`)
  return rows.map(({ id, position, listed, skus, last, ...row }) => ({
    id,
    position,
    listed,
    content: contentOf(row, JSON.parse(skus) as Variant[], last ? (JSON.parse(last) as ListingInput) : null),
  }))
}

/** Products from before versions were kept have rows alone; the rest keep what they were published with. */
function contentOf(row: ContentRow, variants: Variant[], last: ListingInput | null): ListingInput {
  const { seasonMask, labelFacts, aliases, pictures, guide, sample, sellsOnlyInSeason, ...rest } = row
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
    guide: readGuide(guide),
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
        ...saidOfTax(variant),
      })),
  }
}

/** What nobody has filled in is not said, so that a listing reads as it was published. */
const saidOfTax = (variant: Variant) => {
  const tax = taxOf(variant)
  return tax ? { tax } : {}
}
