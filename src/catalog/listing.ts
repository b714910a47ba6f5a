import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { int } from '../db/query.ts'
import type { ContentVersion } from '../db/schema.ts'
import type { ProductCard } from './card.ts'
import { cardNow } from './card-now.ts'
import { type FreightRules, serves } from './freight.ts'
import { STOCKED_VARIANTS, type StockedVariant, stockedNow } from './list-variants.ts'
import type { StoredTemplate } from './schema.ts'
import { searchExpression } from './search-words.ts'

export type Sort = 'season' | 'price' | 'price_desc'

export type ListQuery = {
  family?: string
  storage?: string
  origin?: string
  /** Province short name (广东). */
  province?: string
  q?: string
  minFen?: number
  maxFen?: number
  sort: Sort
  /** Key of the last card seen, from `nextCursor`. */
  after?: Cursor
  limit: number
  /** Whether the numbers beside the filters are wanted. */
  counted?: boolean
  /** Whether each card carries its SKUs with what can be promised now: a row more for each of them. */
  stocked?: boolean
}

export type Cursor = { key: number; slug: string }
export type ProductList = {
  items: ProductCard[]
  /** By slug, when asked for. */
  variants: Record<string, StockedVariant[]>
  next: Cursor | null
  counts: Record<string, number>
}

/** How many rows a list with several facets may look through for one page. */
const WINDOW = 200
const SEARCH_RESULTS = 24

export const CARD_COLUMNS = sql`p.slug, p.name_zh nameZh, p.name_en nameEn, p.family, p.storage,
  p.origin_code originCode, p.origin_zh originZh, p.origin_en originEn, p.freight_template freightTemplate,
  p.season_mask seasonMask, p.sells_only_in_season sellsOnlyInSeason, p.picture, p.sample, p.sold_out soldOut,
  p.price_from_fen priceFromFen, p.card, p.season_rank seasonRank`

export type CardRow = Omit<ProductCard, 'card' | 'wasFen' | 'promoUntil'> & {
  card: string
  seasonRank: number
  variants?: string
}

/** A row as a card shows it at an instant. */
export const toCard = (row: CardRow, now: number): ProductCard => ({
  ...row,
  ...cardNow(JSON.parse(row.card), row.family, row.priceFromFen, now),
})

const ORDERS: Record<Sort, { column: SQL; direction: 'ASC' | 'DESC'; key: (row: CardRow) => number }> = {
  season: { column: sql`p.season_rank`, direction: 'ASC', key: (row) => row.seasonRank },
  price: { column: sql`p.price_from_fen`, direction: 'ASC', key: (row) => row.priceFromFen },
  price_desc: { column: sql`p.price_from_fen`, direction: 'DESC', key: (row) => row.priceFromFen },
}

/**
 * One page of products and the facet counts, in one round trip. No facet or one reads a row a card; more facets
 * walk the best index for at most 200 rows and leave a cursor behind the last row looked at.
 */
export async function listProducts(db: Db, query: ListQuery, now: number): Promise<ProductList> {
  const words = query.q ? searchExpression(query.q) : null
  if (query.q && !words) return { items: [], variants: {}, next: null, counts: {} }
  const [rows, counts, templates] = await db.batch([
    db.all<CardRow>(words ? searchStatement(words, columnsOf(query)) : listStatement(query)),
    // Programs get no counts: a list of 24 then reads the 24 and one to know whether there are more.
    db.all<Pick<ContentVersion, 'facets'>>(
      sql`SELECT facets FROM content_version LIMIT ${query.counted ? 1 : 0}`,
    ),
    db.all<Pick<StoredTemplate, 'code' | 'rules'>>(
      sql`SELECT code, rules FROM freight_templates LIMIT ${query.province ? 100 : 0}`,
    ),
  ])
  const { province } = query
  const served = templates.filter((row) => serves(JSON.parse(row.rules) as FreightRules, province ?? ''))
  const reaches = (row: CardRow) =>
    !province || served.some((template) => template.code === row.freightTemplate)
  const kept = rows.filter((row) => fitsFacets(row, query, now) && reaches(row))
  // A search shows all it found: its order has no cursor.
  const page = words ? kept : kept.slice(0, query.limit)
  return {
    items: page.map((row) => toCard(row, now)),
    variants: query.stocked
      ? Object.fromEntries(page.map((row) => [row.slug, stockedNow(row.variants ?? '[]', now)]))
      : {},
    next: words ? null : nextOf(query, rows, kept, page),
    counts: JSON.parse(counts[0]?.facets ?? '{}'),
  }
}

