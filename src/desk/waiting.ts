import { type SQL, sql } from 'drizzle-orm'
import { missingHolidayRows } from '../catalog/holiday-keeping.ts'
import { EXPIRES_SOON_DAYS } from '../catalog/producer.ts'
import type { Db } from '../db/client.ts'
import { int } from '../db/query.ts'
import { LATE, REFUNDS_BY_HAND } from '../fulfilment/desk.ts'
import { addDays, civilDate, DAY_MS, HOUR_MS } from '../kernel/time.ts'
import { overdueRows } from '../outbox/queries.ts'
import { ARRIVALS_WAITING, partlyPaid } from '../payments/transfer/partly-paid.ts'
import { OPEN_TRANSFERS } from '../payments/transfer/queries.ts'

/** A garden nobody has written about for so long is silent. */
export const SILENT_DAYS = 30
export const SEND_AHEAD_DAYS = 7

/** A transfer takes a day or two: so long before its deadline staff look after it. */
export const TRANSFER_SOON_DAYS = 2

/** A claim nobody answers in so long is decided by time. */
export const CLAIM_SOON_MS = 12 * HOUR_MS

/** Counting stops here, so that a backlog never makes a page slow. */
export const MOST_COUNTED = 1000

/** Work that waits for a person: what is counted, from FROM on; every one of them has an index of its own. */
const WAITING = {
  late: (now: number) =>
    sql`dispatch_queue WHERE storage IN ('ambient', 'cold') AND paid_at < ${int(now)} - ${LATE}`,
  cold: () => sql`dispatch_queue WHERE storage = 'cold'`,
  ambient: () => sql`dispatch_queue WHERE storage = 'ambient'`,
  refunding: () => sql`(SELECT id FROM refunds WHERE settled_at IS NULL
    UNION ALL SELECT id FROM refunds WHERE failed = 1
    UNION ALL SELECT id FROM refunds WHERE ${REFUNDS_BY_HAND})`,
  outbox: overdueRows,
  arrivalsToConfirm: () => sql`bank_arrivals WHERE ${ARRIVALS_WAITING.confirm}`,
  arrivalsToPlace: () => sql`bank_arrivals WHERE ${ARRIVALS_WAITING.open}`,
  // Of transfers that are not whole when their time is over, those of which a part has come wait for a person.
  transfersOver: (now: number) => sql`(${OPEN_TRANSFERS}) waiting CROSS JOIN orders o ON o.id = waiting.id
    WHERE o.pay_before <= ${int(now)} AND o.state = 'awaiting_payment' AND ${partlyPaid(sql`o.id`)}`,
  transfersDue: (now: number) => sql`(${OPEN_TRANSFERS}) waiting CROSS JOIN orders o ON o.id = waiting.id
    WHERE o.pay_before > ${int(now)} AND o.pay_before <= ${int(now + TRANSFER_SOON_DAYS * DAY_MS)}
      AND o.state = 'awaiting_payment'`,
  anomalies: () => sql`payment_anomalies WHERE resolved_at IS NULL`,
  claims: () =>
    sql`claims WHERE ended_at IS NULL AND state IN ('asked', 'returning', 'disputed', 'resending')`,
  claimsSoon: (now: number) => sql`claims WHERE ended_at IS NULL AND due_at <= ${int(now + CLAIM_SOON_MS)}
    AND state IN ('asked', 'returning', 'disputed', 'resending')`,
  invoices: () => sql`invoice_requests WHERE state IN ('requested', 'issuing')`,
  redInvoices: () => sql`invoice_requests WHERE state = 'red_pending'`,
  goodwill: () => sql`goodwill_requests WHERE decided_at IS NULL`,
  unpaid: () => sql`orders WHERE paid_at IS NULL AND closed_at IS NULL`,
  quotations: () => sql`quotations WHERE state = 'draft'`,
  boards: () =>
    sql`adoptions WHERE board_state = 'waiting' AND adopted_at IS NOT NULL AND released_at IS NULL
      AND concluded_at IS NULL`,
  visits: () => sql`garden_visits WHERE answered_at IS NULL`,
  dispatches: (now: number) => sql`dispatches WHERE shipped_at IS NULL AND called_off_at IS NULL
    AND send_by <= ${addDays(civilDate(now), SEND_AHEAD_DAYS)}`,
  silent: (now: number) =>
    sql`gardens WHERE listed = 1 AND coalesce(updated_at, 0) <= ${int(now - SILENT_DAYS * DAY_MS)}
      AND EXISTS (SELECT 1 FROM garden_seasons s WHERE s.garden = gardens.code AND s.adopted > 0
        AND s.closed_at IS NULL)`,
  lacking: () => sql`products WHERE facts_missing > 0`,
  low: () => sql`variants WHERE available <= 10 AND retired = 0 AND components IS NULL`,
  permits: (now: number) =>
    sql`producers WHERE permits_until <= ${addDays(civilDate(now), EXPIRES_SOON_DAYS)}`,
  holidays: (now: number) => missingHolidayRows(civilDate(now)),
} satisfies Record<string, (now: number) => SQL>

export type Waiting = keyof typeof WAITING
export type WaitingCounts = Partial<Record<Waiting, number>>

/** The statement for how much waits of each kind, up to MOST_COUNTED; one row. */
export function waitingStatement(db: Db, kinds: Waiting[], now: number) {
  const counts = kinds.map(
    (kind) =>
      sql`(SELECT count(*) FROM (SELECT 1 FROM ${WAITING[kind](now)} LIMIT ${MOST_COUNTED})) ${sql.identifier(kind)}`,
  )
  return db.all<WaitingCounts>(counts.length ? sql`SELECT ${sql.join(counts, sql`, `)}` : sql`SELECT 1 none`)
}
