import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { int } from '../db/query.ts'
import { idFrom } from '../kernel/ids.ts'
import { addDays, civilDate } from '../kernel/time.ts'
import type { Order } from '../orders/schema.ts'
import {
  MONEY_BACK_OF_ORDER,
  type MoneyBack,
  PROGRESS_OF_ORDER,
  type Progress,
  type Standing,
} from '../orders/standing.ts'
import { deadline } from '../settings/deadlines.ts'

/** Filters of what still waits: they alone are counted, for their counts do not grow with the history. */
export const WAITING_VIEWS = ['ambient', 'cold', 'today', 'late', 'unpaid', 'refunding', 'goodwill'] as const
/** Filters of how an order stands, and all of them. */
export const STANDING_VIEWS = [
  'paid',
  'partly_shipped',
  'shipped',
  'delivered',
  'completed',
  'partly_refunded',
  'refunded',
  'cancelled',
  'all',
] as const satisfies (Progress | MoneyBack | 'all')[]
export const DESK_VIEWS = [...WAITING_VIEWS, ...STANDING_VIEWS] as const
export type DeskView = (typeof DESK_VIEWS)[number]

export type DeskRow = Pick<
  Order,
  'id' | 'number' | 'recipientName' | 'totalFen' | 'placedAt' | 'paidAt' | 'shipOn' | 'channel' | 'plots'
> &
  Standing & {
    pieces: number
    /** Where the list goes on. */
    key: string
  }

export type DeskQuery = {
  view: DeskView
  channel?: string | undefined
  /** Civil dates: placed on one of them or in between. */
  from?: string | undefined
  to?: string | undefined
  after?: string | undefined
  limit: number
}

/** How long after it was paid a parcel is late, in ms, as staff set it. */
export const LATE = sql`${deadline('lateHours')} * 3600000`
export const isLate = (now: number): SQL => sql`paid_at < ${int(now)} - ${LATE}`

/** Refunds of bank transfers, which nobody is asked for: a person still has to send the money. */
export const REFUNDS_BY_HAND = sql`state = 'given_up' AND EXISTS (SELECT 1 FROM payment_attempts a
  WHERE a.id = refunds.attempt_id AND a.method = 'bank_transfer')`

/** What a list shows of the order `o`. */
export const COLUMNS = sql`o.id, o.number, ${PROGRESS_OF_ORDER} progress, ${MONEY_BACK_OF_ORDER} moneyBack,
  o.recipient_name recipientName, o.total_fen totalFen, o.placed_at placedAt, o.paid_at paidAt, o.channel,
  (SELECT coalesce(sum(l.quantity), 0) FROM order_lines l WHERE l.order_id = o.id AND l.sku IS NOT NULL) pieces, o.plots`
/** The next day something of it leaves; null once nothing waits. */
const SHIP_ON = sql`(SELECT min(w.ship_on) FROM dispatch_queue w WHERE w.order_id = o.id) shipOn`
const LAST_AT = Number.MAX_SAFE_INTEGER

/** One page of a list and the row behind it. */
export function deskList(db: Db, query: DeskQuery, now: number) {
  return db.all<DeskRow>(statement(query, now))
}

function statement(query: DeskQuery, now: number): SQL {
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
      return refundingStatement(query)
    case 'goodwill':
      return goodwillStatement(query)
    case 'partly_refunded':
    case 'refunded':
      return refundedStatement(query)
    case 'partly_shipped':
      return partlyShippedStatement(query)
    case 'shipped':
    case 'delivered':
      return onTheWayStatement(query)
    case 'completed':
      return completedStatement(query)
    case 'paid':
      return newestStatement(
        query,
        sql`o.paid_at IS NOT NULL AND o.over_at IS NULL AND ${PROGRESS_OF_ORDER} = 'paid' AND`,
      )
    // Over and not completed: closed before it was paid, or called off after.
    case 'cancelled':
      return newestStatement(query, sql`o.over_at IS NOT NULL AND o.state <> 'completed' AND`)
    case 'all':
      return newestStatement(query, sql``)
  }
}

const own = ({ channel }: DeskQuery, column: SQL): SQL => (channel ? sql`${column} = ${channel} AND` : sql``)

