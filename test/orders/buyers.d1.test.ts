import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { formatOrderNumber } from '../../src/kernel/ids.ts'
import { EVENTS } from '../../src/notices/events.ts'
import { indexOrders } from '../../src/orders/indexing.ts'
import { exportPersonalData, forgetBuyer } from '../../src/orders/personal-data.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import type { Shop } from '../../src/shop.ts'
import { newestCode, signInOn, signInWith } from '../support/accounts.ts'
import { browser, checkoutForm, delivery } from '../support/browser.ts'
import { giveCode } from '../support/codes.ts'
import { paidOrder } from '../support/orders.ts'
import { newBuyer, openShop, orderOf } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

const BUYER = '13900001111'
const RECEIVER = '13800001234'
const TEA: [string, number][] = [['TEA-GC-250', 1]]
let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const forAnother = () => ({ recipient: { ...newBuyer(), phone: RECEIVER }, buyer: { phone: BUYER } })
const over = (number: string) =>
  shop.db.run(sql`UPDATE orders SET state = 'completed', over_at = ${shop.now} WHERE number = ${number}`)
const filledCart = async () => {
  const visitor = browser()
  await visitor.post('/cart/lines', { sku: 'CIL-CG-B2', quantity: '1', action: 'add' })
  return visitor
}
const sealedOf = async (event: keyof typeof EVENTS, id: string) =>
  (await shop.db.all<{ sealed: string }>(EVENTS[event].read({ id, occurrence: '1', now: shop.now })))[0]
    ?.sealed

describe('who receives an order that somebody else placed and said their own phone', () => {
  test('opens nothing of it: not by a code, not by its number, not its data', async () => {
    const number = await paidOrder(shop, TEA, forAnother())
    const receiver = browser()
    await signInOn(receiver, shop, RECEIVER)
    expect(await (await receiver.get('/orders')).text()).not.toContain(formatOrderNumber(number))
    expect((await receiver.get(`/orders/${number}`)).status).toBe(404)
    expect((await receiver.post('/orders', { number, phone: RECEIVER })).status).toBe(404)
    expect((await receiver.get(`/orders/${number}/personal-data`)).status).toBe(404)
    // Nor by deleting the account, which takes along what was bought with its phone.
    await over(number)
    await shop.db.run(sql`UPDATE sign_in_codes SET sent_at = 0`)
    await receiver.post('/account/data', { act: 'send' })
    await receiver.post('/account/data', {
      act: 'delete',
      sure: 'yes',
      code: await newestCode(shop, RECEIVER),
    })
    expect(await shop.db.all(sql`SELECT forgotten_at FROM orders`)).toEqual([{ forgotten_at: null }])
  })

  test('is called by the courier, while its buyer has it in the account, finds it and is told of it', async () => {
    const number = await paidOrder(shop, TEA, forAnother())
    const buyer = browser()
    await signInOn(buyer, shop, BUYER)
    const page = await (await buyer.get(`/orders/${number}`)).text()
    for (const phone of ['138****1234', '139****1111']) expect(page).toContain(phone)
    expect((await browser().post('/orders', { number, phone: BUYER })).status).toBe(303)
    const [order] = await shop.db.all<{ id: string; tail: string; sealed: string }>(
      sql`SELECT id, phone_tail tail, buyer_sealed sealed FROM orders`,
    )
    expect([order!.tail, await sealedOf('transfer.received', order!.id)]).toEqual(['1111', order!.sealed])
    expect(await exportPersonalData(shop, number)).toMatchObject({
      recipient: { phone: RECEIVER },
      buyer: { phone: BUYER },
    })
  })

  test('may get another phone before it is paid; the buyer stays who they are', async () => {
    const visitor = await filledCart()
    const placed = await visitor.post('/checkout', [...(await checkoutForm(visitor)), ['buyerPhone', BUYER]])
    const number = placed.headers.get('Location')!.split('/')[2]!
    const corrected = await visitor.post(`/orders/${number}/address`, { ...delivery, phone: '13711112222' })
    expect(corrected.status).toBe(303)
    expect((await browser().post('/orders', { number, phone: BUYER })).status).toBe(303)
    expect((await browser().post('/orders', { number, phone: '13711112222' })).status).toBe(404)
  })
})

