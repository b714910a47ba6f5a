import { beforeEach, expect, test } from 'vitest'
import type { Shop } from '../../src/shop.ts'
import { described, paySandbox } from '../support/described-api.ts'
import { newBuyer, openShop, unreconciled } from '../support/shop.ts'
import { adopt, buy, cancel, certificate, orderNow, shopClient } from './client/shopping.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})
const client = shopClient('http://shop.test/api/v1', described)

test('a client generated from the description buys tea, pays, reads its order and calls it off', async () => {
  const { placed, started } = await buy(client, 'tea', newBuyer())
  expect(placed).toMatchObject({ state: 'awaiting_payment', lines: [{ quantity: 2, adoption: null }] })
  expect(started.leadsTo).toContain(started.outTradeNo)
  await paySandbox(started.outTradeNo)
  const paid = await orderNow(client, placed)
  expect([paid.state, paid.totalFen, paid.events.map(({ kind }) => kind)]).toEqual([
    'paid',
    placed.totalFen,
    ['placed', 'paid'],
  ])
  expect(await cancel(client, placed)).toEqual({ number: placed.number, state: 'refunding', status: 200 })
  expect((await orderNow(client, placed)).paymentStatus).toBe('refunded')
  expect(await unreconciled(shop.db)).toEqual([])
})

test('the same client adopts a plot with a name for its board, and its certificate is found valid', async () => {
  const { placed, plot, started } = await adopt(client, newBuyer())
  await paySandbox(started.outTradeNo)
  const { lines } = await orderNow(client, placed)
  expect(lines).toMatchObject([
    { sku: null, adoption: { plot: plot.code, state: 'adopted', nameBoard: '花都工会' } },
  ])
  expect(await certificate(client, lines[0]!.adoption!.certificate!)).toMatchObject({
    status: 'valid',
    plot: plot.code,
    garden: 'Yunjiao White-Leaf Garden',
    areaMu: plot.areaMu,
  })
  expect(await unreconciled(shop.db)).toEqual([])
})

test('what a client does wrong comes back by the code of its problem', async () => {
  await expect(buy(client, 'tea', { ...newBuyer(), phone: '1' })).rejects.toThrow(/^validation: /)
  await expect(buy(client, 'nothing', newBuyer())).rejects.toThrow('nothing is left')
  await expect(certificate(client, '0000000000000000')).rejects.toThrow('not_found: Not found')
})
