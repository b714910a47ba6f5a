import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { Adoption, AdoptionGift, Offer } from '../adoption/schema.ts'
import type { Answers, Db } from '../db/client.ts'
import { select, selectAll } from '../db/query.ts'
import { type Shipment, type ShipmentLine, shipmentLines, shipments } from '../fulfilment/schema.ts'
import { type Order, type OrderLine, orderCancellations, orderLines, orders } from '../orders/schema.ts'
import { moveAttempt } from './moving.ts'
import {
  type Capture,
  captures,
  type PaymentAttempt,
  paymentAttempts,
  type Refund,
  type RefundAllowance,
  type RefundFreight,
  type RefundLine,
  type RefundTransfer,
  refundAllowances,
  refundFreight,
  refundLines,
  refunds,
  refundTransfers,
} from './schema.ts'
import { type ArrivalAllocation, arrivalAllocations } from './transfer-schema.ts'

export type AccountAdoption = Pick<
  Adoption,
  'id' | 'line' | 'plot' | 'season' | 'state' | 'areaCmu' | 'releasedAt' | 'sentG'
> & {
  /** Its price less its share of a code's discount. */
  paidFen: number
  content: Offer['content']
  giftClaimedAt: AdoptionGift['claimedAt']
}

/** An order with everything money knows of it, as it stood at one moment. */
export type Account = {
  order: Order
  lines: OrderLine[]
  attempts: PaymentAttempt[]
  /** The accepted payment; it names its attempt. */
  capture: Capture | null
  refunds: Refund[]
  /** Pieces that were refunded, `withheld` of them before they were sent; `amountFen` went back for them. */
  refundedLines: Omit<RefundLine, 'orderId'>[]
  /** Freight that went back, by the group's place in the order's freight. */
  refundedFreight: Omit<RefundFreight, 'orderId'>[]
  /** Sums allowed without taking pieces back; `line` is null for the order itself. */
  allowances: Omit<RefundAllowance, 'orderId'>[]
  /** Money of refunds that a person sent back. */
  transfers: RefundTransfer[]
  /** Money that came by bank transfer and is counted for its attempts. */
  arrived: Pick<ArrivalAllocation, 'arrivalId' | 'attemptId' | 'amountFen'>[]
  sentLines: Pick<ShipmentLine, 'line' | 'quantity'>[]
  parcels: Pick<Shipment, 'receivedAt'>[]
  /** Called off after it was paid. */
  cancelled: boolean
  /** The plots among the lines. */
  adoptions: AccountAdoption[]
}

/** The id of an order by its number, for `readAccount`. */
export const byNumber = (number: string): SQL => sql`(SELECT id FROM orders WHERE number = ${number})`
export const byTrade = (outTradeNo: string): SQL =>
  sql`(SELECT order_id FROM payment_attempts WHERE out_trade_no = ${outTradeNo})`
export const byAttempt = (attemptId: string): SQL =>
  sql`(SELECT order_id FROM payment_attempts WHERE id = ${attemptId})`
export const byAdoption = (adoptionId: string): SQL =>
  sql`(SELECT order_id FROM adoptions WHERE id = ${adoptionId})`

