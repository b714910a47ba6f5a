import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { readDrafts } from './drafts.ts'
import { pinyinOf } from './pinyin.ts'
import { OFF_SHELF_ROWS } from './publication.ts'
import { searchExpression } from './search-words.ts'

export const TABLE_VIEWS = ['all', 'listed', 'unlisted', 'draft', 'lacking', 'low', 'sample'] as const
export type TableView = (typeof TABLE_VIEWS)[number]

export type TableSku = {
  sku: string
  specZh: string
  netG: number | null
  netMl: number | null
  priceFen: number
  /** The end of its price for a time, which may be over; null when none was set. */
  promoUntil: number | null
  soldAlone: number
  available: number
  bundle: number
}
export type TableRow = {
  id: string
  /** Where the next page starts. */
  key: string
  slug: string
  nameZh: string
  picture: string
  family: string
  /** Null for a draft of a product that does not exist yet. */
  listed: number | null
  sample: number
  factsMissing: number
  seasonMask: number
  draft: number
  skus: TableSku[]
}

/** Pieces from which on a stock counts as low; the index of low stock holds the same number. */
export const LOW_STOCK = 10
const MOST_COUNTED = 1000
const MOST_FOUND = 40
const MOST_NEW_DRAFTS = 50

const SKUS = sql`(
  SELECT json_group_array(json_object('sku', v.sku, 'specZh', v.spec_zh, 'netG', v.net_g, 'netMl', v.net_ml,
    'priceFen', v.price_fen, 'soldAlone', v.sold_alone, 'bundle', v.components IS NOT NULL,
    'promoUntil', v.promo_until, 'available',
    CASE WHEN v.components IS NULL THEN v.available ELSE (
      SELECT coalesce(min(part.available / (c.value ->> 'quantity')), 0) FROM json_each(v.components) c
      CROSS JOIN variants part ON part.sku = c.value ->> 'sku') END) ORDER BY v.position)
  FROM variants v WHERE v.product_id = p.id AND v.retired = 0)`
const columns = (key: SQL) => sql`p.id, ${key} "key", p.slug, p.name_zh nameZh, p.picture, p.family, p.listed,
  p.sample, p.facts_missing factsMissing, p.season_mask seasonMask,
  EXISTS (SELECT 1 FROM product_drafts d WHERE d.id = p.id) draft, ${SKUS} skus`

const RANKED: Record<string, SQL> = {
  all: sql`1 = 1`,
  listed: sql`p.listed = 1`,
  unlisted: sql`p.listed = 0`,
  lacking: sql`p.facts_missing > 0`,
  sample: sql`p.sample = 1`,
}
const LOW = sql`v.available <= 10 AND v.retired = 0 AND v.components IS NULL`

function statement(view: TableView, after: string | undefined, limit: number): SQL {
  if (view === 'low')
    return sql`SELECT ${columns(sql`p.id`)} FROM (
      SELECT DISTINCT v.product_id id FROM variants v WHERE ${LOW} AND v.product_id > ${after ?? ''}
      ORDER BY v.product_id LIMIT ${limit}) l CROSS JOIN products p ON p.id = l.id ORDER BY p.id`
  if (view === 'draft')
    return sql`SELECT ${columns(sql`p.id`)} FROM product_drafts d CROSS JOIN products p ON p.id = d.id
      WHERE d.id > ${after ?? ''} ORDER BY d.id LIMIT ${limit}`
  return sql`SELECT ${columns(sql`p.search_rank`)} FROM products p
    WHERE ${RANKED[view]!} AND p.search_rank > CAST(${Number(after ?? 0) || 0} AS INTEGER)
    ORDER BY p.search_rank LIMIT ${limit}`
}

const found = (words: string): SQL => sql`SELECT ${columns(sql`p.search_rank`)} FROM (
    SELECT rowid FROM product_search WHERE product_search MATCH ${words} ORDER BY rowid LIMIT ${MOST_FOUND}
  ) s CROSS JOIN products p ON p.search_rank = s.rowid % ${sql.raw(String(OFF_SHELF_ROWS))} ORDER BY s.rowid`

type Row = Omit<TableRow, 'skus' | 'key'> & { skus: string; key: string | number }

/** A page of the listing table by product, each with its SKUs; a search shows the first 40 found. */
export async function readTable(
  db: Db,
  query: { view: TableView; q: string; after?: string; limit: number },
): Promise<{ rows: TableRow[]; next: string | null }> {
  const words = query.q ? searchExpression(query.q) : null
  if (query.q && !words) return { rows: [], next: null }
  const read = await db.all<Row>(words ? found(words) : statement(query.view, query.after, query.limit + 1))
  const rows = read.map((row) => ({
    ...row,
    key: String(row.key),
    skus: JSON.parse(row.skus) as TableSku[],
  }))
  const withNew = !query.after && (query.q || query.view === 'all' || query.view === 'draft')
  const fresh = withNew ? await newDrafts(db, query.q) : []
  const page = words ? rows : rows.slice(0, query.limit)
  return {
    rows: [...fresh, ...page],
    next: !words && rows.length > query.limit ? page.at(-1)!.key : null,
  }
}

/** Drafts of products that do not exist yet have no search row: there are few, so they are looked through. */
async function newDrafts(db: Db, q: string): Promise<TableRow[]> {
  const drafts = await readDrafts(db, { fresh: true, limit: MOST_NEW_DRAFTS })
  const wanted = q.toLowerCase()
  return drafts
    .filter(({ content }) =>
      [content.nameZh, pinyinOf(content.nameZh).join(''), ...content.variants.map(({ sku }) => sku)].some(
        (text) => text.toLowerCase().includes(wanted),
      ),
    )
    .map(({ id, content }) => ({
      id,
      key: id,
      slug: content.slug,
      nameZh: content.nameZh,
      picture: content.pictures?.[0]?.name ?? content.picture,
      family: content.family,
      listed: null,
      sample: Number(content.sample),
      factsMissing: 0,
      seasonMask: 0,
      draft: 1,
      skus: [],
    }))
}

/** How many products each view holds, counted up to a thousand, and SKUs likewise. */
export async function countTable(db: Db): Promise<Record<TableView | 'skus', number>> {
  const most = sql.raw(String(MOST_COUNTED))
  const counted = (from: SQL) => sql`(SELECT count(*) FROM (SELECT 1 FROM ${from} LIMIT ${most}))`
  const [row] = await db.all<Record<TableView | 'skus', number>>(sql`SELECT
    ${counted(sql`products`)} "all", ${counted(sql`products WHERE listed = 1`)} listed,
    ${counted(sql`products WHERE listed = 0`)} unlisted, ${counted(sql`product_drafts`)} draft,
    ${counted(sql`products WHERE facts_missing > 0`)} lacking,
    (SELECT count(*) FROM (SELECT DISTINCT v.product_id FROM variants v WHERE ${LOW} LIMIT ${most})) low,
    ${counted(sql`products WHERE sample = 1`)} sample, ${counted(sql`variants`)} skus`)
  return row!
}
