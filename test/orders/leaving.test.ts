import { describe, expect, test } from 'vitest'
import type { FreightRules } from '../../src/catalog/freight.ts'
import { type Calendar, leavingOf } from '../../src/orders/leaving.ts'

const rules = (own: Partial<FreightRules & { kind: 'weight' }>): FreightRules => ({
  kind: 'weight',
  cutoff: '16:00',
  leadDays: [1, 2],
  shipDays: [1, 2, 3, 4, 5, 6],
  neverBeforeHoliday: false,
  freeOverFen: null,
  zones: [],
  ...own,
})
const calendar = (holidays: Calendar['holidays'] = []): Calendar => ({
  templates: new Map<string, FreightRules>([
    ['ambient', rules({})],
    ['cold', rules({ cutoff: '12:00', leadDays: [1, 1], shipDays: [1, 2, 3, 4], neverBeforeHoliday: true })],
    ['quotation', { kind: 'quotation', leadDays: [3, 7] }],
  ]),
  holidays,
})
/** A day of November 2026 (the 23rd is a Monday) and the time of day in Puding. */
const at = (day: number, time = '10:00') => Date.parse(`2026-11-${day}T${time}:00+08:00`)
const times = (placedAt: number, paidAt = placedAt, now = paidAt) => ({ placedAt, paidAt, now })
const group = (template: string, shipOn: string | null) => ({ template, storage: template, shipOn })

describe('when a paid parcel leaves', () => {
  test('the promise of the cart stands when it is paid in time', () => {
    const promised = group('ambient', '2026-11-24')
    const leaving = leavingOf(promised, calendar(), times(at(23), at(23, '10:20')))
    expect(leaving).toEqual({ on: '2026-11-24', exact: false, next: null })
  })

  test('a payment after the cut-off moves it by the same rules: ship days, holidays, the day before one', () => {
    const late = times(at(26, '11:50'), at(26, '12:10'))
    // Thursday noon is past: the next day cold goods leave is Monday, or after a holiday from Tuesday on, Thursday.
    const cold = group('cold', '2026-11-26')
    expect(leavingOf(cold, calendar(), late)).toEqual({ on: '2026-11-30', exact: true, next: null })
    const rest: Calendar['holidays'] = [{ firstOn: '2026-12-01', lastOn: '2026-12-02', kind: 'rest' }]
    expect(leavingOf(cold, calendar(rest), late)?.on).toBe('2026-12-03')
    // Ambient: Saturday after four o'clock, no dispatch on Sundays.
    const ambient = group('ambient', '2026-11-30')
    expect(leavingOf(ambient, calendar(), times(at(28, '15:50'), at(28, '16:10')))?.on).toBe('2026-12-01')
  })

  test('a later day that the shopper chose for cold goods is kept', () => {
    const chosen = group('cold', '2026-11-26')
    const leaving = leavingOf(chosen, calendar(), times(at(23, '11:50'), at(23, '12:10')))
    expect(leaving).toEqual({ on: '2026-11-26', exact: true, next: null })
  })

  test('rules that staff change afterwards take no promise back', () => {
    const slower = { ...calendar(), templates: new Map([['ambient', rules({ leadDays: [4, 5] })]]) }
    expect(leavingOf(group('ambient', '2026-11-24'), slower, times(at(23)))?.on).toBe('2026-11-24')
  })

  test('a day that went by is called late, with the next day anything leaves', () => {
    const now = at(28, '17:00')
    const leaving = leavingOf(group('ambient', '2026-11-24'), calendar(), times(at(23), at(23), now))
    expect(leaving).toEqual({ on: '2026-11-24', exact: false, next: '2026-11-30' })
  })

  test('goods by quotation leave within the lead time of their template, counted from the payment', () => {
    const quoted = group('quotation', null)
    expect(leavingOf(quoted, calendar(), times(at(10), at(23)))?.on).toBe('2026-11-30')
    expect(leavingOf(quoted, { templates: new Map(), holidays: [] }, times(at(10), at(23)))).toBeNull()
  })
})
