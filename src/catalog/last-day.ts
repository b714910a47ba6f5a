import { addDays, civilDate, DAY_MS, dayStart, monthOf } from '../kernel/time.ts'
import { dispatchOf } from './dispatch.ts'
import type { FreightRules, Holiday } from './freight.ts'
import { lastOpenMonth } from './season.ts'

type Seasonal = { seasonMask: number; sellsOnlyInSeason: number }

/**
 * The last civil date on which whatever is ordered still leaves in season, where the season ends with this month; null
 * where it goes on, where there is none, and where nothing ordered today leaves in it. Pure.
 */
export function lastDayOf(
  product: Seasonal,
  rules: FreightRules,
  holidays: Holiday[],
  now: number,
): string | null {
  const today = civilDate(now)
  const month = monthOf(today)
  const ends = product.sellsOnlyInSeason === 1 && lastOpenMonth(product.seasonMask, month) === month
  if (!ends) return null
  for (let on = lastOfMonth(today); on >= today; on = addDays(on, -1)) {
    const lastInstant = dayStart(Date.parse(`${on}T12:00:00+08:00`)) + DAY_MS - 1
    if (dispatchOf(product, rules, holidays, lastInstant).problem !== 'out_of_season') return on
  }
  return null
}

const lastOfMonth = (on: string): string => {
  let last = on
  while (monthOf(addDays(last, 1)) === monthOf(on)) last = addDays(last, 1)
  return last
}
