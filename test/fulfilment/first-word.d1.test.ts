import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { correctParcel, parcelForm } from '../../src/fulfilment/correcting.ts'
import { confirmReceipt, markDelivered } from '../../src/fulfilment/receiving.ts'
import { shipParcel } from '../../src/fulfilment/shipping.ts'
import { finishOrders, sweepDeliveries } from '../../src/fulfilment/sweeping.ts'
import { DAY_MS } from '../../src/kernel/time.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { refundLines } from '../../src/payments/refunds/refunding-lines.ts'
import type { Shop } from '../../src/shop.ts'
import { interposed } from '../support/faults.ts'
import { paidOrder } from '../support/orders.ts'
import { at, openShop } from '../support/shop.ts'
import { fillStaff, idOf } from '../support/staff.ts'

let shop: Shop
let by: string
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  by = await idOf(shop, 'fulfilment')
})

const send = (number: string, trackingNo: string, lines: { line: number; quantity: number }[] = []) =>
  shipParcel(shop, number, { storage: 'ambient', carrier: 'sf', trackingNo, lines }, by)
const view = async (number: string) => (await readOrder(shop, number))!
const later = async (days: number) => {
  const then = at(shop, shop.now + days * DAY_MS)
  await sweepDeliveries(then)
  return then
}

describe('a parcel', () => {
  test('came when it was first said to have come, whoever says so later', async () => {
    const number = await paidOrder(shop, [['TEA-GC-250', 1]])
    await send(number, 'SF100001')
    const [parcel] = (await view(number)).parcels
    await markDelivered(at(shop, shop.now + DAY_MS), parcel!.id, 'staff')
    await markDelivered(at(shop, shop.now + 2 * DAY_MS), parcel!.id, 'staff')
    await confirmReceipt(at(shop, shop.now + 3 * DAY_MS), number)
    expect((await view(number)).parcels[0]).toMatchObject({
      deliveredAt: shop.now + DAY_MS,
      deliveredBy: 'staff',
      receivedAt: shop.now + 3 * DAY_MS,
    })
  })

  test('nobody speaks of counts as delivered when its days were over, however late the clock comes by', async () => {
    const number = await paidOrder(shop, [['TEA-GC-250', 1]])
    await send(number, 'SF100001')
    await later(13)
    expect((await view(number)).parcels[0]).toMatchObject({
      deliveredAt: shop.now + 10 * DAY_MS,
      receivedAt: null,
    })
    await later(17)
    expect((await view(number)).state).toBe('completed')
  })

  test('ends no order of which something still waits, however long ago it came; the rest ends it', async () => {
    const number = await paidOrder(shop, [['TEA-GC-250', 2]])
    await send(number, 'SF100001', [{ line: 1, quantity: 1 }])
    await later(40)
    await finishOrders(at(shop, shop.now + 41 * DAY_MS))
    expect(await view(number)).toMatchObject({ state: 'paid', shippingStatus: 'partly_shipped' })
    await send(number, 'SF100002', [{ line: 1, quantity: 1 }])
    await later(80)
    await later(80)
    expect((await view(number)).state).toBe('completed')
  })

  test('whose number two people correct at the same moment has the first one’s', async () => {
    const number = await paidOrder(shop, [['TEA-GC-250', 1]])
    await send(number, 'SF100001')
    const order = await view(number)
    const { id } = order.parcels[0]!
    const editor = { staffId: by, over: 0 }
    const first = () => correctParcel(shop, order, id, { carrier: 'jd', trackingNo: 'JD000001' }, editor)
    const second = await correctParcel(
      interposed(shop, 2, first),
      order,
      id,
      { carrier: 'yto', trackingNo: 'YT000002' },
      editor,
    )
    expect(second).toMatchObject({ refusal: { code: 'conflict' } })
    expect((await view(number)).parcels[0]!.trackingNo).toBe('JD000001')
    expect(await shop.db.all(sql`SELECT edit FROM form_edits WHERE form = ${parcelForm(id)}`)).toEqual([
      { edit: 1 },
    ])
  })
})

describe('an order', () => {
  test('of which a piece waits is not over when what was sent has come, and is once the rest went back', async () => {
    const number = await paidOrder(shop, [['TEA-GC-250', 2]])
    await send(number, 'SF100001', [{ line: 1, quantity: 1 }])
    expect(await confirmReceipt(shop, number)).toEqual({ ok: true, value: { completed: false } })
    await later(20)
    expect((await view(number)).state).toBe('paid')
    await refundLines(shop, number, [{ line: 1, quantity: 1 }], '缺货', await idOf(shop, 'finance'))
    expect((await view(number)).state).toBe('completed')
  })

  test('one tap on “received” beside another ends it as one event, and both are told that it is over', async () => {
    const number = await paidOrder(shop, [['TEA-GC-250', 1]])
    await send(number, 'SF100001')
    const both = await Promise.all([
      confirmReceipt(
        interposed(shop, 2, () => confirmReceipt(shop, number)),
        number,
      ),
      Promise.resolve(null),
    ])
    expect(both[0]).toEqual({ ok: true, value: { completed: true } })
    const events = await shop.db.all(sql`SELECT seq, kind FROM order_events ORDER BY seq`)
    expect(events).toEqual([
      { seq: 1, kind: 'placed' },
      { seq: 2, kind: 'paid' },
      { seq: 3, kind: 'completed' },
    ])
    expect((await view(number)).seq).toBe(3)
  })
})
