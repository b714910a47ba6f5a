import { sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { int } from '../../db/query.ts'
import { addDays } from '../../kernel/time.ts'
import type { Product, Variant } from '../schema.ts'

/** A SKU that sells, and how long what can still be promised lasts at the pace of the last 30 days. */
export type StockCover = Pick<Variant, 'sku' | 'specZh' | 'available'> &
  Pick<Product, 'nameZh'> & {
    /** Pieces sold in 30 days, boxes that hold the SKU included, less what came back unsent. */
    sold: number
    /** Whole days, rounded down. */
    days: number
  }

export const COVER_DAYS = 30

/** Statement for the SKUs that run out first; those nobody bought in 30 days have no end and are left out. */
export const coverStatement = (db: Db, today: string, limit: number) =>
  db.all<StockCover>(sql`
    SELECT v.sku, p.name_zh nameZh, v.spec_zh specZh, v.available, s.sold, v.available * ${int(COVER_DAYS)} / s.sold days
    FROM (SELECT sku, sum(pieces) sold FROM pieces_by_day WHERE day BETWEEN ${addDays(today, 1 - COVER_DAYS)} AND ${today}
      GROUP BY sku HAVING sum(pieces) > 0) s
    CROSS JOIN variants v ON v.sku = s.sku CROSS JOIN products p ON p.id = v.product_id
    ORDER BY 1.0 * v.available / s.sold, v.sku LIMIT ${limit}`)
