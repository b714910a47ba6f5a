import { describe, expect, test } from 'vitest'
import { type FreightRules, freightFor, shipDates } from '../../src/catalog/freight.ts'

const rules = (own: Partial<FreightRules & { kind: 'weight' }> = {}): FreightRules => ({
  kind: 'weight',
  cutoff: '12:00',
  leadDays: [1, 2],
  shipDays: [1, 2, 3, 4, 5, 6, 7],
  neverBeforeHoliday: false,
  freeOverFen: 9_900,
  zones: [
    { provinces: ['广东'], firstG: 1000, firstFen: 800, stepG: 500, stepFen: 200 },
    { provinces: ['新疆'], firstG: 1000, firstFen: 2_000, stepG: 500, stepFen: 900, freeOverFen: null },
    { provinces: ['西藏'], firstG: 1000, firstFen: 2_000, stepG: 500, stepFen: 900, freeOverFen: 20_000 },
  ],
  ...own,
})
const fee = (province: string, grossG: number, subtotalFen: number) =>
  freightFor(rules(), province, grossG, subtotalFen)

describe('freight', () => {
  test('is free exactly at the threshold, and a fen below it says what is missing', () => {
    expect(fee('广东', 1000, 9_900)).toEqual({ fee: 0, freeOverFen: 9_900, missingFen: null })
    expect(fee('广东', 1000, 9_899)).toEqual({ fee: 800, freeOverFen: 9_900, missingFen: 1 })
  })

  test('of a zone that is never free is never free, and a zone’s own threshold holds there', () => {
    expect(fee('新疆', 1000, 1_000_000)).toEqual({ fee: 2_000, freeOverFen: null, missingFen: null })
    expect([fee('西藏', 1000, 9_900)!.fee, fee('西藏', 1000, 20_000)!.fee]).toEqual([2_000, 0])
  })

  test('charges a begun step of weight as a whole one, and the first weight once', () => {
    expect([1, 1000, 1001, 1500, 1501].map((grossG) => fee('广东', grossG, 0)!.fee)).toEqual([
      800, 800, 1_000, 1_000, 1_200,
    ])
  })
})

describe('a day on which a parcel leaves', () => {
  /** Monday, 23 November 2026, in Puding. */
  const from = (time: string, own: Parameters<typeof rules>[0] = {}, holidays: [string, string][] = []) =>
    shipDates(
      rules(own),
      holidays.map(([firstOn, lastOn]) => ({ firstOn, lastOn, kind: 'rest' as const })),
      Date.parse(`2026-11-23T${time}+08:00`),
    ).slice(0, 3)

  test('is today until the minute before the cut-off, and tomorrow from the cut-off on', () => {
    expect([from('11:59:59')[0], from('12:00:00')[0]]).toEqual(['2026-11-23', '2026-11-24'])
  })

  test('lies neither on the first nor on the last day of a holiday', () => {
    expect(from('10:00:00', {}, [['2026-11-24', '2026-11-25']])).toEqual([
      '2026-11-23',
      '2026-11-26',
      '2026-11-27',
    ])
  })

  test('is not the day before a holiday for goods that must not rest on the road', () => {
    expect(from('10:00:00', { neverBeforeHoliday: true }, [['2026-11-24', '2026-11-25']])[0]).toBe(
      '2026-11-26',
    )
  })

  test('is a ship day', () => {
    expect(from('10:00:00', { shipDays: [3, 6] })).toEqual(['2026-11-25', '2026-11-28', '2026-12-02'])
  })
})
