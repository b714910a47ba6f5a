import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { app } from '../../src/app.tsx'
import { assets } from '../../src/ui/assets.generated.ts'
import { pathsFor } from '../../src/urls.ts'
import { bindings, metered, openShop } from '../support/shop.ts'

const paths = pathsFor('zh')
const PAGES = [paths.home, paths.products(), paths.product('duobei-gongcha-green'), '/producers', '/impact']
let shop: Awaited<ReturnType<typeof openShop>>
let host = 0

beforeEach(async () => {
  shop = await openShop()
  // The cache outlives a test: each one asks for addresses of its own.
  host += 1
})

async function visit(path: string, headers: Record<string, string> = {}) {
  const meter = metered(bindings.DB)
  const { SHOP_NOW: _clock, ...production } = bindings
  const env = { ...production, DB: meter.db, APP_ENV: 'production' }
  const context = createExecutionContext()
  const answer = await app.fetch(new Request(`https://shop${host}.test${path}`, { headers }), env, context)
  const text = await answer.text()
  await waitOnExecutionContext(context)
  return { answer, text, trips: meter.count.trips, read: meter.count.read }
}

test.each(PAGES)(
  '%s is one round trip without a copy and one row with one',
  { tags: 'workerd' },
  async (path) => {
    const first = await visit(path)
    expect([first.answer.status, first.trips]).toEqual([200, 1])
    const second = await visit(path)
    expect([second.answer.status, second.trips, second.read]).toEqual([200, 1, 1])
    expect(second.text).toBe(first.text)
  },
)

test('a page the browser still has is answered with 304 and one row', { tags: 'workerd' }, async () => {
  const first = await visit(paths.products())
  const again = await visit(paths.products(), { 'If-None-Match': first.answer.headers.get('ETag')! })
  expect([again.answer.status, again.text, again.read]).toEqual([304, '', 1])
})

test('a changed price is on the very next page, copy or not', async () => {
  const path = paths.product('duobei-gongcha-green')
  const before = await visit(path)
  await shop.db.batch([
    shop.db.run(sql`UPDATE variants SET price_fen = 123400 WHERE sku LIKE 'TEA-GC-%'`),
    shop.db.run(sql`UPDATE content_version SET version = version + 1 WHERE id = 1`),
  ])
  const after = await visit(path, { 'If-None-Match': before.answer.headers.get('ETag')! })
  expect(after.answer.status).toBe(200)
  expect(after.text).toContain('1234')
  expect((await visit(path)).text).toBe(after.text)
})

test('a page that was not found is never kept', async () => {
  const missing = await visit(paths.product('no-such-tea'))
  expect([missing.answer.status, missing.answer.headers.get('ETag')]).toEqual([404, null])
})

test('after another build nothing kept from before it is answered again: its files may be gone', async () => {
  const first = await visit(paths.products())
  const etag = first.answer.headers.get('ETag')!
  expect(etag).toContain(assets.version)
  const before = etag.replace(assets.version, '00000000')
  const again = await visit(paths.products(), { 'If-None-Match': before })
  expect([again.answer.status, again.answer.headers.get('ETag')]).toEqual([200, etag])
})

test('each of the last five pieces is on the very next page, of a box as of its components', async () => {
  const [box] = await shop.db.all<{ part: string; quantity: number }>(sql`
    SELECT component_sku part, quantity FROM bundle_components WHERE bundle_sku = 'GFT-TD-STD' LIMIT 1`)
  for (const [slug, sku, pieces] of [
    ['gongda-golden-bud', 'TEA-GD-100', 1],
    ['gift-tea-duo', box!.part, box!.quantity],
  ] as const) {
    const path = paths.product(slug)
    for (const left of [5, 3, 2]) {
      const before = await visit(path)
      await shop.db.run(sql`UPDATE variants SET available = ${left * pieces} WHERE sku = ${sku}`)
      const after = await visit(path, { 'If-None-Match': before.answer.headers.get('ETag')! })
      expect([after.answer.status, after.text.includes(`仅剩${left}件`)]).toEqual([200, true])
    }
  }
  const before = await visit(paths.home)
  await shop.db.run(sql`UPDATE variants SET available = available - 1 WHERE sku = 'TEA-GC-250'`)
  const same = await visit(paths.home, { 'If-None-Match': before.answer.headers.get('ETag')! })
  expect(same.answer.status).toBe(304)
})

test('names every object has are no filters, and no page leads to another site', async () => {
  const list = await visit('/products')
  for (const name of ['constructor', 'toString', '__proto__']) {
    const odd = await visit(`/products?family=${name}&origin=${name}&storage=${name}`)
    expect(odd.text.split('class="card"').length).toBe(list.text.split('class="card"').length)
    expect(odd.text).not.toContain('native code')
  }
  expect((await visit('/en//evil.example/x?y=1')).text).not.toContain('href="//')
})

test('a size that is sold out is not chosen while another can be had', async () => {
  await shop.db.run(sql`UPDATE variants SET available = 0 WHERE sku = 'NDL-KT-4'`)
  const { text } = await visit(paths.product('miaoganma-noodle-kit', { sku: 'NDL-KT-4' }))
  expect(text).toMatch(/value="NDL-KT-4" disabled/)
  expect(text).toMatch(/value="NDL-KT-8" checked/)
})

test('a copy and a page drawn anew name one policy', async () => {
  const policy = 'public, max-age=0, must-revalidate'
  for (const turn of ['anew', 'kept']) {
    const { answer } = await visit(paths.home)
    expect([turn, answer.headers.get('Cache-Control')]).toEqual([turn, policy])
  }
})

test('an ETag answers 304 only for the page it came from', async () => {
  const tea = await visit('/products?family=tea')
  const etag = tea.answer.headers.get('ETag')!
  for (const other of ['/products', '/products?family=honey', '/', '/en/products?family=tea'])
    expect((await visit(other, { 'If-None-Match': etag })).answer.status).toBe(200)
  const again = await visit('/products?utm=x&family=tea', { 'If-None-Match': `"other", ${etag}` })
  expect(again.answer.status).toBe(304)
})

test("what a page does not read is in nobody's copy and makes none", { tags: 'workerd' }, async () => {
  const first = await visit('/products?utm_source=anna&family=tea&_slot=2026-11-23-10')
  expect(first.text).not.toMatch(/anna|_slot/)
  expect(first.text).toContain('/en/products?family=tea')
  for (const query of ['family=tea', 'family=tea&x=1', '_slot=stale&family=tea&utm_source=bert']) {
    const next = await visit(`/products?${query}`)
    expect([next.read, next.text === first.text]).toEqual([1, true])
  }
  expect((await visit('/products?_slot=2026-11-23-10')).text).not.toBe(first.text)
})
