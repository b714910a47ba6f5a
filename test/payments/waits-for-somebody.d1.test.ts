import { beforeEach, expect, test } from 'vitest'
import { readWaiting } from '../../src/desk/reading.ts'
import { readDesk } from '../../src/fulfilment/desk.ts'
import { confirmReceipt } from '../../src/fulfilment/receiving.ts'
import { shipParcel } from '../../src/fulfilment/shipping.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { startPayment } from '../../src/payments/attempting.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { refundLines } from '../../src/payments/refunds/refunding-lines.ts'
import { settlePayment } from '../../src/payments/settling.ts'
import type { Shop } from '../../src/shop.ts'
import { paidOrder } from '../support/orders.ts'
import { provider } from '../support/provider.ts'
import { openShop, orderOf } from '../support/shop.ts'
import { fillStaff, idOf } from '../support/staff.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
})

test('a refund that its provider refused stays where staff see it, and one that was given does not', async () => {
  const bank = provider()
  shop = { ...shop, gateways: { bank: bank.gateway } }
  const cancelled = async (mood: 'failed' | 'truth') => {
    const placed = await placeOrder(shop, orderOf([['TEA-GC-250', 1]]), crypto.randomUUID())
    if (!placed.ok) throw new Error(placed.refusal.code)
    const { number, totalFen } = placed.value
    const started = await startPayment(shop, number, 'bank')
    const outTradeNo = started.ok ? started.value.outTradeNo : ''
    bank.pay(outTradeNo)
    const success = { provider: 'bank', eventId: outTradeNo, outTradeNo, amountFen: totalFen }
    expect((await settlePayment(shop, success)).ok).toBe(true)
    bank.moods.push(mood)
    await cancelOrder(shop, number, 'shopper')
    return number
  }
  const [refused] = [await cancelled('failed'), await cancelled('truth')]
  const desk = await readDesk(shop.db, { view: 'refunding', limit: 10 }, shop.now)
  expect(desk.rows.map(({ number }) => number)).toEqual([refused])
  expect((await readWaiting(shop.db, ['refunding'], shop.now, '')).waiting).toEqual({ refunding: 1 })
})

test('an order of which a piece still waits is not over when another piece of it goes back', async () => {
  const finance = await idOf(shop, 'finance')
  const number = await paidOrder(shop, [['TEA-GC-250', 3]])
  const parcel = {
    storage: 'ambient',
    carrier: 'sf',
    trackingNo: 'SF100001',
    lines: [{ line: 1, quantity: 1 }],
  }
  expect((await shipParcel(shop, number, parcel, await idOf(shop, 'fulfilment'))).ok).toBe(true)
  await confirmReceipt(shop, number)
  const states: string[] = []
  for (let piece = 0; piece < 2; piece += 1) {
    expect((await refundLines(shop, number, [{ line: 1, quantity: 1 }], '缺货', finance)).ok).toBe(true)
    states.push((await readOrder(shop, number))!.state)
  }
  expect(states).toEqual(['paid', 'completed'])
})
