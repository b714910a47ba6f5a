import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { database } from '../../src/db/client.ts'
import { DAY_MS } from '../../src/kernel/time.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { startPayment } from '../../src/payments/attempting.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { refundLines } from '../../src/payments/refunds/refunding-lines.ts'
import { playOutcome } from '../../src/payments/sandbox.ts'
import { sweep } from '../../src/payments/sweeping.ts'
import { endCode, makeCode } from '../../src/promotions/making.ts'
import type { Shop } from '../../src/shop.ts'
import { browser, checkoutForm, hidden } from '../support/browser.ts'
import { giveCode } from '../support/codes.ts'
import { broken } from '../support/invariants.ts'
import { at, bindings, metered, newBuyer, openShop, orderOf, unreconciled } from '../support/shop.ts'
import { fillStaff } from '../support/staff.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const place = (code: string | null, more: object = {}, items: [string, number][] = [['TEA-GC-250', 1]]) =>
  placeOrder(shop, orderOf(items, { code, ...more }), crypto.randomUUID())

const used = async (code: string) =>
  (await shop.db.all<{ used: number }>(sql`SELECT used FROM promo_codes WHERE code = ${code}`))[0]?.used

async function manager(): Promise<string> {
  await fillStaff(shop)
  const [row] = await shop.db.all<{ id: string }>(sql`SELECT id FROM staff WHERE login = 'manager'`)
  return row!.id
}

async function pay(number: string) {
  const started = await startPayment(shop, number, 'sandbox')
  if (!started.ok) throw new Error(started.refusal.code)
  await playOutcome(shop, started.value.outTradeNo, 'success')
}

describe('a code', () => {
  test('limited to one goes to one of 20 at once; 19 are told that it is used up', async () => {
    await giveCode(shop, 'ONLYONE', { limitTotal: 1 })
    const results = await Promise.all(Array.from({ length: 20 }, () => place('ONLYONE')))
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    const refusals = results.flatMap((result) => (result.ok ? [] : result.refusal.code))
    expect(new Set(refusals)).toEqual(new Set(['code_used_up']))
    expect(await used('ONLYONE')).toBe(1)
    expect(await broken(shop)).toEqual([])
  })

  test('limited to one a phone is used once by a phone that orders twice at the same moment', async () => {
    await giveCode(shop, 'ONEEACH', { limitPerPhone: 1 })
    const recipient = newBuyer()
    const results = await Promise.all(Array.from({ length: 3 }, () => place('ONEEACH', { recipient })))
    expect(results.map((result) => (result.ok ? 'ok' : result.refusal.code)).sort()).toEqual([
      'code_already_used',
      'code_already_used',
      'ok',
    ])
    expect((await place('ONEEACH')).ok).toBe(true)
  })

  test('of another phone, expired, ended, unknown or below its minimum orders nothing', async () => {
    await giveCode(shop, 'NOTMINE', { phoneHmac: 'another' })
    await giveCode(shop, 'OLDONE', { startsAt: shop.now - 9 * DAY_MS, endsAt: shop.now })
    await giveCode(shop, 'BIGONLY', { minimumFen: 10_000_000 })
    const made = {
      ...{ code: 'ENDED1', kind: 'percent' as const, value: 1000, families: [], minimumFen: 0 },
      ...{ startsAt: shop.now, endsAt: shop.now + DAY_MS, limitTotal: 5, limitPerPhone: 1 },
    }
    const staff = await manager()
    expect((await makeCode(shop, made, staff)).ok).toBe(true)
    expect(await makeCode(shop, made, staff)).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
    await endCode(shop, 'ENDED1', staff)
    const why = async (code: string) => {
      const result = await place(code)
      return result.ok ? 'ok' : result.refusal.code
    }
    expect([
      await why('NOTMINE'),
      await why('OLDONE'),
      await why('BIGONLY'),
      await why('NOSUCH'),
      await why('ENDED1'),
    ]).toEqual(['code_not_yours', 'code_expired', 'code_below_minimum', 'code_unknown', 'code_expired'])
    expect(await shop.db.all(sql`SELECT id FROM orders LIMIT 1`)).toEqual([])
  })

  test('ended between the read and the write is refused by the database itself', async () => {
    await giveCode(shop, 'JUSTNOW')
    const placed = await place('JUSTNOW')
    if (!placed.ok) throw new Error(placed.refusal.code)
    await shop.db.run(sql`UPDATE promo_codes SET ended_at = 1 WHERE code = 'JUSTNOW'`)
    const again = shop.db.run(sql`INSERT INTO code_redemptions
      SELECT code, 'other', order_id, 1, at, NULL FROM code_redemptions`)
    await expect(again).rejects.toThrow('code_over')
  })

  test('worth more than the goods leaves freight and at least one fen to pay, never less', async () => {
    await giveCode(shop, 'TOOMUCH', { value: 99_999_999 })
    for (const items of [[['TEA-GC-250', 1]], [['TEA-GC-250', 20]]] as [string, number][][]) {
      const placed = await place('TOOMUCH', {}, items)
      if (!placed.ok) throw new Error(placed.refusal.code)
      const order = await readOrder(shop, placed.value.number)
      expect(order!.totalFen).toBe(Math.max(1, order!.freightFen))
    }
    expect(await broken(shop)).toEqual([])
  })
})

