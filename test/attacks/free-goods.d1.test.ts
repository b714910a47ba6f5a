import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { app } from '../../src/app.tsx'
import type { Shop } from '../../src/shop.ts'
import { distant } from '../support/faults.ts'
import { broken, brokenAdoptions } from '../support/invariants.ts'
import { runsOf } from '../support/runs.ts'
import { bindings, NOW, newBuyer, openShop } from '../support/shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  await shop.db.run(sql`UPDATE stock_movements SET quantity = quantity + 2000 WHERE cause = 'opening'`)
  await shop.db.run(sql`UPDATE variants SET available = available + 2000
    WHERE sku IN (SELECT sku FROM stock_movements WHERE cause = 'opening')`)
})

// Each call of the database takes a while of its own, as in a data centre: who comes first is drawn anew each time.
const env = { ...bindings, DB: distant(bindings.DB, 4, 20_261_128), SHOP_NOW: new Date(NOW).toISOString() }
const ask = (path: string, init: RequestInit) =>
  app.request(
    `http://shop.test${path}`,
    { ...init, headers: { Origin: 'http://shop.test', ...init.headers } },
    env,
  )

const json = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json', ...headers },
  body: JSON.stringify(body),
})

const later = (ms: number) => new Promise((done) => setTimeout(done, ms))

type Placed = { number: string; accessToken: string; totalFen: number }

async function placed(
  what: object,
  consents: string[],
): Promise<{ order: Placed; trade: string; auth: Record<string, string> }> {
  const body = { ...what, recipient: newBuyer(), consents: ['terms', 'privacy', ...consents] }
  const answer = await ask('/api/v1/orders', json(body, { 'Idempotency-Key': crypto.randomUUID() }))
  const order = (await answer.json()) as Placed
  expect(answer.status, JSON.stringify(order)).toBe(201)
  const auth = { Authorization: `Bearer ${order.accessToken}` }
  const started = await ask(`/api/v1/orders/${order.number}/payments`, json({ method: 'sandbox' }, auth))
  const { outTradeNo } = (await started.json()) as { outTradeNo: string }
  return { order, trade: outTradeNo, auth }
}

/** Milliseconds to the payment and to its cancellations: either may be first, one cancellation or four. */
const JITTERS: { paid: number; cancelled: number[] }[] = Array.from({ length: 13 }, (_, ms) => [
  { paid: ms, cancelled: [0] },
  { paid: 0, cancelled: [ms] },
  { paid: ms, cancelled: [0, 3, 6, 9] },
]).flat()
const TRIES = runsOf({ workerd: 9, node: 18, deep: 200 })

test('a cancellation while paying leaves money for goods or goods for money, never both and never neither', async () => {
  const plots = await shop.db.all<{ code: string }>(sql`SELECT code FROM plots WHERE open = 1 ORDER BY code`)
  for (let tried = 0; tried < TRIES; tried += 1) {
    const plot = tried % 3 === 2 ? plots[Math.floor(tried / 3)] : undefined
    const { order, trade, auth } = plot
      ? await placed({ items: [], adoptions: [{ plot: plot.code, season: 2027 }] }, [
          'adoption_terms',
          'adoption_risk',
        ])
      : await placed({ items: [{ sku: 'TEA-GC-250', quantity: 1 }] }, ['no_return'])
    const cancel = async (ms: number) => {
      await later(ms)
      return ask(`/api/v1/orders/${order.number}/cancellation`, { method: 'POST', headers: auth })
    }
    const jitter = JITTERS[tried % JITTERS.length]!
    const [paid, ...cancelled] = await Promise.all([
      later(jitter.paid).then(() => ask(`/payments/sandbox/${trade}`, json({ outcome: 'success' }))),
      ...jitter.cancelled.map(cancel),
    ])
    const said = await Promise.all(
      cancelled.map(async (one) => [one.status, ((await one.json()) as { state?: string }).state]),
    )
    const [row] = await shop.db.all<{
      state: string
      off: number
      back: number
      waits: number
      plots: number
    }>(sql`
      SELECT o.state, EXISTS (SELECT 1 FROM order_cancellations c WHERE c.order_id = o.id) off,
        (SELECT coalesce(sum(amount_fen), 0) FROM refunds r WHERE r.order_id = o.id) back,
        EXISTS (SELECT 1 FROM dispatch_queue d WHERE d.order_id = o.id) waits,
        (SELECT count(*) FROM adoptions a WHERE a.order_id = o.id AND a.state = 'adopted') plots
      FROM orders o WHERE o.number = ${order.number}`)
    const { state, off, back, waits, plots: own } = row!
    const kept = state === 'paid' && !off
    const what = JSON.stringify({ tried, paid: paid!.status, said, row })
    expect([back, waits + own > 0], what).toEqual(
      kept ? [0, true] : [state === 'paid' ? order.totalFen : back, false],
    )
    // Who was told that it was cancelled or goes back was told the truth.
    for (const [status, answer] of said)
      expect([status, answer], what).toEqual(
        status === 200
          ? [200, state === 'paid' ? 'refunding' : 'cancelled']
          : status === 202
            ? [202, 'cancelling']
            : [409, undefined],
      )
    if (kept)
      expect(
        said.every(([status]) => status === 409 || status === 202),
        what,
      ).toBe(true)
  }
  expect([...(await broken(shop)), ...(await brokenAdoptions(shop))]).toEqual([])
})
