import { globSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { ILLUSTRATION_BYTES, PAGE_BUDGET, WORKER_BYTES } from '../support/budgets.ts'
import { uploadedScript } from '../support/runtime.ts'

const sizes = (pattern: string): number[] =>
  globSync(pattern).map((file) => gzipSync(readFileSync(file)).length)
const largest = (pattern: string): number => Math.max(...sizes(pattern))
const together = (sizes: number[]): number => sizes.reduce((sum, size) => sum + size, 0)

test('styles and scripts stay within a page’s budget even all together, the divisions within 35 KB, gzip', () => {
  for (const own of ['garden', 'certificate'])
    expect(largest('public/build/shop.*.css') + largest(`public/build/${own}.*.css`)).toBeLessThanOrEqual(
      PAGE_BUDGET.css,
    )
  const scripts = sizes('public/build/shop{.,-}*.js')
  expect(scripts.length).toBeGreaterThan(2)
  expect(together(scripts)).toBeLessThanOrEqual(PAGE_BUDGET.js)
  expect(largest('public/build/divisions.*.json')).toBeLessThanOrEqual(35 * 1024)
})

test('an illustration is at most 8 KB, gzip', () => {
  expect(largest('public/build/*.svg')).toBeLessThanOrEqual(ILLUSTRATION_BYTES)
})

test('what is uploaded of the Worker is at most 1 MB, gzip', () => {
  expect(gzipSync(uploadedScript()).length).toBeLessThanOrEqual(WORKER_BYTES)
})
