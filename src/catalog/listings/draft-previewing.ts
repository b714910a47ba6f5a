import { sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { filled } from '../../db/query.ts'
import { civilDate, monthOf } from '../../kernel/time.ts'
import { calendarAt } from '../calendar.ts'
import { dispatchOf } from '../dispatch.ts'
import type { FreightRules } from '../freight.ts'
import type { BoxPart, ProductDetail, ShownVariant } from '../queries.ts'
import { type Product, products, type StoredProducer, type StoredTemplate, type Variant } from '../schema.ts'
import type { ListingInput, VariantInput } from './input.ts'
import { productRow, publicationOf } from './publication.ts'
import type { Published } from './published.ts'

/** A draft as its product page will show it, with the stock of now; null while it has no SKU that is sold. */
export async function previewDraft(
  db: Db,
  id: string,
  content: ListingInput,
  published: Published | null,
  now: number,
): Promise<ProductDetail | null> {
  if (!content.variants.some((variant) => variant.soldAlone)) return null
  const [templates, producers, holidays, parts] = await db.batch([
    db.all<Pick<StoredTemplate, 'code' | 'nameZh' | 'nameEn' | 'rules'>>(sql`
      SELECT code, name_zh nameZh, name_en nameEn, rules FROM freight_templates
      WHERE code = ${content.freightTemplate}`),
    db.all<Pick<StoredProducer, 'nameZh' | 'nameEn' | 'sample'>>(
      sql`SELECT name_zh nameZh, name_en nameEn, sample FROM producers WHERE id = ${content.producerId}`,
    ),
    calendarAt(db, now),
    db.all<Pick<Variant, 'sku' | 'available'> & Omit<BoxPart, 'quantity'>>(sql`
      SELECT v.sku, v.available, v.spec_zh specZh, v.spec_en specEn, p.name_zh nameZh, p.name_en nameEn, p.family
      FROM json_each(${JSON.stringify(partsOf(content))}) j
      CROSS JOIN variants v ON v.sku = j.value CROSS JOIN products p ON p.id = v.product_id`),
  ])
  const stock = new Map([
    ...content.variants.map(({ sku, stock }): [string, number] => [sku, stock]),
    ...Object.entries(published?.stock ?? {}),
    ...parts.map(({ sku, available }): [string, number] => [sku, available]),
  ])
  const template = templates[0]
  if (!template) return null
  const product = productOf(id, content, published, now)
  const rules: FreightRules = JSON.parse(template.rules)
  return {
    product,
    variants: content.variants
      .filter(({ soldAlone }) => soldAlone)
      .map(
        (variant, position): ShownVariant => ({
          ...variant,
          productId: id,
          position,
          specEn: variant.specEn || variant.specZh,
          soldAlone: 1,
          retired: 0,
          wasFen: null,
          promoUntil: null,
          available: promiseable(variant, stock),
          components: null,
          parts: variant.components.flatMap(({ sku, quantity }) => {
            const part = parts.find((own) => own.sku === sku)
            return part ? [{ ...part, quantity }] : []
          }),
        }),
      ),
    producer: producers[0] ?? { nameZh: '', nameEn: '', sample: 0 },
    template: { ...template, rules },
    dispatch: dispatchOf(product, rules, holidays, now),
    related: [],
  }
}

const partsOf = ({ variants }: ListingInput): string[] =>
  variants.flatMap(({ components }) => components.map(({ sku }) => sku))

/** Pieces that can be promised; a box has as many as its scarcest part allows. */
const promiseable = ({ sku, components }: VariantInput, stock: Map<string, number>): number =>
  components.length
    ? Math.min(...components.map((part) => Math.floor((stock.get(part.sku) ?? 0) / part.quantity)))
    : (stock.get(sku) ?? 0)

/** As its row will be; what nothing says yet is empty. */
function productOf(id: string, content: ListingInput, published: Published | null, now: number): Product {
  const publication = publicationOf(content, published, { id, position: published?.position ?? 0 })
  return filled(products, productRow(publication, monthOf(civilDate(now))))
}
