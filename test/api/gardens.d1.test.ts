import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { readNearPlots } from '../../src/adoption/neighbours.ts'
import { listPlots, readPlot } from '../../src/adoption/plots.ts'
import { readCampaign, readGarden } from '../../src/adoption/queries.ts'
import { app } from '../../src/app.tsx'
import { database } from '../../src/db/client.ts'
import { MINUTE_MS } from '../../src/kernel/time.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import type { Shop } from '../../src/shop.ts'
import { adopt, adoptionOrder, anyPlot, plotOf } from '../support/adoptions.ts'
import { described } from '../support/described-api.ts'
import { bindings, metered, NOW, newBuyer, openShop } from '../support/shop.ts'

type PlotAnswer = { code: string; state: string }
/** What these tests read of an answer; the rest is compared as it is. */
type Answer = Record<string, unknown> & {
  code?: string
  items: ({ slug: string } & PlotAnswer)[]
  nextCursor: string | null
  near: PlotAnswer[]
  id: string
  number: string
  accessToken: string
  outTradeNo: string
  totalFen: number
  status: string
  lines: { adoption: { plot: string; certificate: string } | null }[]
  adoptions: object[]
  unavailable: object[]
}

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

// biome-ignore format: one line a call reads better
const call = async (method: string, path: string, body?: unknown, more: { headers?: Record<string, string>; now?: number; db?: unknown } = {}) => {
  const init: RequestInit = { method, headers: { 'Content-Type': 'application/json', ...more.headers } }
  if (body !== undefined) init.body = JSON.stringify(body)
  const response = await described(new Request(`http://shop.test/api/v1${path}`, init), more.now, more.db ? { DB: more.db } : {})
  const text = await response.text()
  return { status: response.status, bytes: text.length, json: (text ? JSON.parse(text) : {}) as Answer }
}
const CONSENTS = ['terms', 'privacy', 'adoption_terms', 'adoption_risk']
const order = (adoptions: unknown[], more: object = {}) => ({
  adoptions,
  recipient: newBuyer(),
  consents: CONSENTS,
  ...more,
})
const place = (body: unknown, now = NOW) =>
  call('POST', '/orders', body, { headers: { 'Idempotency-Key': crypto.randomUUID() }, now })
const nothingWritten = async () =>
  expect(
    await shop.db.all(
      sql`SELECT id FROM orders UNION ALL SELECT plot FROM plot_claims UNION ALL SELECT id FROM adoptions`,
    ),
  ).toEqual([])

