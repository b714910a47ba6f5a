import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { idFrom } from '../kernel/ids.ts'
import { DAY_MS } from '../kernel/time.ts'

/** What one product sold through one card; money without freight, less what went back. */
export type CardSale = {
  channel: string
  slug: string
  titleZh: string
  orders: number
  pieces: number
  amountFen: number
}

export const CARD_SALES_DAYS = 90
const MOST = 500

/** Paid orders of the last CARD_SALES_DAYS days that came by a card of the showroom, by shelf and product, most money first. */
export const cardSales = (db: Db, now: number) =>
  db.all<CardSale>(sql`
    SELECT o.channel, l.slug, max(l.title_zh) titleZh, count(DISTINCT o.id) orders,
      sum(l.quantity - coalesce((SELECT sum(r.quantity) FROM refund_lines r
        WHERE r.order_id = l.order_id AND r.line = l.line), 0)) pieces,
      sum(l.amount_fen - l.discount_fen - coalesce((SELECT sum(r.amount_fen) FROM refund_lines r
        WHERE r.order_id = l.order_id AND r.line = l.line), 0)) amountFen
    FROM orders o CROSS JOIN order_lines l ON l.order_id = o.id
    WHERE (o.channel = 'showroom' OR (o.channel >= 'showroom-' AND o.channel < 'showroom.'))
      AND o.id >= ${idFrom('ord', now - CARD_SALES_DAYS * DAY_MS)} AND o.paid_at IS NOT NULL AND l.sku IS NOT NULL
    GROUP BY o.channel, l.slug ORDER BY amountFen DESC, o.channel, l.slug LIMIT ${MOST}`)
