import { globSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { ILLUSTRATION_BYTES, PAGE_BUDGET, WORKER_BYTES } from '../support/budgets.ts'
import { uploadedScript } from '../support/runtime.ts'

const sizes = (pattern: string): number[] =>
  globSync(pattern).map((file) => gzipSync(readFileSync(file)).length)
const largest = (pattern: string): number => Math.max(...sizes(pattern))

test('styles, and scripts with any of their parts, stay within a page’s budget, the divisions within 35 KB, gzip', () => {
  for (const own of ['garden', 'claims', 'certificate', 'reading', 'sharing', 'institutions', 'api'])
    expect(largest('public/build/shop.*.css') + largest(`public/build/${own}.*.css`)).toBeLessThanOrEqual(
      PAGE_BUDGET.css,
    )
  // A page asks for one part at most; the browser tests weigh what each page loads.
  expect(sizes('public/build/shop-*.js').length).toBeGreaterThan(2)
  expect(largest('public/build/shop.*.js') + largest('public/build/shop-*.js')).toBeLessThanOrEqual(
    PAGE_BUDGET.js,
  )
  expect(largest('public/build/divisions.*.json')).toBeLessThanOrEqual(35 * 1024)
})

test('an illustration is at most 8 KB, gzip', () => {
  expect(largest('public/build/*.svg')).toBeLessThanOrEqual(ILLUSTRATION_BYTES)
})

test('what is uploaded of the Worker is at most 1 MB, gzip', () => {
  expect(gzipSync(uploadedScript()).length).toBeLessThanOrEqual(WORKER_BYTES)
})
