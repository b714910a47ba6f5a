import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { database } from '../../src/db/client.ts'
import { confirmReceipt, recordDelivery, withdrawDelivery } from '../../src/fulfilment/receiving.ts'
import { shipParcel } from '../../src/fulfilment/shipping.ts'
import { sweepDeliveries } from '../../src/fulfilment/sweeping.ts'
import { DAY_MS } from '../../src/kernel/time.ts'
import { readOrder } from '../../src/orders/queries.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { atEveryCall } from '../support/faults.ts'
import { paidOrder } from '../support/orders.ts'
import { at, bindings, openShop } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
let staffId: string
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  const [row] = await shop.db.all<{ id: string }>(sql`SELECT id FROM staff WHERE login = 'fulfilment'`)
  staffId = row!.id
})

async function sent(items: [string, number][], storages: string[]): Promise<string> {
  const number = await paidOrder(shop, items)
  for (const storage of storages)
    await shipParcel(
      shop,
      number,
      { storage, carrier: 'sf', trackingNo: `SF-${storage}-1`, lines: [] },
      staffId,
    )
  return number
}
const later = async (days: number) => {
  const then = at(shop, shop.now + days * DAY_MS)
  await sweepDeliveries(then)
  return then
}
const TEA: [string, number] = ['TEA-GC-250', 1]
const CHIVES: [string, number] = ['CHV-BQ-0500', 1]

