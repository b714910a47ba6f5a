import { sql } from 'drizzle-orm'
import type { Db, Statement } from '../db/client.ts'
import { int } from '../db/query.ts'
import { DAY_MS } from '../kernel/time.ts'
import type { OrderLine } from '../orders/schema.ts'
import { CLAIM_STATES, type ClaimReason, turnOf } from './claim.ts'
import type { Claim } from './schema.ts'

type Told = Pick<OrderLine, 'titleZh' | 'titleEn' | 'specZh' | 'specEn' | 'picture'>
export type OrderClaim = Claim & Told & { dispatchNumber: string | null }

const WITH_LINE = sql`
  SELECT c.id, c.order_id orderId, c.line, c.dispatch_id dispatchId, c.kind, c.reason, c.quantity, c.words, c.state, c.seq,
    c.asked_at askedAt, c.due_at dueAt, c.ended_at endedAt, c.proposed_fen proposedFen, c.return_to returnTo, c.carrier,
    c.tracking_no trackingNo, c.returned, c.refund_id refundId, c.sent_carrier sentCarrier, c.sent_no sentNo,
    c.refused_by refusedBy, c.appealed, c.person_asked_at personAskedAt, c.client_key clientKey,
    l.title_zh titleZh, l.title_en titleEn, l.spec_zh specZh, l.spec_en specEn, l.picture, d.number dispatchNumber
  FROM claims c CROSS JOIN order_lines l ON l.order_id = c.order_id AND l.line = c.line
  LEFT JOIN dispatches d ON d.id = c.dispatch_id`

/** An order's claims, the newest first; those of a gift that was taken are its receiver's. */
export const claimsOfOrder = (db: Db, orderId: string): Statement<OrderClaim[]> =>
  db.all<OrderClaim>(sql`${WITH_LINE} WHERE c.order_id = ${orderId} AND NOT EXISTS (
    SELECT 1 FROM adoption_gifts g WHERE g.adoption_id = d.adoption_id AND g.claimed_at IS NOT NULL) ORDER BY c.id DESC`)

export const CLAIM_VIEWS = ['shop', 'buyer', 'ended'] as const
export type ClaimView = (typeof CLAIM_VIEWS)[number]

export type QueuedClaim = Pick<
  Claim,
  | 'id'
  | 'kind'
  | 'reason'
  | 'state'
  | 'quantity'
  | 'askedAt'
  | 'dueAt'
  | 'endedAt'
  | 'personAskedAt'
  | 'appealed'
> &
  Pick<OrderLine, 'titleZh' | 'specZh'> & {
    number: string
    producer: string | null
    dispatchNumber: string | null
  }

const statesOf = (view: ClaimView) =>
  JSON.stringify(CLAIM_STATES.filter((state) => (turnOf(state) ?? 'ended') === view))

/** The queue as the desk shows it: a view, what waits in each, and the counts by producer, in one round trip. */
export const readQueue = (db: Db, now: number, view: ClaimView, narrowed: Narrowed) =>
  db.batch([queueOf(db, view, narrowed), countQueue(db), countByProducer(db, now)])

type Narrowed = { producer: string | null; limit: number }

/** A view of the queue: who wants to be called first, then by deadline; what ended, the newest first. */
function queueOf(db: Db, view: ClaimView, { producer, limit }: Narrowed): Statement<QueuedClaim[]> {
  const ended = view === 'ended'
  return db.all<QueuedClaim>(sql`
    SELECT c.id, c.kind, c.reason, c.state, c.quantity, c.asked_at askedAt, c.due_at dueAt, c.ended_at endedAt,
      c.person_asked_at personAskedAt, c.appealed, l.title_zh titleZh, l.spec_zh specZh, o.number, p.name_zh producer,
      (SELECT d.number FROM dispatches d WHERE d.id = c.dispatch_id) dispatchNumber
    FROM claims c CROSS JOIN order_lines l ON l.order_id = c.order_id AND l.line = c.line
    CROSS JOIN orders o ON o.id = c.order_id LEFT JOIN producers p ON p.id = l.producer_id
    WHERE c.ended_at IS ${ended ? sql`NOT NULL` : sql`NULL`} AND c.state IN (SELECT value FROM json_each(${statesOf(view)}))
      AND (${producer} IS NULL OR l.producer_id = ${producer})
    ORDER BY ${ended ? sql`c.ended_at DESC` : sql`c.person_asked_at IS NULL, c.due_at`}, c.id LIMIT ${int(limit)}`)
}

/** How many wait in each view that is open. */
const countQueue = (db: Db) =>
  db.all<{ state: Claim['state']; claims: number }>(
    sql`SELECT state, count(*) claims FROM claims WHERE ended_at IS NULL GROUP BY state`,
  )

/** Days the counts per producer look back. */
export const COUNTED_DAYS = 90

export type ProducerCount = {
  producerId: string | null
  producer: string | null
  reason: ClaimReason
  claims: number
}

/** Claims of the last 90 days by producer and reason, for which the shop answers or not. */
const countByProducer = (db: Db, now: number) =>
  db.all<ProducerCount>(sql`
    SELECT l.producer_id producerId, p.name_zh producer, c.reason, count(*) claims
    FROM claims c CROSS JOIN order_lines l ON l.order_id = c.order_id AND l.line = c.line
    LEFT JOIN producers p ON p.id = l.producer_id
    WHERE c.asked_at > ${int(now - COUNTED_DAYS * DAY_MS)} GROUP BY l.producer_id, c.reason ORDER BY claims DESC`)
