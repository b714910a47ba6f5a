import { type SQL, sql } from 'drizzle-orm'
import { contentVersionRaised } from '../../db/content-version.ts'
import { int, upsertRows } from '../../db/query.ts'
import { civilDate, monthOf } from '../../kernel/time.ts'
import { sayPromotions } from '../promotion-statements.ts'
import { products } from '../schema.ts'
import { keepNearWords } from '../search/near-statements.ts'
import { intoPriceOrder, outOfPriceOrder } from '../search/price-order.ts'
import {
  type Before,
  type Facets,
  facetsOf,
  type Publication,
  productRow,
  searchRow,
  wordsOf,
} from './publication.ts'

/**
 * All that publishing writes, in order: products, versions, SKUs, components, opening stock, search words, facet
 * counters, content version. Rows travel as JSON, so any number of publications is a dozen statements. Of two
 * publications of one version the second breaks on `product_version_once`.
 */
export function publicationStatements(publications: Publication[], by: string | null, now: number): SQL[] {
  const month = monthOf(civilDate(now))
  const old = publications.flatMap((publication) => publication.before ?? [])
  const shown = publications.filter((publication) => publication.listed)
  return [
    outOfPriceOrder(publications.map(({ id }) => id)),
    keepProducts(publications, month),
    keepVersions(publications, by, now),
    ...keepVariants(publications),
    ...keepComponents(publications),
    insertOpeningStock(publications, now),
    sayWhatIsSoldOut(publications.map(({ id }) => id)),
    sayPromotions(publications.map(({ id }) => id)),
    ...replaceWords(publications),
    keepNearWords(publications.map(({ content }) => content)),
    intoPriceOrder(publications.map(({ id }) => id)),
    ...countFacets(
      old.filter((before) => before.listed),
      shown.map(({ content }) => content),
    ),
    contentVersionRaised({ facets: FACETS }),
  ]
}

/** The facet counters in one piece. */
export const FACETS = sql`(
  SELECT coalesce(json_group_object(facet || ':' || value, products), '{}') FROM facet_counts)`

const rowsOf = (value: unknown): SQL => sql`json_each(${JSON.stringify(value)}) j`

/** A new product, or the next version of one, whose address, place and cover stay and whose stock word follows. */
const keepProducts = (publications: Publication[], month: number): SQL =>
  upsertRows(
    products,
    publications.map((publication) => productRow(publication, month)),
    ['slug', 'searchRank', 'soldOut', 'shareCover', 'shareCoverOf'],
  )

const keepVersions = (publications: Publication[], by: string | null, now: number): SQL => sql`
  INSERT INTO product_versions (product_id, version, content, staff_id, at)
  SELECT j.value ->> 'id', j.value ->> 'version', j.value -> 'content', ${by}, ${int(now)}
  FROM ${rowsOf(publications.map(({ id, version, content }) => ({ id, version, content })))}`

const TAX_COLUMNS = sql.raw(
  `nullif(j.value ->> '$.tax.code', ''), j.value ->> '$.tax.rateBp', nullif(j.value ->> '$.tax.exemptReason', ''),
    nullif(j.value ->> '$.tax.name', '')`,
)

/** New SKUs are inserted, so that one taken by another product breaks the batch; known ones change all but stock. */
function keepVariants(publications: Publication[]): SQL[] {
  const rows = publications.flatMap(({ id, content, before }) =>
    content.variants.map((variant, position) => ({
      ...variant,
      specEn: variant.specEn || variant.specZh,
      productId: id,
      position,
      known: before?.skus.some(({ sku }) => sku === variant.sku) ?? false,
      available: variant.components.length ? 0 : variant.stock,
      components: variant.components.length ? variant.components : null,
    })),
  )
  const gone = publications.flatMap(({ content, before }) =>
    (before?.skus ?? [])
      .filter(({ sku }) => !content.variants.some((variant) => variant.sku === sku))
      .map(({ sku }) => sku),
  )
  return [
    sql`INSERT INTO variants (sku, product_id, position, spec_zh, spec_en, net_g, net_ml, gross_g, price_fen,
        sold_alone, available, components, tax_code, tax_rate_bp, tax_exempt_reason, invoice_name)
      SELECT j.value ->> 'sku', j.value ->> 'productId', j.value ->> 'position', j.value ->> 'specZh',
        j.value ->> 'specEn', j.value ->> 'netG', j.value ->> 'netMl', j.value ->> 'grossG', j.value ->> 'priceFen',
        j.value ->> 'soldAlone', j.value ->> 'available', nullif(j.value -> 'components', 'null'),
        ${TAX_COLUMNS}
      FROM ${rowsOf(rows.filter(({ known }) => !known))}`,
    sql`UPDATE variants SET position = j.value ->> 'position', spec_zh = j.value ->> 'specZh',
        spec_en = j.value ->> 'specEn', net_g = j.value ->> 'netG', net_ml = j.value ->> 'netMl',
        gross_g = j.value ->> 'grossG',
        promo_was_charged = iif(price_fen = j.value ->> 'priceFen', promo_was_charged, 0),
        price_fen = j.value ->> 'priceFen', sold_alone = j.value ->> 'soldAlone',
        components = nullif(j.value -> 'components', 'null'), retired = 0,
        (tax_code, tax_rate_bp, tax_exempt_reason, invoice_name) = (SELECT ${TAX_COLUMNS} WHERE j.value -> 'tax' IS NOT NULL
          UNION ALL SELECT tax_code, tax_rate_bp, tax_exempt_reason, invoice_name WHERE j.value -> 'tax' IS NULL)
      FROM ${rowsOf(rows.filter(({ known }) => known))} WHERE variants.sku = j.value ->> 'sku'`,
    sql`UPDATE variants SET retired = 1, sold_alone = 0 WHERE sku IN (SELECT j.value FROM ${rowsOf(gone)})`,
  ]
}

