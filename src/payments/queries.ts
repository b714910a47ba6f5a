import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Adoption } from '../adoption/schema.ts'
import type { Db } from '../db/client.ts'
import { type Order, type OrderLine, orderLines, orders } from '../orders/schema.ts'
import { captures, type PaymentAttempt, paymentAttempts, type Refund, refunds } from './schema.ts'

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
    db.select().from(orders).where(eq(orders.id, orderId)),
    db.select().from(orderLines).where(eq(orderLines.orderId, orderId)),
    db.select().from(paymentAttempts).where(eq(paymentAttempts.orderId, orderId)),
    db.select().from(refunds).where(eq(refunds.orderId, orderId)),
    db.select({ id: captures.orderId }).from(captures).where(eq(captures.orderId, orderId)),
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
  const [row] = await db.select({ id: orders.id }).from(orders).where(eq(orders.number, number))
  return row?.id ?? null
}

export const openAttempt = (account: Account): PaymentAttempt | null =>
  account.attempts.find((attempt) => attempt.paidAt === null && attempt.closedAt === null) ?? null

/** Statement that ends an unpaid attempt; a paid one is left as it is. */
export const closeAttempt = (db: Db, attemptId: string, now: number) =>
  db
    .update(paymentAttempts)
    .set({ state: 'closed', closedAt: now })
    .where(and(eq(paymentAttempts.id, attemptId), isNull(paymentAttempts.paidAt)))