/** The ids between which the orders of the dates lie: an id begins with its time. */
export function bounds({ from, to }: Pick<DeskQuery, 'from' | 'to'>) {
  const midnight = (on: string) => Date.parse(`${on}T00:00:00+08:00`)
  return {
    first: from ? idFrom('ord', midnight(from)) : '',
    before: to ? idFrom('ord', midnight(addDays(to, 1))) : '~',
  }
}

/** The same where a list walks another index than the orders' own. */
const dated = (query: DeskQuery): SQL => {
  const { first, before } = bounds(query)
  return query.from || query.to ? sql`o.id >= ${first} AND o.id < ${before} AND` : sql``
}

/** The orders of some kind, the newest first. */
function newestStatement(query: DeskQuery, which: SQL): SQL {
  const { first, before } = bounds(query)
  // One bound, so that SQLite begins at the nearer one.
  const next = query.after && query.after < before ? query.after : before
  return sql`SELECT ${COLUMNS}, ${SHIP_ON}, o.id key FROM orders o
    WHERE ${own(query, sql`o.channel`)} ${which} o.id >= ${first} AND o.id < ${next}
    ORDER BY o.id DESC LIMIT ${query.limit + 1}`
}

/** The instant, id and storage a list goes on from. */
function cursor({ after }: DeskQuery, start: number) {
  const [at = '', id = '', storage = ''] = (after ?? '').split(':')
  return { at: int(after ? Number(at) : start), id, storage }
}

function toSendStatement(query: DeskQuery, storage: string): SQL {
  const { at, id } = cursor(query, 0)
  return sql`SELECT ${COLUMNS}, q.ship_on shipOn, q.paid_at || ':' || o.id key
    FROM dispatch_queue q JOIN orders o ON o.id = q.order_id
    WHERE ${own(query, sql`q.channel`)} ${dated(query)} q.storage = ${storage}
      AND (q.paid_at, q.order_id) > (${at}, ${id})
    ORDER BY q.paid_at, q.order_id LIMIT ${query.limit + 1}`
}

/** Of the cold chain what leaves today or should have left, the longest due first. */
function todayStatement(query: DeskQuery, now: number): SQL {
  const [on = '', at = '', id = ''] = (query.after ?? '').split(':')
  return sql`SELECT ${COLUMNS}, q.ship_on shipOn, coalesce(q.ship_on, '') || ':' || q.paid_at || ':' || o.id key
    FROM dispatch_queue q JOIN orders o ON o.id = q.order_id
    WHERE ${own(query, sql`+q.channel`)} ${dated(query)} q.storage = 'cold'
      AND coalesce(q.ship_on, '') <= ${civilDate(now)}
      AND (coalesce(q.ship_on, ''), q.paid_at, q.order_id) > (${on}, ${int(Number(at))}, ${id})
    ORDER BY coalesce(q.ship_on, ''), q.paid_at, q.order_id LIMIT ${query.limit + 1}`
}

function lateStatement(query: DeskQuery, now: number): SQL {
  const { at, id, storage } = cursor(query, 0)
  const { first, before } = bounds(query)
  const late = (
    of: string,
  ) => sql`SELECT * FROM (SELECT order_id, storage, paid_at, ship_on FROM dispatch_queue
    WHERE ${own(query, sql`channel`)} storage = ${of} AND ${isLate(now)}
      AND order_id >= ${first} AND order_id < ${before} AND (paid_at, order_id, storage) > (${at}, ${id}, ${storage})
    ORDER BY paid_at, order_id LIMIT ${query.limit + 1})`
  return sql`SELECT ${COLUMNS}, q.ship_on shipOn, q.paid_at || ':' || o.id || ':' || q.storage key
    FROM (${late('ambient')} UNION ALL ${late('cold')}) q JOIN orders o ON o.id = q.order_id
    ORDER BY q.paid_at, q.order_id, q.storage LIMIT ${query.limit + 1}`
}

/** The few unpaid orders of another door and the many of the shop itself stand in a partial index each. */
function unpaidStatement(query: DeskQuery): SQL {
  const { at, id } = cursor(query, 0)
  const { first, before } = bounds(query)
  // The plus keeps the index of the whole history out of it.
  const of =
    query.channel === 'online'
      ? sql`+o.channel = 'online' AND`
      : query.channel
        ? sql`o.channel <> 'online' AND o.channel = ${query.channel} AND`
        : sql``
  const dates = query.from || query.to ? sql`+o.id >= ${first} AND +o.id < ${before} AND` : sql``
  return sql`SELECT ${COLUMNS}, NULL shipOn, o.pay_before || ':' || o.id key FROM orders o
    WHERE ${of} ${dates} o.paid_at IS NULL AND o.closed_at IS NULL AND (o.pay_before, o.id) > (${at}, ${id})
    ORDER BY o.pay_before, o.id LIMIT ${query.limit + 1}`
}

