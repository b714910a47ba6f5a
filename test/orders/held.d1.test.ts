import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { shipParcel } from '../../src/fulfilment/shipping.ts'
import { accessToken } from '../../src/orders/access-token.ts'
import { type OrderTab, readHeld } from '../../src/orders/held.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import type { Shop } from '../../src/shop.ts'
import { pathsFor } from '../../src/urls.ts'
import { browser, checkoutForm } from '../support/browser.ts'
import { paidOrder } from '../support/orders.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff } from '../support/staff.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

async function keyOf(number: string) {
  const [row] = await shop.db.all<{ id: string }>(sql`SELECT id FROM orders WHERE number = ${number}`)
  return { number, token: await accessToken(shop.settings, row!.id) }
}

test('a browser lists the orders it holds under the tabs they stand in, and none whose token is wrong', async () => {
  await fillStaff(shop)
  const [staff] = await shop.db.all<{ id: string }>(sql`SELECT id FROM staff LIMIT 1`)
  const both: [string, number][] = [
    ['TEA-GC-250', 1],
    ['CHV-BQ-0500', 1],
  ]
  const [waiting, parted, off] = [
    await paidOrder(shop, both),
    await paidOrder(shop, both),
    await paidOrder(shop, both),
  ]
  const request = { storage: 'ambient', carrier: 'sf', trackingNo: 'SF123456', lines: [] }
  await shipParcel(shop, parted, request, staff!.id)
  await cancelOrder(shop, off, 'shopper')
  const keys = await Promise.all([waiting, parted, off].map(keyOf))
  const tabs = Object.fromEntries((await readHeld(shop, keys)).map((order) => [order.number, order.tabs]))
  expect(tabs).toEqual({
    [waiting]: ['all', 'to_ship'],
    [parted]: ['all', 'to_ship', 'to_receive'],
    [off]: ['all', 'refunds'],
  } satisfies Record<string, OrderTab[]>)
  expect(await readHeld(shop, [{ number: waiting, token: keys[1]!.token }])).toEqual([])
})

test('who placed an order finds it on the look-up page, and a stranger finds an empty form', async () => {
  const paths = pathsFor('zh')
  const visitor = browser()
  await visitor.post('/cart/lines', { sku: 'TEA-GC-250', quantity: '1', action: 'add' })
  const placed = await visitor.post('/checkout', await checkoutForm(visitor))
  const number = placed.headers.get('Location')!.split('/')[2]!
  const href = `href="${paths.order(number)}"`
  expect(await (await visitor.get(paths.orders)).text()).toContain(href)
  expect(await (await visitor.get(`${paths.orders}?tab=unpaid`)).text()).toContain(href)
  expect(await (await visitor.get(`${paths.orders}?tab=done`)).text()).not.toContain(href)
  expect(await (await browser().get(paths.orders)).text()).not.toContain('这台设备上的订单')
})
