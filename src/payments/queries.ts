import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { type Order, type OrderLine, orderLines, orders } from '../orders/schema.ts'
import { captures, type PaymentAttempt, paymentAttempts, type Refund, refunds } from './schema.ts'

export type Account = {
  order: Order
  lines: OrderLine[]
  attempts: PaymentAttempt[]
  refunds: Refund[]
  captured: boolean
}

/** An order with everything money knows of it, in one round trip; null when there is none. */
export async function readAccount(db: Db, orderId: string): Promise<Account | null> {
  const [order, lines, attempts, refundRows, captureRows] = await db.batch([
    db.select().from(orders).where(eq(orders.id, orderId)),
    db.select().from(orderLines).where(eq(orderLines.orderId, orderId)),
    db.select().from(paymentAttempts).where(eq(paymentAttempts.orderId, orderId)),
    db.select().from(refunds).where(eq(refunds.orderId, orderId)),
    db.select({ id: captures.orderId }).from(captures).where(eq(captures.orderId, orderId)),
  ])
  if (!order[0]) return null
  return { order: order[0], lines, attempts, refunds: refundRows, captured: captureRows.length > 0 }
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
