import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { int } from '../db/query.ts'
import { civilDate } from '../kernel/time.ts'
import type { Order } from '../orders/schema.ts'
import { deadline } from '../settings/deadlines.ts'

export const DESK_VIEWS = [
  'ambient',
  'cold',
  'today',
  'late',
  'unpaid',
  'refunding',
  'goodwill',
  'receiving',
  'shipped',
  'completed',
  'refunds',
  'all',
] as const
export type DeskView = (typeof DESK_VIEWS)[number]
/** Doors orders come through; one that calls the API may name another. */
export const CHANNELS = ['online', 'institution', 'api'] as const

export type DeskRow = Pick<
  Order,
  'id' | 'number' | 'state' | 'recipientName' | 'totalFen' | 'placedAt' | 'paidAt' | 'shipOn' | 'channel'
> & {
  pieces: number
  /** Where the list goes on. */
  key: string
}

/** Filters of what still waits: they alone are counted, for their counts do not grow with the history. */
export const WAITING_VIEWS = ['ambient', 'cold', 'today', 'late', 'unpaid', 'refunding', 'goodwill'] as const
type WaitingView = (typeof WAITING_VIEWS)[number]
export type DeskCounts = Record<WaitingView, number>
export type ChannelCounts = { channel: string } & DeskCounts

/** How long after it was paid a parcel is late, in ms, as staff set it. */
export const LATE = sql`${deadline('lateHours')} * 3600000`
const COLUMNS = sql`o.id, o.number, o.state, o.recipient_name recipientName, o.total_fen totalFen, o.placed_at placedAt,
  o.paid_at paidAt, o.channel, (SELECT coalesce(sum(l.quantity), 0) FROM order_lines l WHERE l.order_id = o.id AND l.sku IS NOT NULL) pieces`
const MOST_CHANNELS = 12
const LAST_AT = Number.MAX_SAFE_INTEGER

export type DeskQuery = { view: DeskView; channel?: string; after?: string; limit: number }

/**
 * One page of a saved filter, of one channel or of all, with what waits in each channel beside it, in one round trip.
 * The counts grow with the backlog only, a page with neither.
 */
export async function readDesk(db: Db, query: DeskQuery, now: number) {
  const [rows, toSend, unpaid, refunding, goodwill, others, [late]] = await db.batch([
    db.all<DeskRow>(deskStatement(query, now)),
    db.all<Partial<ChannelCounts>>(sql`
      SELECT channel, sum(storage = 'ambient') ambient, sum(storage = 'cold') cold,
        sum(storage = 'cold' AND coalesce(ship_on, '') <= ${civilDate(now)}) today,
        sum(storage IN ('ambient', 'cold') AND ${isLate(now)}) late
      FROM dispatch_queue GROUP BY channel`),
    db.all<Partial<ChannelCounts>>(sql`
      SELECT channel, count(*) unpaid FROM orders WHERE paid_at IS NULL AND closed_at IS NULL GROUP BY +channel`),
    db.all<Partial<ChannelCounts>>(sql`
      SELECT channel, count(*) refunding FROM (SELECT channel FROM refunds WHERE settled_at IS NULL
        UNION ALL SELECT channel FROM refunds WHERE failed = 1) GROUP BY channel`),
    db.all<Partial<ChannelCounts>>(sql`
      SELECT o.channel, count(*) goodwill FROM goodwill_requests g CROSS JOIN orders o ON o.id = g.order_id
      WHERE g.decided_at IS NULL GROUP BY o.channel`),
    // Steps from one channel to the next, a row each, however many orders there are.
    db.all<{ channel: string }>(sql`
      WITH RECURSIVE seen (channel) AS (SELECT min(channel) FROM orders UNION ALL
        SELECT (SELECT min(channel) FROM orders o WHERE o.channel > seen.channel) FROM seen
        WHERE seen.channel IS NOT NULL LIMIT ${MOST_CHANNELS})
      SELECT channel FROM seen WHERE channel IS NOT NULL`),
    db.all<{ hours: number }>(sql`SELECT ${deadline('lateHours')} hours`),
  ])
  const page = rows.slice(0, query.limit)
  const names = new Set([...CHANNELS, ...others.map(({ channel }) => channel)])
  if (query.channel) names.add(query.channel)
  const channels = [...names].map((channel) =>
    countsOf(channel, [...toSend, ...unpaid, ...refunding, ...goodwill]),
  )
  return {
    rows: page,
    next: rows.length > query.limit ? page.at(-1)!.key : null,
    channels,
    counts: summed(channels.filter(({ channel }) => !query.channel || channel === query.channel)),
    lateHours: late!.hours,
  }
}