describe('the API of gardens', () => {
  test('tells the campaign, a garden with its offer, and its plots page by page with state and geometry', async () => {
    const gardens = await call('GET', '/gardens')
    expect(gardens.json).toMatchObject({ campaign: { title: '我在贵州有个园' }, nextCursor: null })
    expect(gardens.json.items.map((one) => one.slug)).toEqual(['yunjiao-baicha', 'gongchapo', 'huangjinya'])
    const garden = await call('GET', '/gardens/yunjiao-baicha', undefined, {
      headers: { 'Accept-Language': 'en' },
    })
    expect(garden.json).toMatchObject({
      name: 'Yunjiao White-Leaf Garden',
      season: 2027,
      tiers: [
        { areaMu: 0.1, priceFen: 59_800, plots: 16, left: 16 },
        { areaMu: 0.5 },
        { areaMu: 1, left: 2 },
      ],
      offer: {
        version: 1,
        hash: expect.stringMatching(/^[\w-]{43}$/),
        refundRule: { fullUntil: '2027-02-28' },
      },
    })
    const first = await call('GET', '/gardens/yunjiao-baicha/plots?season=2027&limit=20')
    const second = await call(
      'GET',
      `/gardens/yunjiao-baicha/plots?season=2027&limit=20&cursor=${first.json.nextCursor}`,
    )
    expect([first.json.items.length, second.json.items.length, second.json.nextCursor]).toEqual([20, 4, null])
    expect(first.json.items[0]).toEqual({
      code: 'A-01',
      areaMu: 0.1,
      state: 'available',
      heldUntil: null,
      geometry: { u: 5, v: 0, width: 1, height: 1 },
      sample: true,
    })
    const big = await call('GET', '/gardens/yunjiao-baicha/plots?areaMu=1')
    expect(big.json.items.map((plot) => plot.code)).toEqual(['A-23', 'A-24'])
  })

  test('the plan holds: areas are true to each other and no two plots of a garden overlap', async () => {
    for (const garden of ['A', 'B', 'C']) {
      const { items } = await listPlots(shop.db, { garden, season: 2027 }, NOW)
      for (const one of items) {
        expect([one.code, one.width * one.height * 10]).toEqual([one.code, one.areaCmu])
        for (const other of items)
          if (one.code < other.code)
            expect(
              one.u + one.width <= other.u ||
                other.u + other.width <= one.u ||
                one.v + one.height <= other.v ||
                other.v + other.height <= one.v,
            ).toBe(true)
      }
    }
  })

  test('a hold is seen by all, ends by time, and is let go only by its own secret', async () => {
    const held = await call('POST', '/plots/A-07/holds', { season: 2027 })
    expect(held).toMatchObject({
      status: 201,
      json: { id: expect.stringMatching(/^[0-9a-f]{32}$/), expiresAt: expect.any(Number) },
    })
    const stateAt = async (now: number) => (await readPlot(shop.db, 'A-07', 2027, now))?.state
    expect(await stateAt(NOW + 14 * MINUTE_MS)).toBe('held')
    expect(await stateAt(NOW + 16 * MINUTE_MS)).toBe('available')
    const again = await call('POST', '/plots/A-07/holds', { season: 2027 })
    expect(again).toMatchObject({
      status: 409,
      json: { code: 'plot_taken', plot: 'A-07', near: [{}, {}, {}] },
    })
    expect((await call('DELETE', '/plots/A-07/holds/0123456789abcdef0123456789abcdef')).status).toBe(404)
    expect((await call('DELETE', `/plots/A-08/holds/${held.json.id}`)).status).toBe(404)
    expect((await call('DELETE', `/plots/A-07/holds/${held.json.id}`)).status).toBe(204)
    expect((await call('POST', '/plots/A-07/holds', { season: 2027 })).status).toBe(201)
    // The secret itself is nowhere in the database.
    expect(await shop.db.all(sql`SELECT plot FROM plot_claims WHERE hold_hash = ${held.json.id}`)).toEqual([])
  })

  test('a held plot with a tin: preview and order ask the same, paid it has a certificate anyone can verify', async () => {
    const held = await call('POST', '/plots/A-07/holds', { season: 2027 })
    const wanted = { plot: 'A-07', season: 2027, holdId: held.json.id, nameBoard: '花都工会' }
    const items = [{ sku: 'TEA-DH-100', quantity: 1 }]
    const preview = await call('POST', '/checkout/preview', { items, adoptions: [wanted], region: '440114' })
    const placed = await place(order([wanted], { items, expectedTotalFen: preview.json.totalFen }))
    expect(placed).toMatchObject({
      status: 201,
      json: { totalFen: preview.json.totalFen, state: 'awaiting_payment' },
    })
    const bearer = { Authorization: `Bearer ${placed.json.accessToken}` }
    const started = await call(
      'POST',
      `/orders/${placed.json.number}/payments`,
      { method: 'sandbox' },
      { headers: bearer },
    )
    await app.request(
      `http://shop.test/payments/sandbox/${started.json.outTradeNo}`,
      {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{"outcome":"success"}',
      },
      { ...bindings, SHOP_NOW: new Date(NOW).toISOString() },
    )
    const read = await call('GET', `/orders/${placed.json.number}`, undefined, { headers: bearer })
    const line = read.json.lines.find((own) => own.adoption)
    expect(line).toMatchObject({
      sku: null,
      adoption: { plot: 'A-07', state: 'adopted', nameBoard: '花都工会', nameBoardState: 'waiting' },
    })
    const certificate = line?.adoption?.certificate ?? ''
    const verified = await call('GET', `/certificates/${certificate.replace(/(.{4})/g, '$1-').toLowerCase()}`)
    expect(verified.json).toMatchObject({
      status: 'valid',
      holder: '林晓禾',
      plot: 'A-07',
      garden: '云脚白茶园',
      areaMu: 0.1,
      season: 2027,
      offerVersion: 1,
    })
    expect(JSON.stringify(verified.json)).not.toContain('138')
    await call('POST', `/orders/${placed.json.number}/cancellation`, {}, { headers: bearer })
    expect((await call('GET', `/certificates/${certificate}`)).json.status).toBe('refunded')
    expect((await call('GET', '/certificates/0000000000000000')).status).toBe(404)
  })

  test('several plots at random are several plots; as many as a request may name are previewed', async () => {
    const any = { garden: 'B', areaMu: 0.1, season: 2027 }
    const placed = await place(order([any, any, any]))
    expect(placed.status).toBe(201)
    const codes = placed.json.lines.map((line) => line.adoption?.plot)
    expect(new Set(codes).size).toBe(3)
    const preview = (adoptions: object[]) =>
      call('POST', '/checkout/preview', { adoptions, region: '440114' })
    const named = Array.from({ length: 10 }, (_, n) => ({ plot: `A-${10 + n}`, season: 2027 }))
    const ten = await preview(named)
    expect([ten.status, ten.json.unavailable.length + ten.json.adoptions.length]).toEqual([200, 10])
    const kinds = [any, { ...any, areaMu: 0.5 }, { ...any, garden: 'A' }]
    expect((await preview([...kinds.slice(0, 2), ...named.slice(0, 8)])).status).toBe(200)
    expect(await preview(kinds)).toMatchObject({ status: 422, json: { code: 'validation' } })
  })

  test('forty buyers, one plot, at once: one order, thirty-nine plot_taken with three near plots, nothing else', async () => {
    const held = await call('POST', '/plots/A-07/holds', { season: 2027 })
    expect(held.status).toBe(201)
    const tries = (now: number) =>
      Promise.all(Array.from({ length: 40 }, () => place(order([{ plot: 'A-07', season: 2027 }]), now)))
    const during = await tries(NOW + 14 * MINUTE_MS)
    expect(during.map(({ status, json }) => [status, json.code])).toEqual(Array(40).fill([409, 'plot_taken']))
    const answers = await tries(NOW + 15 * MINUTE_MS + 1)
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    const refused = answers.filter(({ status }) => status !== 201)
    expect(refused.map(({ status, json }) => [status, json.code, json.near.length])).toEqual(
      Array(39).fill([409, 'plot_taken', 3]),
    )
  })

  test.each([
    ['a season without an offer', { plot: 'A-07', season: 2031 }, 'adoptions.0.season'],
    ['a plot of another garden', { plot: 'A-07', garden: 'B', season: 2027 }, 'adoptions.0.garden'],
    ['a plot there is not', { plot: 'Z-99', season: 2027 }, 'adoptions.0.plot'],
    [
      'a board name of 13 characters',
      { plot: 'A-07', season: 2027, nameBoard: '一二三四五六七八九十一二三' },
      'adoptions.0.nameBoard',
    ],
    [
      'a board name with a barred word',
      { plot: 'A-07', season: 2027, nameBoard: '年年分红' },
      'adoptions.0.nameBoard',
    ],
    ['neither plot nor garden', { season: 2027 }, 'adoptions.0'],
    ['a season that is no year', { plot: 'A-07', season: '2027' }, 'adoptions.0.season'],
    ['an area of nothing', { garden: 'A', areaMu: 0, season: 2027 }, 'adoptions.0.areaMu'],
    [
      'a gift without a phone',
      { plot: 'A-07', season: 2027, gift: { phone: '1' } },
      'adoptions.0.gift.phone',
    ],
  ])('%s is a clear 422 and writes nothing', async (_name, wanted, path) => {
    const answer = await place(order([wanted]))
    expect(answer).toMatchObject({ status: 422, json: { code: 'validation', errors: [{ path }] } })
    await nothingWritten()
  })

  test('other refusals are clear too and write nothing', async () => {
    expect(
      await place(order([{ plot: 'A-07', season: 2027 }], { consents: ['terms', 'privacy'] })),
    ).toMatchObject({
      status: 422,
      json: { code: 'consent_required', consents: ['adoption_terms', 'adoption_risk'] },
    })
    expect(await place(order([]))).toMatchObject({ status: 422 })
    expect(await place(order([{ plot: 'A-07', season: 2026 }]))).toMatchObject({
      status: 409,
      json: { code: 'out_of_season' },
    })
    const four = ['A-01', 'A-02', 'A-03', 'A-04'].map((plot) => ({ plot, season: 2027 }))
    expect(await place(order(four))).toMatchObject({ status: 409, json: { code: 'too_many_open' } })
    expect(await call('POST', '/plots/A-07/holds', { season: 2031 })).toMatchObject({
      status: 422,
      json: { errors: [{ path: 'season' }] },
    })
    expect(await call('POST', '/plots/Z-99/holds', { season: 2027 })).toMatchObject({ status: 404 })
    expect(await call('POST', '/plots/A-07/holds', { season: 'x' })).toMatchObject({ status: 422 })
    expect(await call('GET', '/gardens/nowhere/plots')).toMatchObject({ status: 404 })
    expect(await call('GET', '/gardens/gongchapo/plots?season=2031')).toMatchObject({ status: 422 })
    expect(await call('GET', '/gardens/gongchapo/plots?cursor=%27%3B--')).toMatchObject({ status: 400 })
    await nothingWritten()
  })

  test('is described in OpenAPI from the schemas that parse it', async () => {
    const text = JSON.stringify((await call('GET', '/openapi.json')).json)
    for (const word of ['/plots/{code}/holds', '/certificates/{code}', 'nameBoard', 'areaMu', 'holdId'])
      expect([word, text.includes(word)]).toEqual([word, true])
  })
})

