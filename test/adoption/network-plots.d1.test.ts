import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { forgetHolds, holdPlot, releaseHold } from '../../src/adoption/holding.ts'
import { database } from '../../src/db/client.ts'
import { MINUTE_MS } from '../../src/kernel/time.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { sweep } from '../../src/payments/sweeping.ts'
import type { Shop } from '../../src/shop.ts'
import { adoptionOrder, pay, plotOf, SEASON } from '../support/adoptions.ts'
import { browser } from '../support/browser.ts'
import { caller } from '../support/networks.ts'
import { at, bindings, metered, openShop } from '../support/shop.ts'

// Garden A of the sample world has 24 plots: one network may bind six, half of that is three.
const NETWORK = '203.0.113.7'

let shop: Shop
beforeEach(async () => {
  shop = { ...(await openShop()), network: NETWORK }
})

const code = (n: number, garden = 'A') => `${garden}-${String(n).padStart(2, '0')}`
const plots = (from: number, count: number) => Array.from({ length: count }, (_, n) => code(from + n))
const hold = (plot: string, by: Shop = shop) => holdPlot(by, { plot, season: SEASON, visitor: null })
const order = (codes: string[], by: Shop = shop, holds: string[] = []) =>
  placeOrder(
    by,
    adoptionOrder(codes.map((plot, n) => plotOf(plot, { holdId: holds[n] ?? null }))),
    crypto.randomUUID(),
  )
type Answer = { ok: true } | { ok: false; refusal: { code: string } }
const codeOf = (answer: Answer) => (answer.ok ? 'kept' : answer.refusal.code)
const numberOf = (answer: Awaited<ReturnType<typeof order>>) => {
  if (!answer.ok) throw new Error(answer.refusal.code)
  return answer.value.number
}
const claimed = async (garden = 'A') =>
  (
    await shop.db.all<{ n: number }>(sql`
      SELECT count(*) n FROM plot_claims c JOIN plots p ON p.code = c.plot WHERE p.garden = ${garden}`)
  )[0]!.n

