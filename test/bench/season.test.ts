import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { reckon, waits, writersFor } from './season.ts'

const TOLD = ['docs/scaling.md', 'docs/scaling.zh-CN.md']

test.each([
  [20_000, 0.05],
  [200_000, 0.05],
  [1_000_000, 0.2],
])('docs/scaling.md says what a season of %i orders asks', (orders, busiestHour) => {
  const { bytes, seasonsInOne, ordersPerSecond, busy } = reckon({ orders, busiestHour })
  const figures = [
    `${(bytes / 1e9).toFixed(2)} GB`,
    seasonsInOne,
    ordersPerSecond.toFixed(1),
    busy.toFixed(2),
  ]
  const row = [orders.toLocaleString('en'), ...figures, writersFor({ orders, busiestHour })].join(' | ')
  for (const file of TOLD) expect(readFileSync(file, 'utf8')).toContain(`| ${row} |`)
})

test('docs/scaling.md says how long orders wait for one writer', () => {
  const found = [25, 50, 100, 150, 200, 225].map((rate) => waits(rate, 4))
  for (const file of TOLD) {
    const text = readFileSync(file, 'utf8')
    expect(text).toContain(` ${found.map(({ median }) => median.toFixed(1)).join(' | ')} |`)
    expect(text).toContain(` ${found.map(({ p99 }) => p99.toFixed(1)).join(' | ')} |`)
  }
})

test('orders wait as the queue with one writer says: half a service at half its rate, on average', () => {
  // M/D/1: mean wait = ρ / (2 (1 − ρ)) of a service; at ρ = 0.5 the 99th percentile lies below three services.
  expect(waits(1, 0.001).p99).toBe(0)
  const { median, p99 } = waits(100, 5)
  expect(median).toBeLessThan(5)
  expect(p99).toBeGreaterThan(5)
  expect(p99).toBeLessThan(20)
  expect(waits(150, 5).p99).toBeGreaterThan(p99)
})

test('a writer that is asked for more than it gives makes orders wait longer and longer', () => {
  expect(waits(300, 4, 20_000).p99).toBeGreaterThan(waits(300, 4, 10_000).p99 * 1.5)
})