describe('a campaign of ten thousand plots', () => {
  /** More small plots in garden C, half of them adopted. */
  const grow = (from: number, to: number) =>
    shop.db.batch([
      shop.db.run(sql`
        INSERT INTO plots (code, garden, area_cmu, u, v, width, height, open, sample)
        WITH RECURSIVE n(i) AS (
          SELECT CAST(${from} AS INTEGER) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < CAST(${to} AS INTEGER))
        SELECT 'C-' || printf('%05d', i), 'C', 10, i % 6, 10 + i / 6, 1, 1, 1, 1 FROM n`),
      shop.db.run(sql`
        INSERT INTO plot_claims (plot, season, claimed_at, expires_at, hold_hash)
        SELECT code, 2027, 1, NULL, 'x' FROM plots WHERE garden = 'C' AND u % 2 = 0 AND length(code) = 7
        ON CONFLICT DO NOTHING`),
    ])

  async function costs() {
    const meter = metered(bindings.DB)
    const db = database(meter.db)
    const cost = async (work: () => Promise<unknown>) => {
      meter.reset()
      await work()
      return [meter.count.trips, meter.count.read]
    }
    return {
      campaign: await cost(() => readCampaign(db, NOW)),
      garden: await cost(() => readGarden(db, 'huangjinya', 2027, NOW)),
      page: await cost(() => listPlots(db, { garden: 'C', season: 2027, after: 'C-00200', limit: 100 }, NOW)),
      near: await cost(() => readNearPlots(db, 'C-00601', 2027, NOW)),
      draw: await cost(async () => {
        const drawn = await placeOrder(
          { ...shop, db },
          adoptionOrder([anyPlot('C', 10)]),
          crypto.randomUUID(),
        )
        expect(drawn.ok).toBe(true)
      }),
    }
  }

  test('costs the same rows and bytes a page as one of a thousand', async () => {
    await grow(100, 1_000)
    const few = await costs()
    await grow(1_000, 10_000)
    const [rows] = await shop.db.all<{ n: number }>(sql`SELECT count(*) n FROM plots`)
    expect(rows!.n).toBeGreaterThan(9_900)
    const many = await costs()
    expect({ ...many, draw: 0 }).toEqual({ ...few, draw: 0 })
    expect(many.page[1]).toBeLessThanOrEqual(100 * 5)
    expect(many.draw[1]).toBeLessThanOrEqual(120)
    const page = await call('GET', '/gardens/huangjinya/plots?season=2027&limit=200')
    expect(page.json.items).toHaveLength(200)
    expect(page.bytes).toBeLessThan(32_000)
  })
})

test('what the campaign says is left is true: adopted plots are gone, refunded ones are back', async () => {
  const left = async () => (await readCampaign(shop.db, NOW)).gardens[0]!.tiers.map((tier) => tier.left)
  expect(await left()).toEqual([16, 6, 2])
  await adopt(shop, [plotOf('A-07'), plotOf('A-23')])
  expect(await left()).toEqual([15, 6, 1])
})
