import { globSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

const gzipOf = (pattern: string): number =>
  Math.max(...globSync(pattern).map((file) => gzipSync(readFileSync(file)).length))

test('styles and scripts stay within 10 KB each, the divisions within 35 KB, gzip (quality §1, U36)', () => {
  expect(gzipOf('public/build/shop.*.css')).toBeLessThanOrEqual(10 * 1024)
  expect(gzipOf('public/build/garden.*.css')).toBeLessThanOrEqual(10 * 1024)
  expect(gzipOf('public/build/certificate.*.css')).toBeLessThanOrEqual(10 * 1024)
  const scripts = globSync('public/build/shop{.,-}*.js')
    // The certificate's page has no form, no plot that is kept and nothing to buy: it asks for its own part alone.
    .filter((file) => !file.includes('shop-certificate-picture'))
    .map((file) => gzipSync(readFileSync(file)).length)
  // Nor does any other page ask for all of the rest; together they fit all the same.
  expect(scripts.length).toBeGreaterThan(2)
  expect(scripts.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(10 * 1024)
  expect(gzipOf('public/build/divisions.*.json')).toBeLessThanOrEqual(35 * 1024)
})

test('the Worker is at most 450 KB, gzip', async () => {
  const { outputFiles } = await build({
    entryPoints: ['src/index.ts'],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    external: ['cloudflare:*', 'node:*'],
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
  })
  expect(gzipSync(outputFiles[0]!.contents).length).toBeLessThanOrEqual(450 * 1024)
})
