import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { settledPieces } from '../../db/settled-pieces.ts'
import { addDays } from '../../kernel/time.ts'
import type { Product, Variant } from '../schema.ts'
import { searchExpression } from '../search-words.ts'
import { COVER_DAYS, coverStatement } from './cover.ts'

/** Pieces by SKU that unpaid orders hold: read from the open orders, which are few. */
export const HELD = sql`SELECT x.value ->> 'sku' sku, sum(l.quantity * (x.value ->> 'quantity')) pieces
  FROM orders o CROSS JOIN order_lines l ON l.order_id = o.id CROSS JOIN json_each(l.stock) x
  WHERE o.paid_at IS NULL AND o.closed_at IS NULL GROUP BY 1`

/** Pieces by SKU that are paid and still on the shelf: read from the queue of the orders that wait. */
export const TO_SHIP = sql`SELECT x.value ->> 'sku' sku, sum((l.quantity - ${settledPieces(sql`l.order_id`, sql`l.line`)})
    * (x.value ->> 'quantity')) pieces
  FROM dispatch_queue q CROSS JOIN order_lines l ON l.order_id = q.order_id AND l.storage = q.storage
  CROSS JOIN json_each(l.stock) x GROUP BY 1`

export type StockRow = Pick<Variant, 'sku' | 'specZh' | 'available' | 'retired'> & {
  nameZh: Product['nameZh']
  held: number
  toShip: number
  /** In 30 days, less what came back. */
  sold: number
}

/** Whole days the stock lasts at the pace of 30 days; null when nothing was sold. */
export const coverOf = ({ available, sold }: Pick<StockRow, 'available' | 'sold'>): number | null =>
  sold > 0 ? Math.floor((available * COVER_DAYS) / sold) : null

/** Cover from which on a SKU stands in the list of low stock, however many pieces are left. */
export const SHORT_DAYS = 7
const MOST_LOW = 200
const MOST_FOUND = 40

const rowsOf = (skus: SQL, today: string): SQL => {
  const days = JSON.stringify(Array.from({ length: COVER_DAYS }, (_, back) => addDays(today, -back)))
  return sql`WITH held AS MATERIALIZED (${HELD}), waiting AS MATERIALIZED (${TO_SHIP})
    SELECT v.sku, p.name_zh nameZh, v.spec_zh specZh, v.available, v.retired, coalesce(held.pieces, 0) held,
      coalesce(waiting.pieces, 0) toShip, (
        SELECT coalesce(sum(d.pieces), 0) FROM json_each(${days}) j
        CROSS JOIN pieces_by_day d ON d.day = j.value AND d.sku = v.sku) sold
    FROM (${skus}) w CROSS JOIN variants v ON v.sku = w.sku CROSS JOIN products p ON p.id = v.product_id
    LEFT JOIN held ON held.sku = v.sku LEFT JOIN waiting ON waiting.sku = v.sku
    WHERE v.components IS NULL ORDER BY v.sku`
}

/** SKUs with a stock of their own, by SKU, after `after`; `q` finds them by words or SKU instead. */
export async function readStockPage(
  db: Db,
  { q, after, limit }: { q: string; after: string; limit: number },
  today: string,
): Promise<{ rows: StockRow[]; next: string | null }> {
  const words = q ? searchExpression(q) : null
  if (q && !words) return { rows: [], next: null }
  const skus = words
    ? sql`SELECT v.sku FROM (
        SELECT rowid FROM product_search WHERE product_search MATCH ${words} ORDER BY rowid LIMIT ${MOST_FOUND}
      ) s CROSS JOIN products p ON p.search_rank = s.rowid % 1000000000
      CROSS JOIN variants v ON v.product_id = p.id WHERE v.retired = 0`
    : sql`SELECT sku FROM variants WHERE sku > ${after} AND components IS NULL AND retired = 0
        ORDER BY sku LIMIT ${limit + 1}`
  const rows = await db.all<StockRow>(rowsOf(skus, today))
  if (words || rows.length <= limit) return { rows, next: null }
  return { rows: rows.slice(0, limit), next: rows[limit - 1]!.sku }
}

/** SKUs with ten pieces or fewer and those that sell out within a week, the shortest cover first; 200 at most. */
export async function readLowStock(db: Db, today: string): Promise<StockRow[]> {
  const fast = (await coverStatement(db, today, MOST_LOW)).filter(({ days }) => days < SHORT_DAYS)
  const rows = await db.all<StockRow>(
    rowsOf(
      // What is off the shelf runs out for nobody.
      sql`SELECT sku FROM (SELECT v.sku FROM variants v CROSS JOIN products p ON p.id = v.product_id AND p.listed = 1
          WHERE v.available <= 10 AND v.retired = 0 AND v.components IS NULL LIMIT ${MOST_LOW})
        UNION SELECT value FROM json_each(${JSON.stringify(fast.map(({ sku }) => sku))})`,
      today,
    ),
  )
  const days = (row: StockRow) => coverOf(row) ?? Number.MAX_SAFE_INTEGER
  return rows.sort((a, b) => days(a) - days(b) || a.available - b.available).slice(0, MOST_LOW)
}

/** One SKU with a stock of its own, or null. */
export const readStock = async (db: Db, sku: string, today: string): Promise<StockRow | null> =>
  (await db.all<StockRow>(rowsOf(sql`SELECT sku FROM variants WHERE sku = ${sku}`, today)))[0] ?? null

/** Those SKUs, or all that are sold; 5,000 at most. */
export const readStocks = (db: Db, skus: string[] | null, today: string) =>
  db.all<StockRow>(
    rowsOf(
      skus
        ? sql`SELECT DISTINCT value sku FROM json_each(${JSON.stringify(skus)})`
        : sql`SELECT sku FROM variants WHERE components IS NULL AND retired = 0 ORDER BY sku LIMIT 5000`,
      today,
    ),
  )
