import { eq, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { selectAll } from '../db/query.ts'
import type { ProductCard } from './card.ts'
import { CARD_COLUMNS, type CardRow, leavingStatements, toCards } from './card-rows.ts'
import { type Dispatch, dispatchOf } from './dispatch.ts'
import type { FreightRules, FreightTemplate } from './freight.ts'
import { type Priced, type PriceNow, priceAt } from './promotion.ts'
import { PRICED } from './promotion-statements.ts'
import { type Product, products, type StoredProducer, type StoredTemplate, type Variant } from './schema.ts'

/** What lies in a box: a SKU of another product. */
export type BoxPart = Record<'nameZh' | 'nameEn' | 'specZh' | 'specEn' | 'family', string> & {
  quantity: number
}

/** What only an invoice needs. */
type TaxColumn = 'taxCode' | 'taxRateBp' | 'taxExemptReason' | 'invoiceName'

/** A SKU as a page shows it: at the price of now, a box with what lies in it. */
export type ShownVariant = Omit<Variant, keyof Priced | 'promoSetAt' | 'unpaid' | TaxColumn> &
  Omit<PriceNow, 'promoUntil'> & { promoUntil: number | null; parts: BoxPart[] }

export type ProductDetail = {
  product: Product
  variants: ShownVariant[]
  /** A sample stands for one whose name has not been checked. */
  producer: Pick<StoredProducer, 'nameZh' | 'nameEn' | 'sample'>
  template: FreightTemplate
  dispatch: Dispatch
  related: ProductCard[]
}

/** A product with what its page shows, in one round trip; null when it is not listed. */
export async function readProduct(db: Db, slug: string, now: number): Promise<ProductDetail | null> {
  const own = sql`(SELECT id FROM products WHERE slug = ${slug})`
  const [rows, variants, template, producers, related, templates, holidays] = await db.batch([
    db.all(selectAll(products).where(eq(products.slug, slug))),
    db.all<Variant & { parts: string | null }>(sql`
      SELECT sku, product_id productId, position, spec_zh specZh, spec_en specEn, net_g netG, net_ml netMl,
        gross_g grossG, ${PRICED}, sold_alone soldAlone, retired, components,
        CASE WHEN components IS NULL THEN available ELSE (
          SELECT coalesce(min(part.available / (c.value ->> 'quantity')), 0) FROM json_each(v.components) c
          CROSS JOIN variants part ON part.sku = c.value ->> 'sku') END available,
        CASE WHEN components IS NOT NULL THEN (
          SELECT json_group_array(json_object('nameZh', p.name_zh, 'nameEn', p.name_en, 'specZh', part.spec_zh,
            'specEn', part.spec_en, 'family', p.family, 'quantity', c.value ->> 'quantity'))
          FROM json_each(v.components) c CROSS JOIN variants part ON part.sku = c.value ->> 'sku'
          CROSS JOIN products p ON p.id = part.product_id) END parts
      FROM variants v WHERE v.product_id = ${own} AND v.sold_alone = 1 ORDER BY v.position`),
    db.all<Pick<StoredTemplate, 'code' | 'nameZh' | 'nameEn' | 'rules'>>(sql`
      SELECT code, name_zh nameZh, name_en nameEn, rules FROM freight_templates
      WHERE code = (SELECT freight_template FROM products WHERE slug = ${slug})`),
    db.all<Pick<StoredProducer, 'nameZh' | 'nameEn' | 'sample'>>(sql`
      SELECT name_zh nameZh, name_en nameEn, sample FROM producers
      WHERE id = (SELECT producer_id FROM products WHERE slug = ${slug})`),
    db.all<CardRow>(sql`
      SELECT ${CARD_COLUMNS} FROM products p
      WHERE p.family = (SELECT family FROM products WHERE slug = ${slug}) AND p.listed = 1
      ORDER BY p.season_rank, p.slug LIMIT 5`),
    ...leavingStatements(db, now),
  ])
  const [product, sent] = [rows[0], template[0]]
  if (!product?.listed || !sent) return null
  const rules: FreightRules = JSON.parse(sent.rules)
  return {
    product,
    variants: variants.map((variant) => ({
      ...variant,
      ...priceAt(variant, now),
      parts: JSON.parse(variant.parts ?? '[]'),
    })),
    producer: producers[0] ?? { nameZh: '', nameEn: '', sample: 0 },
    template: { ...sent, rules },
    dispatch: dispatchOf(product, rules, holidays, now),
    related: toCards(related.filter((row) => row.slug !== slug).slice(0, 4), { templates, holidays, now }),
  }
}
