import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { type FreightRules, freightFor } from '../../src/catalog/freight.ts'
import { listProducts } from '../../src/catalog/listing.ts'
import { publishListings } from '../../src/catalog/listings/publishing.ts'
import { sampleListings } from '../../src/db/sample/world.ts'
import { addFen, fen, multiplyFen } from '../../src/kernel/money.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import type { Shop } from '../../src/shop.ts'
import { browser, checkoutForm, hidden } from '../support/browser.ts'
import { NOW, newBuyer, openShop, orderOf } from '../support/shop.ts'

const SKU = 'CIL-CG-B2'
let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const orders = async () =>
  (await shop.db.all<{ number: string }>(sql`SELECT number FROM orders LIMIT 10`)).length

describe('money and cart', () => {
  test('a price that changes after the cart is said in words, and charged only when confirmed', async () => {
    const visitor = browser()
    await visitor.post('/cart/lines', { sku: SKU, quantity: '1', action: 'add' })
    const form = await checkoutForm(visitor)
    await shop.db.run(sql`UPDATE variants SET price_fen = price_fen + 100 WHERE sku = ${SKU}`)
    expect(await (await visitor.get('/cart')).text()).toContain('价格')
    const answer = await visitor.post('/checkout', form)
    const html = await answer.text()
    expect([answer.status, await orders()]).toEqual([409, 0])
    expect(html).toContain('应付金额已变为')
    const rest = form.filter(([name]) => name !== 'expectedTotalFen')
    const again = await visitor.post('/checkout', [
      ...rest,
      ['expectedTotalFen', hidden(html, 'expectedTotalFen')],
    ])
    expect([again.status, await orders()]).toEqual([303, 1])
  })

  test('what is no longer sold is named in the cart and cannot be ordered', async () => {
    const visitor = browser()
    await visitor.post('/cart/lines', { sku: SKU, quantity: '1', action: 'add' })
    const form = await checkoutForm(visitor)
    await shop.db.run(
      sql`UPDATE products SET listed = 0 WHERE id = (SELECT product_id FROM variants WHERE sku = ${SKU})`,
    )
    expect(await (await visitor.get('/cart')).text()).toContain('“春归刺梨汁 300 ml×2 瓶”已下架，请移除')
    expect(await (await visitor.get('/en/cart')).text()).toMatch(/“[^”]*300 ml[^”]*” is no longer sold/)
    const refused = await visitor.post('/checkout', form)
    expect(refused.status).toBeGreaterThanOrEqual(400)
    expect(await refused.text()).toContain('“春归刺梨汁 300 ml×2 瓶”已下架')
    expect((await placeOrder(shop, orderOf([[SKU, 1]]), 'k')).ok).toBe(false)
    expect((await placeOrder(shop, orderOf([['NO-SUCH-SKU', 1]]), 'k2')).ok).toBe(false)
    expect(await orders()).toBe(0)
  })

  test('sums past what an integer can hold are refused, never rounded', () => {
    const most = fen(Number.MAX_SAFE_INTEGER)
    expect(() => addFen(most, fen(1))).toThrow()
    expect(() => multiplyFen(most, 2)).toThrow()
  })

  test('the dearest order the shop allows still adds up in fen', async () => {
    await shop.db.run(sql`UPDATE variants SET price_fen = 99999999999, available = 20 WHERE sku = ${SKU}`)
    const placed = await placeOrder(shop, orderOf([[SKU, 20]]), 'dear')
    const [row] = await shop.db.all<{ total: number; parts: number }>(
      sql`SELECT total_fen total, subtotal_fen + freight_fen - discount_fen parts FROM orders`,
    )
    if (placed.ok) expect([row?.total, row!.total >= 20 * 99_999_999_999]).toEqual([row?.parts, true])
    else expect(row).toBeUndefined()
  })

  test('lines, freight and total of a mixed cart add up to the fen', async () => {
    const items: [string, number][] = [
      [SKU, 3],
      ['TEA-GC-250', 1],
      ['NDL-MG-0900', 3],
    ]
    const placed = await placeOrder(shop, orderOf(items), 'mixed')
    expect(placed.ok).toBe(true)
    const [row] = await shop.db.all<Record<'total' | 'subtotal' | 'freight' | 'lines', number>>(sql`
      SELECT total_fen total, subtotal_fen subtotal, freight_fen freight,
        (SELECT sum(unit_price_fen * quantity) FROM order_lines l WHERE l.order_id = o.id) lines FROM orders o`)
    expect(row!.subtotal).toBe(row!.lines)
    expect(row!.total).toBe(row!.subtotal + row!.freight)
  })

  test('freight is never negative, and a place not served is refused by name', async () => {
    const templates = await shop.db.all<{ rules: string }>(sql`SELECT rules FROM freight_templates LIMIT 20`)
    for (const { rules } of templates)
      for (const grams of [0, 1, 999, 1_000_000])
        for (const place of ['广东', '新疆', '火星'])
          expect(
            freightFor(JSON.parse(rules) as FreightRules, place, grams, fen(0))?.fee ?? 0,
          ).toBeGreaterThanOrEqual(0)
    const recipient = { ...newBuyer(), region: '650102' }
    const placed = await placeOrder(shop, orderOf([['CHV-BQ-0500', 1]], { recipient }), 'far')
    expect(placed).toMatchObject({ ok: false, refusal: { code: 'undeliverable' } })
    expect(await orders()).toBe(0)
  })
})

