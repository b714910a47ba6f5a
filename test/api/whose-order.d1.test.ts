import { beforeEach, expect, test } from 'vitest'
import { giftToken } from '../../src/adoption/access-token.ts'
import { claimGift } from '../../src/my/gift-claiming.ts'
import { accessToken } from '../../src/orders/access-token.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { startPayment } from '../../src/payments/attempting.ts'
import type { Shop } from '../../src/shop.ts'
import { adopt, plotOf } from '../support/adoptions.ts'
import { described } from '../support/described-api.ts'
import { NOW, openShop, orderOf } from '../support/shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

async function call(number: string, method = 'GET', path = '', now = NOW, token?: string) {
  const { id } = (await readOrder(shop, number))!
  const answer = await described(
    new Request(`http://shop.test/api/v1/orders/${number}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${token ?? (await accessToken(shop.settings, id))}`,
        'Content-Type': 'application/json',
      },
    }),
    now,
  )
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what is tested
  return { status: answer.status, json: (await answer.json()) as any }
}
async function placed() {
  const order = await placeOrder(shop, orderOf([['TEA-GC-250', 1]]), crypto.randomUUID())
  if (!order.ok) throw new Error(order.refusal.code)
  return order.value
}

test('an order opens to its own token, and to no other order’s', async () => {
  const [one, two] = [await placed(), await placed()]
  expect((await call(one.number)).status).toBe(200)
  for (const token of [two.accessToken, 'x', `${one.accessToken}x`])
    expect((await call(one.number, 'GET', '', NOW, token)).status).toBe(404)
})

test('an order past its deadline is told as closed, whether the sweep came or not', async () => {
  const { number, payBefore } = await placed()
  expect((await call(number, 'GET', '', payBefore - 1)).json.state).toBe('awaiting_payment')
  expect((await call(number, 'GET', '', payBefore)).json.state).toBe('cancelled')
})

test('the buyer of a gift is handed the right to it until it is taken, and nothing of it afterwards', async () => {
  const phone = '13900001111'
  const { number, ids } = await adopt(shop, [plotOf('A-07', { gift: { phone, message: '' } })])
  const token = await giftToken(shop.settings, ids[0]!)
  const plot = async () => (await call(number)).json.lines[0].adoption
  expect(await plot()).toMatchObject({
    accessToken: expect.any(String),
    certificate: expect.any(String),
    gift: { claimedAt: null, token },
  })
  await claimGift(shop, { adoptionId: ids[0]!, token, phone, name: '小满' })
  expect(await plot()).toMatchObject({
    accessToken: null,
    certificate: null,
    gift: { claimedAt: NOW, token: null },
  })
})

test('calling off answers 202 while the provider has not said that nobody can pay any more, else 200', async () => {
  const [waits, free] = [await placed(), await placed()]
  // A method that is not set up here answers nothing.
  await startPayment(
    { ...shop, gateways: { gone: { create: async () => ({ kind: 'qr', text: 'x' }) } as never } },
    waits.number,
    'gone',
  )
  expect(await call(waits.number, 'POST', '/cancellation')).toMatchObject({
    status: 202,
    json: { state: 'cancelling' },
  })
  expect(await call(free.number, 'POST', '/cancellation')).toMatchObject({
    status: 200,
    json: { state: 'cancelled' },
  })
})