describe('a code', () => {
  test('comes back when an unpaid order closes, once, and stays used when a paid one is refunded', async () => {
    await giveCode(shop, 'BACK1', { limitTotal: 1 })
    const first = await place('BACK1')
    if (!first.ok) throw new Error(first.refusal.code)
    expect(await used('BACK1')).toBe(1)
    shop = at(shop, first.value.payBefore + 1)
    await Promise.all([sweep(shop), sweep(shop)])
    expect(await used('BACK1')).toBe(0)
    const second = await place('BACK1')
    if (!second.ok) throw new Error(second.refusal.code)
    await pay(second.value.number)
    expect(await cancelOrder(shop, second.value.number, 'shopper')).toMatchObject({ ok: true })
    expect(await used('BACK1')).toBe(1)
    const order = await readOrder(shop, second.value.number)
    expect(order!.refunds).toMatchObject([{ amountFen: order!.totalFen, state: 'succeeded' }])
    const [sum] = await shop.db.all<{ fen: number }>(
      sql`SELECT amount_fen fen FROM impact_sums WHERE scope = 'all'`,
    )
    expect(sum!.fen).toBe(0)
    expect(await broken(shop)).toEqual([])
  })

  test('is split over its families, and single pieces are refunded for what was paid for them', async () => {
    await giveCode(shop, 'TEATHIRD', { kind: 'percent', value: 3333, families: ['tea'] })
    const placed = await place('TEATHIRD', {}, [
      ['TEA-GC-250', 3],
      ['CIL-CG-B2', 1],
    ])
    if (!placed.ok) throw new Error(placed.refusal.code)
    const { number } = placed.value
    await pay(number)
    let order = (await readOrder(shop, number))!
    const [tea, cili] = [
      order.lines.find(({ family }) => family === 'tea')!,
      order.lines.find(({ family }) => family !== 'tea')!,
    ]
    expect(tea.discountFen).toBe(Math.floor((tea.amountFen * 3333) / 10_000))
    expect([cili.discountFen, order.discountFen]).toEqual([0, tea.discountFen])
    const [earned] = await shop.db.all<{ fen: number }>(sql`SELECT sum(amount_fen) fen FROM impact_entries`)
    expect(earned!.fen).toBe(order.totalFen - order.freightFen)
    const staff = await manager()
    let back = 0
    for (const quantity of [1, 2]) {
      const done = await refundLines(shop, number, [{ line: tea.line, quantity }], '破损', staff)
      if (!done.ok) throw new Error(done.refusal.code)
      back += done.value.amountFen
      order = (await readOrder(shop, number))!
    }
    expect(back).toBe(tea.amountFen - tea.discountFen)
    expect(await unreconciled(shop.db)).toEqual([])
    const [left] = await shop.db.all<{ fen: number }>(sql`SELECT sum(amount_fen) fen FROM impact_entries`)
    expect(left!.fen).toBe(cili.amountFen)
  })

  test('costs one row to read, two to write and two for the limits more than an order without it', {
    tags: 'workerd',
  }, async () => {
    await giveCode(shop, 'CHEAP')
    await place(null)
    await place('CHEAP')
    const meter = metered(bindings.DB)
    const counted = { ...shop, db: database(meter.db) }
    const cost = async (code: string | null) => {
      meter.reset()
      await placeOrder(counted, orderOf([['TEA-GC-250', 1]], { code }), crypto.randomUUID())
      return { ...meter.count }
    }
    const plain = await cost(null)
    const coded = await cost('CHEAP')
    expect(coded.trips).toBe(2)
    expect(plain.trips).toBe(2)
    expect(coded.written - plain.written).toBe(2)
    expect(coded.read - plain.read).toBeLessThanOrEqual(3)
  })
})