describe('one network without paying', () => {
  test('keeps six plots of a garden of sixty, however many ask at once', async () => {
    const answers = await Promise.all(plots(1, 24).map((plot) => hold(plot)))
    expect(answers.map(codeOf).filter((each) => each === 'kept')).toHaveLength(6)
    expect(answers.flatMap((each) => (each.ok ? [] : [each.refusal]))).toEqual(
      Array(18).fill({ code: 'too_many_open', by: 'network_plots' }),
    )
    expect(await claimed()).toBe(6)
  })

  test('may keep a tenth of a large garden', async () => {
    await shop.db.run(sql`
      WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 175)
      INSERT INTO plots (code, garden, area_cmu, u, v, width, height, open, sample)
      SELECT printf('A-%03d', i), 'A', 10, i % 6, 30 + i / 6, 1, 1, 1, 1 FROM n`)
    const codes: string[] = []
    for (let i = 100; i < 112; i += 1) codes.push(codeOf(await hold(`A-${i}`)))
    expect(codes).toEqual([...Array(10).fill('kept'), ...Array(2).fill('too_many_open')])
  })

  test('counts every address of a /64, and leaves a second network, another garden and no address alone', async () => {
    const answers = await Promise.all(
      plots(1, 16).map((plot, n) => caller(`2001:db8:0:7::${n + 1}`).hold(plot, SEASON)),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(6)
    const free = plots(1, 16).filter((_, n) => answers[n]!.status !== 201)
    expect((await caller('2001:db8:0:7::ff').hold('B-01', SEASON)).status).toBe(201)
    expect((await caller('2001:db8:0:8::1').hold(free[0]!, SEASON)).status).toBe(201)
    for (const plot of free.slice(1)) expect((await caller(null).hold(plot, SEASON)).status).toBe(201)
  })

  test('counts a plot that it holds and then orders once', async () => {
    const holds: string[] = []
    for (const plot of plots(1, 6)) {
      const kept = await hold(plot)
      holds.push(kept.ok ? kept.value.id : '')
    }
    expect(codeOf(await order(plots(1, 3), shop, holds))).toBe('kept')
    expect(codeOf(await order(plots(4, 3), shop, holds.slice(3)))).toBe('kept')
    expect(codeOf(await order([code(7)]))).toBe('too_many_open')
    expect(codeOf(await hold(code(7)))).toBe('too_many_open')
    expect(await claimed()).toBe(6)
  })

  test('has ten minutes to pay for an order past half of its plots, told as it holds', async () => {
    const minutes = (answer: Awaited<ReturnType<typeof order>>) =>
      answer.ok ? (answer.value.payBefore - shop.now) / MINUTE_MS : answer.refusal.code
    expect(minutes(await order(plots(1, 3)))).toBe(30)
    expect(minutes(await order(plots(4, 1)))).toBe(10)
    expect(minutes(await order(plots(5, 1), { ...shop, network: '203.0.113.8' }))).toBe(30)
    const [claim] = await shop.db.all(
      sql`SELECT (expires_at - claimed_at) / 60000 minutes FROM plot_claims WHERE plot = ${code(4)}`,
    )
    expect(claim).toEqual({ minutes: 10 })
  })

  const full = async () => {
    const numbers = [numberOf(await order(plots(1, 3))), numberOf(await order(plots(4, 3)))]
    expect(codeOf(await hold(code(7)))).toBe('too_many_open')
    return numbers
  }
  test.each([
    ['paying', async ([first]: string[]) => void (await pay(shop, first!))],
    ['cancelling', async ([first]: string[]) => void (await cancelOrder(shop, first!, 'shopper'))],
    ['the sweep', async () => sweep(at(shop, shop.now + 31 * MINUTE_MS))],
  ])('%s frees its plots', async (_name, end) => {
    await end(await full())
    expect(codeOf(await hold(code(7)))).toBe('kept')
    const marks = await shop.db.all<{ plot: string }>(
      sql`SELECT plot FROM plot_claims WHERE network_hmac IS NOT NULL AND expires_at IS NULL`,
    )
    expect(marks).toEqual([])
  })

  test('a hold that is let go of or over makes room, and is forgotten with its network', async () => {
    const first = await hold(code(1))
    for (const plot of plots(2, 5)) await hold(plot)
    expect(codeOf(await hold(code(7)))).toBe('too_many_open')
    await releaseHold(shop, { plot: code(1), id: first.ok ? first.value.id : '' })
    expect(codeOf(await hold(code(7)))).toBe('kept')
    expect(codeOf(await hold(code(8)))).toBe('too_many_open')
    const later = at(shop, shop.now + 15 * MINUTE_MS)
    expect(codeOf(await hold(code(8), later))).toBe('kept')
    await forgetHolds(shop.db, later.now)
    expect(await shop.db.all(sql`SELECT plot FROM plot_claims WHERE network_hmac IS NOT NULL`)).toEqual([
      { plot: code(8) },
    ])
  })
})

describe('a browser', () => {
  const env = { ...bindings }
  const post = (visitor: ReturnType<typeof browser>, plot: string) =>
    visitor.send(`/plots/${plot}/hold`, {
      method: 'POST',
      body: new URLSearchParams({ season: String(SEASON) }),
      headers: { 'CF-Connecting-IP': NETWORK },
    })

  test('keeps three plots, in two tabs at once too, before its network matters', async () => {
    const visitor = browser(env)
    expect((await post(visitor, code(1))).status).toBe(303)
    expect((await post(visitor, code(2))).status).toBe(303)
    const tabs = await Promise.all([code(3), code(4)].map((plot) => post(visitor, plot)))
    expect(tabs.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(await claimed()).toBe(3)
  })

  test('is told the truth about a network it shares with strangers', async () => {
    for (const plot of plots(1, 6)) await hold(plot)
    const answer = await post(browser(env), code(7))
    expect(answer.status).toBe(409)
    const html = await answer.text()
    expect(html).toContain('同一网络')
    expect(html).not.toContain('您已')
  })
})

describe('the database', () => {
  const claim = (plot: string, more: { order?: string; until?: number } = {}) =>
    shop.db.run(sql`INSERT INTO plot_claims (plot, season, claimed_at, expires_at, hold_hash, order_id, network_hmac)
      VALUES (${plot}, 2027, 1, ${more.until ?? 900_001}, 'h', ${more.order ?? null}, 'mark')`)
  const failure = (work: PromiseLike<unknown>) =>
    Promise.resolve(work).then(
      () => null,
      (error: Error) => String(error),
    )

  test('refuses a seventh plot of one network and a long deadline of its fourth, whoever writes it', async () => {
    for (const plot of plots(1, 3)) await claim(plot, { order: 'ord_1' })
    expect(await failure(claim(code(4), { order: 'ord_1' }))).toContain('pay_sooner')
    await claim(code(4), { order: 'ord_1', until: 600_001 })
    for (const plot of plots(5, 2)) await claim(plot)
    expect(await failure(claim(code(7)))).toContain('too_many_open:network_plots')
    await shop.db.run(sql`INSERT INTO plot_claims (plot, season, claimed_at, expires_at, hold_hash)
      VALUES (${code(7)}, 2027, 1, 2, 'h')`)
  })

  test('an order of plots writes a row more for each than without a network, and reads few more, held or not', async () => {
    const meter = metered(bindings.DB)
    const counted = { ...shop, db: database(meter.db) }
    for (const [count, held] of [
      [1, true],
      [2, true],
      [3, true],
      [1, false],
    ] as const) {
      await shop.db.run(sql`DELETE FROM plot_claims`)
      const wanted = plots(1, count)
      const network = `192.0.2.${count}${held ? 1 : 2}`
      const holds = await Promise.all(
        (held ? wanted : []).map(async (plot) => {
          const kept = await hold(plot, { ...shop, network })
          return kept.ok ? kept.value.id : ''
        }),
      )
      meter.reset()
      expect(codeOf(await order(wanted, { ...counted, network }, holds))).toBe('kept')
      expect(meter.count.trips).toBe(2)
      expect([count, held, meter.count.written <= 10 + 4 * count]).toEqual([count, held, true])
      expect([count, held, meter.count.read <= 6 + 6 * count]).toEqual([count, held, true])
    }
  })
})