/** The statements of one snapshot of an order's account; `id` is an expression for the order's id. */
export const accountStatements = (db: Db, id: SQL | string) =>
  [
    db.all(selectAll(orders).where(eq(orders.id, id))),
    db.all(selectAll(orderLines).where(eq(orderLines.orderId, id))),
    db.all(
      selectAll(paymentAttempts)
        .where(eq(paymentAttempts.orderId, id))
        .orderBy(paymentAttempts.createdAt, paymentAttempts.id),
    ),
    db.all(selectAll(captures).where(eq(captures.orderId, id))),
    db.all(selectAll(refunds).where(eq(refunds.orderId, id))),
    db.all(selectAll(refundLines).where(eq(refundLines.orderId, id))),
    db.all(selectAll(refundFreight).where(eq(refundFreight.orderId, id))),
    db.all(selectAll(refundAllowances).where(eq(refundAllowances.orderId, id))),
    db.all(
      selectAll(refundTransfers).where(
        inArray(
          refundTransfers.refundId,
          select({ id: refunds.id }).from(refunds).where(eq(refunds.orderId, id)),
        ),
      ),
    ),
    db.all(
      select({
        arrivalId: arrivalAllocations.arrivalId,
        attemptId: arrivalAllocations.attemptId,
        amountFen: arrivalAllocations.amountFen,
      })
        .from(arrivalAllocations)
        .innerJoin(paymentAttempts, eq(paymentAttempts.id, arrivalAllocations.attemptId))
        .where(and(eq(paymentAttempts.orderId, id), isNull(arrivalAllocations.freedAt))),
    ),
    db.all(
      select({ line: shipmentLines.line, quantity: shipmentLines.quantity })
        .from(shipmentLines)
        .where(eq(shipmentLines.orderId, id)),
    ),
    db.all(select({ receivedAt: shipments.receivedAt }).from(shipments).where(eq(shipments.orderId, id))),
    db.all(selectAll(orderCancellations).where(eq(orderCancellations.orderId, id))),
    db.all<AccountAdoption>(sql`
      SELECT a.id, a.line, a.plot, a.season, a.state, a.area_cmu areaCmu, a.price_fen - l.discount_fen paidFen,
        a.released_at releasedAt, a.sent_g sentG, f.content, g.claimed_at giftClaimedAt
      FROM order_lines l CROSS JOIN adoptions a ON a.id = l.adoption_id CROSS JOIN offers f ON f.id = a.offer_id
      LEFT JOIN adoption_gifts g ON g.adoption_id = a.id WHERE l.order_id = ${id}`),
  ] as const

type Rows = Answers<ReturnType<typeof accountStatements>>

/** What the statements answered, put together; null when there is no such order. */
export function accountFrom(rows: Rows): Account | null {
  const [order, lines, attempts, capture, back, refundedLines, refundedFreight, ...more] = rows
  const [allowances, transfers, arrived, sentLines, parcels, cancellations, adoptions] = more
  if (!order[0]) return null
  return {
    ...{ order: order[0], lines, attempts, capture: capture[0] ?? null, refunds: back, refundedLines },
    ...{
      refundedFreight,
      allowances,
      transfers,
      arrived,
      sentLines,
      parcels,
      cancelled: cancellations.length > 0,
      adoptions,
    },
  }
}

/** An order's account in one round trip; null when there is none. */
export async function readAccount(db: Db, id: SQL | string): Promise<Account | null> {
  return accountFrom(await db.batch(accountStatements(db, id)))
}

/** The attempt whose money the order keeps; null until there is one. */
export const capturedAttempt = ({ attempts, capture }: Account): PaymentAttempt | null =>
  attempts.find((attempt) => attempt.id === capture?.attemptId) ?? null

/** Whether an order was paid by bank transfer, so that people send back what goes back. */
export const paidByTransfer = (account: Account): boolean =>
  capturedAttempt(account)?.method === 'bank_transfer'

export const openAttempt = (account: Account): PaymentAttempt | null =>
  account.attempts.find((attempt) => attempt.paidAt === null && attempt.closedAt === null) ?? null

/** What came by bank transfer for an attempt so far, in fen. */
export const arrivedFen = ({ arrived }: Pick<Account, 'arrived'>, attemptId: string): number =>
  arrived.reduce((sum, one) => sum + (one.attemptId === attemptId ? one.amountFen : 0), 0)

/** Whether a refund's money is sent by a person because it came by bank transfer. */
export const isByHand = ({ attempts }: Account, { attemptId }: Pick<Refund, 'attemptId'>): boolean =>
  attempts.some(({ id, method }) => id === attemptId && method === 'bank_transfer')

/** Statement that ends an unpaid attempt; a paid one is left as it is. */
export const closeAttempt = (db: Db, attemptId: string, now: number) =>
  moveAttempt(db, attemptId, 'ended', { closedAt: now })
