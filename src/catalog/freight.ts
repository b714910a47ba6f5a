import { type Fen, fen } from '../kernel/money.ts'
import { addDays, civilDate, minuteOfDay, weekday } from '../kernel/time.ts'

export type FreightZone = {
  provinces: string[]
  firstG: number
  firstFen: number
  stepG: number
  stepFen: number
  /** Overrides the template's threshold; null means never free here. */
  freeOverFen?: number | null
}

export type FreightRules =
  | { kind: 'quotation'; leadDays: [number, number] }
  | {
      kind: 'weight'
      cutoff: string
      leadDays: [number, number]
      /** Days on the road, least and most, as the carrier states them; without it no arrival is named. */
      transitDays?: [number, number]
      shipDays: number[]
      /** Cold goods: nothing leaves the day before a holiday, and nothing arrives in one. */
      neverBeforeHoliday: boolean
      freeOverFen: number | null
      zones: FreightZone[]
    }

export type FreightTemplate = { code: string; nameZh: string; nameEn: string; rules: FreightRules }
/** Days of the calendar, both included: nothing leaves (`rest`), or everybody works although it is a weekend (`work`). */
export type Holiday = { firstOn: string; lastOn: string; kind: 'rest' | 'work' }
export type Freight = { fee: Fen; freeOverFen: number | null; missingFen: number | null }

const zoneOf = (rules: FreightRules, province: string) =>
  rules.kind === 'weight' ? rules.zones.find((zone) => zone.provinces.includes(province)) : undefined

/** Whether a template goes to a province (short name, 广东) without a quotation. */
export const serves = (rules: FreightRules, province: string): boolean =>
  zoneOf(rules, province) !== undefined

/** Fee of one group: first weight, further weight in whole steps, free over a threshold; null = not served. */
export function freightFor(
  rules: FreightRules,
  province: string,
  grossG: number,
  subtotalFen: number,
): Freight | null {
  const zone = zoneOf(rules, province)
  if (!zone || rules.kind !== 'weight') return null
  const freeOverFen = zone.freeOverFen === undefined ? rules.freeOverFen : zone.freeOverFen
  const steps = Math.max(0, Math.ceil((grossG - zone.firstG) / zone.stepG))
  const free = freeOverFen !== null && subtotalFen >= freeOverFen
  return {
    fee: fen(free ? 0 : zone.firstFen + steps * zone.stepFen),
    freeOverFen,
    missingFen: freeOverFen === null || free ? null : freeOverFen - subtotalFen,
  }
}

/** How many days ahead a parcel can be promised: whatever stays closed longer is not sold meanwhile. */
export const WINDOW_DAYS = 120

/**
 * Next civil dates on which a group can leave: after the cut-off, on ship days, clear of holidays. Five, or as many as
 * the lead time spans; fewer, or none, where the calendar is closed for longer than WINDOW_DAYS.
 */
export function shipDates(rules: FreightRules, holidays: Holiday[], now: number): string[] {
  if (rules.kind !== 'weight') return []
  const [hours, minutes] = rules.cutoff.split(':').map(Number)
  const today = civilDate(now)
  let on = today
  if (minuteOfDay(now) >= (hours ?? 0) * 60 + (minutes ?? 0)) on = addDays(on, 1)
  on = addDays(on, rules.leadDays[0] - 1)
  const count = Math.max(5, leadSpread(rules) + 1)
  const last = addDays(today, WINDOW_DAYS)
  const dates: string[] = []
  for (; on <= last && dates.length < count; on = addDays(on, 1))
    if (leavesOn(rules, holidays, on)) dates.push(on)
  return dates
}

/** Days between the first and the last on which it may leave: a promise names the last. */
export const leadSpread = (rules: FreightRules): number => rules.leadDays[1] - rules.leadDays[0]

/** First and last civil date on which a parcel should arrive that leaves on `shippedOn`. */
export const arrivalOf = (transitDays: [number, number], shippedOn: string): [string, string] => [
  addDays(shippedOn, transitDays[0]),
  addDays(shippedOn, transitDays[1]),
]

function leavesOn(rules: FreightRules & { kind: 'weight' }, holidays: Holiday[], on: string): boolean {
  const is = (kind: Holiday['kind'], day: string) =>
    holidays.some((each) => each.kind === kind && each.firstOn <= day && day <= each.lastOn)
  if (is('rest', on)) return false
  const fresh = rules.neverBeforeHoliday
  if (!rules.shipDays.includes(weekday(on))) return !fresh && is('work', on)
  if (!fresh) return true
  if (is('rest', addDays(on, 1))) return false
  const [first, arrived] = arrivalOf(rules.transitDays ?? [1, 1], on)
  return !holidays.some(
    ({ kind, firstOn, lastOn }) => kind === 'rest' && firstOn <= arrived && lastOn >= first,
  )
}
