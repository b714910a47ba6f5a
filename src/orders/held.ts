import { sql } from 'drizzle-orm'
import { settledPieces } from '../db/settled-pieces.ts'
import type { Shop } from '../shop.ts'
import { opens } from './access-token.ts'
import type { Order, OrderLine } from './schema.ts'

/** Tabs as shoppers know them. An order sent in part waits in two of them. */
export const ORDER_TABS = ['all', 'unpaid', 'to_ship', 'to_receive', 'done', 'refunds'] as const
export type OrderTab = (typeof ORDER_TABS)[number]

export type HeldOrder = Pick<Order, 'number' | 'state' | 'totalFen' | 'placedAt'> &
  Pick<OrderLine, 'titleZh' | 'titleEn'> & { pieces: number; tabs: OrderTab[] }

type Row = Omit<HeldOrder, 'tabs'> &
  Pick<Order, 'id'> & {
    owned: number
    cancelled: number
    refunds: number
    unsent: number
    unreceived: number
  }

const tabsOf = (row: Row): OrderTab[] => {
  const open = row.state === 'paid' && !row.cancelled
  return [
    'all',
    ...(row.state === 'awaiting_payment' ? (['unpaid'] as const) : []),
    ...(open && row.unsent ? (['to_ship'] as const) : []),
    ...(open && row.unreceived ? (['to_receive'] as const) : []),
    ...(row.state === 'completed' ? (['done'] as const) : []),
    ...(row.refunds ? (['refunds'] as const) : []),
  ]
}

/** Of somebody's orders the newest are listed. */
const MOST_OWNED = 100

/**
 * The orders a browser holds the right to and those of whoever is signed in, newest first, in one round trip; a wrong
 * token shows nothing.
 */
export async function readHeld(
  shop: Shop,
  held: { number: string; token: string }[],
  userId: string | null = null,
): Promise<HeldOrder[]> {
  if (!held.length && !userId) return []
  const numbers = JSON.stringify(held.map(({ number }) => number))
  const listed = userId
    ? sql`(SELECT value number FROM json_each(${numbers}) UNION SELECT n.number FROM (SELECT order_id FROM order_owners
        WHERE user_id = ${userId} ORDER BY order_id DESC LIMIT ${MOST_OWNED}) found CROSS JOIN orders n ON n.id = found.order_id)`
    : sql`(SELECT value number FROM json_each(${numbers}))`
  const rows = await shop.db.all<Row>(sql`
    SELECT o.id, EXISTS (SELECT 1 FROM order_owners w WHERE w.order_id = o.id AND w.user_id = ${userId}) owned,
      o.number, o.state, o.total_fen totalFen, o.placed_at placedAt, l.title_zh titleZh, l.title_en titleEn,
      (SELECT sum(quantity) FROM order_lines a WHERE a.order_id = o.id) pieces,
      EXISTS (SELECT 1 FROM order_cancellations c WHERE c.order_id = o.id) cancelled,
      EXISTS (SELECT 1 FROM refunds r WHERE r.order_id = o.id) refunds,
      EXISTS (SELECT 1 FROM order_lines a WHERE a.order_id = o.id AND a.quantity > ${settledPieces(sql`o.id`, sql`a.line`)}) unsent,
      EXISTS (SELECT 1 FROM shipments s WHERE s.order_id = o.id AND s.received_at IS NULL) unreceived
    FROM ${listed} held CROSS JOIN orders o ON o.number = held.number
    CROSS JOIN order_lines l ON l.order_id = o.id AND l.line = 1`)
  const proven = await Promise.all(
    rows.map(
      async ({ id, number, owned }) =>
        owned === 1 || opens(shop.settings, id, held.find((key) => key.number === number)?.token ?? ''),
    ),
  )
  return rows
    .filter((_, at) => proven[at])
    .sort((a, b) => b.placedAt - a.placedAt)
    .map((row) => ({ ...row, tabs: tabsOf(row) }))
}
