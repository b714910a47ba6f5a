import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { app } from '../../src/app.tsx'
import type { Shop } from '../../src/shop.ts'
import { described } from '../support/described-api.ts'
import { bindings, NOW, newBuyer, openShop, unreconciled } from '../support/shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const env = { ...bindings, SHOP_NOW: new Date(NOW).toISOString() }

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const init: RequestInit = { method, headers: { 'Content-Type': 'application/json', ...headers } }
  if (body !== undefined) init.body = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await described(new Request(`http://shop.test/api/v1${path}`, init))
  return {
    status: response.status,
    json: (await response.json()) as Record<string, unknown>,
  }
}

const order = (sku = 'TEA-GC-250', quantity: unknown = 1) => ({
  items: [{ sku, quantity }],
  recipient: newBuyer(),
  consents: ['terms', 'privacy'],
})

const place = (body: unknown, key: string = crypto.randomUUID()) =>
  call('POST', '/orders', body, { 'Idempotency-Key': key })

describe('the JSON API', () => {
  test('lists families, products and one product', async () => {
    expect((await call('GET', '/families')).json.items).toHaveLength(6)
    const first = await call('GET', '/products?limit=10')
    expect(first.json.items).toHaveLength(10)
    const second = await call('GET', `/products?limit=10&cursor=${first.json.nextCursor}`)
    expect(second.json.items).toHaveLength(6)
    expect(second.json.nextCursor).toBeNull()
    const one = await call('GET', '/products/gift-tea-duo')
    expect(one.json).toMatchObject({ variants: [{ sku: 'GFT-TD-STD', priceFen: 26_800, available: 200 }] })
    expect((await call('GET', '/products?cursor=forged')).json.code).toBe('malformed')
  })

  test.each(['茶', '蜂蜜', '韭黄', '刺梨', 'duobei', 'jiuhuang', 'jh', 'honey', 'TEA-GC-250'])(
    'finds %s',
    async (q) => {
      const found = await call('GET', `/products?q=${encodeURIComponent(q)}`)
      expect((found.json.items as unknown[]).length).toBeGreaterThan(0)
    },
  )

  test('a preview and the order it leads to ask the same total, and a preview writes nothing', async () => {
    const items = [
      { sku: 'CHV-BQ-0500', quantity: 2 },
      { sku: 'NDL-MG-0900', quantity: 1 },
    ]
    const preview = await call('POST', '/checkout/preview', { items, region: '440114' })
    expect(preview.json).toMatchObject({ subtotalFen: 6440, freightFen: 2300, totalFen: 8740 })
    const consents = ['terms', 'privacy', 'no_return']
    const placed = await place({
      items,
      recipient: newBuyer(),
      consents,
      expectedTotalFen: preview.json.totalFen,
    })
    expect(placed).toMatchObject({ status: 201, json: { totalFen: 8740, state: 'awaiting_payment' } })
  })

  test('an order is paid through the sandbox and cancelled with a refund', async () => {
    const placed = await place(order())
    const { number, accessToken } = placed.json
    const bearer = { Authorization: `Bearer ${accessToken}` }
    const started = await call('POST', `/orders/${number}/payments`, { method: 'sandbox' }, bearer)
    expect(started.status).toBe(201)
    const paid = await app.request(
      `http://shop.test/payments/sandbox/${started.json.outTradeNo}`,
      { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"outcome":"success"}' },
      env,
    )
    expect(paid.status).toBe(200)
    expect((await call('GET', `/orders/${number}`, undefined, bearer)).json.state).toBe('paid')
    expect((await call('POST', `/orders/${number}/cancellation`, {}, bearer)).json.state).toBe('refunding')
    expect((await call('GET', `/orders/${number}`, undefined, bearer)).json.paymentStatus).toBe('refunded')
    expect(await unreconciled(shop.db)).toEqual([])
  })

  test('ten pieces and two hundred buyers at once make ten orders, 190 out_of_stock and no 5xx', async () => {
    await shop.db.run(sql`UPDATE variants SET available = 10 WHERE sku = 'TEA-GD-100'`)
    await shop.db.run(sql`UPDATE stock_movements SET quantity = 10 WHERE sku = 'TEA-GD-100'`)
    const answers = await Promise.all(Array.from({ length: 200 }, () => place(order('TEA-GD-100'))))
    const placed = answers.filter((answer) => answer.status === 201)
    const refused = answers.filter((answer) => answer.status === 409 && answer.json.code === 'out_of_stock')
    expect([placed.length, refused.length]).toEqual([10, 190])
    expect(new Set(placed.map((answer) => answer.json.number)).size).toBe(10)
    expect(await unreconciled(shop.db)).toEqual([])
  })

  test.each([0, -1, 1.5, '1e3', 10 ** 9, 2 ** 53, null])(
    'a quantity of %s is refused and writes nothing',
    async (quantity) => {
      const answer = await place(order('TEA-GC-250', quantity))
      expect(answer).toMatchObject({ status: 422, json: { code: 'validation' } })
      expect(await shop.db.all(sql`SELECT id FROM orders`)).toEqual([])
    },
  )

  test('prices, totals and states a client sends are ignored', async () => {
    const forged = { ...order(), price: 1, totalFen: 1, state: 'paid', paid_at: 1, discountFen: 9_999_999 }
    expect((await place(forged)).json).toMatchObject({
      totalFen: 15_800,
      discountFen: 0,
      state: 'awaiting_payment',
    })
  })

  test('a company invoice is taken with its tax number alone, a personal one without', async () => {
    const invoice = { kind: 'company', title: '花都茶业有限公司', email: 'a@example.com' }
    for (const taxNo of [undefined, '', '123'])
      expect(await place({ ...order(), invoice: { ...invoice, taxNo } })).toMatchObject({
        status: 422,
        json: { code: 'validation', errors: [{ path: 'invoice.taxNo' }] },
      })
    for (const sound of [
      { ...invoice, taxNo: '914401140000000' },
      { ...invoice, kind: 'personal' },
    ])
      expect((await place({ ...order(), invoice: sound })).status).toBe(201)
  })

  test('a thousand lines are refused', async () => {
    const items = Array.from({ length: 1000 }, (_, n) => ({ sku: `X-${n}`, quantity: 1 }))
    expect((await place({ ...order(), items })).status).toBe(422)
  })

  test('a SKU in several lines would pass its limit of pieces, and a day there is not is no day', async () => {
    const line = { sku: 'NDL-KT-4', quantity: 20 }
    expect(await place({ ...order(), items: [line, line] })).toMatchObject({
      status: 422,
      json: { code: 'validation', errors: [{ path: 'items' }] },
    })
    expect(await place({ ...order('CHV-BQ-0500'), shipOn: '2027-02-31' })).toMatchObject({
      status: 422,
      json: { errors: [{ path: 'shipOn' }] },
    })
  })

  test('the same key with another body is a mismatch; in parallel it is one order', async () => {
    const body = order()
    const same = await Promise.all([place(body, 'k1'), place(body, 'k1'), place(body, 'k1')])
    expect(new Set(same.map((answer) => answer.json.number)).size).toBe(1)
    expect((await place(order(), 'k1')).json).toMatchObject({ status: 422, code: 'idempotency_mismatch' })
  })

  test('an order opens only to its own token', async () => {
    const [one, two] = [await place(order()), await place(order())]
    for (const token of [two.json.accessToken, '', 'x'])
      expect(
        (await call('GET', `/orders/${one.json.number}`, undefined, { Authorization: `Bearer ${token}` }))
          .status,
      ).toBe(404)
  })

  test('a cross-site call is refused', async () => {
    const answer = await app.request(
      'http://shop.test/api/v1/orders',
      {
        method: 'POST',
        body: '{}',
        headers: {
          'Content-Type': 'text/plain',
          Origin: 'https://evil.test',
          'Sec-Fetch-Site': 'cross-site',
        },
      },
      env,
    )
    expect(answer.status).toBe(403)
  })

  test('bad input gets a clear problem', async () => {
    expect((await place('{"items":')).json.code).toBe('malformed')
    expect((await place({ ...order(), recipient: { ...newBuyer(), region: '999999' } })).json.code).toBe(
      'validation',
    )
    expect((await place(order('NOPE-1'))).json.code).toBe('validation')
    expect((await call('POST', '/orders', order())).json.code).toBe('idempotency_key_required')
    expect((await place('x'.repeat(2_000_000))).status).toBe(413)
    const wide = { ...newBuyer(), phone: '１３８ ０００９-９９９９' }
    expect((await place({ ...order(), recipient: wide })).status).toBe(201)
  })

  test('describes its bodies from the schemas that parse them', async () => {
    const { json } = await call('GET', '/openapi.json')
    expect(json).toMatchObject({ openapi: '3.1.0' })
    expect(JSON.stringify(json)).toContain('expectedTotalFen')
  })
})
