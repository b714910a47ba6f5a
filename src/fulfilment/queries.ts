import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { deadline } from '../settings/deadlines.ts'

export const DESK_VIEWS = [
  'ambient',
  'cold',
  'late',
  'unpaid',
  'refunding',
  'shipped',
  'refunds',
  'all',
] as const
export type DeskView = (typeof DESK_VIEWS)[number]
/** Doors orders come through; the list of one shows what was paid. */
export const CHANNELS = ['online', 'institution', 'api'] as const

export type DeskRow = {
  id: string
  number: string
  state: string
  recipientName: string
  totalFen: number
  placedAt: number
  paidAt: number | null
  shipOn: string | null
  pieces: number
  channel: string
  /** Where the list goes on. */
  key: string
}

export type DeskCounts = Record<'ambient' | 'cold' | 'unpaid' | 'refunding' | 'late' | 'lateHours', number>

/** How long after it was paid a parcel is late, in ms, as staff set it. */
export const LATE = sql`${deadline('lateHours')} * 3600000`
const COLUMNS = sql`o.id, o.number, o.state, o.recipient_name recipientName, o.total_fen totalFen, o.placed_at placedAt,
  o.paid_at paidAt, o.channel, (SELECT coalesce(sum(l.quantity), 0) FROM order_lines l WHERE l.order_id = o.id AND l.sku IS NOT NULL) pieces`

export type DeskQuery = { view: DeskView; channel?: string; after?: string; limit: number }

/** One page of a saved filter, the counts beside the filters, in one round trip; both grow with the backlog only. */
export async function readDesk(db: Db, query: DeskQuery, now: number) {
  const [rows, counts] = await db.batch([
    db.all<DeskRow>(deskStatement(query, now)),
    db.all<DeskCounts>(sql`SELECT
      (SELECT count(*) FROM dispatch_queue WHERE storage = 'ambient') ambient,
      (SELECT count(*) FROM dispatch_queue WHERE storage = 'cold') cold,
      (SELECT count(*) FROM orders WHERE paid_at IS NULL AND closed_at IS NULL) unpaid,
      (SELECT count(*) FROM refunds WHERE settled_at IS NULL) + (SELECT count(*) FROM refunds WHERE failed = 1) refunding,
      (SELECT count(*) FROM dispatch_queue WHERE storage IN ('ambient', 'cold') AND paid_at < CAST(${now} AS INTEGER) - ${LATE}) late,
      ${deadline('lateHours')} lateHours`),
  ])
  const page = rows.slice(0, query.limit)
  return { rows: page, next: rows.length > query.limit ? page.at(-1)!.key : null, counts: counts[0]! }
}

function deskStatement({ view, channel, after, limit }: DeskQuery, now: number) {
  const [at = '', id = ''] = (after ?? '').split(':')
  const more = limit + 1
  switch (view) {
    case 'ambient':
    case 'cold':
      return sql`SELECT ${COLUMNS}, q.ship_on shipOn, q.paid_at || ':' || o.id key
        FROM dispatch_queue q JOIN orders o ON o.id = q.order_id
        WHERE q.storage = ${view} AND (q.paid_at, q.order_id) > (CAST(${after ? Number(at) : 0} AS INTEGER), ${id})
        ORDER BY q.paid_at, q.order_id LIMIT ${more}`
    case 'late':
      return sql`SELECT ${COLUMNS}, q.ship_on shipOn, q.paid_at || ':' || o.id || q.storage key
        FROM dispatch_queue q JOIN orders o ON o.id = q.order_id
        WHERE q.storage IN ('ambient', 'cold') AND q.paid_at < CAST(${now} AS INTEGER) - ${LATE}
          AND (q.paid_at, q.order_id || q.storage) > (CAST(${after ? Number(at) : 0} AS INTEGER), ${id})
        ORDER BY q.paid_at, q.order_id || q.storage LIMIT ${more}`
    case 'refunding':
      // Asked for and not answered, or refused by the provider: somebody must look.
      return sql`SELECT ${COLUMNS}, NULL shipOn, r.id key FROM (
          SELECT id, order_id FROM refunds WHERE settled_at IS NULL
          UNION ALL SELECT id, order_id FROM refunds WHERE failed = 1) r JOIN orders o ON o.id = r.order_id
        WHERE r.id > ${after ?? ''} ORDER BY r.id LIMIT ${more}`
    case 'refunds':
      return sql`SELECT ${COLUMNS}, NULL shipOn, r.id key FROM refunds r JOIN orders o ON o.id = r.order_id
        WHERE r.id < ${after ?? '~'} ORDER BY r.id DESC LIMIT ${more}`
    case 'unpaid':
      return sql`SELECT ${COLUMNS}, NULL shipOn, o.pay_before || ':' || o.id key FROM orders o
        WHERE o.paid_at IS NULL AND o.closed_at IS NULL
          AND (o.pay_before, o.id) > (CAST(${after ? Number(at) : 0} AS INTEGER), ${id})
        ORDER BY o.pay_before, o.id LIMIT ${more}`
    case 'shipped':
      return sql`SELECT ${COLUMNS}, NULL shipOn, s.id key FROM shipments s JOIN orders o ON o.id = s.order_id
        WHERE s.id < ${after ?? '~'} ORDER BY s.id DESC LIMIT ${more}`
    case 'all':
      if (channel)
        return sql`SELECT ${COLUMNS}, NULL shipOn, o.id key FROM orders o
          WHERE o.channel = ${channel} AND o.paid_at IS NOT NULL AND o.id < ${after ?? '~'} ORDER BY o.id DESC LIMIT ${more}`
      return sql`SELECT ${COLUMNS}, NULL shipOn, o.id key FROM orders o
        WHERE o.id < ${after ?? '~'} ORDER BY o.id DESC LIMIT ${more}`
  }
}

