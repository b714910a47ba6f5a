import fc from 'fast-check'
import { expect, test } from 'vitest'
import { civilDate, DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/kernel/time.ts'
import { momentOf, nameAt, newestOf, outdated } from '../../src/node/backups/manifest.ts'

const NOW = Date.parse('2026-11-29T10:05:00+08:00')
const kept = (names: string[]) => {
  const old = new Set(outdated(names))
  return names.filter((name) => !old.has(name))
}

test('a name tells its moment, to the millisecond, and nothing else is a name', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), (at) => {
      expect(momentOf(nameAt(at))).toBe(at)
    }),
  )
  for (const text of ['', 'shop-', 'before-0049', 'shop-20261129', `${nameAt(NOW)}.json`])
    expect(momentOf(text)).toBe(null)
})

/** Of two years in test:deep; more than the twelve months that are kept in any case. */
const DAYS = process.env.DEEP ? 730 : 400

test(`after ${DAYS} days of hourly backups there are 24 of the last hours, 14 days and 12 months`, () => {
  let names: string[] = []
  for (let at = NOW - DAYS * DAY_MS; at <= NOW; at += HOUR_MS) names = kept([...names, nameAt(at)])
  const moments = names.map((name) => momentOf(name)!)
  expect(moments.filter((at) => at > NOW - DAY_MS)).toHaveLength(24)
  const days = moments.filter((at) => at > NOW - 14 * DAY_MS).map(civilDate)
  expect(new Set(days).size).toBe(14)
  const months = new Set(moments.map((at) => civilDate(at).slice(0, 7)))
  expect([...months].sort()).toEqual([
    ...['2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08'],
    ...['2026-09', '2026-10', '2026-11'],
  ])
  // Of a month that is past, its first.
  expect(moments.filter((at) => civilDate(at).startsWith('2026-05')).map(civilDate)).toEqual(['2026-05-01'])
  expect(names.length).toBeLessThanOrEqual(24 + 14 + 12)
})

test('of any backups the newest stays, what stays once stays until newer ones come, and never more than fifty', () => {
  const moments = fc.uniqueArray(fc.integer({ min: NOW - 400 * DAY_MS, max: NOW }), {
    minLength: 1,
    maxLength: 120,
  })
  fc.assert(
    fc.property(moments, (times) => {
      const names = times.map(nameAt)
      const left = kept(names)
      expect(left).toContain(names.toSorted().at(-1))
      expect(kept(left)).toEqual(left)
      expect(left.length).toBeLessThanOrEqual(50)
    }),
    { numRuns: 200 },
  )
})

test('two in one hour: the later one, beside the first of the day', () => {
  const [first, second, third, fourth] = [0, 70, 80, 90].map((minute) => nameAt(NOW + minute * MINUTE_MS))
  expect(kept([first!, second!, third!])).toEqual([first, third])
  expect(kept([first!, third!, fourth!])).toEqual([first, fourth])
})

test('the newest is the newest of the past: one of a clock that ran ahead is taken only where there is no other', () => {
  const [past, before, ahead] = [NOW - 60_000, NOW - 120_000, NOW + 400 * DAY_MS].map(nameAt) as [
    string,
    string,
    string,
  ]
  expect(newestOf([before, past, ahead], NOW)).toBe(past)
  expect(newestOf([ahead], NOW)).toBe(ahead)
  expect(newestOf([], NOW)).toBeUndefined()
})
