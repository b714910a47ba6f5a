import { type SQL, sql } from 'drizzle-orm'
import { int } from '../../db/query.ts'
import { civilDate, monthOf } from '../../kernel/time.ts'
import { columnsOf, WINDOW } from '../card-rows.ts'
import type { ListQuery } from '../listing.ts'
import { OFF_SHELF_ROWS, POSITION_STEP } from '../listings/publication.ts'
import { OUT_OF_SEASON } from '../season.ts'
import { firstReading, type Reading } from './expression.ts'
import { markOf, NO_MARK } from './marks.ts'
import { PRICE_STEP } from './price-order.ts'

const OFF_SHELF = sql.raw(String(OFF_SHELF_ROWS))

/** Filters that are no words of the index: their rows are looked through. */
const isLoose = ({ province, minFen, maxFen }: ListQuery): boolean =>
  province !== undefined || minFen !== undefined || maxFen !== undefined

/** How many rows a page of a search looks at. */
export const rowsWanted = (query: ListQuery): number => (isLoose(query) ? WINDOW : query.limit + 1)

/**
 * One page of what the first of some readings finds, one row more than asked, or 200 to look through where a filter is
 * no word of the index. FTS5 walks the order of its row numbers and stops at the limit: rows read do not grow with what
 * is found.
 */
export function searchStatement(query: ListQuery, readings: Reading[], now: number): SQL {
  const { column, rows } = query.sort === 'season' ? bySeason(query, now) : byPrice(query)
  return sql`WITH found AS MATERIALIZED (${firstReading(readings)})
    SELECT ${columnsOf(query)}, s.place searchKey FROM (${rows}) s
    CROSS JOIN products p ON p.search_rank = ${column} WHERE +p.listed = 1
    ORDER BY s.place ${query.sort === 'price_desc' ? sql`DESC` : sql``}`
}

/** The expression with the filters that are words of the index; `more` goes behind them. */
const matching = ({ family, storage, origin }: ListQuery, more = ''): SQL => {
  const marks = [
    family && markOf.family(family),
    storage && markOf.storage(storage),
    origin && markOf.origin(origin),
  ].filter(Boolean)
  const narrowed = marks.map((mark) => ` AND "${mark}"`).join('')
  return sql`coalesce((SELECT '(' || expression || ')' || ${narrowed + more} FROM found), ${`"${NO_MARK}"`})`
}

/** What this month has in season, then the rest, each in the shop's order: the order of the lists. */
function bySeason(query: ListQuery, now: number) {
  const month = markOf.month(monthOf(civilDate(now)))
  const limit = rowsWanted(query)
  const key = query.after?.key ?? -1
  const away = key >= OUT_OF_SEASON
  const position = Math.floor((away ? key - OUT_OF_SEASON : key) / POSITION_STEP)
  const part = (more: string, after: number, rank: number) => sql`
    SELECT * FROM (SELECT rowid position, rowid * ${int(POSITION_STEP)} + ${int(rank)} place FROM product_search
      WHERE product_search MATCH ${matching(query, more)} AND rowid > ${int(after)} AND rowid < ${OFF_SHELF}
      ORDER BY rowid LIMIT ${limit})`
  const open = part(` AND "${month}"`, position, 0)
  const rest = part(` NOT "${month}"`, away ? position : -1, OUT_OF_SEASON)
  // The parts come in turn, so the second is only begun where the first leaves room.
  const rows = sql`SELECT position, place FROM (${away ? rest : sql`${open} UNION ALL ${rest}`}) LIMIT ${limit}`
  return { column: sql`s.position`, rows }
}

/** By the usual price, which no lower one for a time exceeds: what costs less than the lowest price asked is left out. */
function byPrice(query: ListQuery) {
  const down = query.sort === 'price_desc'
  const { after, minFen } = query
  const seen = after
    ? sql`AND rowid ${down ? sql`<` : sql`>`} ${int(after.key)} * ${PRICE_STEP}
        + coalesce((SELECT search_rank FROM products WHERE slug = ${after.slug}), 0)`
    : sql``
  const bound = minFen === undefined ? sql`` : sql`AND rowid >= ${int(minFen)} * ${PRICE_STEP}`
  const rows = sql`SELECT rowid place FROM price_search
    WHERE price_search MATCH ${matching(query)} ${seen} ${bound}
    ORDER BY rowid ${down ? sql`DESC` : sql``} LIMIT ${rowsWanted(query)}`
  return { column: sql`s.place % ${PRICE_STEP}`, rows }
}