function keepComponents(publications: Publication[]): SQL[] {
  const pairs = (skus: { sku: string; components: { sku: string; quantity: number }[] }[]) =>
    skus.flatMap((bundle) => bundle.components.map((part) => ({ ...part, bundle: bundle.sku })))
  return [
    sql`DELETE FROM bundle_components WHERE (component_sku, bundle_sku) IN (
      SELECT j.value ->> 'sku', j.value ->> 'bundle'
      FROM ${rowsOf(publications.flatMap(({ before }) => pairs(before?.skus ?? [])))})`,
    sql`INSERT INTO bundle_components (component_sku, bundle_sku, quantity)
      SELECT j.value ->> 'sku', j.value ->> 'bundle', j.value ->> 'quantity'
      FROM ${rowsOf(publications.flatMap(({ content }) => pairs(content.variants)))}`,
  ]
}

const insertOpeningStock = (publications: Publication[], now: number): SQL => {
  const movements = publications.flatMap(({ content, before }) =>
    content.variants
      .filter(({ sku, stock, components }) => {
        const known = before?.skus.some((old) => old.sku === sku)
        return !known && components.length === 0 && stock > 0
      })
      .map(({ sku, stock }) => ({ sku, quantity: stock })),
  )
  return sql`
    INSERT INTO stock_movements (sku, cause, kind, quantity, at)
    SELECT j.value ->> 'sku', 'opening', 'restocked', j.value ->> 'quantity', ${int(now)}
    FROM ${rowsOf(movements)}`
}

/** Triggers follow the stock of SKUs that stay; this follows SKUs that come and go. */
const sayWhatIsSoldOut = (ids: string[]): SQL => sql`
  UPDATE products SET sold_out = NOT EXISTS (
    SELECT 1 FROM variants v WHERE v.product_id = products.id AND v.sold_alone = 1 AND CASE
      WHEN v.components IS NULL THEN v.available > 0
      ELSE NOT EXISTS (SELECT 1 FROM json_each(v.components) c CROSS JOIN variants part ON part.sku = c.value ->> 'sku'
        WHERE part.available < (c.value ->> 'quantity')) END)
  WHERE id IN (SELECT j.value FROM ${rowsOf(ids)})`

/** The words of some products anew in the index. */
export function replaceWords(
  publications: (Pick<Publication, 'position' | 'listed' | 'content'> & {
    before: Pick<Before, 'position' | 'listed'> | null
  })[],
): SQL[] {
  const rows = publications.map(({ position, listed, content }) => ({
    row: searchRow(position, listed),
    words: wordsOf(content),
  }))
  const old = publications.flatMap(({ before }) => (before ? searchRow(before.position, before.listed) : []))
  return [
    sql`DELETE FROM product_search WHERE rowid IN (SELECT j.value FROM ${rowsOf(old)})`,
    sql`INSERT INTO product_search (rowid, words)
      SELECT j.value ->> 'row', j.value ->> 'words' FROM ${rowsOf(rows)}`,
  ]
}

/** Statements that take some products out of the counters and put others in. */
export function countFacets(out: Facets[], into: Facets[]): SQL[] {
  const sums = new Map<string, { facet: string; value: string; products: number }>()
  const add = (product: Facets, step: number) => {
    for (const [facet, value] of facetsOf(product)) {
      const known = sums.get(`${facet} ${value}`) ?? { facet, value, products: 0 }
      sums.set(`${facet} ${value}`, { ...known, products: known.products + step })
    }
  }
  for (const product of out) add(product, -1)
  for (const product of into) add(product, 1)
  const changes = [...sums.values()]
  return [
    sql`INSERT INTO facet_counts (facet, value, products)
      SELECT j.value ->> 'facet', j.value ->> 'value', j.value ->> 'products'
      FROM ${rowsOf(changes.filter(({ products }) => products > 0))} WHERE true
      ON CONFLICT (facet, value) DO UPDATE SET products = products + excluded.products`,
    sql`UPDATE facet_counts SET products = products + (j.value ->> 'products')
      FROM ${rowsOf(changes.filter(({ products }) => products < 0))}
      WHERE facet_counts.facet = j.value ->> 'facet' AND facet_counts.value = j.value ->> 'value'`,
    sql`DELETE FROM facet_counts WHERE products = 0`,
  ]
}