describe('the checkout', () => {
  test('takes a code behind a link, keeps all that was typed, and orders only at the sum that was shown', async () => {
    await giveCode(shop, 'PAGE5', { minimumFen: 100 })
    const visitor = browser()
    await visitor.post('/cart/lines', { sku: 'TEA-GC-250', quantity: '1', action: 'add' })
    expect(await (await visitor.get('/checkout')).text()).not.toMatch(/folded-code" open/)
    expect(await (await visitor.get('/checkout?use=code')).text()).toMatch(/folded-code" open/)
    const form = await checkoutForm(visitor)
    const wrong = await visitor.post('/checkout', [...form, ['code', 'nope-1'], ['step', 'code']])
    const said = await wrong.text()
    expect([wrong.status, said.includes('没有这个优惠码')]).toEqual([422, true])
    for (const typed of ['林晓禾', '138 0000 1234', '新华街道公益大道1号3楼', 'nope-1'])
      expect(said).toContain(typed)
    // Typed but not used: the sum differs from the one shown, so it is shown first.
    const unseen = await visitor.post('/checkout', [...form, ['code', 'page 5']])
    const shown = await unseen.text()
    expect([unseen.status, shown.includes('优惠码 PAGE5')]).toEqual([409, true])
    expect(await shop.db.all(sql`SELECT id FROM orders LIMIT 1`)).toEqual([])
    const confirmed = [
      ...form.filter(([name]) => name !== 'expectedTotalFen'),
      ['expectedTotalFen', hidden(shown, 'expectedTotalFen')],
      ['code', 'page 5'],
    ] as [string, string][]
    expect((await visitor.post('/checkout', confirmed)).status).toBe(303)
    expect(await shop.db.all(sql`SELECT discount_fen fen, code FROM orders`)).toEqual([
      { fen: 500, code: 'PAGE5' },
    ])
  })
})

describe('the API', () => {
  test('takes a code in the preview and the order, and names why one takes nothing off', async () => {
    await giveCode(shop, 'API5', { minimumFen: 1 })
    const visitor = browser()
    const json = async (path: string, body: object) => {
      const answer = await visitor.send(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
        body: JSON.stringify(body),
      })
      return [answer.status, (await answer.json()) as Record<string, unknown>] as const
    }
    const items = [{ sku: 'TEA-GC-250', quantity: 1 }]
    const [, plain] = await json('/api/v1/checkout/preview', { items, region: '440114' })
    const [status, preview] = await json('/api/v1/checkout/preview', {
      items,
      region: '440114',
      code: 'api-5',
    })
    expect([status, preview.discountFen, preview.code]).toEqual([200, 500, 'API5'])
    expect(preview.totalFen).toBe((plain.totalFen as number) - 500)
    const [refused, problem] = await json('/api/v1/checkout/preview', {
      items,
      region: '440114',
      code: 'NOPE1',
    })
    expect([refused, problem.code]).toEqual([409, 'code_unknown'])
    const order = { items, recipient: newBuyer(), consents: ['terms', 'privacy'], code: 'API5' }
    const [wrong] = await json('/api/v1/orders', { ...order, expectedTotalFen: plain.totalFen })
    expect(wrong).toBe(409)
    const [created, placed] = await json('/api/v1/orders', { ...order, expectedTotalFen: preview.totalFen })
    expect([created, placed.discountFen, placed.totalFen]).toEqual([201, 500, preview.totalFen])
  })
})