/** Asked for and not answered, or refused by the provider: somebody must look. */
const refundingStatement = (query: DeskQuery): SQL => sql`SELECT ${COLUMNS}, ${SHIP_ON}, r.id key FROM (
    SELECT id, order_id FROM refunds WHERE ${own(query, sql`+channel`)} settled_at IS NULL
    UNION ALL SELECT id, order_id FROM refunds WHERE ${own(query, sql`+channel`)} failed = 1
    UNION ALL SELECT id, order_id FROM refunds WHERE ${own(query, sql`+channel`)} ${REFUNDS_BY_HAND}) r
  JOIN orders o ON o.id = r.order_id WHERE ${dated(query)} r.id > ${query.after ?? ''}
  ORDER BY r.id LIMIT ${query.limit + 1}`

/** Orders whose money went back in part or whole, by their newest refund. */
const refundedStatement = (query: DeskQuery): SQL => sql`
  SELECT ${COLUMNS}, ${SHIP_ON}, r.id key FROM refunds r CROSS JOIN orders o ON o.id = r.order_id
  WHERE ${own(query, sql`r.channel`)} ${dated(query)} r.id < ${query.after ?? '~'}
    AND NOT EXISTS (SELECT 1 FROM refunds n WHERE n.order_id = r.order_id AND n.id > r.id)
    AND ${MONEY_BACK_OF_ORDER} = ${query.view}
  ORDER BY r.id DESC LIMIT ${query.limit + 1}`

/** What waits for a second person, the longest first; the plus keeps the key of the whole history out of it. */
const goodwillStatement = (query: DeskQuery): SQL =>
  sql`SELECT ${COLUMNS}, NULL shipOn, g.id key FROM goodwill_requests g CROSS JOIN orders o ON o.id = g.order_id
    WHERE ${own(query, sql`o.channel`)} ${dated(query)} g.decided_at IS NULL AND +g.id > ${query.after ?? ''}
    ORDER BY +g.id LIMIT ${query.limit + 1}`

/** What was begun and has something left waits in the queue: the backlog, never the history. */
const partlyShippedStatement = (query: DeskQuery): SQL => sql`
  SELECT ${COLUMNS}, ${SHIP_ON}, o.id key
  FROM (SELECT DISTINCT order_id FROM dispatch_queue WHERE ${own(query, sql`+channel`)} order_id < ${query.after ?? '~'}) q
  CROSS JOIN orders o ON o.id = q.order_id
  WHERE ${dated(query)} ${PROGRESS_OF_ORDER} = 'partly_shipped' ORDER BY o.id DESC LIMIT ${query.limit + 1}`

/** All of it was sent, by the newest of its parcels that nobody received yet. */
const onTheWayStatement = (query: DeskQuery): SQL => sql`
  SELECT ${COLUMNS}, NULL shipOn, s.id key FROM shipments s CROSS JOIN orders o ON o.id = s.order_id
  WHERE ${own(query, sql`s.channel`)} ${dated(query)} s.received_at IS NULL AND s.id < ${query.after ?? '~'}
    AND NOT EXISTS (
      SELECT 1 FROM shipments n WHERE n.order_id = s.order_id AND n.id > s.id AND n.received_at IS NULL)
    AND ${PROGRESS_OF_ORDER} = ${query.view}
  ORDER BY s.id DESC LIMIT ${query.limit + 1}`

/** The last to be completed first; of some dates the orders themselves are walked. */
function completedStatement(query: DeskQuery): SQL {
  if (query.from || query.to) return newestStatement(query, sql`+o.state = 'completed' AND`)
  const { at, id } = cursor(query, LAST_AT)
  return sql`SELECT ${COLUMNS}, NULL shipOn, o.over_at || ':' || o.id key FROM orders o
    WHERE ${own(query, sql`o.channel`)} o.state = 'completed' AND (o.over_at, o.id) < (${at}, ${id || '~'})
    ORDER BY o.over_at DESC, o.id DESC LIMIT ${query.limit + 1}`
}
