import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { readDesk } from '../../src/fulfilment/desk.ts'
import { confirmReceipt } from '../../src/fulfilment/receiving.ts'
import { shipParcel } from '../../src/fulfilment/shipping.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { allowGoodwill } from '../../src/payments/refunds/allowing.ts'
import { refundLines } from '../../src/payments/refunds/refunding-lines.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { giveCode } from '../support/codes.ts'
import { broken } from '../support/invariants.ts'
import { paidOrder } from '../support/orders.ts'
import { runsOf } from '../support/runs.ts'
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
    const done = await refundLines(shop, number, [{ line, quantity: 1 }], '缺货', staffId)
    // Nothing goes out by cold chain any more, so its freight goes back too.
    const { feeFen } = (await view(number)).freight.find((group) => group.storage === 'cold')!
    const amountFen = unitPriceFen + feeFen
    expect(feeFen).toBeGreaterThan(0)
    expect(done).toMatchObject({ ok: true, value: { amountFen } })
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
    expect([order.shippingStatus, order.state, order.refunds]).toMatchObject([
      'shipped',
      'paid',
      [{ amountFen, state: 'succeeded' }],
    ])
    expect(await broken(shop)).toEqual([])
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
    expect((await refundLines(shop, number, [{ line, quantity: 1 }], '破损', staffId)).ok).toBe(true)
    expect(await availableOf(shop.db, 'TEA-GC-250')).toBe(before)
    expect(await unreconciled(shop.db)).toEqual([])
  })

  test('no piece is refunded twice, also when two people do it at once', async () => {
    const number = await paidOrder(shop, THREE)
    const { line } = await lineOf(number, 'TEA-DH-100')
    const order = await view(number)
    const both = await Promise.all(
      [1, 2].map(() => refundLines(shop, order.number, [{ line, quantity: 1 }], '缺货', staffId)),
    )
    expect(both.map((one) => one.ok).sort()).toEqual([false, true])
    expect((await refundLines(shop, number, [{ line, quantity: 1 }], '缺货', staffId)).ok).toBe(false)
    expect((await view(number)).refunds).toHaveLength(1)
    expect(await unreconciled(shop.db)).toEqual([])
  })

  test('line after line, the last one ends the order: all money is back, freight too, and nothing waits', async () => {
    const number = await paidOrder(shop, THREE)
    const { lines, totalFen } = await view(number)
    let back = 0
    for (const { line, quantity } of lines) {
      const done = await refundLines(shop, number, [{ line, quantity }], '缺货', staffId)
      if (!done.ok) throw new Error(done.refusal.code)
      back += done.value.amountFen
      expect(await broken(shop)).toEqual([])
    }
    expect(back).toBe(totalFen)
    expect([await waiting('ambient'), await waiting('cold')]).toEqual([[], []])
    expect(await view(number)).toMatchObject({ cancelled: true, paymentStatus: 'refunded' })
    expect(await cancelOrder(shop, number, 'shopper')).toEqual({ ok: true, value: { state: 'refunding' } })
    const [sums] = await shop.db.all(sql`SELECT amount_fen fen, orders FROM impact_sums`)
    expect(sums).toEqual({ fen: 0, orders: 0 })
    const families = await shop.db.all(
      sql`SELECT value FROM sales_by_day WHERE orders <> 0 OR pieces <> 0 OR amount_fen <> 0`,
    )
    expect(families).toEqual([])
  })

  test('five of seven pieces, then the other two', async () => {
    const number = await paidOrder(shop, [['TEA-GC-250', 7]])
    const { line } = await lineOf(number, 'TEA-GC-250')
    for (const quantity of [5, 2])
      expect((await refundLines(shop, number, [{ line, quantity }], '缺货', staffId)).ok).toBe(true)
    const order = await view(number)
    expect(order.refunds.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(order.totalFen)
  })

  test('after a first refund the rest is called off as one, by the shopper and by the API, and that writes it', async () => {
    const number = await paidOrder(shop, THREE)
    const { lines, totalFen } = await view(number)
    await refundLines(shop, number, [{ line: lines[0]!.line, quantity: 1 }], '缺货', staffId)
    expect(await cancelOrder(shop, number, 'shopper')).toEqual({ ok: true, value: { state: 'refunding' } })
    const order = await view(number)
    expect(order.refunds.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(totalFen)
    expect(order.cancelled).toBe(true)
    expect([await waiting('ambient'), await waiting('cold')]).toEqual([[], []])
    expect(await broken(shop)).toEqual([])
  })

  test('freight stays while a part of its group was sent or still goes out, and free freight stays free', async () => {
    const number = await paidOrder(shop, THREE)
    const tea = await lineOf(number, 'TEA-GC-250')
    const { freight } = await view(number)
    const ambient = freight.find((group) => group.storage === 'ambient')!
    const one = await refundLines(shop, number, [{ line: tea.line, quantity: 1 }], '缺货', staffId)
    expect(one).toMatchObject({ ok: true, value: { amountFen: tea.unitPriceFen } })
    await shipParcel(
      shop,
      number,
      {
        storage: 'ambient',
        carrier: 'sf',
        trackingNo: 'SF2',
        lines: [{ line: tea.line, quantity: 1 }],
      },
      staffId,
    )
    const other = await lineOf(number, 'TEA-DH-100')
    const rest = await refundLines(shop, number, [{ line: other.line, quantity: 1 }], '缺货', staffId)
    expect(rest).toMatchObject({ ok: true, value: { amountFen: other.unitPriceFen } })
    expect((await view(number)).freightFen - ambient.feeFen).toBeGreaterThan(0)
    expect(await broken(shop)).toEqual([])
  })

  test('a line paid in full by a code is taken off: its pieces are back, and no money is asked of the provider', async () => {
    await giveCode(shop, 'ALLTEA', { kind: 'percent', value: 10_000, families: ['tea'] })
    const number = await paidOrder(
      shop,
      [
        ['TEA-DH-100', 1],
        ['CIL-CG-B2', 1],
      ],
      { code: 'ALLTEA' },
    )
    const tea = await lineOf(number, 'TEA-DH-100')
    expect(tea.discountFen).toBe(tea.amountFen)
    const before = await availableOf(shop.db, 'TEA-DH-100')
    const done = await refundLines(shop, number, [{ line: tea.line, quantity: 1 }], '缺货', staffId)
    expect(done).toMatchObject({ ok: true, value: { amountFen: 0 } })
    expect(await availableOf(shop.db, 'TEA-DH-100')).toBe(before + 1)
    expect(await shop.db.all(sql`SELECT * FROM sandbox_refunds`)).toEqual([])
    expect(await broken(shop)).toEqual([])
  })

  test('what was sent and received completes the order once the rest of it was refunded', async () => {
    const number = await paidOrder(shop, THREE)
    const parcel = { storage: 'ambient', carrier: 'sf', trackingNo: 'SF2', lines: [] }
    await shipParcel(shop, number, parcel, staffId)
    await confirmReceipt(shop, number)
    expect((await view(number)).state).toBe('paid')
    const chive = await lineOf(number, 'CHV-BQ-0500')
    await refundLines(shop, number, [{ line: chive.line, quantity: 1 }], '缺货', staffId)
    expect((await view(number)).state).toBe('completed')
    expect(await broken(shop)).toEqual([])
  })

  test('whatever was sent and refunded before, all that is still unsent goes back to the last fen', async () => {
    const step = fc.record({
      act: fc.constantFrom('refund', 'refund', 'ship', 'goodwill'),
      line: fc.nat(3),
      quantity: fc.integer({ min: 1, max: 3 }),
      // For a line or the order, odd fen: what is left never divides by its pieces.
      whole: fc.boolean(),
      goodwillFen: fc.integer({ min: 1, max: 12_345 }),
    })
    await giveCode(shop, 'SOME', { kind: 'percent', value: 3_333, limitTotal: 10_000, limitPerPhone: 100 })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 5 }), fc.boolean(), async (script, coded) => {
        const bought: [string, number][] = [
          ['TEA-DH-100', 3],
          ['CIL-CG-B2', 1],
          ['CHV-BQ-0500', 2],
        ]
        const number = await paidOrder(shop, bought, coded ? { code: 'SOME' } : {})
        for (const [at, { act, line, quantity, whole, goodwillFen }] of script.entries()) {
          const own = (await view(number)).lines[line]
          if (!own) continue
          const lines = [{ line: own.line, quantity }]
          const goodwill = { line: whole ? null : own.line, amountFen: goodwillFen, note: '破损' }
          if (act === 'goodwill') await allowGoodwill(shop, number, goodwill, staffId)
          else if (act === 'refund') await refundLines(shop, number, lines, '缺货', staffId)
          else
            await shipParcel(
              shop,
              number,
              { storage: own.storage, carrier: 'sf', trackingNo: `SF${at}`, lines },
              staffId,
            )
          expect(await broken(shop)).toEqual([])
        }
        const rest = (await view(number)).leftToShip.filter(({ left }) => left > 0)
        if (rest.length && !(await view(number)).cancelled) {
          const parts = rest.map(({ line, left }) => ({ line, quantity: left }))
          expect((await refundLines(shop, number, parts, '缺货', staffId)).ok).toBe(true)
        }
        const order = await view(number)
        const back = order.refunds.reduce((sum, { amountFen }) => sum + amountFen, 0)
        expect(order.leftToShip.every(({ left }) => left === 0)).toBe(true)
        // Nothing was ever sent: not a fen stays here.
        if (!order.parcels.length)
          expect({ back, off: order.cancelled }).toEqual({ back: order.totalFen, off: true })
        expect(await broken(shop)).toEqual([])
        await shop.db.run(sql`UPDATE stock_movements SET quantity = quantity + 50 WHERE cause = 'opening'`)
        await shop.db.run(sql`UPDATE variants SET available = available + 50
          WHERE sku IN (SELECT sku FROM stock_movements WHERE cause = 'opening')`)
      }),
      { numRuns: runsOf({ workerd: 6, node: 14, deep: 300 }), seed: 20_261_128 },
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
