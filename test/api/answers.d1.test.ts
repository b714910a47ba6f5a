import { sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { FILLED, REQUESTS } from '../../src/api/examples.ts'
import { placedOrder } from '../../src/api/order-examples.ts'
import type { Shop } from '../../src/shop.ts'
import { OPERATIONS } from '../support/api-description.ts'
import { giveCode } from '../support/codes.ts'
import { described, paySandbox, seen } from '../support/described-api.ts'
import { newBuyer, openShop } from '../support/shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

// biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what is tested
type Answer = { status: number; headers: Headers; json: any }
async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
  more: { now?: number; env?: Record<string, unknown> } = {},
): Promise<Answer> {
  const init: RequestInit = { method, headers: { 'Content-Type': 'application/json', ...headers } }
  if (body !== undefined) init.body = typeof body === 'string' ? body : JSON.stringify(body)
  const answer = await described(new Request(`http://shop.test/api/v1${path}`, init), more.now, more.env)
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, json: text ? JSON.parse(text) : {} }
}
const key = () => ({ 'Idempotency-Key': crypto.randomUUID() })
const CONSENTS = ['terms', 'privacy', 'no_return', 'adoption_terms', 'adoption_risk']
const place = (more: object, headers: Record<string, string> = key()) =>
  call('POST', '/orders', { recipient: newBuyer(), consents: CONSENTS, ...more }, headers)
const TEA = { sku: 'TEA-GC-250', quantity: 1 }
const PLOT = { plot: 'A-07', season: 2027 }
const codeOf = ({ status, json }: Answer) => [status, json.code]

