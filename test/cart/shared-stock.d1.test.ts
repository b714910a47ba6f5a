import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { app } from '../../src/app.tsx'
import { formatYuan } from '../../src/kernel/money.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import type { Shop } from '../../src/shop.ts'
import { browser, checkoutForm, hidden } from '../support/browser.ts'
import {
  availableOf,
  bindings,
  metered,
  NOW,
  newBuyer,
  openShop,
  orderOf,
  unreconciled,
} from '../support/shop.ts'

/** Both hold one tin of Duobei red; the tin is also sold alone. */
const [FOUR, DUO, TIN] = ['GFT-P4-STD', 'GFT-TD-STD', 'TEA-DH-100']

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  await stock(TIN, 25)
})

async function stock(sku: string, pieces: number): Promise<void> {
  await shop.db.run(sql`UPDATE variants SET available = ${pieces} WHERE sku = ${sku}`)
  await shop.db.run(sql`UPDATE stock_movements SET quantity = ${pieces} WHERE sku = ${sku}`)
}

async function visitorWith(items: [sku: string, quantity: number][], settings = {}) {
  const visitor = browser(settings)
  for (const [sku, quantity] of items)
    await visitor.post('/cart/lines', { sku, quantity: String(quantity), action: 'add' })
  return visitor
}

const env = { ...bindings, SHOP_NOW: new Date(NOW).toISOString() }
async function call(path: string, body: object) {
  const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() }
  const answer = await app.request(
    `http://shop.test/api/v1${path}`,
    { method: 'POST', body: JSON.stringify(body), headers },
    env,
  )
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> }
}

const itemsOf = (items: [sku: string, quantity: number][]) =>
  items.map(([sku, quantity]) => ({ sku, quantity }))
const preview = (items: [string, number][]) =>
  call('/checkout/preview', { items: itemsOf(items), region: '440114' })
const place = (items: [string, number][]) =>
  call('/orders', { items: itemsOf(items), recipient: newBuyer(), consents: ['terms', 'privacy'] })

/** The row of a SKU in the cart. */
const rowOf = (html: string, sku: string): string =>
  new RegExp(`id="line-${sku}".*?</li>`, 's').exec(html)?.[0] ?? ''