test('another receiver of what somebody ordered signed in, for themselves at first, opens nothing of it either', async () => {
  const number = await paidOrder(shop, TEA, { recipient: { ...newBuyer(), phone: BUYER } })
  const buyer = browser()
  await signInOn(buyer, shop, BUYER)
  const corrected = await buyer.post(`/orders/${number}/address`, { ...delivery, phone: RECEIVER })
  expect(corrected.status).toBe(303)
  expect((await browser().post('/orders', { number, phone: RECEIVER })).status).toBe(404)
  expect((await browser().post('/orders', { number, phone: BUYER })).status).toBe(303)
  const page = await (await buyer.get(`/orders/${number}`)).text()
  for (const phone of ['138****1234', '139****1111']) expect(page).toContain(phone)
  const [order] = await shop.db.all<{ id: string; sealed: string }>(
    sql`SELECT id, buyer_sealed sealed FROM orders`,
  )
  expect(await sealedOf('transfer.received', order!.id)).toBe(order!.sealed)
  const buyers = async () => {
    const exported = await exportPersonalData(shop, number)
    return [exported?.recipient.phone, exported?.buyer?.phone ?? null]
  }
  expect(await buyers()).toEqual([RECEIVER, BUYER])
  await buyer.post(`/orders/${number}/address`, { ...delivery, phone: '13711112222' })
  expect(await buyers()).toEqual(['13711112222', BUYER])
  await buyer.post(`/orders/${number}/address`, { ...delivery, phone: BUYER })
  expect(await buyers()).toEqual([BUYER, null])
  await over(number)
  expect((await forgetBuyer(shop, number)).ok).toBe(true)
})

test('staff find an order by either phone, read both, and nothing of them stays once it is forgotten', async () => {
  await fillStaff(shop)
  const number = await paidOrder(shop, TEA, forAnother())
  const desk = await signedIn('manager')
  await indexOrders(shop, { rows: 100, ms: 10_000 })
  const found = async (q: string) =>
    (await (await desk.get(`/admin/orders?view=all&q=${q}`)).text()).includes(formatOrderNumber(number))
  for (const q of [BUYER, RECEIVER, '1111', '1234']) expect([q, await found(q)]).toEqual([q, true])
  expect(await (await desk.get(`/admin/orders/${number}`)).text()).toContain('下单人：139****1111')
  expect(await (await desk.post(`/admin/orders/${number}/address`, {})).text()).toContain(`下单人：${BUYER}`)
  await over(number)
  expect((await forgetBuyer(shop, number)).ok).toBe(true)
  expect(await shop.db.all(sql`SELECT buyer_sealed, phone_tail FROM orders`)).toEqual([
    { buyer_sealed: null, phone_tail: null },
  ])
  expect(await found(BUYER)).toBe(false)
})

test('a code once a phone is once a buyer: the same receiver may get another order with it', async () => {
  await giveCode(shop, 'ONCE', { limitPerPhone: 1 })
  const order = (buyer: string) =>
    placeOrder(
      shop,
      orderOf(TEA, { ...forAnother(), buyer: { phone: buyer }, code: 'ONCE' }),
      crypto.randomUUID(),
    )
  expect((await order(BUYER)).ok).toBe(true)
  expect(await order(BUYER)).toMatchObject({ refusal: { code: 'code_already_used' } })
  expect((await order('13900002222')).ok).toBe(true)
})

describe('the checkout', () => {
  test('asks for it folded away, keeps what was typed when it is wrong, and takes it when it is right', async () => {
    const visitor = await filledCart()
    const form = await checkoutForm(visitor)
    const wrong = await visitor.post('/checkout', [...form, ['buyerPhone', '1390000']])
    const html = await wrong.text()
    expect([wrong.status, html.includes('value="1390000"')]).toEqual([422, true])
    expect(html).toMatch(/<details class="folded for-parcel" open/)
    expect((await visitor.post('/checkout', [...form, ['buyerPhone', ' 139 0000 1111 ']])).status).toBe(303)
    expect(await shop.db.all(sql`SELECT phone_tail FROM orders`)).toEqual([{ phone_tail: '1111' }])
  })

  test('knows it of whoever is signed in and asks nobody twice; the receiver’s own is no second phone', async () => {
    const visitor = await filledCart()
    visitor.jar.set('user', await signInWith(shop, BUYER))
    expect(await (await visitor.get('/checkout')).text()).not.toContain('name="buyerPhone"')
    await visitor.post('/checkout', [...(await checkoutForm(visitor)), ['buyerPhone', '13700000000']])
    const own = await filledCart()
    await own.post('/checkout', [...(await checkoutForm(own)), ['buyerPhone', delivery.phone]])
    expect(
      await shop.db.all(sql`SELECT phone_tail, buyer_sealed IS NULL alone FROM orders ORDER BY phone_tail`),
    ).toEqual([
      { phone_tail: '1111', alone: 0 },
      { phone_tail: '1234', alone: 1 },
    ])
  })
})