describe('what the shop answers is what is described, to the last field', () => {
  test('the example of each request, sent as it stands, is taken', async () => {
    const hold = await call('POST', `/plots/${FILLED.code}/holds`, REQUESTS.plotHolds)
    expect(hold.status).toBe(201)
    // The secret of an example opens nothing.
    const adoptions = [{ ...REQUESTS.orders.adoptions[0]!, holdId: hold.json.id }]
    const preview = await call('POST', '/checkout/preview', { ...REQUESTS.checkoutPreview, adoptions })
    expect(preview).toMatchObject({ status: 200, json: { totalFen: REQUESTS.orders.expectedTotalFen } })
    const placed = await call('POST', '/orders', { ...REQUESTS.orders, adoptions }, key())
    expect(placed).toMatchObject({ status: 201, json: { totalFen: placedOrder.totalFen } })
    const { number, accessToken } = placed.json
    const bearer = { Authorization: `Bearer ${accessToken}` }
    const started = await call('POST', `/orders/${number}/payments`, REQUESTS.orderPayments, bearer)
    expect(started.status).toBe(201)
    await paySandbox(started.json.outTradeNo)
    const read = await call('GET', `/orders/${number}`, undefined, bearer)
    const [, plot] = read.json.lines
    expect((await call('GET', `/certificates/${plot.adoption.certificate}`)).status).toBe(200)
    expect((await call('POST', `/orders/${number}/cancellation`, undefined, bearer)).status).toBe(200)
  })

  test('reads in both languages, with and without what may be left out', async () => {
    for (const path of [
      '/openapi.json',
      '/families',
      '/products',
      '/products?family=tea&sort=price&limit=2',
      '/products?q=蜂密',
      '/impact',
      '/gardens',
      ...['yunjiao-baicha', 'gongchapo'].flatMap((slug) => [
        `/gardens/${slug}`,
        `/gardens/${slug}?season=2031`,
      ]),
      '/gardens/yunjiao-baicha/plots?areaMu=1&limit=1',
    ])
      for (const language of ['zh', 'en']) {
        const { status, headers } = await call('GET', path, undefined, { 'Accept-Language': language })
        expect([path, status, headers.get('Content-Language')]).toEqual([
          path,
          200,
          language === 'en' ? 'en' : 'zh-CN',
        ])
      }
    const { json } = await call('GET', '/products')
    for (const { slug } of json.items) expect((await call('GET', `/products/${slug}`)).status).toBe(200)
  })

  test('what cannot be read is refused by the schema that reads it', async () => {
    for (const [path, status, code, field] of [
      ['/products?limit=0', 422, 'validation', 'limit'],
      ['/products?limit=many', 422, 'validation', 'limit'],
      ['/products?cursor=forged', 400, 'malformed'],
      ['/products/nowhere', 404, 'not_found'],
      ['/gardens/nowhere', 404, 'not_found'],
      ['/gardens/gongchapo?season=next', 422, 'validation', 'season'],
      ['/gardens/gongchapo/plots?season=2031', 422, 'validation', 'season'],
      ['/gardens/gongchapo/plots?areaMu=-1', 422, 'validation', 'areaMu'],
      ['/gardens/gongchapo/plots?cursor=%27', 400, 'malformed'],
      ['/gardens/nowhere/plots', 404, 'not_found'],
      ['/certificates/0', 404, 'not_found'],
      ['/orders/0', 404, 'not_found'],
    ] as const) {
      const answer = await call('GET', path)
      const [error] = (answer.json.errors ?? []) as { path: string }[]
      expect([path, ...codeOf(answer), error?.path]).toEqual([path, status, code, field])
    }
    // An order nobody knows is the usual one, a page is never longer than the most, a cursor may be empty.
    expect((await call('GET', '/products?sort=luck&limit=900&cursor=')).status).toBe(200)
  })

  test('refusals of an order name what they say they name', async () => {
    const placed = await place({ items: [TEA] }, { 'Idempotency-Key': 'k1' })
    expect(placed.status).toBe(201)
    await giveCode(shop, 'REALCODE', { minimumFen: 9_000_000 })
    const answers: [Promise<Answer>, number, string][] = [
      [call('POST', '/orders', { items: [TEA] }), 400, 'idempotency_key_required'],
      [call('POST', '/orders', '{', key()), 400, 'malformed'],
      [
        call('POST', '/orders', '{}', { ...key(), 'Content-Type': 'text/csv' }),
        415,
        'unsupported_media_type',
      ],
      [call('POST', '/orders', 'x'.repeat(300_000), key()), 413, 'too_large'],
      [call('POST', '/orders', {}, { ...key(), 'Sec-Fetch-Site': 'cross-site' }), 403, 'forbidden'],
      [place({ items: [TEA], recipient: {} }), 422, 'validation'],
      [place({ items: [{ sku: 'NOPE', quantity: 1 }] }), 422, 'validation'],
      [place({ items: [TEA], consents: [] }), 422, 'consent_required'],
      [place({ items: [TEA] }, { 'Idempotency-Key': 'k1' }), 422, 'idempotency_mismatch'],
      [place({ items: [TEA], expectedTotalFen: 1 }), 409, 'price_changed'],
      [place({ items: [TEA], code: 'NOCODE1' }), 409, 'code_unknown'],
      [place({ items: [TEA], code: 'REALCODE' }), 409, 'code_below_minimum'],
      [place({ adoptions: [{ ...PLOT, season: 2026 }] }), 409, 'out_of_season'],
      [place({ adoptions: [{ ...PLOT, season: 2031 }] }), 422, 'validation'],
      [place({ adoptions: Array(4).fill({ garden: 'A', areaMu: 0.1, season: 2027 }) }), 409, 'too_many_open'],
    ]
    for (const [answer, status, code] of answers) expect(codeOf(await answer)).toEqual([status, code])
    await shop.db.run(sql`UPDATE variants SET available = 1 WHERE sku = ${TEA.sku}`)
    expect(codeOf(await place({ items: [{ ...TEA, quantity: 3 }] }))).toEqual([409, 'out_of_stock'])
    const { json } = await call('POST', '/checkout/preview', {
      items: [{ ...TEA, quantity: 3 }],
      adoptions: [PLOT, { ...PLOT, plot: 'Z-99' }],
      region: '440114',
    })
    expect(json).toMatchObject({
      undeliverable: [{ sku: TEA.sku, reason: 'out_of_stock', available: 1 }],
      unavailable: [{ index: 1, reason: 'unknown_plot' }],
    })
    const hold = () => call('POST', '/plots/A-07/holds', { season: 2027 })
    const { id } = (await hold()).json
    expect(codeOf(await call('DELETE', '/plots/A-08/holds/0'))).toEqual([404, 'not_found'])
    expect((await call('DELETE', `/plots/A-07/holds/${id}`)).status).toBe(204)
    expect((await hold()).status).toBe(201)
    expect(codeOf(await hold())).toEqual([409, 'plot_taken'])
    expect(codeOf(await place({ adoptions: [PLOT] }))).toEqual([409, 'plot_taken'])
    const { number, accessToken } = placed.json
    const bearer = { Authorization: `Bearer ${accessToken}` }
    const pay = (method: string) => call('POST', `/orders/${number}/payments`, { method }, bearer)
    expect(codeOf(await pay('alipay_page'))).toEqual([409, 'conflict'])
    expect(codeOf(await pay('barter'))).toEqual([422, 'validation'])
  })

  test('a database that is away is told as such, and a fault as a fault', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    const away = () => {
      throw new Error('Network connection lost.')
    }
    const ask = (DB: object) => call('GET', '/families', undefined, {}, { env: { DB } })
    expect(codeOf(await ask({ prepare: away, batch: away }))).toEqual([503, 'unavailable'])
    const answering = { prepare: () => ({ first: async () => 1, bind: away }), batch: away }
    expect(codeOf(await ask(answering))).toEqual([500, 'internal'])
    log.mockRestore()
  })

  afterAll(() => {
    const succeeded = [...seen].filter((one) => / 2\d\d$/.test(one)).map((one) => one.replace(/ \d+$/, ''))
    expect(OPERATIONS.map(([one]) => one).filter((one) => !succeeded.includes(one))).toEqual([])
  })
})

