import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { int } from '../db/query.ts'
import { addDays, isCivilDate } from '../kernel/time.ts'
import { entriesOf, type Happened, type LedgerEntry } from './ledger.ts'

/** Civil dates in China, both included. */
export type Period = { from: string; to: string }

/** A quarter: more would not fit into one answer of a busy shop. */
export const MOST_DAYS = 93

export const daysIn = ({ from, to }: Period): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1

/** A period as it was asked for; null where it is none or too long. */
export const periodOf = (from: string, to: string): Period | null =>
  isCivilDate(from) && isCivilDate(to) && from <= to && daysIn({ from, to }) <= MOST_DAYS
    ? { from, to }
    : null

const startOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`)
const dayOf = (at: SQL): SQL => sql`strftime('%Y-%m-%d', ${at} / 1000 + 28800, 'unixepoch')`

/**
 * The statements of everything that happened to money in a period: a payment when it was settled here, a refund when it
 * was decided (it is owed from then on, whatever its provider says), a fee on the day of its bill.
 */
export function happenedStatements(db: Db, { from, to }: Period) {
  const within = (at: SQL) => sql`${at} >= ${int(startOf(from))} AND ${at} < ${int(startOf(addDays(to, 1)))}`
  const touched = sql`touched AS (
    SELECT order_id FROM captures WHERE ${within(sql`at`)} UNION SELECT order_id FROM refunds WHERE ${within(sql`created_at`)}
    UNION SELECT order_id FROM payment_attempts WHERE ${within(sql`paid_at`)}
    UNION SELECT a.order_id FROM bill_lines b CROSS JOIN payment_attempts a ON a.out_trade_no = b.out_trade_no
    WHERE b.day BETWEEN ${from} AND ${to})`
  const made = sql`made AS (SELECT id FROM refunds WHERE ${within(sql`created_at`)})`
  return [
    db.all<Happened['orders'][number]>(sql`WITH ${touched}
      SELECT o.id, o.channel, o.freight, o.freight_fen freightFen FROM touched t CROSS JOIN orders o ON o.id = t.order_id`),
    db.all<Happened['lines'][number]>(sql`WITH ${touched}
      SELECT l.order_id orderId, l.line, l.sku, l.family, l.producer_id producerId, l.amount_fen amountFen,
        l.discount_fen discountFen
      FROM touched t CROSS JOIN order_lines l ON l.order_id = t.order_id`),
    db.all<Happened['captures'][number]>(sql`
      SELECT ${dayOf(sql`c.at`)} day, c.order_id orderId, a.method
      FROM captures c CROSS JOIN payment_attempts a ON a.id = c.attempt_id WHERE ${within(sql`c.at`)}`),
    db.all<Happened['unkept'][number]>(sql`
      SELECT ${dayOf(sql`a.paid_at`)} day, a.order_id orderId, a.method, a.amount_fen amountFen FROM payment_attempts a
      WHERE ${within(sql`a.paid_at`)} AND NOT EXISTS (SELECT 1 FROM captures c WHERE c.attempt_id = a.id)`),
    db.all<Happened['refunds'][number]>(sql`
      SELECT r.id, ${dayOf(sql`r.created_at`)} day, r.order_id orderId, a.method, r.amount_fen amountFen,
        EXISTS (SELECT 1 FROM captures c WHERE c.attempt_id = r.attempt_id) kept
      FROM refunds r CROSS JOIN payment_attempts a ON a.id = r.attempt_id WHERE ${within(sql`r.created_at`)}`),
    db.all<Happened['refundLines'][number]>(sql`WITH ${made}
      SELECT b.refund_id refundId, b.line, b.amount_fen amountFen FROM made CROSS JOIN refund_lines b ON b.refund_id = made.id`),
    db.all<Happened['refundFreight'][number]>(sql`WITH ${made}
      SELECT b.refund_id refundId, b.place, b.amount_fen amountFen FROM made CROSS JOIN refund_freight b ON b.refund_id = made.id`),
    db.all<Happened['allowances'][number]>(sql`WITH ${made}
      SELECT b.refund_id refundId, b.line, b.amount_fen amountFen FROM made CROSS JOIN refund_allowances b ON b.refund_id = made.id`),
    db.all<Happened['fees'][number]>(sql`
      SELECT b.day, a.order_id orderId, a.method, b.fee_fen feeFen,
        EXISTS (SELECT 1 FROM captures c WHERE c.attempt_id = a.id) kept
      FROM bill_lines b CROSS JOIN payment_attempts a ON a.out_trade_no = b.out_trade_no
      WHERE b.day BETWEEN ${from} AND ${to} AND a.paid_at IS NOT NULL AND b.fee_fen <> 0`),
  ] as const
}

/** The statement for the money that is held before a day: what came, less what went back and what providers kept. */
export const heldStatement = (db: Db, day: string) =>
  db.all<{ fen: number }>(sql`
    SELECT (SELECT coalesce(sum(amount_fen), 0) FROM payment_attempts WHERE paid_at < ${int(startOf(day))})
      - (SELECT coalesce(sum(amount_fen), 0) FROM refunds WHERE created_at < ${int(startOf(day))})
      - (SELECT coalesce(sum(b.fee_fen), 0) FROM bill_lines b CROSS JOIN payment_attempts a ON a.out_trade_no = b.out_trade_no
        WHERE b.day < ${day} AND a.paid_at IS NOT NULL) fen`)

/**
 * The statement for the money that came by transfer before a day and paid nothing then: of orders that lack more, of none, or
 * made into a code. It is in the bank, and no row of the books has it before its order is paid.
 */
export const waitingStatement = (db: Db, day: string) => {
  const before = (at: SQL) => sql`${at} < ${int(startOf(day))}`
  return db.all<{ fen: number }>(sql`
    SELECT (SELECT coalesce(sum(amount_fen), 0) FROM bank_arrivals
        WHERE ${before(sql`at`)} AND (voided_at IS NULL OR NOT ${before(sql`voided_at`)}))
      - (SELECT coalesce(sum(amount_fen), 0) FROM payment_attempts
        WHERE method = 'bank_transfer' AND ${before(sql`paid_at`)})
      - (SELECT coalesce(sum(amount_fen), 0) FROM arrival_returns WHERE code IS NULL AND ${before(sql`at`)}) fen`)
}

export type Ledger = {
  period: Period
  openingFen: number
  /** What had come by transfer at the end and is in no row. */
  waitingFen: number
  entries: LedgerEntry[]
  familyNames: Record<string, string>
  producerNames: Record<string, string>
}

/** The books of a period in one round trip. */
export async function readLedger(db: Db, period: Period): Promise<Ledger> {
  const [[held], [waiting], families, producers, ...rows] = await db.batch([
    heldStatement(db, period.from),
    waitingStatement(db, addDays(period.to, 1)),
    db.all<{ code: string; nameZh: string }>(sql`SELECT code, name_zh nameZh FROM families LIMIT 100`),
    db.all<{ id: string; nameZh: string }>(sql`SELECT id, name_zh nameZh FROM producers LIMIT 500`),
    ...happenedStatements(db, period),
  ])
  const [orders, lines, captures, unkept, refunds, refundLines, refundFreight, allowances, fees] = rows
  const happened = { orders, lines, captures, unkept, refunds, refundLines, refundFreight, allowances, fees }
  return {
    period,
    openingFen: held!.fen,
    waitingFen: waiting!.fen,
    entries: entriesOf(happened),
    familyNames: Object.fromEntries(families.map(({ code, nameZh }) => [code, nameZh])),
    producerNames: Object.fromEntries(producers.map(({ id, nameZh }) => [id, nameZh])),
  }
}
