import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { type DeskView, readDesk } from '../../src/fulfilment/desk.ts'
import { shipParcel } from '../../src/fulfilment/shipping.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { paidOrder } from '../support/orders.ts'
import { openShop, orderOf } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
let staffId: string

beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  const [row] = await shop.db.all<{ id: string }>(sql`SELECT id FROM staff WHERE login = 'fulfilment'`)
  staffId = row!.id
})

/** Two pots of tea and a bundle of fresh chives: two storages, two parcels at least. */
const MIXED: [string, number][] = [
  ['TEA-GC-250', 2],
  ['CHV-BQ-0500', 1],
]
const desk = async (view: DeskView) =>
  (await readDesk(shop.db, { view, limit: 50 }, shop.now)).rows.map((row) => row.number)
const parcel = (storage: string, trackingNo: string, lines: { line: number; quantity: number }[] = []) => ({
  storage,
  carrier: 'sf',
  trackingNo,
  lines,
})

describe('shipping', () => {
  test('a paid order waits on the desk once for each storage, and leaves it when that part is sent', async () => {
    const number = await paidOrder(shop, MIXED)
    expect([await desk('ambient'), await desk('cold')]).toEqual([[number], [number]])
    await shipParcel(shop, number, parcel('ambient', 'SF1000001'), staffId)
    expect([await desk('ambient'), await desk('cold'), await desk('shipped')]).toEqual([
      [],
      [number],
      [number],
    ])
    const order = await readOrder(shop, number)
    expect(order?.parcels).toMatchObject([{ storage: 'ambient', trackingNo: 'SF1000001' }])
  })

  test('goes out in two parcels, the shopper reads both, and nothing more than was bought', async () => {
    const number = await paidOrder(shop, MIXED)
    const tea = (await readOrder(shop, number))!.lines.find((line) => line.sku === 'TEA-GC-250')!.line
    expect(
      await shipParcel(shop, number, parcel('ambient', 'SF1', [{ line: tea, quantity: 1 }]), staffId),
    ).toMatchObject({ ok: true, value: { left: 1 } })
    expect(await desk('ambient')).toEqual([number])
    expect(
      await shipParcel(shop, number, parcel('ambient', 'SF2', [{ line: tea, quantity: 2 }]), staffId),
    ).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
    expect(
      (await shipParcel(shop, number, parcel('ambient', 'SF3', [{ line: tea, quantity: 1 }]), staffId)).ok,
    ).toBe(true)
    expect(await desk('ambient')).toEqual([])
    expect((await readOrder(shop, number))!.parcels).toHaveLength(2)
  })

  test('two people who ship the same order at once make one parcel, and the second is told', async () => {
    const number = await paidOrder(shop, [['TEA-GC-250', 1]])
    const both = await Promise.all(
      ['SF100001', 'SF100002'].map((tracking) =>
        shipParcel(shop, number, parcel('ambient', tracking), staffId),
      ),
    )
    expect(both.map((one) => one.ok).sort()).toEqual([false, true])
    expect((await readOrder(shop, number))!.parcels).toHaveLength(1)
  })

  test('an unpaid or called-off order is never sent, and one that was sent is never called off', async () => {
    const unpaid = await placeOrder(shop, orderOf([['TEA-GC-250', 1]]), crypto.randomUUID())
    const waiting = unpaid.ok ? unpaid.value.number : ''
    expect((await shipParcel(shop, waiting, parcel('ambient', 'SF100003'), staffId)).ok).toBe(false)
    const off = await paidOrder(shop, [['TEA-GC-250', 1]])
    await cancelOrder(shop, off, 'shopper')
    expect(await desk('ambient')).toEqual([])
    expect((await shipParcel(shop, off, parcel('ambient', 'SF100004'), staffId)).ok).toBe(false)
    const sent = await paidOrder(shop, [['TEA-GC-250', 1]])
    await shipParcel(shop, sent, parcel('ambient', 'SF100005'), staffId)
    expect(await cancelOrder(shop, sent, 'shopper')).toMatchObject({
      ok: false,
      refusal: { code: 'conflict' },
    })
  })

  test('an address is masked on the desk until somebody asks, and that is recorded', async () => {
    const number = await paidOrder(shop, [['TEA-GC-250', 1]])
    const visitor = await signedIn('fulfilment')
    expect(await (await visitor.get(adminPaths.order(number))).text()).not.toContain('林晓禾')
    const seen = await visitor.post(adminPaths.orderAddress(number), {})
    expect(await seen.text()).toContain('林晓禾')
    const entries = await shop.db.all<{ verb: string }>(
      sql`SELECT verb FROM audit_entries WHERE object = ${`order:${number}`}`,
    )
    expect(entries.map((entry) => entry.verb)).toEqual(['order.address_seen'])
  })

  test('a wrong parcel number is said in words and keeps what was typed; a cancellation asks for the last four', async () => {
    const number = await paidOrder(shop, [['TEA-GC-250', 1]])
    const visitor = await signedIn('owner')
    const wrong = await visitor.post(adminPaths.orderShipments(number), {
      storage: 'ambient',
      carrier: 'jd',
      trackingNo: '运单',
    })
    const text = await wrong.text()
    expect([wrong.status, text.includes('value="运单"'), text.includes('运单号是6到30位')]).toEqual([
      422,
      true,
      true,
    ])
    const unsure = await visitor.post(adminPaths.orderCancellation(number), { confirm: 'XXXX' })
    expect([unsure.status, (await readOrder(shop, number))!.cancelled]).toEqual([422, false])
    await visitor.post(adminPaths.orderCancellation(number), { confirm: number.slice(-4).toLowerCase() })
    expect((await readOrder(shop, number))!.cancelled).toBe(true)
  })
})
