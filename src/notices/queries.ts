import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { int } from '../db/query.ts'
import type { Order } from '../orders/schema.ts'
import { type ConsoleEntry, DELIVERY_STATES, type Delivery, type DeliveryState } from './schema.ts'

export type NoticeRow = Omit<
  Delivery,
  'addressHmac' | 'templateCode' | 'subjectId' | 'occurrence' | 'asked'
> & {
  orderNumber: Order['number'] | null
  /** 1 where it is the newest try, which can be followed by another. */
  newest: number
}

/** What was not told any more has read no order: then its claim or parcel says which it is. */
const ORDER_ID = sql`coalesce(d.order_id, (SELECT c.order_id FROM claims c WHERE c.id = d.subject_id),
  (SELECT s.order_id FROM shipments s WHERE s.id = d.subject_id),
  (SELECT a.order_id FROM dispatches p CROSS JOIN adoptions a ON a.id = p.adoption_id WHERE p.id = d.subject_id))`

/** Notices, the newest first, at most `limit`, from before the id `before` on. */
const readNotices = (
  db: Db,
  { state, before, limit }: { state: DeliveryState | null; before: string | null; limit: number },
) =>
  db.all<NoticeRow>(sql`
    SELECT d.id, d.notice_key noticeKey, d.nth, d.event, d.order_id orderId, d.channel, d.provider, d.text, d.state,
      d.reason, d.provider_id providerId, d.at, d.sent_at sentAt, d.reported_at reportedAt, o.number orderNumber,
      NOT EXISTS (SELECT 1 FROM notice_deliveries n WHERE n.notice_key = d.notice_key AND n.nth > d.nth) newest
    FROM notice_deliveries d LEFT JOIN orders o ON o.id = ${ORDER_ID}
    WHERE ${state === null ? sql`true` : sql`d.state = ${state}`} AND d.id < ${before ?? '~'}
    ORDER BY d.id DESC LIMIT ${int(limit)}`)

export type WaitingNotice = { id: string; event: string; notBefore: number; lastError: string | null }

/** What is owed and not tried yet, or waits for its provider, the next first. */
const readWaiting = (db: Db, limit: number) =>
  db.all<WaitingNotice>(sql`
    SELECT id, payload ->> 'event' event, next_attempt_at notBefore, last_error lastError FROM outbox
    WHERE ended_at IS NULL AND kind = 'notice.send' ORDER BY next_attempt_at, id LIMIT ${int(limit)}`)

/** A page of notices with those that wait, in one round trip. */
export const readDesk = (db: Db, asked: Parameters<typeof readNotices>[1]) =>
  db.batch([readNotices(db, asked), readWaiting(db, asked.limit)])

export const readConsole = (db: Db, limit: number) =>
  db.all<ConsoleEntry>(
    sql`SELECT id, at, phone, text, channel FROM notice_console ORDER BY id DESC LIMIT ${int(limit)}`,
  )

/** Which documents of an order left by e-mail, and the mark of the address. */
export const readMailed = (db: Db, orderId: string) =>
  db.all<{ documentId: string; mark: string; at: number }>(sql`
    SELECT subject_id documentId, address_hmac mark, max(sent_at) at FROM notice_deliveries
    WHERE order_id = ${orderId} AND channel = 'email' AND event IN ('invoice.ready', 'invoice.red')
      AND state IN ('sent', 'delivered') GROUP BY subject_id, address_hmac`)

export const stateOf = (text: string | undefined): DeliveryState | null =>
  DELIVERY_STATES.find((state) => state === text) ?? null
