import { and, eq, sql } from 'drizzle-orm'
import type { Customer } from '../customers/sessions.ts'
import type { Db } from '../db/client.ts'
import { int, select } from '../db/query.ts'
import { DAY_MS } from '../kernel/time.ts'
import { orderOwners, orders } from './schema.ts'

/** A number that was silent for longer may be somebody else's by now: a code alone opens nothing older. */
export const SILENT_MS = 180 * DAY_MS

/** The statement that makes an order somebody's as it is placed; nobody's, like a guest's, where they deleted their account just now. */
export const ownNew = (db: Db, orderId: string, userId: string, at: number) =>
  db.run(sql`INSERT INTO order_owners (order_id, user_id, at)
    SELECT ${orderId}, id, ${int(at)} FROM users WHERE id = ${userId} AND gone_at IS NULL`)

/**
 * The statements that make orders nobody owns theirs who proved the phone they were placed with, from `since` (UTC ms) on.
 * Only that phone counts: what the receiver of a gift gave stands elsewhere. An unpaid order that was closed stays out.
 */
export function attachOrders(db: Db, phoneHmac: string, since: number, now: number) {
  const attach = (which: ReturnType<typeof sql>) =>
    db.run(sql`INSERT INTO order_owners (order_id, user_id, at)
      SELECT o.id, u.id, ${int(now)} FROM users u CROSS JOIN orders o
      WHERE u.phone_hmac = ${phoneHmac} AND o.phone_hmac = u.phone_hmac AND o.placed_at > ${int(since)} AND ${which}
      ON CONFLICT (order_id) DO NOTHING`)
  return [attach(sql`o.paid_at IS NOT NULL`), attach(sql`o.paid_at IS NULL AND o.closed_at IS NULL`)]
}

/** Whether the order is theirs who is signed in. */
export async function ownsOrder(db: Db, customer: Customer | null, number: string): Promise<boolean> {
  if (!customer) return false
  const rows = await db.all(
    select({ at: orderOwners.at })
      .from(orders)
      .innerJoin(
        orderOwners,
        and(eq(orderOwners.orderId, orders.id), eq(orderOwners.userId, customer.userId)),
      )
      .where(eq(orders.number, number)),
  )
  return rows.length > 0
}
