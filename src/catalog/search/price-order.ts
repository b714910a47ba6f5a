import { type SQL, sql } from 'drizzle-orm'

/**
 * `price_search` holds the words of what is on the shelf in the order of prices, for FTS5 gives what it finds in the
 * order of its row numbers and in no other without reading all of it. A row number is price × this + position.
 */
export const PRICE_STEP = sql.raw('1000000000')

/** Before prices, words or the shelf of some products change: takes them out of the order. */
export const outOfPriceOrder = (ids: string[]): SQL => sql`
  DELETE FROM price_search WHERE rowid IN (
    SELECT p.price_from_fen * ${PRICE_STEP} + p.search_rank FROM json_each(${JSON.stringify(ids)}) j
    CROSS JOIN products p ON p.id = j.value)`

/** After it: puts those on the shelf back in. */
export const intoPriceOrder = (ids: string[]): SQL => sql`
  INSERT INTO price_search (rowid, words)
  SELECT p.price_from_fen * ${PRICE_STEP} + p.search_rank, s.words FROM json_each(${JSON.stringify(ids)}) j
  CROSS JOIN products p ON p.id = j.value AND p.listed = 1 CROSS JOIN product_search s ON s.rowid = p.search_rank`
