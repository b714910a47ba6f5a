import { sql } from 'drizzle-orm'
import { audit } from '../accounts/auditing.ts'
import type { Db } from '../db/client.ts'
import { failedOn } from '../db/failures.ts'
import { leaveDesk } from '../fulfilment/shipping.ts'
import { takeBackPart } from '../impact/entering.ts'
import { newId } from '../kernel/ids.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { paidOf, type Shop } from '../orders/order.ts'
import type { OrderView } from '../orders/queries.ts'
import { putBack } from '../orders/transitions.ts'
import { readAccount } from './queries.ts'
import { refundNow } from './refunding.ts'

export type RefundPart = { line: number; quantity: number }

type Line = Pick<OrderView['lines'][number], 'line' | 'quantity' | 'amountFen' | 'discountFen'>

/**
 * What some pieces of a line cost when they were bought, in fen, less their share of a code's discount. `before` pieces
 * were refunded already: all parts of a line together give back exactly what was paid for it.
 */
export function paidForPieces(line: Line, before: number, pieces: number): number {
  const upTo = (count: number) => Math.floor((paidOf(line) * Math.min(count, line.quantity)) / line.quantity)
  return upTo(before + pieces) - upTo(before)
}

/** Pieces of an order's lines that were refunded before, by line. */
export async function refundedBefore(db: Db, orderId: string): Promise<Map<number, number>> {
  const rows = await db.all<{ line: number; quantity: number }>(sql`
    SELECT line, sum(quantity) quantity FROM refund_lines WHERE order_id = ${orderId} GROUP BY line`)
  return new Map(rows.map(({ line, quantity }) => [line, quantity]))
}

/** The same over several lines; freight is not part of it. */
export const refundSum = (
  order: { lines: Line[] },
  parts: RefundPart[],
  before: Map<number, number>,
): number =>
  parts.reduce((sum, part) => {
    const line = order.lines.find((own) => own.line === part.line)
    return sum + (line ? paidForPieces(line, before.get(part.line) ?? 0, part.quantity) : 0)
  }, 0)

/**
 * Refunds pieces of some lines through the gateway, for what was really paid for them. Pieces not sent yet go back on the shelf and off the desk; sent
 * ones do not (that is after-sales). Refusals: conflict (not paid, called off, more than is left to refund, somebody
 * else at the same moment, or all of an order of which nothing was sent: that is cancelled as a whole).
 */
export async function refundLines(
  shop: Shop,
  order: OrderView,
  parts: RefundPart[],
  reason: string,
  staffId: string,
): Promise<Result<{ amountFen: number }>> {
  const { db, now } = shop
  const account = await readAccount(db, order.id)
  const paid = account?.attempts.find((attempt) => attempt.paidAt !== null)
  // A plot has a rule and a verb of its own (refunding-plots.ts).
  const plot = parts.some(({ line }) => account?.adoptions.some((adoption) => adoption.line === line))
  const open = (order.state === 'paid' || order.state === 'completed') && !order.cancelled
  if (!account || !paid || !open || !parts.length || plot) return refuse({ code: 'conflict' })
  const rows = parts.map(({ line, quantity }) => {
    const left = order.leftToShip.find((own) => own.line === line)?.left ?? 0
    return { line, quantity, withheld: Math.min(quantity, left) }
  })
  const leftAfter =
    order.leftToShip.reduce((sum, { left }) => sum + left, 0) -
    rows.reduce((sum, row) => sum + row.withheld, 0)
  const goesOn =
    order.parcels.length > 0 || account.adoptions.some((adoption) => adoption.releasedAt === null)
  if (leftAfter === 0 && !goesOn) return refuse({ code: 'conflict' })
  // Read after the account: whoever refunds in between takes the event number this refund is written under.
  const before = await refundedBefore(db, order.id)
  const amountFen = refundSum(order, parts, before)
  // A code had paid for all of it: there is no money to send back.
  if (amountFen === 0) return refuse({ code: 'conflict' })
  const id = newId('ref', now)
  const seq = account.order.seq + 1
  const returned = account.lines.flatMap((line) => {
    const quantity = rows.find((row) => row.line === line.line)?.withheld ?? 0
    return quantity ? [{ ...line, quantity }] : []
  })
  const sold = account.lines.flatMap((line) => {
    const quantity = rows.find((row) => row.line === line.line)?.quantity ?? 0
    const paid = paidForPieces(line, before.get(line.line) ?? 0, quantity)
    return quantity ? [{ ...line, quantity, amountFen: paid }] : []
  })
  const storages = [...new Set(returned.map((line) => line.storage))]
  try {
    await db.batch([
      db.run(sql`INSERT INTO order_events VALUES (${order.id}, ${seq}, 'refund_requested', ${now}, 'staff')`),
      db.run(sql`UPDATE orders SET seq = ${seq} WHERE id = ${order.id}`),
      db.run(sql`INSERT INTO refunds (id, order_id, attempt_id, out_refund_no, amount_fen, reason, state, created_at)
        VALUES (${id}, ${order.id}, ${paid.id}, ${`R_${paid.outTradeNo}_${seq}`}, ${amountFen}, ${reason}, 'requested', ${now})`),
      db.run(sql`INSERT INTO refund_lines (refund_id, order_id, line, quantity, withheld)
        SELECT ${id}, ${order.id}, j.value ->> 'line', j.value ->> 'quantity', j.value ->> 'withheld'
        FROM json_each(${JSON.stringify(rows)}) j`),
      // The refund is the cause in the ledger, so that a second refund of the order is an entry of its own.
      ...(returned.length ? putBack(db, id, returned, 'returned', now) : []),
      leaveDesk(
        db,
        storages.map((storage) => ({ orderId: order.id, storage })),
      ),
      ...takeBackPart(db, account.order, sold, now, id),
      audit(
        db,
        {
          staffId,
          verb: 'order.refunded',
          object: `order:${order.number}`,
          after: { amountFen, lines: rows, reason },
        },
        now,
      ),
    ])
  } catch (error) {
    const known = ['UNIQUE constraint failed', 'refund_limit', 'refund_line_limit']
    if (known.some((name) => failedOn(error, name))) return refuse({ code: 'conflict' })
    throw error
  }
  await refundNow(shop, id)
  return ok({ amountFen })
}