describe('limits that are counted', () => {
  const limitOf = ({ headers }: Answer) => [
    headers.get('RateLimit-Policy'),
    headers.get('RateLimit'),
    headers.get('Retry-After'),
  ]
  const from = (network: string) => ({ 'CF-Connecting-IP': network })

  test('tell what is left of them with every answer that was counted, and when to come back', async () => {
    const hold = (season: unknown) => call('POST', '/plots/A-07/holds', { season }, from('203.0.113.20'))
    expect(limitOf(await hold(2027))).toEqual(['"holds";q=240;w=900', '"holds";r=239;t=900', null])
    expect(limitOf(await hold(2027))).toEqual(['"holds";q=240;w=900', '"holds";r=238;t=900', null])
    // What is refused before it is counted says nothing of it.
    expect(limitOf(await hold('x'))).toEqual([null, null, null])
    await shop.db.run(sql`UPDATE rate_limits SET hits = 240`)
    const late = await call('POST', '/plots/A-07/holds', { season: 2027 }, from('203.0.113.20'), {
      now: shop.now + 60_000,
    })
    expect([late.status, ...limitOf(late)]).toEqual([429, '"holds";q=240;w=900', '"holds";r=0;t=840', '840'])
  })

  test('count codes nobody knows, and a code that exists takes its try back', async () => {
    await giveCode(shop, 'REALCODE')
    const preview = (code: string | null) =>
      call('POST', '/checkout/preview', { items: [TEA], region: '440114', code }, from('203.0.113.21'))
    expect(limitOf(await preview(null))).toEqual([null, null, null])
    expect(limitOf(await preview('WRONG1'))).toEqual(['"codes";q=60;w=3600', '"codes";r=59;t=3600', null])
    expect(limitOf(await preview('REALCODE'))).toEqual(['"codes";q=60;w=3600', '"codes";r=59;t=3600', null])
    const order = await place({ items: [TEA], code: 'WRONG2' }, { ...key(), ...from('203.0.113.21') })
    expect([...codeOf(order), ...limitOf(order)]).toEqual([
      409,
      'code_unknown',
      '"codes";q=60;w=3600',
      '"codes";r=58;t=3600',
      null,
    ])
  })
})
