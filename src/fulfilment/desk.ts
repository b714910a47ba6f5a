import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { civilDate } from '../kernel/time.ts'
import { deadline } from '../settings/deadlines.ts'
import {
  type DeskQuery,
  type DeskRow,
  deskList,
  isLate,
  REFUNDS_BY_HAND,
  WAITING_VIEWS,
} from './desk-lists.ts'

export {
  DESK_VIEWS,
  type DeskQuery,
  type DeskRow,
  type DeskView,
  LATE,
  REFUNDS_BY_HAND,
  STANDING_VIEWS,
  WAITING_VIEWS,
} from './desk-lists.ts'

/** Doors orders come through; one that calls the API may name another. */
export const CHANNELS = ['online', 'institution', 'api'] as const

type WaitingView = (typeof WAITING_VIEWS)[number]
export type DeskCounts = Record<WaitingView, number>
export type ChannelCounts = { channel: string } & DeskCounts

const MOST_CHANNELS = 12

/**
 * One page of a saved filter, of one channel or of all, with what waits in each channel beside it, in one round trip.
 * The counts grow with the backlog only, a page with neither.
 */
export async function readDesk(db: Db, query: DeskQuery, now: number) {
  const [rows, toSend, unpaid, refunding, goodwill, others, [late]] = await db.batch([
    deskList(db, query, now),
    db.all<Partial<ChannelCounts>>(sql`
      SELECT channel, sum(storage = 'ambient') ambient, sum(storage = 'cold') cold,
        sum(storage = 'cold' AND coalesce(ship_on, '') <= ${civilDate(now)}) today,
        sum(storage IN ('ambient', 'cold') AND ${isLate(now)}) late
      FROM dispatch_queue GROUP BY channel`),
    db.all<Partial<ChannelCounts>>(sql`
      SELECT channel, count(*) unpaid FROM orders WHERE paid_at IS NULL AND closed_at IS NULL GROUP BY +channel`),
    db.all<Partial<ChannelCounts>>(sql`
      SELECT channel, count(*) refunding FROM (SELECT channel FROM refunds WHERE settled_at IS NULL
        UNION ALL SELECT channel FROM refunds WHERE failed = 1
        UNION ALL SELECT channel FROM refunds WHERE ${REFUNDS_BY_HAND}) GROUP BY channel`),
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
  const names = new Set([...CHANNELS, ...others.map(({ channel }) => channel)])
  if (query.channel) names.add(query.channel)
  const channels = [...names].map((channel) =>
    countsOf(channel, [...toSend, ...unpaid, ...refunding, ...goodwill]),
  )
  return {
    ...pageOf(rows, query.limit),
    channels,
    counts: summed(channels.filter(({ channel }) => !query.channel || channel === query.channel)),
    lateHours: late!.hours,
  }
}

const pageOf = (rows: DeskRow[], limit: number) => {
  const page = rows.slice(0, limit)
  return { rows: page, next: rows.length > limit ? page.at(-1)!.key : null }
}

/** Rows of one statement of an export: each costs a round trip. */
const A_READ = 1000

/** A whole list, `most` rows of it: `more` says that there are others behind them. */
export async function readWholeList(
  db: Db,
  query: Omit<DeskQuery, 'after' | 'limit'>,
  now: number,
  most: number,
): Promise<{ rows: DeskRow[]; more: boolean }> {
  const rows: DeskRow[] = []
  for (let after: string | undefined; ; ) {
    const limit = Math.min(A_READ, most - rows.length)
    const page = pageOf(await deskList(db, { ...query, after, limit }, now), limit)
    rows.push(...page.rows)
    if (!page.next || rows.length >= most) return { rows, more: page.next !== null }
    after = page.next
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