describe('two gift boxes that share a tin', () => {
  test('are never promised together beyond the tins there are: what the cart lets through is ordered', async () => {
    const visitor = await visitorWith([
      [FOUR, 20],
      [DUO, 20],
    ])
    const cart = await (await visitor.get('/cart')).text()
    expect(cart).not.toContain('9320')
    expect(rowOf(cart, FOUR)).toMatch(/name="quantity"[^>]*value="20"/)
    expect(rowOf(cart, DUO)).toMatch(/name="quantity"[^>]*value="5"/)
    for (const word of ['普定四味礼盒', '朵贝双茶礼盒', '朵贝红·红茶', '25件', '改为5件'])
      expect(rowOf(cart, DUO)).toContain(word)
    const english = await (await visitor.get('/en/cart')).text()
    for (const word of ['Four Tastes of Puding', 'Tea Duo', '25', '5'])
      expect(rowOf(english, DUO)).toContain(word)
    const form = await checkoutForm(visitor)
    expect(form).toContainEqual(['expectedTotalFen', String(20 * 19_800 + 5 * 26_800)])
    expect((await visitor.post('/checkout', form)).status).toBe(303)
    expect([await availableOf(shop.db, TIN), await unreconciled(shop.db)]).toEqual([0, []])
  })

  test('are previewed as they are placed, with what is left and who shares what', async () => {
    const seen = await preview([
      [FOUR, 20],
      [DUO, 20],
    ])
    const shared = { sku: TIN, available: 25, with: [FOUR], together: 25 }
    const short = { sku: DUO, available: 5, shared }
    expect(seen.json).toMatchObject({
      totalFen: 20 * 19_800,
      undeliverable: [{ ...short, reason: 'out_of_stock' }],
      lines: [
        { sku: FOUR, available: 20 },
        { sku: DUO, available: 5 },
      ],
    })
    const refused = await place([
      [FOUR, 20],
      [DUO, 20],
    ])
    expect(refused).toMatchObject({ status: 409, json: { code: 'out_of_stock', items: [short] } })
    expect(
      (
        await place([
          [FOUR, 20],
          [DUO, 5],
        ])
      ).status,
    ).toBe(201)
    expect(await availableOf(shop.db, TIN)).toBe(0)
  })

  test.each([
    [
      'the tin alone and a box of it',
      [
        [TIN, 20],
        [FOUR, 20],
      ],
      [
        [TIN, 20],
        [FOUR, 5],
      ],
    ],
    [
      'a box before its tin alone',
      [
        [FOUR, 20],
        [TIN, 6],
      ],
      [
        [FOUR, 20],
        [TIN, 5],
      ],
    ],
    [
      'three that share it',
      [
        [FOUR, 10],
        [TIN, 12],
        [DUO, 9],
      ],
      [
        [FOUR, 10],
        [TIN, 12],
        [DUO, 3],
      ],
    ],
    [
      'two short ones',
      [
        [FOUR, 20],
        [DUO, 20],
        [TIN, 4],
      ],
      [
        [FOUR, 20],
        [DUO, 5],
      ],
    ],
  ] as [string, [string, number][], [string, number][]][])(
    'the pieces a refusal names make the order: %s',
    async (_name, asked, possible) => {
      const refused = await place(asked)
      const { items = [] } = refused.json as { items?: { sku: string; available: number }[] }
      const left = new Map(items.map(({ sku, available }) => [sku, available]))
      const again = asked
        .map(([sku, quantity]): [string, number] => [sku, left.get(sku) ?? quantity])
        .filter(([, quantity]) => quantity > 0)
      expect(again).toEqual(possible)
      expect((await place(again)).status).toBe(201)
      expect(await unreconciled(shop.db)).toEqual([])
    },
  )

  test('a race for the last tins is refused with a number that then succeeds', async () => {
    await stock(TIN, 3)
    const request = () =>
      orderOf([
        [FOUR, 1],
        [DUO, 1],
      ])
    const answers = await Promise.all([1, 2, 3].map(() => placeOrder(shop, request(), crypto.randomUUID())))
    const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal]))
    expect(refused).toHaveLength(2)
    for (const refusal of refused)
      expect(refusal).toMatchObject({ code: 'out_of_stock', items: [{ sku: DUO, available: 0 }] })
    const placed = await placeOrder(shop, orderOf([[FOUR, 1]]), crypto.randomUUID())
    expect([placed.ok, await availableOf(shop.db, TIN)]).toEqual([true, 0])
  })

  test('one for which no tin is left says who has them, and keeps the cart from the checkout', async () => {
    await stock(TIN, 20)
    const visitor = await visitorWith([
      [FOUR, 20],
      [DUO, 1],
    ])
    const cart = await (await visitor.get('/cart')).text()
    for (const word of ['普定四味礼盒', '朵贝红·红茶', '20件', '请减少'])
      expect(rowOf(cart, DUO)).toContain(word)
    expect(cart).not.toContain('href="/checkout"')
    const checkout = await (await visitor.get('/checkout')).text()
    expect(checkout).toContain('请减少')
    await visitor.post('/cart/lines', { sku: FOUR, quantity: '19', action: 'set' })
    const fixed = await (await visitor.get('/cart')).text()
    expect(fixed).toContain('href="/checkout"')
    expect(fixed).toContain(`¥${formatYuan((19 * 198 + 268) * 100)}`)
  })

  test('a step further than the tins go is not offered, and the row says why', async () => {
    const visitor = await visitorWith([
      [FOUR, 15],
      [DUO, 10],
    ])
    const cart = await (await visitor.get('/cart')).text()
    for (const [sku, more] of [
      [FOUR, 16],
      [DUO, 11],
    ] as const) {
      expect(rowOf(cart, sku)).toMatch(new RegExp(`value="${more}"[^>]*disabled`))
      expect(rowOf(cart, sku)).toContain('朵贝红·红茶')
    }
    await visitor.post('/cart/lines', { sku: DUO, quantity: '9', action: 'set' })
    const less = await (await visitor.get('/cart')).text()
    expect(rowOf(less, FOUR)).not.toMatch(/value="16"[^>]*disabled/)
    expect(rowOf(less, FOUR)).not.toContain('朵贝红·红茶')
  })

  test('one that takes two of the tin counts them as two', async () => {
    const parts = JSON.stringify([
      { sku: TIN, quantity: 2 },
      { sku: 'TEA-BY-100', quantity: 1 },
    ])
    await shop.db.run(sql`UPDATE variants SET components = ${parts} WHERE sku = ${DUO}`)
    const refused = await place([
      [DUO, 10],
      [FOUR, 10],
    ])
    const shared = { sku: TIN, available: 25, with: [DUO], together: null }
    expect(refused.json).toMatchObject({ items: [{ sku: FOUR, available: 5, shared }] })
    const visitor = await visitorWith([
      [DUO, 10],
      [FOUR, 10],
    ])
    expect(rowOf(await (await visitor.get('/cart')).text(), FOUR)).toContain('25件')
    expect(
      (
        await place([
          [DUO, 10],
          [FOUR, 5],
        ])
      ).status,
    ).toBe(201)
  })

  test('what cannot be sold takes no tin from the others', async () => {
    await shop.db.run(sql`UPDATE products SET freight_template = 'quotation' WHERE slug = 'gift-puding-four'`)
    const seen = await preview([
      [FOUR, 20],
      [DUO, 20],
    ])
    expect(seen.json.undeliverable).toMatchObject([{ sku: FOUR, reason: 'by_quotation' }])
    expect(seen.json.lines).toContainEqual(expect.objectContaining({ sku: DUO, available: 25 }))
  })

  test('the checkout cuts what was bought away meanwhile, and orders what it then shows', async () => {
    const visitor = await visitorWith([
      [FOUR, 12],
      [DUO, 12],
    ])
    const form = await checkoutForm(visitor)
    await placeOrder(shop, orderOf([[TIN, 5]]), crypto.randomUUID())
    const refused = await visitor.post('/checkout', form)
    const html = await refused.text()
    expect(refused.status).toBe(409)
    expect(html).toContain('改为8件')
    const rest = form.filter(([name]) => name !== 'items' && name !== 'expectedTotalFen')
    const again = await visitor.post('/checkout', [
      ...rest,
      ['items', hidden(html, 'items')],
      ['expectedTotalFen', hidden(html, 'expectedTotalFen')],
    ])
    expect([again.status, await availableOf(shop.db, TIN)]).toEqual([303, 0])
  })

  test('a piece more of what the tins already cut is told by what is left, not by the limit of a line', async () => {
    const visitor = await visitorWith([
      [FOUR, 20],
      [DUO, 20],
    ])
    const added = await visitor.post('/cart/lines', { sku: DUO, quantity: '1', action: 'add' })
    expect([added.status, added.headers.get('Location')]).toEqual([303, '/cart'])
    expect(rowOf(await (await visitor.get('/cart')).text(), DUO)).toContain('改为5件')
  })

  test('are read in the one round trip of the cart', async () => {
    const visitor = await visitorWith([
      [FOUR, 20],
      [DUO, 20],
    ])
    const meter = metered(bindings.DB)
    const reader = browser({ DB: meter.db })
    for (const [name, value] of visitor.jar) reader.jar.set(name, value)
    meter.reset()
    await reader.get('/cart')
    expect(meter.count.trips).toBe(1)
  })
})
