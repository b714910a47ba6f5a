import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { parseCart } from '../../src/cart/cookie.ts'
import type { Shop } from '../../src/shop.ts'
import { browser, checkoutForm } from '../support/browser.ts'
import { openShop } from '../support/shop.ts'

const [JUICE, TEA] = ['CIL-CG-B2', 'TEA-GC-250']
let shop: Shop
let visitor: ReturnType<typeof browser>
beforeEach(async () => {
  shop = await openShop()
  visitor = browser()
})

const add = (sku: string, quantity: string) => visitor.post('/cart/lines', { sku, quantity, action: 'add' })
const cart = () => parseCart(decodeURIComponent(visitor.jar.get('cart') ?? ''))
/** An order of this browser; answers its number. */
async function order(): Promise<string> {
  await add(JUICE, '2')
  await add(TEA, '1')
  const placed = await visitor.post('/checkout', await checkoutForm(visitor))
  return /\/orders\/([0-9A-Z]{12})/.exec(placed.headers.get('Location') ?? '')![1]!
}

test('who calls an unpaid order off puts its goods back into the cart, as they were', async () => {
  const number = await order()
  expect(cart()).toEqual([])
  expect(await (await visitor.get(`/orders/${number}`)).text()).not.toContain('放回购物车')
  await visitor.post(`/orders/${number}/cancellation`, {})
  expect(await (await visitor.get(`/orders/${number}`)).text()).toContain('把商品放回购物车')
  const back = await visitor.post(`/orders/${number}/cart`, {})
  expect([back.status, back.headers.get('Location')]).toEqual([303, '/cart'])
  expect(cart().map(({ sku, quantity }) => [sku, quantity])).toEqual([
    [JUICE, 2],
    [TEA, 1],
  ])
  expect((await visitor.get('/checkout')).status).toBe(200)
})

test('an order that was paid is ordered again: the cart says what costs another price or is gone', async () => {
  const number = await order()
  await visitor.post(`/orders/${number}/payment`, { method: 'sandbox' })
  const trade = (await shop.db.all<{ no: string }>(sql`SELECT out_trade_no no FROM payment_attempts`))[0]!.no
  await visitor.post(`/payments/sandbox/${trade}`, { outcome: 'success' })
  expect(await (await visitor.get(`/orders/${number}`)).text()).toContain('再来一单')
  await shop.db.run(sql`UPDATE variants SET price_fen = price_fen + 100 WHERE sku = ${JUICE}`)
  await shop.db.run(
    sql`UPDATE products SET listed = 0 WHERE id = (SELECT product_id FROM variants WHERE sku = ${TEA})`,
  )
  await visitor.post(`/orders/${number}/cart`, {})
  const html = await (await visitor.get('/cart')).text()
  expect(html).toContain('变为')
  expect(html).toContain('已下架')
})

test('nobody puts the goods of somebody else’s order into a cart', async () => {
  const number = await order()
  const stranger = browser()
  expect((await stranger.post(`/orders/${number}/cart`, {})).status).toBe(404)
  expect(stranger.jar.get('cart')).toBeUndefined()
})

test('a line that cannot be ordered is set aside, the rest is ordered, and it comes back when it is wanted', async () => {
  await add(JUICE, '1')
  await add(TEA, '3')
  await shop.db.run(sql`UPDATE variants SET available = 0 WHERE sku = ${TEA}`)
  const blocked = await (await visitor.get('/cart')).text()
  expect(blocked).toContain('先放一边')
  expect(blocked).not.toContain('href="/checkout"')
  await visitor.post('/cart/lines', { sku: TEA, action: 'aside' })
  const free = await (await visitor.get('/cart')).text()
  expect(free).toContain('先放一边的商品')
  expect(free).toContain('href="/checkout"')
  const placed = await visitor.post('/checkout', await checkoutForm(visitor))
  expect(placed.status).toBe(303)
  expect(await shop.db.all(sql`SELECT sku, quantity FROM order_lines`)).toEqual([{ sku: JUICE, quantity: 1 }])
  expect(cart()).toMatchObject([{ sku: TEA, quantity: 3, aside: true }])
  await shop.db.run(sql`UPDATE variants SET available = 9 WHERE sku = ${TEA}`)
  await visitor.post('/cart/lines', { sku: TEA, quantity: '3', action: 'back' })
  expect(cart()).toMatchObject([{ sku: TEA, quantity: 3 }])
  expect(cart()[0]!.aside).toBeUndefined()
  await visitor.post('/cart/lines', { sku: TEA, action: 'aside' })
  await visitor.post('/cart/lines', { sku: TEA, action: 'forget' })
  expect(cart()).toEqual([])
})

test('whoever adds stays on the product and reads what was added; where the cart has to say something, it says it', async () => {
  const stays = await add(TEA, '2')
  const at = stays.headers.get('Location')!
  expect(at).toMatch(/^\/products\/[a-z-]+\?sku=TEA-GC-250&added=2$/)
  expect(await (await visitor.get(at)).text()).toMatch(/已加入购物车：[^<]* × 2/)
  expect(await (await visitor.get(at.replace('added=2', 'added=x'))).text()).not.toContain('已加入购物车：')
  await shop.db.run(sql`UPDATE variants SET available = 1 WHERE sku = ${TEA}`)
  expect((await add(TEA, '1')).headers.get('Location')).toBe('/cart')
})
