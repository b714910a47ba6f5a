import { sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { typedList } from '../../kernel/typed-list.ts'
import { isReadable } from '../../ui/markdown-reading.ts'
import { type Choices, readChoices } from '../listings/editor.ts'
import { readPart } from '../listings/form.ts'
import type { OtherSku } from '../listings/ground.ts'
import type { ListingInput } from '../listings/input.ts'
import type { Published } from '../listings/published.ts'
import type { Product, ProductDraft, Variant } from '../schema.ts'
import { readProducts } from './exporting.ts'
import type { SheetRow } from './rows.ts'

/** Everything a sheet is compared with, read once for all its rows. */
export type SheetGround = {
  choices: Choices
  bySlug: Map<string, Published>
  /** Slug of the product a SKU belongs to. */
  owners: Map<string, string>
  /** Drafts of products that do not exist yet, by slug. */
  drafts: Map<string, ListingInput>
  skus: Map<string, OtherSku>
  /** Stories of the sheet that no reader can draw. */
  unreadable: Set<string>
  /** Where the last product stands. */
  lastPosition: number
}

const partsOf = (cell: string | undefined): string[] =>
  typedList(cell ?? '').flatMap((part) => readPart(part)?.sku ?? [])

/** Reads products, SKUs and drafts that some rows name; three round trips and one more for each 500 products. */
export async function readSheetGround(db: Db, rows: SheetRow[], slugs: string[]): Promise<SheetGround> {
  const named = JSON.stringify([...new Set(rows.map(({ cells }) => cells.sku ?? ''))])
  const [choices, [bySlug, bySku, drafts, last]] = await Promise.all([
    readChoices(db),
    db.batch([
      db.all<Pick<Product, 'id' | 'slug'>>(
        sql`SELECT p.id, p.slug FROM json_each(${JSON.stringify(slugs)}) j CROSS JOIN products p ON p.slug = j.value`,
      ),
      db.all<Pick<Variant, 'sku'> & Pick<Product, 'id' | 'slug'>>(sql`
        SELECT v.sku, p.id, p.slug FROM json_each(${named}) j CROSS JOIN variants v ON v.sku = j.value
        CROSS JOIN products p ON p.id = v.product_id`),
      db.all<Pick<ProductDraft, 'slug' | 'content'>>(sql`
        SELECT d.slug, d.content FROM json_each(${JSON.stringify(slugs)}) j
        CROSS JOIN product_drafts d ON d.slug = j.value WHERE d.product_id IS NULL`),
      db.all<{
        position: Product['searchRank']
      }>(sql`SELECT search_rank position FROM products ORDER BY search_rank DESC LIMIT 1`),
    ]),
  ])
  const products = await readProducts(db, [...new Set([...bySlug, ...bySku].map(({ id }) => id))])
  const inside = products.flatMap(({ content }) =>
    content.variants.flatMap((variant) => variant.components.map(({ sku }) => sku)),
  )
  const wanted = [
    ...rows.flatMap(({ cells }) => [cells.sku ?? '', ...partsOf(cells.parts)]),
    ...products.flatMap(({ content }) => content.variants.map(({ sku }) => sku)),
    ...inside,
  ]
  return {
    choices,
    bySlug: new Map(products.map((published) => [published.slug, published])),
    owners: new Map(bySku.map(({ sku, slug }) => [sku, slug])),
    drafts: new Map(drafts.map(({ slug, content }) => [slug, JSON.parse(content) as ListingInput])),
    skus: await readSkus(db, wanted),
    unreadable: await unreadableOf(rows),
    lastPosition: last[0]?.position ?? 0,
  }
}

async function unreadableOf(rows: SheetRow[]): Promise<Set<string>> {
  const stories = new Set(rows.flatMap(({ cells }) => [cells.storyZh ?? '', cells.storyEn ?? '']))
  const found = new Set<string>()
  for (const story of stories) if (!(await isReadable(story))) found.add(story)
  return found
}

async function readSkus(db: Db, skus: string[]): Promise<Map<string, OtherSku>> {
  const rows = await db.all<OtherSku>(sql`
    SELECT v.sku, v.product_id productId, p.name_zh nameZh, v.spec_zh specZh, v.price_fen priceFen,
      v.components IS NOT NULL bundle, v.retired, p.sample, p.facts_missing factsMissing
    FROM json_each(${JSON.stringify([...new Set(skus)])}) j CROSS JOIN variants v ON v.sku = j.value
    CROSS JOIN products p ON p.id = v.product_id`)
  return new Map(rows.map((row) => [row.sku, row]))
}
