import { sql } from 'drizzle-orm'
import type { Adoption } from '../adoption/schema.ts'
import type { Db } from '../db/client.ts'
import { orderLines, orders, paymentAttempts, refunds } from '../db/columns.generated.ts'
import type { Order, OrderLine } from '../orders/schema.ts'
import type { PaymentAttempt, Refund } from './schema.ts'

export type AccountAdoption = Pick<
  Adoption,
  'id' | 'line' | 'plot' | 'season' | 'state' | 'areaCmu' | 'releasedAt' | 'sentG'
> & {
  /** Its price less its share of a code's discount. */
  paidFen: number
  content: string
  giftClaimedAt: number | null
}

export type Account = {
  order: Order
  lines: OrderLine[]
  attempts: PaymentAttempt[]
  refunds: Refund[]
  captured: boolean
  /** The plots among the lines. */
  adoptions: AccountAdoption[]
}

/** An order with everything money knows of it, in one round trip; null when there is none. */
export async function readAccount(db: Db, orderId: string): Promise<Account | null> {
  const [order, lines, attempts, refundRows, captureRows, adoptionRows] = await db.batch([
    db.all<Order>(sql`SELECT ${sql.raw(orders)} FROM orders WHERE id = ${orderId}`),
    db.all<OrderLine>(sql`SELECT ${sql.raw(orderLines)} FROM order_lines WHERE order_id = ${orderId}`),
    db.all<PaymentAttempt>(
      sql`SELECT ${sql.raw(paymentAttempts)} FROM payment_attempts WHERE order_id = ${orderId}`,
    ),
    db.all<Refund>(sql`SELECT ${sql.raw(refunds)} FROM refunds WHERE order_id = ${orderId}`),
    db.all<{ id: string }>(sql`SELECT order_id id FROM captures WHERE order_id = ${orderId}`),
    db.all<AccountAdoption>(sql`
      SELECT a.id, a.line, a.plot, a.season, a.state, a.area_cmu areaCmu,
        a.price_fen - l.discount_fen paidFen,        a.released_at releasedAt, a.sent_g sentG, f.content, g.claimed_at giftClaimedAt
      FROM order_lines l CROSS JOIN adoptions a ON a.id = l.adoption_id CROSS JOIN offers f ON f.id = a.offer_id
      LEFT JOIN adoption_gifts g ON g.adoption_id = a.id WHERE l.order_id = ${orderId}`),
  ])
  if (!order[0]) return null
  return {
    order: order[0],
    lines,
    attempts,
    refunds: refundRows,
    captured: captureRows.length > 0,
    adoptions: adoptionRows,
  }
}

export async function orderIdOf(db: Db, number: string): Promise<string | null> {
  const [row] = await db.all<{ id: string }>(sql`SELECT id FROM orders WHERE number = ${number}`)
  return row?.id ?? null
}

export const openAttempt = (account: Account): PaymentAttempt | null =>
  account.attempts.find((attempt) => attempt.paidAt === null && attempt.closedAt === null) ?? null

/** Statement that ends an unpaid attempt; a paid one is left as it is. */
export const closeAttempt = (db: Db, attemptId: string, now: number) =>
  db.run(
    sql`UPDATE payment_attempts SET state = 'closed', closed_at = ${now} WHERE id = ${attemptId} AND paid_at IS NULL`,
  )
