import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import type { D1Database } from '@cloudflare/workers-types'
import { sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { app } from '../../src/app.tsx'
import { aroundCalls } from '../support/faults.ts'
import { bindings, openShop, orderOf } from '../support/shop.ts'

let shop: Awaited<ReturnType<typeof openShop>>
let host = 0
const log = vi.spyOn(console, 'error').mockImplementation(() => {})
beforeEach(async () => {
  shop = await openShop()
  // The cache outlives a test: each one asks for addresses of its own.
  host += 1
  log.mockClear()
})
afterAll(() => log.mockRestore())

/** A database nobody reaches. */
const AWAY = new Proxy({} as D1Database, {
  get: () => () => {
    throw new Error('Network connection lost.')
  },
})
const { SHOP_NOW: _clock, ...production } = { ...bindings, APP_ENV: 'production' }

async function visit(path: string, own: Record<string, unknown> = {}, headers: Record<string, string> = {}) {
  const context = createExecutionContext()
  const env = { ...production, ...own }
  const answer = await app.fetch(new Request(`https://away${host}.test${path}`, { headers }), env, context)
  const text = await answer.text()
  await waitOnExecutionContext(context)
  return { status: answer.status, headers: answer.headers, text }
}

describe('while the database is away', () => {
  test('a public page seen before is answered from its copy, marked stale; the rest says 503 plainly', async () => {
    for (const path of ['/', '/en/products?family=tea', '/gardens']) {
      const before = await visit(path)
      const [plain, known] = [
        await visit(path, { DB: AWAY }),
        await visit(path, { DB: AWAY }, { 'If-None-Match': before.headers.get('ETag')! }),
      ]
      for (const stale of [plain, known]) {
        expect([path, stale.status, stale.text === before.text]).toEqual([path, 200, true])
        expect(stale.headers.get('Cache-Status')).toBe('pages; hit; detail=stale')
        expect([stale.headers.get('Cache-Control'), stale.headers.get('ETag')]).toEqual(['no-store', null])
      }
      expect((await visit(path)).headers.get('Cache-Status')).toBeNull()
    }
    for (const path of ['/products/duobei-hong', '/en/impact', '/plots/A-07']) {
      const away = await visit(path, { DB: AWAY, SHOP_PHONE: '0851-33330000' })
      expect([path, away.status, away.headers.get('Retry-After')]).toEqual([path, 503, '60'])
      expect(away.text).toContain('0851-33330000')
    }
    const api = await visit('/api/v1/families', { DB: AWAY })
    expect([api.status, JSON.parse(api.text)]).toMatchObject([503, { code: 'unavailable' }])
    expect((await visit('/healthz', { DB: AWAY })).status).toBe(503)
  })

  test('a copy of another hour still serves: an outage is longer than ten minutes', async () => {
    const seen = await visit('/story')
    const later = new Date(Date.now() + 3_600_000)
    vi.useFakeTimers({ now: later, toFake: ['Date'] })
    try {
      const away = await visit('/story', { DB: AWAY })
      expect([away.status, away.text]).toEqual([200, seen.text])
    } finally {
      vi.useRealTimers()
    }
  })

  test('a fault of ours is no outage: it answers 500, and no stale copy hides it', async () => {
    await visit('/products')
    await shop.db.run(sql`UPDATE content_version SET version = version + 1`)
    await shop.db.run(sql`ALTER TABLE products RENAME TO products_gone`)
    expect((await visit('/products')).status).toBe(500)
  })
})

describe('a setting that is missing or wrong', () => {
  test.each([
    ['SESSION_SECRET', undefined, 'SESSION_SECRET is missing or shorter than 16 characters'],
    ['PHONE_KEY', 'short', 'PHONE_KEY is missing or shorter than 16 characters'],
    ['PUBLIC_URL', undefined, 'PUBLIC_URL is missing'],
    ['PUBLIC_URL', 'shop', 'PUBLIC_URL is not a web address'],
    ['APP_ENV', 'prod', 'APP_ENV is neither development nor production'],
    ['SHOP_NOW', '2026-11-23', 'SHOP_NOW is refused in production'],
    ['DB', undefined, 'DB is not bound'],
  ])('%s: %s is named in the log, on a plain page and by /healthz', async (name, value, said) => {
    for (const path of ['/', '/en/cart', '/admin', '/api/v1/families', '/nowhere']) {
      const wrong = await visit(path, { [name]: value })
      expect([path, wrong.status, wrong.text.includes(said)]).toEqual([path, 500, true])
      if (value) expect(wrong.text).not.toContain(`>${value}<`)
    }
    expect(log.mock.calls.flat().join()).toContain(said)
    const health = await visit('/healthz', { [name]: value })
    expect([health.status, JSON.parse(health.text)]).toEqual([
      503,
      { status: 'misconfigured', setting: said },
    ])
  })
})

describe('while the disk of the database is full', () => {
  /** Reads, and says of every write what SQLite says then. */
  const FULL = aroundCalls(bindings.DB, (work, texts) =>
    texts.some((text) => /^\s*(?:insert|update|delete)\b/i.test(text))
      ? Promise.reject(new Error('D1_ERROR: database or disk is full: SQLITE_FULL'))
      : work(),
  )

  test('pages are read, an order is told to come again, and the log says why', async () => {
    await shop.db.run(sql`UPDATE products SET sample = 0`)
    expect((await visit('/', { DB: FULL })).status).toBe(200)
    const context = createExecutionContext()
    const { recipient, ...rest } = orderOf([['TEA-DH-100', 1]])
    const answer = await app.fetch(
      new Request('https://full.test/api/v1/orders', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
        body: JSON.stringify({ ...rest, recipient }),
      }),
      { ...production, DB: FULL },
      context,
    )
    await waitOnExecutionContext(context)
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '60'])
    expect(await answer.json()).toMatchObject({ code: 'unavailable' })
    expect(log.mock.calls.flat().join()).toContain('SQLITE_FULL')
    expect(log.mock.calls.flat().join()).not.toContain(recipient.phone)
  })
})
