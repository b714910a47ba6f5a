import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { addBoxes } from '../../src/fulfilment/adding-boxes.ts'
import { type DeskView, readDesk } from '../../src/fulfilment/desk.ts'
import { confirmReceipt } from '../../src/fulfilment/receiving.ts'
import { shipParcel } from '../../src/fulfilment/shipping.ts'
import { formatOrderNumber } from '../../src/kernel/ids.ts'
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
    expect([await desk('ambient'), await desk('cold'), await desk('partly_shipped')]).toEqual([
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

  test('one parcel in two boxes keeps both numbers; a third is added later, until the order has ended', async () => {
    const number = await paidOrder(shop, [['TEA-GC-250', 1]])
    const visitor = await signedIn('fulfilment')
    const form = { storage: 'ambient', carrier: 'other', carrierName: '云雀快运', 'line-1': '1' }
    const over = await visitor.post(adminPaths.orderShipments(number), {
      ...form,
      'line-1': '2',
      trackingNo: 'SF1000001',
    })
    expect([over.status, await over.text()]).toEqual([
      422,
      expect.stringContaining('数量太多：这种商品只剩1件没有发'),
    ])
    const sent = await visitor.post(adminPaths.orderShipments(number), {
      ...form,
      trackingNo: 'YQ1000001、YQ1000002',
    })
    expect(sent.status).toBe(303)
    const [first] = (await readOrder(shop, number))!.parcels
    const boxes = adminPaths.parcelBoxes(number, first!.id)
    const further = { carrier: 'yto', trackingNo: 'YT1000003' }
    expect((await visitor.post(boxes, further)).status).toBe(303)
    expect((await visitor.post(boxes, further)).status).toBe(409)
    expect((await visitor.post(boxes, { ...further, trackingNo: '运单' })).status).toBe(422)
    expect(
      (await readOrder(shop, number))!.parcels.map(({ carrier, trackingNo, lines }) => [
        carrier,
        trackingNo,
        lines.length,
      ]),
    ).toEqual([
      ['other:云雀快运', 'YQ1000001', 1],
      ['other:云雀快运', 'YQ1000002', 0],
      ['yto', 'YT1000003', 0],
    ])
    const page = await (await visitor.get(adminPaths.order(number))).text()
    expect(page).toMatch(/云雀快运 <code>YQ1000002<\/code> · 和另一箱是同一批商品/)
    await confirmReceipt(shop, number)
    expect((await visitor.post(boxes, { ...further, trackingNo: 'YT1000004' })).status).toBe(409)
    const late = { carrier: 'yto', trackingNos: ['YT1000005'] }
    expect(await addBoxes(shop, (await readOrder(shop, number))!, first!.id, late, staffId)).toMatchObject({
      ok: false,
    })
  })

  test('ticked orders are sent together, or none of them, and the wrong one is told', async () => {
    const numbers = [
      await paidOrder(shop, MIXED),
      await paidOrder(shop, [['TEA-GC-250', 1]]),
      await paidOrder(shop, [['TEA-GC-250', 1]]),
    ]
    const [mixed, single, blank] = numbers as [string, string, string]
    const visitor = await signedIn('fulfilment')
    expect(await (await visitor.get(adminPaths.orders({ view: 'ambient' }))).text()).toContain(
      `value="${mixed}" form="ticked"`,
    )
    const asked = new URLSearchParams([['storage', 'ambient'], ...numbers.map((one) => ['order', one])])
    const page = await (await visitor.get(`${adminPaths.tickedOrders()}?${asked}`)).text()
    for (const one of numbers) expect(page).toContain(`name="no-${one}"`)
    const post = (typed: Record<string, string>) =>
      visitor.post(adminPaths.tickedOrders(), [
        ...Object.entries({ storage: 'ambient', carrier: 'zto', ...typed }),
        ...numbers.map((one): [string, string] => ['order', one]),
      ])
    const wrong = await post({ [`no-${mixed}`]: 'ZT1000001', [`no-${single}`]: '单号' })
    expect([wrong.status, (await desk('ambient')).toSorted()]).toEqual([422, numbers.toSorted()])
    const sent = await post({ [`no-${mixed}`]: 'ZT1000001', [`no-${single}`]: 'ZT1000002' })
    expect(sent.headers.get('Location')).toBe(adminPaths.orders({ view: 'ambient', sent: 2 }))
    expect([await desk('ambient'), await desk('cold')]).toEqual([[blank], [mixed]])
    const again = await post({ [`no-${single}`]: 'ZT1000009' })
    expect([again.status, (await again.text()).includes('已经不在待发货里')]).toEqual([422, true])
  })

  test('a number another order has is asked about at every form that takes one, and taken once it is confirmed', async () => {
    const first = await paidOrder(shop, [['TEA-GC-250', 1]])
    const number = await paidOrder(shop, MIXED)
    const ticked = await paidOrder(shop, [['TEA-GC-250', 1]])
    await shipParcel(shop, first, parcel('ambient', 'SF1000001'), staffId)
    const visitor = await signedIn('fulfilment')
    const asks = async (at: string, form: Record<string, string>) => {
      const asked = await visitor.post(at, form)
      const text = await asked.text()
      // Once it stands on two orders, either is named.
      const named = /已用在 ([0-9A-Z-]{14})，确定吗？/.exec(text)?.[1] ?? ''
      expect([at, asked.status, [first, number].map(formatOrderNumber).includes(named)]).toEqual([
        at,
        422,
        true,
      ])
      expect(text).toContain('name="sure" value="SF1000001"')
      // Another number was not looked at.
      expect((await visitor.post(at, { ...form, sure: 'SF1000009' })).status).toBe(422)
      expect((await visitor.post(at, { ...form, sure: 'SF1000001' })).status).toBe(303)
    }
    const parcels = async () => (await readOrder(shop, number))!.parcels
    const one = { carrier: 'sf', trackingNo: 'sf1000001' }
    await asks(adminPaths.orderShipments(number), { ...one, storage: 'ambient' })
    await asks(adminPaths.parcelBoxes(number, (await parcels())[0]!.id), { ...one, carrier: 'yto' })
    await shipParcel(shop, number, parcel('cold', 'SF1000002'), staffId)
    const cold = (await parcels()).find(({ storage }) => storage === 'cold')!
    const correction = {
      ...one,
      carrier: 'zto',
      over: '0',
      was: JSON.stringify({ carrier: 'sf', trackingNo: 'SF1000002' }),
    }
    await asks(adminPaths.parcelNumber(number, cold.id), correction)
    expect((await parcels()).map(({ trackingNo }) => trackingNo)).toEqual([
      'SF1000001',
      'SF1000001',
      'SF1000001',
    ])
    await asks(adminPaths.tickedOrders(), {
      storage: 'ambient',
      carrier: 'sf',
      order: ticked,
      [`no-${ticked}`]: 'SF1000001',
    })
    // The number that stands there is not asked about again with its carrier.
    const other = {
      ...one,
      carrier: 'jd',
      over: '1',
      was: JSON.stringify({ carrier: 'zto', trackingNo: 'SF1000001' }),
    }
    expect((await visitor.post(adminPaths.parcelNumber(number, cold.id), other)).status).toBe(303)
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
