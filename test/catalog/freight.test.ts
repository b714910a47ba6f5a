import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dispatchOf } from '../../src/catalog/dispatch.ts'
import {
  arrivalOf,
  type FreightRules,
  type Holiday,
  shipDates,
  WINDOW_DAYS,
} from '../../src/catalog/freight.ts'
import { addDays, civilDate, weekday } from '../../src/kernel/time.ts'

type Weighed = FreightRules & { kind: 'weight' }
const rules = (own: Partial<Weighed> = {}): Weighed => ({
  kind: 'weight',
  cutoff: '16:00',
  leadDays: [1, 1],
  shipDays: [1, 2, 3, 4, 5, 6],
  neverBeforeHoliday: false,
  freeOverFen: null,
  zones: [],
  ...own,
})
const cold = (own: Partial<Weighed> = {}) =>
  rules({ cutoff: '12:00', shipDays: [1, 2, 3, 4], neverBeforeHoliday: true, transitDays: [1, 2], ...own })
const rest = (firstOn: string, lastOn = firstOn): Holiday => ({ firstOn, lastOn, kind: 'rest' })
const work = (firstOn: string, lastOn = firstOn): Holiday => ({ firstOn, lastOn, kind: 'work' })
/** Ten o'clock in Puding; 23 November 2026 is a Monday. */
const on = (date: string) => Date.parse(`${date}T10:00:00+08:00`)
const MONDAY = on('2026-11-23')

describe('the days on which parcels leave', () => {
  test('a closing of 73 days is waited out, whatever holidays lie in it', () => {
    const calendar = [rest('2026-11-20', '2027-01-31'), rest('2026-12-05'), rest('2027-01-01', '2027-01-03')]
    expect(shipDates(rules(), calendar, MONDAY)[0]).toBe('2027-02-01')
    expect(shipDates(cold(), calendar, MONDAY)[0]).toBe('2027-02-01')
  })

  test('no day is named where the shop is closed for the whole window', () => {
    const closed = [rest('2026-11-01', addDays('2026-11-23', WINDOW_DAYS))]
    expect(shipDates(rules(), closed, MONDAY)).toEqual([])
    const allYear = { seasonMask: 4095, sellsOnlyInSeason: 0 }
    expect(dispatchOf(allYear, rules(), closed, MONDAY).problem).toBe('dispatch_paused')
    expect(dispatchOf(allYear, rules(), [], MONDAY).problem).toBeNull()
  })

  test('a lead time of many days is always covered by dates', () => {
    expect(shipDates(rules({ leadDays: [1, 12] }), [], MONDAY)).toHaveLength(12)
  })

  test('cold goods neither leave nor arrive in a holiday, nor leave the day before one', () => {
    // Thursday and Friday off: what leaves on Tuesday may arrive on Thursday.
    expect(shipDates(cold(), [rest('2026-11-26', '2026-11-27')], MONDAY).slice(0, 2)).toEqual([
      '2026-11-23',
      '2026-11-30',
    ])
    const slow = cold({ transitDays: [2, 3] })
    expect(shipDates(slow, [rest('2026-11-26')], MONDAY)[0]).toBe('2026-11-30')
  })

  test('ambient goods rest on holidays and leave on make-up workdays; fresh goods keep their own days', () => {
    const calendar = [rest('2026-11-24', '2026-11-26'), work('2026-11-29')]
    expect(shipDates(rules(), calendar, MONDAY)).toEqual([
      '2026-11-23',
      '2026-11-27',
      '2026-11-28',
      '2026-11-29',
      '2026-11-30',
    ])
    expect(shipDates(cold(), calendar, MONDAY)).not.toContain('2026-11-29')
    // A closing of the shop outlasts the calendar of the state.
    expect(shipDates(rules(), [...calendar, rest('2026-11-28', '2026-11-30')], MONDAY)).not.toContain(
      '2026-11-29',
    )
  })

  test('goods sold only in season leave in season: the last days of sale are those that still do', () => {
    const chives = { seasonMask: 0b1111, sellsOnlyInSeason: 1 }
    const april = on('2027-04-28')
    const labourDay = [rest('2027-05-01', '2027-05-05')]
    const one = cold({ transitDays: [1, 1] })
    expect(dispatchOf(chives, one, labourDay, april)).toEqual({
      dates: ['2027-04-28', '2027-04-29'],
      problem: null,
    })
    const late = Date.parse('2027-04-29T12:00:00+08:00')
    expect(dispatchOf(chives, one, labourDay, late)).toEqual({ dates: [], problem: 'out_of_season' })
    expect(dispatchOf({ ...chives, sellsOnlyInSeason: 0 }, one, labourDay, late).problem).toBeNull()
    expect(dispatchOf(chives, one, [], on('2027-05-10')).problem).toBe('out_of_season')
  })

  test('whatever the calendar, every day offered is a ship day and no cold parcel arrives in a holiday', () => {
    const days = fc.array(
      fc.record({
        start: fc.integer({ min: -80, max: 150 }),
        length: fc.integer({ min: 0, max: 75 }),
        kind: fc.constantFrom('rest' as const, 'rest' as const, 'work' as const),
      }),
      { maxLength: 12 },
    )
    const span = (max: number) =>
      fc
        .tuple(fc.integer({ min: 1, max }), fc.integer({ min: 0, max: 4 }))
        .map(([least, more]): [number, number] => [least, least + more])
    fc.assert(
      fc.property(
        days,
        fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
        span(3),
        span(4),
        fc.boolean(),
        fc.integer({ min: 0, max: 24 * 60 - 1 }),
        (spans, shipDays, leadDays, transitDays, fresh, minute) => {
          const calendar = spans.map(({ start, length, kind }) => {
            const firstOn = addDays('2026-11-23', start)
            return { firstOn, lastOn: addDays(firstOn, kind === 'work' ? 0 : length), kind }
          })
          const is = (kind: string, day: string) =>
            calendar.some((each) => each.kind === kind && each.firstOn <= day && day <= each.lastOn)
          const now = Date.parse('2026-11-23T00:00:00+08:00') + minute * 60_000
          const own = rules({ shipDays, leadDays, transitDays, neverBeforeHoliday: fresh })
          const dates = shipDates(own, calendar, now)
          expect(dates).toEqual([...new Set(dates)].sort())
          for (const day of dates) {
            expect(day >= civilDate(now)).toBe(true)
            expect(is('rest', day)).toBe(false)
            expect(shipDays.includes(weekday(day)) || (!fresh && is('work', day))).toBe(true)
            if (!fresh) continue
            const [first, last] = arrivalOf(transitDays, day)
            for (let at = first; at <= last; at = addDays(at, 1)) expect(is('rest', at)).toBe(false)
            expect(is('rest', addDays(day, 1))).toBe(false)
          }
        },
      ),
    )
  })
})