const FOUND = 50

/** Paid orders by the last four digits of the phone or the receiver's whole name, newest first, 50 at most. */
export const searchDesk = (db: Db, words: string): Promise<DeskRow[]> => {
  const tail = /^\d{4}$/.test(words)
  const match = tail ? sql`o.phone_tail = ${words}` : sql`o.recipient_name = ${words}`
  return db.all<DeskRow>(sql`
    SELECT ${COLUMNS}, NULL shipOn, o.id key FROM orders o
    WHERE ${match} AND o.paid_at IS NOT NULL ORDER BY o.id DESC LIMIT ${FOUND}`) as unknown as Promise<
    DeskRow[]
  >
}

export type Parcel = {
  id: string
  storage: string
  carrier: string
  trackingNo: string
  shippedAt: number
  lines: { line: number; quantity: number }[]
}

/** The parcels of an order, oldest first. */
export async function readParcels(db: Db, orderId: string): Promise<Parcel[]> {
  const rows = await db.all<Omit<Parcel, 'lines'> & { lines: string }>(sql`
    SELECT s.id, s.storage, s.carrier, s.tracking_no trackingNo, s.shipped_at shippedAt, (
      SELECT json_group_array(json_object('line', l.line, 'quantity', l.quantity)) FROM shipment_lines l
      WHERE l.shipment_id = s.id) lines
    FROM shipments s WHERE s.order_id = ${orderId} ORDER BY s.id`)
  return rows.map((row) => ({ ...row, lines: JSON.parse(row.lines) }))
}

export type WaitingLine = {
  orderId: string
  number: string
  storage: string
  shipOn: string | null
  recipientName: string
  phoneSealed: string
  regionCode: string
  street: string
  note: string
  line: number
  sku: string
  titleZh: string
  specZh: string
  /** Still to send. */
  pieces: number
}

/** Lines still to send of the oldest orders in the queue, at most `limit` orders, oldest first. */
export const readWaiting = (db: Db, query: { storage?: string; limit: number }): Promise<WaitingLine[]> => {
  const storages = query.storage ? JSON.stringify([query.storage]) : '["ambient","cold"]'
  return db.all<WaitingLine>(sql`
    SELECT * FROM (
      SELECT q.order_id orderId, o.number, q.storage, q.ship_on shipOn, o.recipient_name recipientName,
        o.phone_sealed phoneSealed, o.region_code regionCode, o.street, o.note, l.line, l.sku, l.title_zh titleZh,
        l.spec_zh specZh, l.quantity - (
          SELECT coalesce(sum(s.quantity), 0) FROM settled_pieces s WHERE s.order_id = l.order_id AND s.line = l.line) pieces,
        q.paid_at paidAt
      FROM (SELECT * FROM dispatch_queue WHERE storage IN (SELECT value FROM json_each(${storages}))
        ORDER BY paid_at, order_id LIMIT ${query.limit}) q
      JOIN orders o ON o.id = q.order_id JOIN order_lines l ON l.order_id = q.order_id AND l.storage = q.storage)
    WHERE pieces > 0 ORDER BY paidAt, number, line`) as unknown as Promise<WaitingLine[]>
}

export type HandedOver = {
  number: string
  carrier: string
  trackingNo: string
  storage: string
  pieces: number
  shippedAt: number
}

/** Parcels sent since an instant, newest last, `limit` at most: what the courier signs for. */
export const readHandover = (db: Db, since: number, limit: number) =>
  db.all<HandedOver>(sql`
    SELECT o.number, s.carrier, s.tracking_no trackingNo, s.storage, s.shipped_at shippedAt, (
      SELECT sum(quantity) FROM shipment_lines l WHERE l.shipment_id = s.id) pieces
    FROM shipments s JOIN orders o ON o.id = s.order_id WHERE s.shipped_at >= ${since} ORDER BY s.shipped_at LIMIT ${limit}`)