describe('injection', () => {
  const EVIL = `<script>alert(1)</script>"><img src=x onerror=alert(2)>`

  test("a form that cannot be taken apart is the sender's mistake, not a fault of ours", async () => {
    for (const type of ['multipart/form-data', 'multipart/form-data; boundary=x'])
      for (const path of ['/cart/lines', '/checkout', '/orders']) {
        const init = { method: 'POST', body: 'garbage', headers: { 'Content-Type': type } }
        expect([type, path, (await browser().send(path, init)).status]).toEqual([type, path, 400])
      }
  })

  test('markup in a name, an address or a listing is shown as text', async () => {
    const [sample] = sampleListings()
    await publishListings(
      shop.db,
      [
        {
          ...sample!,
          slug: 'evil',
          nameZh: EVIL,
          storyZh: EVIL,
          originZh: EVIL,
          labelFacts: { 配料: EVIL },
          variants: sample!.variants.map((variant) => ({
            ...variant,
            sku: `EV-${variant.sku}`,
            specZh: EVIL,
          })),
        },
      ],
      500,
      NOW,
    )
    const visitor = browser()
    await visitor.post('/cart/lines', { sku: SKU, quantity: '1', action: 'add' })
    const form = (await checkoutForm(visitor)).filter(([name]) => name !== 'name' && name !== 'street')
    const refused = await visitor.post('/checkout', [
      ...form,
      ['name', EVIL],
      ['street', EVIL],
      ['note', EVIL],
    ])
    const pages = [
      refused,
      await visitor.get('/products/evil'),
      await visitor.get('/products?sort=price_desc'),
      await visitor.get(`/products?q=${encodeURIComponent(EVIL)}`),
      await visitor.get(`/orders/${encodeURIComponent(EVIL)}`),
    ]
    for (const page of pages) {
      const html = await page.text()
      expect(html).not.toMatch(/<script>alert|<img src=x/)
    }
    expect(refused.headers.get('Content-Security-Policy')).toMatch(/script-src 'self'(;|$)/)
  })

  test.each([
    `'; DROP TABLE orders; --`,
    `" OR 1=1 --`,
    '%',
    '_',
    '* OR *',
    'NEAR(茶, 1)',
    '\\',
    'a"b',
    '茶^2',
    '\u0000',
  ])('%j is a search like any other', async (q) => {
    const list = await listProducts(shop.db, { sort: 'season', limit: 24, q }, shop.now)
    expect(list.items.length).toBeLessThan(16)
    const visitor = browser()
    expect((await visitor.get(`/products?q=${encodeURIComponent(q)}`)).status).toBe(200)
    expect(
      (await visitor.get(`/products?family=${encodeURIComponent(q)}&after=${encodeURIComponent(q)}`)).status,
    ).toBe(200)
    const lookup = await visitor.post('/orders', { number: q, phone: q })
    expect([404, 422]).toContain(lookup.status)
    expect((await shop.db.all(sql`SELECT 1 FROM families`)).length).toBe(6)
  })
})
