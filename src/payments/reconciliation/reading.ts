import { sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { int } from '../../db/query.ts'
import { addDays, DAY_MS, MINUTE_MS } from '../../kernel/time.ts'
import type { BillLine } from './bill.ts'
import type { OurPayment, OurRefund, Window } from './comparing.ts'
import { METHODS_OF, type Provider } from './provider.ts'

/** How far the clocks of both sides may be apart: the last minutes of a day may stand in the next day's bill. */
const SKEW_MS = 10 * MINUTE_MS

export const startOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`)

/** Which of the bills beside a day's are here, of the day before and the day after; 1 or 0. */
export type Beside = { before: number; after: number }

/**
 * When something was learned that is judged with a day's bill. The last minutes of a day are judged with its own or the next
 * one's, whichever comes second: then both bills are known that may explain them.
 */
export const windowOf = (day: string, { before, after }: Beside): Window => ({
  from: startOf(day) - (before ? SKEW_MS : 0),
  until: startOf(day) + DAY_MS - (after ? 0 : SKEW_MS),
})

const hasBill = (provider: Provider, day: string) =>
  sql`EXISTS (SELECT 1 FROM provider_bills WHERE provider = ${provider} AND day = ${day})`

/** Which bills stand beside a day's, as the two columns of `Beside`. */
export const besideColumns = (provider: Provider, day: string) =>
  sql`${hasBill(provider, addDays(day, -1))} "before", ${hasBill(provider, addDays(day, 1))} "after"`

/** The statements that read what stands here of a day: what its lines name, and what was learned in it and just before. */
export function oursStatements(db: Db, provider: Provider, day: string, lines: BillLine[]) {
  const { from, until } = windowOf(day, { before: 1, after: 1 })
  const methods = JSON.stringify(METHODS_OF[provider])
  const named = (kind: BillLine['kind']) =>
    JSON.stringify(
      lines.flatMap((line) =>
        line.kind === kind ? [kind === 'payment' ? line.outTradeNo : line.outRefundNo] : [],
      ),
    )
  return [
    db.all<Beside>(sql`SELECT ${besideColumns(provider, day)}`),
    db.all<OurPayment>(sql`
      WITH own AS (
        SELECT a.id FROM json_each(${named('payment')}) j CROSS JOIN payment_attempts a ON a.out_trade_no = j.value
        UNION SELECT id FROM payment_attempts WHERE paid_at >= ${int(from)} AND paid_at < ${int(until)}
          AND method IN (SELECT value FROM json_each(${methods})))
      SELECT a.out_trade_no outTradeNo, a.order_id orderId, a.amount_fen amountFen, a.paid_at paidAt,
        EXISTS (SELECT 1 FROM bill_lines b WHERE b.out_trade_no = a.out_trade_no AND b.out_refund_no = ''
          AND b.provider = ${provider}) billed
      FROM own CROSS JOIN payment_attempts a ON a.id = own.id`),
    db.all<OurRefund>(sql`
      WITH own AS (
        SELECT r.id FROM json_each(${named('refund')}) j CROSS JOIN refunds r ON r.out_refund_no = j.value
        UNION SELECT r.id FROM refunds r CROSS JOIN payment_attempts a ON a.id = r.attempt_id
        WHERE r.settled_at >= ${int(from)} AND r.settled_at < ${int(until)}
          AND a.method IN (SELECT value FROM json_each(${methods})))
      SELECT r.out_refund_no outRefundNo, a.out_trade_no outTradeNo, r.order_id orderId, r.amount_fen amountFen,
        r.state, r.settled_at settledAt,
        EXISTS (SELECT 1 FROM bill_lines b WHERE b.out_trade_no = a.out_trade_no AND b.out_refund_no = r.out_refund_no
          AND b.provider = ${provider}) billed
      FROM own CROSS JOIN refunds r ON r.id = own.id CROSS JOIN payment_attempts a ON a.id = r.attempt_id`),
  ] as const
}
