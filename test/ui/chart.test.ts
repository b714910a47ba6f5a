import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LineChart } from '../../src/ui/chart/line-chart.tsx'
import { apart, shortNumber, ticksOf } from '../../src/ui/chart/scale.ts'

test('axis steps are round, hold every value and zero, and are few', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1_000_000, max: 1_000_000 }),
      fc.integer({ min: -1_000_000, max: 1_000_000 }),
      (a, b) => {
        const ticks = ticksOf(Math.min(a, b), Math.max(a, b))
        expect(ticks.length).toBeGreaterThanOrEqual(2)
        expect(ticks.length).toBeLessThanOrEqual(8)
        expect(ticks.some((tick) => Math.abs(tick) < 1e-9)).toBe(true)
        expect(ticks[0]).toBeLessThanOrEqual(Math.min(a, b, 0))
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(a, b, 0))
      },
    ),
  )
})

test('labels of line ends never lie on each other and keep their order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 260 }), { minLength: 1, maxLength: 4 }), (heights) => {
      const placed = apart(heights, 18, 270)
      const sorted = [...placed].sort((a, b) => a - b)
      for (let rank = 1; rank < sorted.length; rank += 1)
        expect(sorted[rank]! - sorted[rank - 1]!).toBeGreaterThanOrEqual(18)
      for (const [index, height] of heights.entries())
        for (const [other, lower] of heights.entries())
          if (height < lower) expect(placed[index]).toBeLessThan(placed[other]!)
      expect(Math.max(...placed)).toBeLessThanOrEqual(270)
    }),
  )
})

test('numbers beside an axis are short', () => {
  expect([0, 500, 1500, 20_000, -3000].map(shortNumber)).toEqual(['0', '500', '1.5千', '2万', '−3千'])
})

test('a chart is drawn with attributes only: no script, no style, names escaped, a dash for each line', () => {
  const names = ['茶', '<b>', '"x"', '其他']
  const drawn = String(
    LineChart({
      title: '每日货款',
      labels: ['11-22', '11-23'],
      series: names.map((name, index) => ({ name, values: [0, index * 10] })),
      width: 820,
      height: 300,
      class: 'chart-wide',
    }),
  )
  expect(drawn).not.toMatch(/<script|style=|<b>|on\w+=/)
  expect(drawn.match(/stroke-dasharray="[^"]+"/g)).toHaveLength(3)
  for (const color of ['#153f2e', '#b9701a', '#215c88', '#4a8dc4']) expect(drawn).toContain(color)
  expect(drawn).toContain('&lt;b&gt;')
})
