// node test/bench/season.ts: what a season of orders asks of one database and of one writer. Figures and their sources
// stand in docs/scaling.md; nothing is measured here.

/** What an order takes, as test/budgets/order-size.d1.test.ts holds it to. */
export const ORDER = {
  /** Bytes of an order of two lines, indexes included: 3,500 once paid, and as much again for its parcel and what is told. */
  bytes: 8_000,
  /** Statements of placing and paying one. */
  statements: 60,
}

/** What D1 gives one database, by its documents: 10 GB, and a writer of about a thousand short statements a second. */
export const D1 = { bytes: 10e9, statementsPerSecond: 1000 }

export type Season = {
  /** Orders of a season, and the share of them that comes in its busiest hour. */
  orders: number
  busiestHour: number
}

/** What a season asks: bytes it leaves, databases it fills, orders a second at its peak, and how busy D1's writer is then. */
export function reckon({ orders, busiestHour }: Season) {
  const bytes = orders * ORDER.bytes
  const ordersPerSecond = (orders * busiestHour) / 3600
  return {
    bytes,
    ordersPerSecond,
    /** Seasons that fit into one database, a fifth of it kept for all that is no order. */
    seasonsInOne: Math.floor((D1.bytes * 0.8) / bytes),
    /** 1 is a writer that never rests; above 0.7 it is time for a database more. */
    busy: (ordersPerSecond * ORDER.statements) / D1.statementsPerSecond,
  }
}

/** Writers a peak needs so that none is busier than `most` of its time: orders of one garden or season keep to one. */
export const writersFor = (season: Season, most = 0.7): number =>
  Math.max(1, Math.ceil(reckon(season).busy / most))

/** The same numbers each time from one seed, evenly between 0 and 1 (mulberry32). */
function evenly(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let word = Math.imul(state ^ (state >>> 15), 1 | state)
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word
    return ((word ^ (word >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * How long orders wait for one writer, in ms: `rate` of them a second at random moments, each taking `serviceMs` of it,
 * `count` of them one after the other. A queue with one server (M/D/1).
 */
export function waits(rate: number, serviceMs: number, count = 50_000, seed = 1) {
  const next = evenly(seed)
  const waited: number[] = []
  let wait = 0
  for (let order = 0; order < count; order += 1) {
    waited.push(wait)
    const untilNext = (-Math.log(1 - next()) / rate) * 1000
    wait = Math.max(0, wait + serviceMs - untilNext)
  }
  waited.sort((a, b) => a - b)
  return { median: waited[Math.floor(count / 2)]!, p99: waited[Math.floor(count * 0.99)]! }
}

const SEASONS: [name: string, season: Season][] = [
  ['a county’s first season', { orders: 20_000, busiestHour: 0.05 }],
  ['every canteen of a district', { orders: 200_000, busiestHour: 0.05 }],
  ['a campaign on television', { orders: 1_000_000, busiestHour: 0.2 }],
]

if (import.meta.main) {
  console.log(
    'season | orders | leaves, GB | seasons in 10 GB | orders/s in the busiest hour | busy | writers',
  )
  for (const [name, season] of SEASONS) {
    const { bytes, seasonsInOne, ordersPerSecond, busy } = reckon(season)
    const figures = [(bytes / 1e9).toFixed(2), seasonsInOne, ordersPerSecond.toFixed(1), busy.toFixed(2)]
    console.log([name, season.orders, ...figures, writersFor(season)].join(' | '))
  }
  console.log('\nof a writer that takes 4 ms an order: orders/s | wait, median ms | 99th percentile ms')
  for (const rate of [25, 50, 100, 150, 200, 225]) {
    const { median, p99 } = waits(rate, 4)
    console.log([rate, median.toFixed(1), p99.toFixed(1)].join(' | '))
  }
}
