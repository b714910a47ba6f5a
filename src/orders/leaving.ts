import { dateText } from '../cart/dates.ts'
import { type FreightRules, type Holiday, shipDates } from '../catalog/freight.ts'
import type { Texts } from '../i18n/texts.ts'
import { addDays, civilDate } from '../kernel/time.ts'
import type { OrderFreight } from './order.ts'

/** When a parcel of a paid order leaves. */
export type Leaving = {
  /** Civil date. */
  on: string
  /** That very day, or any day up to it. */
  exact: boolean
  /** Next day anything leaves, where `on` went by and the parcel still waits. */
  next: string | null
}

/** Freight rules as they stand, by template, and the days nothing leaves. */
export type Calendar = { templates: Map<string, FreightRules>; holidays: Holiday[] }

/**
 * The day chosen or promised when it was ordered, or a later one where the payment came too late for it, by the
 * function the cart uses (cut-off, ship days, holidays). Goods by quotation: the last day of their lead time.
 * Null where no rule names a day.
 */
export function leavingOf(
  group: Pick<OrderFreight, 'template' | 'storage' | 'shipOn'>,
  { templates, holidays }: Calendar,
  { placedAt, paidAt, now }: { placedAt: number; paidAt: number; now: number },
): Leaving | null {
  const rules = templates.get(group.template)
  if (!rules) return group.shipOn ? { on: group.shipOn, exact: group.storage === 'cold', next: null } : null
  const [least, most] = rules.leadDays
  const today = civilDate(now)
  if (rules.kind === 'quotation') {
    const on = addDays(civilDate(paidAt), most)
    return on < today ? null : { on, exact: least === most, next: null }
  }
  const due = (from: number) => shipDates(rules, holidays, from)[most - least]
  const earliest = due(paidAt)
  if (!earliest) return null
  // Rules that changed since take no promise back: only a payment on a later day moves it.
  const kept = group.shipOn !== null && (group.shipOn >= earliest || due(placedAt) === earliest)
  const on = kept ? group.shipOn! : earliest
  return {
    on,
    // A day for cold goods is chosen by the shopper.
    exact: least === most || (kept && group.storage === 'cold'),
    next: on < today ? (shipDates(rules, holidays, now)[0] ?? null) : null,
  }
}

export function leavingText({ on, exact, next }: Leaving, t: Pick<Texts, 'cart' | 'orders'>): string {
  const day = dateText(on, t.cart)
  if (next !== null) return t.orders.leavesLate(day, dateText(next, t.cart))
  return exact ? t.cart.leavesOn(day) : t.cart.leaves(day)
}
