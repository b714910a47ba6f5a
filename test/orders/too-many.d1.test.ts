import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { placeOrder } from '../../src/orders/placing.ts'
import type { Shop } from '../../src/shop.ts'
import { browser, checkoutForm } from '../support/browser.ts'
import { caller } from '../support/networks.ts'
import { newBuyer, openShop, orderOf } from '../support/shop.ts'

const SKU = 'TEA-GC-250'
const NETWORK = '203.0.113.7'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const bind = async (pieces: number, more: Parameters<typeof orderOf>[1] = {}) => {
  const placed = await placeOrder(
    { ...shop, network: NETWORK },
    orderOf([[SKU, pieces]], more),
    crypto.randomUUID(),
  )
  if (!placed.ok) throw new Error(placed.refusal.code)
  return placed.value.number
}

/** Checks out pieces of the SKU from the network, as a browser sends it, and answers what is shown. */
async function checkOut(visitor: ReturnType<typeof browser>, pieces: number, phone: string, prefix = '') {
  await visitor.post(`${prefix}/cart/lines`, { sku: SKU, quantity: String(pieces), action: 'set' })
  const form = (await checkoutForm(visitor)).filter(([name]) => name !== 'phone')
  const answer = await visitor.send(`${prefix}/checkout`, {
    method: 'POST',
    body: new URLSearchParams([...form, ['phone', phone]]),
    headers: { 'CF-Connecting-IP': NETWORK },
  })
  const html = await answer.text()
  const alert = /data-alert[^>]*>([\s\S]*?)<\/p>/.exec(html)?.[1] ?? ''
  return { status: answer.status, location: answer.headers.get('Location'), alert }
}

test('a stranger behind the same address hears what is true for strangers, and how many pieces still go', async () => {
  await bind(15)
  const refused = await checkOut(browser(), 7, newBuyer().phone)
  expect(refused.status).toBe(409)
  expect(refused.alert).toContain('与您同一网络的订单里')
  expect(refused.alert).toContain('不一定是您下的')
  expect(refused.alert).toContain('朵贝贡茶·高山绿茶：现在还能下5件')
  expect(refused.alert).not.toContain('/payment')
  expect((await checkOut(browser(), 5, newBuyer().phone)).status).toBe(303)
})

test('who has an unpaid order of their own is led to pay it', async () => {
  const visitor = browser()
  const first = await checkOut(visitor, 20, newBuyer().phone)
  expect(first.status).toBe(303)
  const refused = await checkOut(visitor, 1, newBuyer().phone)
  expect(refused.alert).toContain(`href="${first.location}"`)
  expect(refused.alert).toContain('现在暂时不能再下')
})

test('an only order of more than half of the stock hears of its pieces, not of others', async () => {
  // Boxes and tins draw on the same tea, of which 40 stand there.
  await shop.db.run(sql`UPDATE variants SET available = 40 WHERE sku = 'TEA-DH-100'`)
  const visitor = browser()
  await visitor.post('/cart/lines', { sku: 'GFT-P4-STD', quantity: '15', action: 'set' })
  await visitor.post('/cart/lines', { sku: 'TEA-DH-100', quantity: '6', action: 'set' })
  const refused = await checkOut(visitor, 1, newBuyer().phone)
  expect(refused.status).toBe(409)
  expect(refused.alert).toContain('一笔待付款的订单最多占用一半库存')
  expect(refused.alert).not.toContain('同一网络')
})

test('a phone with three unpaid orders names those that this browser may see, and no others', async () => {
  const { phone } = newBuyer()
  const visitor = browser()
  const mine = await checkOut(visitor, 1, phone)
  for (let i = 0; i < 2; i += 1) await bind(1, { recipient: { ...newBuyer(), phone } })
  const refused = await checkOut(visitor, 1, phone)
  expect(refused.alert).toContain('这个手机号已有3笔订单待付款')
  expect(refused.alert.match(/\/orders\/\w+\/payment/g)).toEqual([mine.location])
  const stranger = await checkOut(browser(), 1, phone)
  expect(stranger.alert).toContain('这个手机号已有3笔订单待付款')
  expect(stranger.alert).not.toContain('/payment')
})

test('says it in English, and whom to call where the shop has a phone', async () => {
  await shop.db.run(sql`UPDATE shop_settings SET shop = json_set(shop, '$.contact.phone', '400-800-1234')`)
  await bind(20)
  const refused = await checkOut(browser(), 1, newBuyer().phone, '/en')
  expect(refused.alert).toContain('these orders need not be yours')
  expect(refused.alert).toContain('no more can be ordered now')
  expect(refused.alert).toContain('400-800-1234')
})

test('the API says the same to programs: whose limit, how many pieces still go, and what helps', async () => {
  await bind(18)
  expect((await caller(NETWORK).order(SKU, 3)).json).toMatchObject({
    status: 409,
    code: 'too_many_open',
    by: 'network',
    items: [{ sku: SKU, most: 2 }],
    title: '待付款的订单或地块已到上限，请先付款或取消',
    detail: expect.stringContaining('付清或取消自己的订单'),
  })
  expect((await caller(NETWORK, 'en').order(SKU, 3)).json).toMatchObject({
    title: 'You have as many unpaid orders or plots as allowed',
    detail: expect.stringContaining('order fewer pieces'),
  })
})
