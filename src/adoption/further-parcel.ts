import { addDays } from '../kernel/time.ts'
import type { Grams } from './dispatching.ts'
import type { OfferContent } from './offer.ts'

/** Asks for parcels of what was harvested after a window's parcels were made; no window of an offer can be called so. */
export const FURTHER = 'further-parcel'
/** Days in which the address of a further parcel can be changed, and after which it is late. */
const FURTHER_DAYS = { address: 7, send: 30 }

/**
 * Grams of each grade that no window will bring any more: harvested and not planned, of grades whose windows all have
 * their parcel. What lies beyond the promise is among them, since a share of the harvest is its adopter's. Pure.
 */
export function gramsLeft(
  windows: OfferContent['dispatches'],
  made: string[],
  harvested: Grams,
  planned: Grams,
): Grams {
  const entries = Object.keys(harvested).flatMap((grade): [string, number][] => {
    const toCome = windows.some(({ code, grades }) => grades.includes(grade) && !made.includes(code))
    const left = (harvested[grade] ?? 0) - (planned[grade] ?? 0)
    return left > 0 && !toCome ? [[grade, left]] : []
  })
  return Object.fromEntries(entries)
}

/** When a further parcel leaves, planned on a civil date. */
export const furtherFrom = (today: string): OfferContent['dispatches'][number] => ({
  code: FURTHER,
  from: addDays(today, FURTHER_DAYS.address),
  until: addDays(today, FURTHER_DAYS.send),
  grades: [],
})

/** Its period, after those made before. The hyphen keeps it apart from the windows of offers; of two who plan at once the second meets the first's. */
export const nextFurther = (made: string[]): string =>
  `further-${made.filter((period) => period.startsWith('further-')).length + 1}`
