import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { int } from '../db/query.ts'
import type { Order } from '../orders/schema.ts'
import type { Refund } from '../payments/schema.ts'
import { OVERDUE_ATTEMPTS, OVERDUE_MS } from './effect.ts'
import type { Owed } from './schema.ts'

export type OwedRow = Pick<
  Owed,
  'id' | 'kind' | 'state' | 'attempts' | 'nextAttemptAt' | 'lastError' | 'createdAt' | 'endedAt'
> & {
  /** The order it is about; null when that is gone. */
  orderNumber: Order['number'] | null
  /** What a refund comes to. */
  amountFen: Refund['amountFen'] | null
}

const COLUMNS = sql`b.id, b.kind, b.state, b.attempts, b.next_attempt_at nextAttemptAt, b.last_error lastError,
  b.created_at createdAt, b.ended_at endedAt, o.number orderNumber, r.amount_fen amountFen`
const JOINS = sql`LEFT JOIN orders o ON o.id = b.subject_id LEFT JOIN refunds r ON r.id = b.payload ->> 'refundId'`

/** Notices have a page and an end of their own (notices/queries.ts). */
const OTHERS = sql`b.kind <> 'notice.send'`

/** What is owed, the longest first, from after `after` on. */
export const readOwed = (db: Db, limit: number, after?: { createdAt: number; id: string }) =>
  db.all<OwedRow>(sql`
    SELECT ${COLUMNS} FROM outbox b ${JOINS}
    WHERE b.ended_at IS NULL AND ${OTHERS} AND (b.created_at, b.id) > (${int(after?.createdAt ?? 0)}, ${after?.id ?? ''})
    ORDER BY b.created_at, b.id LIMIT ${limit}`)

/** What was done or given up, the latest first. */
export const readEnded = (db: Db, limit: number) =>
  db.all<OwedRow>(sql`
    SELECT ${COLUMNS} FROM outbox b ${JOINS} WHERE b.ended_at IS NOT NULL AND ${OTHERS}
    ORDER BY b.ended_at DESC LIMIT ${limit}`)

/** What was given up, the latest first. */
export const readGivenUp = (db: Db, limit: number) =>
  db.all<OwedRow>(sql`
    SELECT ${COLUMNS} FROM outbox b ${JOINS} WHERE b.state = 'given_up' ORDER BY b.ended_at DESC LIMIT ${limit}`)

/** Nobody closes the trade of these orders, which cannot end before it is closed; `b` is the row, from FROM on. */
const STUCK = sql`outbox b CROSS JOIN orders o ON o.id = b.subject_id AND o.state = 'cancelling'
  WHERE b.state = 'given_up' AND b.kind = 'gateway.close'`

/** Closings that were given up while their order waits for them, the latest first. */
export const readStuck = (db: Db, limit: number) =>
  db.all<OwedRow>(sql`
    SELECT ${COLUMNS} FROM (SELECT b.* FROM ${STUCK} ORDER BY b.ended_at DESC LIMIT ${limit}) b ${JOINS}
    ORDER BY b.ended_at DESC`)

/** The same of one order; its newest. */
export const stuckStatement = (db: Db, orderId: string) =>
  db.all<{ id: string }>(
    sql`SELECT b.id FROM ${STUCK} AND b.subject_id = ${orderId} ORDER BY b.id DESC LIMIT 1`,
  )

/** Owed so long, tried so often, or given up and still waited for: a person should look; from FROM on. */
export const overdueRows = (
  now: number,
) => sql`(SELECT b.id FROM outbox b WHERE b.ended_at IS NULL AND ${OTHERS}
  AND (b.created_at <= ${int(now - OVERDUE_MS)} OR b.attempts >= ${OVERDUE_ATTEMPTS})
  UNION ALL SELECT b.id FROM ${STUCK})`