const NONE: DeskCounts = { ambient: 0, cold: 0, today: 0, late: 0, unpaid: 0, refunding: 0, goodwill: 0 }
const countsOf = (channel: string, counted: Partial<ChannelCounts>[]): ChannelCounts =>
  Object.assign({ ...NONE, channel }, ...counted.filter((row) => row.channel === channel))

function summed(channels: ChannelCounts[]): DeskCounts {
  const sum = { ...NONE }
  for (const counts of channels) for (const view of WAITING_VIEWS) sum[view] += counts[view]
  return sum
}

const isLate = (now: number): SQL => sql`paid_at < ${int(now)} - ${LATE}`

function deskStatement(query: DeskQuery, now: number): SQL {
  switch (query.view) {
    case 'ambient':
    case 'cold':
      return toSendStatement(query, query.view)
    case 'today':
      return todayStatement(query, now)
    case 'late':
      return lateStatement(query, now)
    case 'unpaid':
      return unpaidStatement(query)
    case 'refunding':
    case 'refunds':
      return refundStatement(query)
    case 'goodwill':
      return goodwillStatement(query)
    case 'receiving':
    case 'shipped':
      return parcelStatement(query)
    case 'completed':
      return completedStatement(query)
    case 'all':
      return sql`SELECT ${COLUMNS}, NULL shipOn, o.id key FROM orders o
        WHERE ${own(query, sql`o.channel`)} o.id < ${query.after ?? '~'} ORDER BY o.id DESC LIMIT ${query.limit + 1}`
  }
}

const own = ({ channel }: DeskQuery, column: SQL): SQL => (channel ? sql`${column} = ${channel} AND` : sql``)

/** The instant, id and storage a list goes on from. */
function cursor({ after }: DeskQuery, start: number) {
  const [at = '', id = '', storage = ''] = (after ?? '').split(':')
  return { at: int(after ? Number(at) : start), id, storage }
}

function toSendStatement(query: DeskQuery, storage: string): SQL {
  const { at, id } = cursor(query, 0)
  return sql`SELECT ${COLUMNS}, q.ship_on shipOn, q.paid_at || ':' || o.id key
    FROM dispatch_queue q JOIN orders o ON o.id = q.order_id
    WHERE ${own(query, sql`q.channel`)} q.storage = ${storage} AND (q.paid_at, q.order_id) > (${at}, ${id})
    ORDER BY q.paid_at, q.order_id LIMIT ${query.limit + 1}`
}

/** Of the cold chain what leaves today or should have left, the longest due first. */
function todayStatement(query: DeskQuery, now: number): SQL {
  const [on = '', at = '', id = ''] = (query.after ?? '').split(':')
  return sql`SELECT ${COLUMNS}, q.ship_on shipOn, coalesce(q.ship_on, '') || ':' || q.paid_at || ':' || o.id key
    FROM dispatch_queue q JOIN orders o ON o.id = q.order_id
    WHERE ${own(query, sql`+q.channel`)} q.storage = 'cold' AND coalesce(q.ship_on, '') <= ${civilDate(now)}
      AND (coalesce(q.ship_on, ''), q.paid_at, q.order_id) > (${on}, ${int(Number(at))}, ${id})
    ORDER BY coalesce(q.ship_on, ''), q.paid_at, q.order_id LIMIT ${query.limit + 1}`
}

function lateStatement(query: DeskQuery, now: number): SQL {
  const { at, id, storage } = cursor(query, 0)
  const late = (
    of: string,
  ) => sql`SELECT * FROM (SELECT order_id, storage, paid_at, ship_on FROM dispatch_queue
    WHERE ${own(query, sql`channel`)} storage = ${of} AND ${isLate(now)}
      AND (paid_at, order_id, storage) > (${at}, ${id}, ${storage})
    ORDER BY paid_at, order_id LIMIT ${query.limit + 1})`
  return sql`SELECT ${COLUMNS}, q.ship_on shipOn, q.paid_at || ':' || o.id || ':' || q.storage key
    FROM (${late('ambient')} UNION ALL ${late('cold')}) q JOIN orders o ON o.id = q.order_id
    ORDER BY q.paid_at, q.order_id, q.storage LIMIT ${query.limit + 1}`
}

