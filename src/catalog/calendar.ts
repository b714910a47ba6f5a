import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { addDays, civilDate } from '../kernel/time.ts'
import { type Holiday, WINDOW_DAYS } from './freight.ts'

/** A longer holiday is refused, so that the past of the calendar need not be read. */
export const LONGEST_HOLIDAY_DAYS = 366
/** Goods that leave on the last day of the window arrive after it. */
const LONGEST_TRANSIT_DAYS = 30

/** The statement that reads all of the calendar that touches the days on which parcels of `now` may leave or arrive. */
export function calendarAt(db: Db, now: number, { past = 0, wanted = true } = {}) {
  const from = addDays(civilDate(now), -past)
  return db.all<Holiday>(sql`
    SELECT first_on firstOn, last_on lastOn, kind FROM holidays
    WHERE first_on BETWEEN ${addDays(from, -LONGEST_HOLIDAY_DAYS)}
      AND ${addDays(civilDate(now), WINDOW_DAYS + LONGEST_TRANSIT_DAYS)} AND last_on >= ${from}
    ORDER BY first_on LIMIT ${wanted ? -1 : 0}`)
}
