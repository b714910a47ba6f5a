import { civilDate, monthOf } from '../kernel/time.ts'
import { type FreightRules, type Holiday, leadSpread, shipDates } from './freight.ts'
import { closedNow, inSeason } from './season.ts'

export type Dispatch = {
  /** Civil dates on which it can leave, earliest first; none by quotation. */
  dates: string[]
  /** Why it cannot be ordered now, whatever its stock. */
  problem: 'out_of_season' | 'dispatch_paused' | null
}

/**
 * When a product leaves. One that sells only in season leaves in season too: its last days of sale are those whose
 * parcels still leave in it.
 */
export function dispatchOf(
  product: { seasonMask: number; sellsOnlyInSeason: number },
  rules: FreightRules,
  holidays: Holiday[],
  now: number,
): Dispatch {
  const closed = closedNow(product, monthOf(civilDate(now)))
  if (rules.kind !== 'weight') return { dates: [], problem: closed ? 'out_of_season' : null }
  const all = shipDates(rules, holidays, now)
  const late = all.findIndex((on) => product.sellsOnlyInSeason && !inSeason(product.seasonMask, monthOf(on)))
  const dates = late < 0 ? all : all.slice(0, late)
  const spread = leadSpread(rules)
  if (closed || (dates.length <= spread && all.length > spread)) return { dates, problem: 'out_of_season' }
  return { dates, problem: dates.length > spread ? null : 'dispatch_paused' }
}
