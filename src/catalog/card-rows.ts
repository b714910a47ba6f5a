import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import type { ContentVersion } from '../db/schema.ts'
import { calendarAt } from './calendar.ts'
import type { ProductCard } from './card.ts'
import { cardNow } from './card-now.ts'
import { dispatchOf } from './dispatch.ts'
import { type FreightRules, type Holiday, serves } from './freight.ts'
import { lastDayOf } from './last-day.ts'
import { STOCKED_VARIANTS, stockedNow } from './list-variants.ts'
import type { Cursor, ListQuery, ProductList, Sort } from './listing.ts'
import type { StoredTemplate } from './schema.ts'

/** How many rows a list may look through for one page where no index fits its filters. */
export const WINDOW = 200

export const CARD_COLUMNS = sql`p.slug, p.name_zh nameZh, p.name_en nameEn, p.family, p.storage,
  p.origin_code originCode, p.origin_zh originZh, p.origin_en originEn, p.freight_template freightTemplate,
  p.season_mask seasonMask, p.sells_only_in_season sellsOnlyInSeason, p.picture, p.sample, p.sold_out soldOut,
  p.price_from_fen priceFromFen, p.card, p.season_rank seasonRank`

export type CardRow = Omit<ProductCard, 'card' | 'wasFen' | 'promoUntil' | 'over' | 'lastOn'> & {
  card: string
  seasonRank: number
  /** Its place in the order of a search. */
  searchKey?: number
  variants?: string
}

/** When parcels leave: what ends a season some days before its month does. */
export type Leaving = { templates: Templates; holidays: Holiday[]; now: number }

/** The statements of it; a handful of rows however many products there are. */
export const leavingStatements = (db: Db, now: number) =>
  [
    db.all<Templates[number]>(sql`SELECT code, rules FROM freight_templates LIMIT 100`),
    calendarAt(db, now),
  ] as const

/** Rows as cards show them at an instant. */
export const toCards = <Row extends CardRow>(
  rows: Row[],
  leaving: Leaving,
): (Omit<Row, 'card'> & ProductCard)[] => {
  // Goods of one season that are sent alike end alike.
  const ends = new Map<string, ReturnType<typeof seasonEnd>>()
  const endOf = (row: CardRow) => {
    const alike = `${row.freightTemplate} ${row.seasonMask} ${row.sellsOnlyInSeason}`
    const end = ends.get(alike) ?? seasonEnd(row, leaving)
    ends.set(alike, end)
    return end
  }
  return rows.map((row) => ({
    ...row,
    ...cardNow(JSON.parse(row.card), row.family, row.priceFromFen, leaving.now),
    ...endOf(row),
  }))
}

/** As its own page says it: whether nothing ordered now leaves in season any more, and until when something does. */
function seasonEnd(
  row: CardRow,
  { templates, holidays, now }: Leaving,
): Pick<ProductCard, 'over' | 'lastOn'> {
  const own = templates.find(({ code }) => code === row.freightTemplate)
  if (!own || row.sellsOnlyInSeason !== 1) return { over: false, lastOn: null }
  const rules: FreightRules = JSON.parse(own.rules)
  return {
    over: dispatchOf(row, rules, holidays, now).problem === 'out_of_season',
    lastOn: lastDayOf(row, rules, holidays, now),
  }
}

export const columnsOf = (query: Pick<ListQuery, 'stocked'>): SQL =>
  query.stocked ? sql`${CARD_COLUMNS}, ${STOCKED_VARIANTS} variants` : CARD_COLUMNS

const KEYS: Record<Sort, (row: CardRow) => number> = {
  season: (row) => row.searchKey ?? row.seasonRank,
  price: (row) => row.priceFromFen,
  price_desc: (row) => row.priceFromFen,
}

type Templates = Pick<StoredTemplate, 'code' | 'rules'>[]

/** What a list reads beside its rows: the numbers of its filters, and where and when its goods are sent. */
export const besideStatements = (db: Db, query: ListQuery, now: number) =>
  [
    // Programs get no counts: a list of 24 then reads the 24 and one to know whether there are more.
    db.all<Pick<ContentVersion, 'facets'>>(
      sql`SELECT facets FROM content_version LIMIT ${query.counted ? 1 : 0}`,
    ),
    ...leavingStatements(db, now),
  ] as const

export const countsIn = (rows: Pick<ContentVersion, 'facets'>[]): Record<string, number> =>
  JSON.parse(rows[0]?.facets ?? '{}')

/** One page of the rows a list looked at, of `wanted` it asked for: those that fit, and where the next page begins. */
export function pageOf(
  query: ListQuery,
  rows: CardRow[],
  wanted: number,
  leaving: Leaving,
): Pick<ProductList, 'items' | 'variants' | 'next'> {
  const { province } = query
  const { templates, now } = leaving
  const served = templates.filter((row) => serves(JSON.parse(row.rules) as FreightRules, province ?? ''))
  const reaches = (row: CardRow) =>
    !province || served.some((template) => template.code === row.freightTemplate)
  const kept = rows.filter((row) => fitsFacets(row, query, now) && reaches(row))
  const page = kept.slice(0, query.limit)
  return {
    items: toCards(page, leaving),
    variants: query.stocked
      ? Object.fromEntries(page.map((row) => [row.slug, stockedNow(row.variants ?? '[]', now)]))
      : {},
    next: nextOf(query, rows, wanted, kept, page),
  }
}

function nextOf(
  query: ListQuery,
  rows: CardRow[],
  wanted: number,
  kept: CardRow[],
  page: CardRow[],
): Cursor | null {
  const cut = kept.length > page.length
  const last = cut ? page.at(-1) : rows.length === wanted ? rows.at(-1) : undefined
  return last ? { key: KEYS[query.sort](last), slug: last.slug } : null
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
