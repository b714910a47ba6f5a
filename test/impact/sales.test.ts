import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysOf, type Sale, seriesOf, totalsOf, withRest } from '../../src/impact/sales.ts'

const DAYS = daysOf(7, '2026-11-23')
const sale = fc.record({
  day: fc.constantFrom(...DAYS),
  value: fc.constantFrom('tea', 'chive', 'cili', 'honey', 'noodle', 'gift'),
  orders: fc.integer({ min: -3, max: 9 }),
  pieces: fc.integer({ min: -9, max: 30 }),
  amountFen: fc.integer({ min: -50_000, max: 90_000 }),
})
const sum = (sales: { amountFen: number }[]) => sales.reduce((fen, { amountFen }) => fen + amountFen, 0)

test('a period is its days, today the last', () => {
  expect(DAYS).toEqual([
    '2026-11-17',
    '2026-11-18',
    '2026-11-19',
    '2026-11-20',
    '2026-11-21',
    '2026-11-22',
    '2026-11-23',
  ])
  expect(daysOf(1, '2026-11-23')).toEqual(['2026-11-23'])
})

test('whatever was sold, four lines at most hold every fen of it, day by day', () => {
  fc.assert(
    fc.property(fc.array(sale, { maxLength: 60 }), (sales: Sale[]) => {
      const series = seriesOf(sales, DAYS, 4)
      expect(series.length).toBeLessThanOrEqual(4)
      // A value that came to nothing at all has no line, its ups and downs stand in none.
      const silent = sales.filter(({ value }) => !totalsOf(sales).some((total) => total.value === value))
      for (const [index, day] of DAYS.entries()) {
        const drawn = series.reduce((fen, one) => fen + one.fen[index]!, 0)
        const lost = series.some(({ value }) => value === 'rest') ? [] : silent
        expect(drawn + sum(lost.filter((one) => one.day === day))).toBe(
          sum(sales.filter((one) => one.day === day)),
        )
      }
    }),
  )
})

test('the rest is what the first ones leave', () => {
  fc.assert(
    fc.property(fc.array(sale, { maxLength: 60 }), fc.integer({ min: 1, max: 7 }), (sales: Sale[], most) => {
      const totals = totalsOf(sales)
      const shown = withRest(totals, most)
      expect(shown.length).toBeLessThanOrEqual(most)
      expect(sum(shown)).toBe(sum(totals))
      expect(sum(totals)).toBe(sum(sales))
    }),
  )
})