function nextOf(query: ListQuery, rows: CardRow[], kept: CardRow[], page: CardRow[]): Cursor | null {
  const cut = kept.length > page.length
  const full = rows.length === rowsWanted(query)
  const last = cut ? page.at(-1) : full ? rows.at(-1) : undefined
  return last ? { key: ORDERS[query.sort].key(last), slug: last.slug } : null
}

// Bounds compare with the price of now; the order of a list goes by the usual price, which an index holds.
const priceOf = (row: CardRow, now: number): number =>
  cardNow(JSON.parse(row.card), row.family, row.priceFromFen, now).priceFromFen

const fitsFacets = (row: CardRow, query: ListQuery, now: number) =>
  (!query.family || row.family === query.family) &&
  (!query.storage || row.storage === query.storage) &&
  (!query.origin || row.originCode === query.origin) &&
  (query.minFen === undefined || priceOf(row, now) >= query.minFen) &&
  (query.maxFen === undefined || priceOf(row, now) <= query.maxFen)

function facetsOf(query: ListQuery): number {
  const priced = query.minFen !== undefined || query.maxFen !== undefined
  return [query.family, query.storage, query.origin, query.province, priced].filter(Boolean).length
}

function rowsWanted(query: ListQuery): number {
  const { family, storage, origin } = query
  const indexed = facetsOf(query) === 0 || (facetsOf(query) === 1 && Boolean(family || storage || origin))
  return indexed ? query.limit + 1 : WINDOW
}

const columnsOf = (query: ListQuery): SQL =>
  query.stocked ? sql`${CARD_COLUMNS}, ${STOCKED_VARIANTS} variants` : CARD_COLUMNS

function listStatement(query: ListQuery): SQL {
  const { column, direction } = ORDERS[query.sort]
  const by = direction === 'ASC' ? sql`ASC` : sql`DESC`
  const compare = direction === 'ASC' ? sql`>` : sql`<`
  const facet = query.family
    ? sql`p.family = ${query.family} AND`
    : query.origin
      ? sql`p.origin_code = ${query.origin} AND`
      : query.storage
        ? sql`p.storage = ${query.storage} AND`
        : sql``
  const after = query.after
    ? sql`AND (${column}, p.slug) ${compare} (${int(query.after.key)}, ${query.after.slug})`
    : sql``
  return sql`SELECT ${columnsOf(query)} FROM products p WHERE ${facet} p.listed = 1 ${after}
    ORDER BY ${column} ${by}, p.slug ${by} LIMIT ${rowsWanted(query)}`
}

// Ordered by the precomputed row number: bm25 would read every match. The plus keeps the lookup
// on the unique index of search_rank, which is a row less for each result.
const searchStatement = (words: string, columns: SQL): SQL => sql`
  SELECT ${columns} FROM (
    SELECT rowid FROM product_search WHERE product_search MATCH ${words} ORDER BY rowid LIMIT ${SEARCH_RESULTS}
  ) s CROSS JOIN products p ON p.search_rank = s.rowid WHERE +p.listed = 1 ORDER BY s.rowid`

export const formatCursor = (cursor: Cursor): string =>
  btoa(`${cursor.key}:${cursor.slug}`).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')

/** Null for a cursor we never gave out. */
export function parseCursor(text: string): Cursor | null {
  try {
    const match = /^(\d{1,15}):([a-z0-9-]{1,80})$/.exec(atob(text.replace(/-/g, '+').replace(/_/g, '/')))
    return match ? { key: Number(match[1]), slug: match[2]! } : null
  } catch {
    return null
  }
}