/** The few unpaid orders of another door and the many of the shop itself stand in a partial index each. */
function unpaidStatement(query: DeskQuery): SQL {
  const { at, id } = cursor(query, 0)
  // The plus keeps the index of the whole history out of it.
  const of =
    query.channel === 'online'
      ? sql`+o.channel = 'online' AND`
      : query.channel
        ? sql`o.channel <> 'online' AND o.channel = ${query.channel} AND`
        : sql``
  return sql`SELECT ${COLUMNS}, NULL shipOn, o.pay_before || ':' || o.id key FROM orders o
    WHERE ${of} o.paid_at IS NULL AND o.closed_at IS NULL AND (o.pay_before, o.id) > (${at}, ${id})
    ORDER BY o.pay_before, o.id LIMIT ${query.limit + 1}`
}

function refundStatement(query: DeskQuery): SQL {
  const { view, after, limit } = query
  if (view === 'refunds')
    return sql`SELECT ${COLUMNS}, NULL shipOn, r.id key FROM refunds r JOIN orders o ON o.id = r.order_id
      WHERE ${own(query, sql`r.channel`)} r.id < ${after ?? '~'} ORDER BY r.id DESC LIMIT ${limit + 1}`
  // Asked for and not answered, or refused by the provider: somebody must look.
  return sql`SELECT ${COLUMNS}, NULL shipOn, r.id key FROM (
      SELECT id, order_id FROM refunds WHERE ${own(query, sql`+channel`)} settled_at IS NULL
      UNION ALL SELECT id, order_id FROM refunds WHERE ${own(query, sql`+channel`)} failed = 1) r
    JOIN orders o ON o.id = r.order_id WHERE r.id > ${after ?? ''} ORDER BY r.id LIMIT ${limit + 1}`
}

/** What waits for a second person, the longest first; the plus keeps the key of the whole history out of it. */
const goodwillStatement = (query: DeskQuery): SQL =>
  sql`SELECT ${COLUMNS}, NULL shipOn, g.id key FROM goodwill_requests g CROSS JOIN orders o ON o.id = g.order_id
    WHERE ${own(query, sql`o.channel`)} g.decided_at IS NULL AND +g.id > ${query.after ?? ''}
    ORDER BY +g.id LIMIT ${query.limit + 1}`

/** What is on its way, the longest on it first; or every parcel, the newest first. */
function parcelStatement(query: DeskQuery): SQL {
  const { view, after, limit } = query
  const from = sql`SELECT ${COLUMNS}, NULL shipOn, s.id key FROM shipments s JOIN orders o ON o.id = s.order_id
    WHERE ${own(query, sql`s.channel`)}`
  return view === 'receiving'
    ? sql`${from} s.received_at IS NULL AND s.id > ${after ?? ''} ORDER BY s.id LIMIT ${limit + 1}`
    : sql`${from} s.id < ${after ?? '~'} ORDER BY s.id DESC LIMIT ${limit + 1}`
}

function completedStatement(query: DeskQuery): SQL {
  const { at, id } = cursor(query, LAST_AT)
  return sql`SELECT ${COLUMNS}, NULL shipOn, o.over_at || ':' || o.id key FROM orders o
    WHERE ${own(query, sql`o.channel`)} o.state = 'completed' AND (o.over_at, o.id) < (${at}, ${id || '~'})
    ORDER BY o.over_at DESC, o.id DESC LIMIT ${query.limit + 1}`
}

const FOUND = 50

/** Paid orders by the last four digits of the phone or the receiver's whole name, newest first, 50 at most. */
export const searchDesk = (db: Db, words: string) => {
  const tail = /^\d{4}$/.test(words)
  const match = tail ? sql`o.phone_tail = ${words}` : sql`o.recipient_name = ${words}`
  return db.all<DeskRow>(sql`
    SELECT ${COLUMNS}, NULL shipOn, o.id key FROM orders o
    WHERE ${match} AND o.paid_at IS NOT NULL ORDER BY o.id DESC LIMIT ${FOUND}`)
}
