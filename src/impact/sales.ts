import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { addDays } from '../kernel/time.ts'
import type { SalesByDay } from './schema.ts'

/** What a day's counter is about; `all` has the one value `all`. */
export type Dimension = 'all' | 'family' | 'province' | 'channel'
export type Sale = Pick<SalesByDay, 'day' | 'value' | 'orders' | 'pieces' | 'amountFen'>

/** Lengths in days that the overview offers, today among them. */
export const PERIODS = [1, 7, 30] as const
export type Period = (typeof PERIODS)[number]
export const periodOf = (text: string | undefined): Period =>
  PERIODS.find((days) => String(days) === text) ?? 30

/** The civil dates of a period that ends on `today`, oldest first. */
export const daysOf = (period: Period, today: string): string[] =>
  Array.from({ length: period }, (_, index) => addDays(today, index - period + 1))

const MOST_ROWS = 2000

/** Statement for the counters of some days, `days` oldest first: as many rows however many orders there were. */
export const salesStatement = (db: Db, dimension: Dimension, days: string[]) =>
  db.all<Sale>(sql`
    SELECT day, value, orders, pieces, amount_fen amountFen FROM sales_by_day
    WHERE dimension = ${dimension} AND day BETWEEN ${days[0]} AND ${days.at(-1)} ORDER BY day, value LIMIT ${MOST_ROWS}`)

export type Total = { value: string; orders: number; pieces: number; amountFen: number }

/** Sums of a period by value, most money first; values that came to nothing are left out. */
export function totalsOf(sales: Sale[]): Total[] {
  const totals = new Map<string, Total>()
  for (const { value, orders, pieces, amountFen } of sales) {
    const old = totals.get(value) ?? { value, orders: 0, pieces: 0, amountFen: 0 }
    totals.set(value, {
      value,
      orders: old.orders + orders,
      pieces: old.pieces + pieces,
      amountFen: old.amountFen + amountFen,
    })
  }
  return [...totals.values()]
    .filter((total) => total.orders || total.pieces || total.amountFen)
    .sort((a, b) => b.amountFen - a.amountFen || a.value.localeCompare(b.value))
}

/** The first `most - 1` and the rest as one with the value `rest`, or all of them where they are few. */
export function withRest(totals: Total[], most: number): Total[] {
  if (totals.length <= most) return totals
  const rest = { value: 'rest', orders: 0, pieces: 0, amountFen: 0 }
  for (const { orders, pieces, amountFen } of totals.slice(most - 1)) {
    rest.orders += orders
    rest.pieces += pieces
    rest.amountFen += amountFen
  }
  return [...totals.slice(0, most - 1), rest]
}

/** Fen of each day for each of at most `most` values, the smaller ones together as `rest`. */
export function seriesOf(sales: Sale[], days: string[], most: number): { value: string; fen: number[] }[] {
  const shown = withRest(totalsOf(sales), most).map(({ value }) => value)
  const kept = new Set(shown.filter((value) => value !== 'rest'))
  const sums = new Map<string, number>()
  for (const { day, value, amountFen } of sales) {
    const key = `${kept.has(value) ? value : 'rest'} ${day}`
    sums.set(key, (sums.get(key) ?? 0) + amountFen)
  }
  return shown.map((value) => ({ value, fen: days.map((day) => sums.get(`${value} ${day}`) ?? 0) }))
}
