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
      neverBeforeHoliday: boolean
      freeOverFen: number | null
      zones: FreightZone[]
    }

export type FreightTemplate = { code: string; nameZh: string; nameEn: string; rules: FreightRules }
export type Holiday = { firstOn: string; lastOn: string }
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

/** Next `count` civil dates on which a group can leave: after the cut-off, on ship days, clear of holidays. */
export function shipDates(rules: FreightRules, holidays: Holiday[], now: number, count = 5): string[] {
  if (rules.kind !== 'weight') return []
  const [hours, minutes] = rules.cutoff.split(':').map(Number)
  let on = civilDate(now)
  if (minuteOfDay(now) >= (hours ?? 0) * 60 + (minutes ?? 0)) on = addDays(on, 1)
  on = addDays(on, rules.leadDays[0] - 1)
  const dates: string[] = []
  // Sixty days outlast any holiday; the bound keeps a wrong table from looping.
  for (let tried = 0; tried < 60 && dates.length < count; tried += 1, on = addDays(on, 1)) {
    if (rules.shipDays.includes(weekday(on)) && !restsOn(rules, holidays, on)) dates.push(on)
  }
  return dates
}

/** Days between the first and the last on which it may leave: a promise names the last. */
export const leadSpread = (rules: FreightRules): number => rules.leadDays[1] - rules.leadDays[0]

/** First and last civil date on which a parcel should arrive that leaves on `shippedOn`. */
export const arrivalOf = (transitDays: [number, number], shippedOn: string): [string, string] => [
  addDays(shippedOn, transitDays[0]),
  addDays(shippedOn, transitDays[1]),
]

function restsOn(rules: FreightRules & { kind: 'weight' }, holidays: Holiday[], on: string): boolean {
  const closed = (day: string) => holidays.some((holiday) => holiday.firstOn <= day && day <= holiday.lastOn)
  return closed(on) || (rules.neverBeforeHoliday && closed(addDays(on, 1)))
}
