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

/** The orders a browser holds the right to, newest first, in one round trip; a wrong token shows nothing. */
export async function readHeld(shop: Shop, held: { number: string; token: string }[]): Promise<HeldOrder[]> {
  if (!held.length) return []
  const rows = await shop.db.all<Row>(sql`
    SELECT o.id, o.number, o.state, o.total_fen totalFen, o.placed_at placedAt, l.title_zh titleZh, l.title_en titleEn,
      (SELECT sum(quantity) FROM order_lines a WHERE a.order_id = o.id) pieces,
      EXISTS (SELECT 1 FROM order_cancellations c WHERE c.order_id = o.id) cancelled,
      EXISTS (SELECT 1 FROM refunds r WHERE r.order_id = o.id) refunds,
      EXISTS (SELECT 1 FROM order_lines a WHERE a.order_id = o.id AND a.quantity > ${settledPieces(sql`o.id`, sql`a.line`)}) unsent,
      EXISTS (SELECT 1 FROM shipments s WHERE s.order_id = o.id AND s.received_at IS NULL) unreceived
    FROM json_each(${JSON.stringify(held.map(({ number }) => number))}) j CROSS JOIN orders o ON o.number = j.value
    CROSS JOIN order_lines l ON l.order_id = o.id AND l.line = 1`)
  const proven = await Promise.all(
    rows.map(({ id, number }) =>
      opens(shop.settings, id, held.find((key) => key.number === number)?.token ?? ''),
    ),
  )
  return rows
    .filter((_, at) => proven[at])
    .sort((a, b) => b.placedAt - a.placedAt)
    .map((row) => ({ ...row, tabs: tabsOf(row) }))
}
