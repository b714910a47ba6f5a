import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { readDesk } from '../../src/fulfilment/desk.ts'
import { shipParcel } from '../../src/fulfilment/shipping.ts'
import type { Shop } from '../../src/orders/order.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { adminPaths } from '../../src/paths.ts'
import { refundLines } from '../../src/payments/refunding-lines.ts'
import { paidOrder } from '../support/orders.ts'
import { availableOf, openShop, unreconciled } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
let staffId: string
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  const [row] = await shop.db.all<{ id: string }>(sql`SELECT id FROM staff WHERE login = 'finance'`)
  staffId = row!.id
})

const THREE: [string, number][] = [
  ['TEA-GC-250', 2],
  ['TEA-DH-100', 1],
  ['CHV-BQ-0500', 1],
]
const view = async (number: string) => (await readOrder(shop, number))!
const lineOf = async (number: string, sku: string) =>
  (await view(number)).lines.find((line) => line.sku === sku)!
const waiting = async (storage: 'ambient' | 'cold') =>
  (await readDesk(shop.db, { view: storage, limit: 50 }, shop.now)).rows.map((row) => row.number)

describe('refunding lines', () => {
  test('one of three lines: the money goes back, the piece is back on the shelf and is never sent', async () => {
    const number = await paidOrder(shop, THREE)
    const before = await availableOf(shop.db, 'CHV-BQ-0500')
    const { line, unitPriceFen } = await lineOf(number, 'CHV-BQ-0500')
    const done = await refundLines(shop, await view(number), [{ line, quantity: 1 }], '缺货', staffId)
    expect(done).toEqual({ ok: true, value: { amountFen: unitPriceFen } })
    expect(await availableOf(shop.db, 'CHV-BQ-0500')).toBe(before + 1)
    expect([await waiting('ambient'), await waiting('cold')]).toEqual([[number], []])
    expect(
      (
        await shipParcel(
          shop,
          number,
          { storage: 'cold', carrier: 'sf', trackingNo: 'SF1', lines: [] },
          staffId,
        )
      ).ok,
    ).toBe(false)
    await shipParcel(
      shop,
      number,
      { storage: 'ambient', carrier: 'sf', trackingNo: 'SF2', lines: [] },
      staffId,
    )
    const order = await view(number)
    expect([order.shippingStatus, order.state, order.refunds]).toEqual([
      'shipped',
      'paid',
      [{ amountFen: unitPriceFen, state: 'succeeded' }],
    ])
    expect(await unreconciled(shop.db)).toEqual([])
  })

  test('pieces already sent are refunded without coming back on the shelf', async () => {
    const number = await paidOrder(shop, THREE)
    await shipParcel(
      shop,
      number,
      { storage: 'ambient', carrier: 'sf', trackingNo: 'SF2', lines: [] },
      staffId,
    )
    const before = await availableOf(shop.db, 'TEA-GC-250')
    const { line } = await lineOf(number, 'TEA-GC-250')
    expect((await refundLines(shop, await view(number), [{ line, quantity: 1 }], '破损', staffId)).ok).toBe(
      true,
    )
    expect(await availableOf(shop.db, 'TEA-GC-250')).toBe(before)
    expect(await unreconciled(shop.db)).toEqual([])
  })

  test('no piece is refunded twice, also when two people do it at once', async () => {
    const number = await paidOrder(shop, THREE)
    const { line } = await lineOf(number, 'TEA-DH-100')
    const order = await view(number)
    const both = await Promise.all(
      [1, 2].map(() => refundLines(shop, order, [{ line, quantity: 1 }], '缺货', staffId)),
    )
    expect(both.map((one) => one.ok).sort()).toEqual([false, true])
    expect((await refundLines(shop, await view(number), [{ line, quantity: 1 }], '缺货', staffId)).ok).toBe(
      false,
    )
    expect((await view(number)).refunds).toHaveLength(1)
    expect(await unreconciled(shop.db)).toEqual([])
  })

  test('all of an order of which nothing was sent is cancelled, not refunded by line', async () => {
    const number = await paidOrder(shop, [['TEA-GC-250', 1]])
    const { line } = await lineOf(number, 'TEA-GC-250')
    expect((await refundLines(shop, await view(number), [{ line, quantity: 1 }], '缺货', staffId)).ok).toBe(
      false,
    )
  })

  test('asks for the sum in words first, keeps what was typed, and only finance and owners may', async () => {
    const number = await paidOrder(shop, THREE)
    const { line, unitPriceFen } = await lineOf(number, 'TEA-DH-100')
    const form = { [`refund-${line}`]: '1', reason: '缺货', amount: '1' }
    const finance = await signedIn('finance')
    const asked = await finance.post(adminPaths.orderRefunds(number), form)
    const text = await asked.text()
    expect([
      asked.status,
      text.includes(`请输入 ${unitPriceFen / 100}`),
      text.includes('value="缺货"'),
    ]).toEqual([422, true, true])
    expect((await view(number)).refunds).toEqual([])
    for (const wrong of ['-1', '1.5', 'x'])
      expect(
        (await finance.post(adminPaths.orderRefunds(number), { ...form, [`refund-${line}`]: wrong })).status,
      ).toBe(422)
    await finance.post(adminPaths.orderRefunds(number), { ...form, amount: String(unitPriceFen / 100) })
    expect((await view(number)).refunds).toHaveLength(1)
    const shown = await (await finance.get(adminPaths.order(number))).text()
    const other = (await lineOf(number, 'TEA-GC-250')).line
    const offered = [...shown.matchAll(/name="refund-(\d+)"[^>]*max="(\d+)"/g)].map(([, at, most]) => [
      at,
      most,
    ])
    expect(offered).toContainEqual([String(other), '2'])
    expect(offered.map(([at]) => at)).not.toContain(String(line))
    const packer = await signedIn('fulfilment')
    expect((await packer.post(adminPaths.orderRefunds(number), form)).status).toBe(403)
  })
})
