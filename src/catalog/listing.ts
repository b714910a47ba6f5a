import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { int } from '../db/query.ts'
import type { ProductCard } from './card.ts'
import { besideStatements, type CardRow, columnsOf, countsIn, pageOf, WINDOW } from './card-rows.ts'
import type { StockedVariant } from './list-variants.ts'
import { searchProducts } from './search/searching.ts'

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
  /** Whether a search that finds nothing proposes other products. */
  proposing?: boolean
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
  /** What was probably meant, where what was typed finds nothing; the items are of this. */
  meant: string | null
  /** Where nothing was found, when asked for: what comes nearest, or the first of the season. */
  proposed: { near: boolean; items: ProductCard[] }
}

const ORDERS: Record<Sort, { column: SQL; direction: 'ASC' | 'DESC' }> = {
  season: { column: sql`p.season_rank`, direction: 'ASC' },
  price: { column: sql`p.price_from_fen`, direction: 'ASC' },
  price_desc: { column: sql`p.price_from_fen`, direction: 'DESC' },
}

/**
 * One page of products and the facet counts, in one round trip; a search that finds nothing takes a second one. No
 * facet or one reads a row a card, beside the few of the calendar; more facets walk the best index for at most 200 rows and leave a cursor behind the
 * last row looked at.
 */
export async function listProducts(db: Db, query: ListQuery, now: number): Promise<ProductList> {
  if (query.q) return searchProducts(db, { ...query, q: query.q }, now)
  const [rows, counts, templates, holidays] = await db.batch([
    db.all<CardRow>(listStatement(query)),
    ...besideStatements(db, query, now),
  ])
  return {
    ...pageOf(query, rows, rowsWanted(query), { templates, holidays, now }),
    counts: countsIn(counts),
    meant: null,
    proposed: { near: false, items: [] },
  }
}

function facetsOf(query: ListQuery): number {
  const priced = query.minFen !== undefined || query.maxFen !== undefined
  return [query.family, query.storage, query.origin, query.province, priced].filter(Boolean).length
}

function rowsWanted(query: ListQuery): number {
  const { family, storage, origin } = query
  const indexed = facetsOf(query) === 0 || (facetsOf(query) === 1 && Boolean(family || storage || origin))
  return indexed ? query.limit + 1 : WINDOW
}

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
