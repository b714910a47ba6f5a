import { type FreightRules, leadSpread } from '../catalog/freight.ts'
import type { Texts } from '../i18n/texts.ts'
import { monthOf, weekday } from '../kernel/time.ts'

/** A civil date as people say it: 11月24日. */
export const dateText = (on: string, t: Texts['cart']): string => t.date(monthOf(on), Number(on.slice(8)))

export const weekdayText = (on: string, t: Texts['cart']): string => t.weekdays[weekday(on) - 1] ?? ''

/** When a group leaves: a day where the lead time is certain, else the last day it can be. */
export function leavesText(rules: FreightRules, shipDates: string[], t: Texts['cart']): string | null {
  if (rules.kind !== 'weight') return null
  const spread = leadSpread(rules)
  const on = shipDates[spread]
  if (!on) return null
  return spread === 0 ? t.leavesOn(dateText(on, t)) : t.leaves(dateText(on, t))
}

/** Days of the week it leaves, said where they are not all of them: 周一至周四发货. */
export function shipDaysText(rules: FreightRules, t: Texts['cart']): string | null {
  if (rules.kind !== 'weight' || rules.shipDays.length > 5) return null
  const [first, last] = [rules.shipDays[0], rules.shipDays.at(-1)]
  if (!first || !last) return null
  return t.shipDays(t.weekdays[first - 1] ?? '', t.weekdays[last - 1] ?? '')
}