describe('receipt', () => {
  test('a shopper confirms once or twice at once, and the order is completed once', async () => {
    const number = await sent([TEA], ['ambient'])
    await Promise.all([confirmReceipt(shop, number), confirmReceipt(shop, number)])
    const order = (await readOrder(shop, number))!
    expect([order.state, order.parcels[0]!.deliveredBy]).toEqual(['completed', 'shopper'])
    expect(order.events.filter((event) => event.kind === 'completed')).toHaveLength(1)
  })

  test('of two confirmations at every interleaving one completes the order', async () => {
    const calls = await atEveryCall(bindings.DB, async (interruptedBy) => {
      const number = await sent([TEA], ['ambient'])
      const db = database(interruptedBy(() => confirmReceipt(shop, number)))
      expect(await confirmReceipt({ ...shop, db }, number)).toEqual({ ok: true, value: { completed: true } })
      const order = (await readOrder(shop, number))!
      expect([order.state, order.events.filter((event) => event.kind === 'completed').length]).toEqual([
        'completed',
        1,
      ])
    })
    expect(calls).toBeGreaterThan(1)
  })

  test('a parcel sent while its order is confirmed is not taken as received, and ends the order later', async () => {
    const calls = await atEveryCall(bindings.DB, async (interruptedBy) => {
      const number = await sent([TEA, CHIVES], ['cold'])
      const late = { storage: 'ambient', carrier: 'sf', trackingNo: 'SF-late-1', lines: [] }
      const db = database(interruptedBy(() => shipParcel(shop, number, late, staffId)))
      await confirmReceipt({ ...shop, db }, number)
      const order = (await readOrder(shop, number))!
      const parcel = order.parcels.find(({ storage }) => storage === 'ambient')
      // Seen and the order over with it, or not seen and still on its way.
      if (parcel) expect(parcel.receivedAt !== null).toBe(order.state === 'completed')
      await later(10)
      await later(17)
      if (parcel) expect((await readOrder(shop, number))!.state).toBe('completed')
    })
    expect(calls).toBeGreaterThan(1)
  })

  test('an order with something left to send stays open after the first parcel was received', async () => {
    const number = await sent([TEA, CHIVES], ['cold'])
    expect(await confirmReceipt(shop, number)).toEqual({ ok: true, value: { completed: false } })
    expect((await readOrder(shop, number))!.state).toBe('paid')
  })

  test('nothing to receive before something was sent', async () => {
    const number = await paidOrder(shop, [TEA])
    expect(await confirmReceipt(shop, number)).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
  })

  test('an ambient parcel is taken as delivered after ten days, said to be assumed, and received after seven more', async () => {
    const number = await sent([TEA], ['ambient'])
    await later(9)
    expect((await readOrder(shop, number))!.parcels[0]!.deliveredAt).toBeNull()
    await later(10)
    expect((await readOrder(shop, number))!.parcels[0]).toMatchObject({
      deliveredBy: 'assumed',
      deliveredAt: shop.now + 10 * DAY_MS,
    })
    await later(16)
    expect((await readOrder(shop, number))!.state).toBe('paid')
    await later(17)
    expect((await readOrder(shop, number))!.state).toBe('completed')
  })

  test('fresh goods run on shorter clocks, and an order ends with its last parcel', async () => {
    const number = await sent([TEA, CHIVES], ['ambient', 'cold'])
    await later(6)
    const early = (await readOrder(shop, number))!
    expect(early.parcels.map((parcel) => [parcel.storage, parcel.receivedAt !== null]).sort()).toEqual([
      ['ambient', false],
      ['cold', true],
    ])
    expect(early.state).toBe('paid')
    await later(17)
    expect((await readOrder(shop, number))!.state).toBe('completed')
  })

  test('staff mark a parcel delivered and fix its number, and both are in the log', async () => {
    const number = await sent([TEA], ['ambient'])
    const parcel = (await readOrder(shop, number))!.parcels[0]!
    const visitor = await signedIn('fulfilment')
    await visitor.post(adminPaths.parcelNumber(number, parcel.id), {
      carrier: 'jd',
      trackingNo: 'jd 0001 002',
    })
    await visitor.post(adminPaths.parcelDelivery(number, parcel.id), {})
    expect((await readOrder(shop, number))!.parcels[0]).toMatchObject({
      carrier: 'jd',
      trackingNo: 'JD0001002',
      deliveredBy: 'staff',
    })
    const rows = await shop.db.all<{ verb: string; before: string }>(
      sql`SELECT verb, before FROM audit_entries WHERE object = ${`order:${number}`} ORDER BY id`,
    )
    expect(rows.map((row) => row.verb).sort()).toEqual([
      'order.shipped',
      'parcel.corrected',
      'parcel.delivered',
    ])
    const past = await (await visitor.get(adminPaths.order(number))).text()
    expect(past).toMatch(/更正运单号：顺丰速运 SF-AMBIENT-1 → 京东快递 JD0001002（.+?）/i)
    // A parcel of another order is not reached through this one.
    const other = await sent([TEA], ['ambient'])
    expect((await visitor.post(adminPaths.parcelDelivery(other, parcel.id), {})).status).toBe(404)
  })

  test('a delivery that staff marked by mistake is taken back with its clocks, until the parcel counts as received', async () => {
    const number = await sent([TEA], ['ambient'])
    const visitor = await signedIn('fulfilment')
    const read = async () => (await readOrder(shop, number))!.parcels[0]!
    const { id } = await read()
    const mark = adminPaths.parcelDelivery(number, id)
    const back = adminPaths.parcelDeliveryWithdrawal(number, id)
    // Nothing was marked yet.
    expect((await visitor.post(back, {})).status).toBe(409)
    expect((await visitor.post(mark, {})).status).toBe(303)
    expect((await visitor.post(mark, {})).status).toBe(409)
    expect(await (await visitor.get(adminPaths.order(number))).text()).toContain('确认撤回')
    expect((await visitor.post(back, {})).status).toBe(303)
    expect(await read()).toMatchObject({ deliveredAt: null, deliveredBy: null, receivedAt: null })
    // The days count from when it is taken as delivered, not from the mistake.
    await later(9)
    expect((await read()).deliveredAt).toBeNull()
    await later(10)
    expect(await read()).toMatchObject({ deliveredBy: 'assumed' })
    expect((await visitor.post(back, {})).status).toBe(409)
    const verbs = await shop.db.all<{ verb: string }>(
      sql`SELECT verb FROM audit_entries WHERE verb LIKE 'parcel.%' ORDER BY verb`,
    )
    expect(verbs.map(({ verb }) => verb)).toEqual(['parcel.delivered', 'parcel.delivery_withdrawn'])
    // Time says that it came by now: the clock would undo it in the next minute.
    const overdue = await sent([TEA], ['ambient'])
    const long = (await readOrder(shop, overdue))!.parcels[0]!
    await recordDelivery(shop, overdue, long, staffId)
    const after = { ...shop, now: long.shippedAt + 10 * DAY_MS }
    expect(await withdrawDelivery(after, overdue, long, staffId)).toMatchObject({
      refusal: { code: 'conflict' },
    })
    expect(await withdrawDelivery({ ...after, now: after.now - 1 }, overdue, long, staffId)).toMatchObject({
      ok: true,
    })
    const received = await sent([TEA], ['ambient'])
    const parcel = (await readOrder(shop, received))!.parcels[0]!
    await recordDelivery(shop, received, parcel, staffId)
    await confirmReceipt(shop, received)
    expect(await withdrawDelivery(shop, received, parcel, staffId)).toMatchObject({
      refusal: { code: 'conflict' },
    })
    expect((await readOrder(shop, received))!.state).toBe('completed')
  })
})
