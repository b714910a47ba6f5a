import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { database } from '../../src/db/client.ts'
import type { PlacedOrder } from '../../src/orders/order.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import type { Shop } from '../../src/shop.ts'
import { availableOf, bindings, metered, newBuyer, openShop, orderOf, unreconciled } from '../support/shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const key = () => crypto.randomUUID()

describe('placing an order', () => {
  test('takes exactly what was ordered off the shelf and writes why', async () => {
    const placed = await placeOrder(shop, orderOf([['TEA-GC-250', 2]]), key())
    expect(placed).toMatchObject({ ok: true, value: { state: 'awaiting_payment', totalFen: 31_600 } })
    expect(await availableOf(shop.db, 'TEA-GC-250')).toBe(198)
    expect(await unreconciled(shop.db)).toEqual([])
  })

  test('draws a gift box from its components, also from one that is not sold alone', async () => {
    const placed = await placeOrder(
      shop,
      orderOf([
        ['GFT-P4-STD', 3],
        ['TEA-DH-100', 1],
      ]),
      key(),
    )
    expect(placed.ok).toBe(true)
    expect(await availableOf(shop.db, 'TEA-DH-100')).toBe(196)
    expect(await availableOf(shop.db, 'NDL-MG-0300')).toBe(297)
    expect(await unreconciled(shop.db)).toEqual([])
  })

  test('costs one read and one batch, and no more rows than budgeted', async () => {
    const meter = metered(bindings.DB)
    const lines: [string, number][] = [
      ['TEA-GC-250', 1],
      ['HNY-YL-500', 1],
      ['NDL-MG-0900', 2],
    ]
    for (const count of [1, 2, 3]) {
      meter.reset()
      const placed = await placeOrder(
        { ...shop, db: database(meter.db) },
        orderOf(lines.slice(0, count)),
        key(),
      )
      expect(placed.ok).toBe(true)
      expect(meter.count.trips).toBe(2)
      expect(meter.count.written).toBeLessThanOrEqual(10 + 3 * count)
      // Two of them say whether the shop sells: as it was read, and as it is written.
      expect(meter.count.read).toBeLessThanOrEqual(8 + 4 * count)
    }
  })

  test('a repeated key and body is one order, in parallel too', async () => {
    const request = orderOf([['TEA-GC-250', 1]])
    const shared = key()
    const answers = await Promise.all(Array.from({ length: 8 }, () => placeOrder(shop, request, shared)))
    const numbers = answers.map((answer) =>
      answer.ok ? (answer.value as PlacedOrder).number : answer.refusal.code,
    )
    expect(new Set(numbers).size).toBe(1)
    expect(await availableOf(shop.db, 'TEA-GC-250')).toBe(199)
  })

  test('a repeated key with another body is refused', async () => {
    const shared = key()
    await placeOrder(shop, orderOf([['TEA-GC-250', 1]]), shared)
    const second = await placeOrder(shop, orderOf([['TEA-GC-250', 2]]), shared)
    expect(second).toEqual({ ok: false, refusal: { code: 'idempotency_mismatch' } })
  })

  test('ten pieces and two hundred buyers at once make ten orders and 190 plain refusals', async () => {
    await shop.db.run(sql`UPDATE variants SET available = 10 WHERE sku = 'TEA-GD-100'`)
    await shop.db.run(sql`UPDATE stock_movements SET quantity = 10 WHERE sku = 'TEA-GD-100'`)
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => placeOrder(shop, orderOf([['TEA-GD-100', 1]]), key())),
    )
    const placed = answers.flatMap((answer) => (answer.ok ? [answer.value.number] : []))
    const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal.code]))
    expect(placed).toHaveLength(10)
    expect(new Set(placed).size).toBe(10)
    expect(refused).toEqual(Array(190).fill('out_of_stock'))
    expect(await availableOf(shop.db, 'TEA-GD-100')).toBe(0)
    expect(await unreconciled(shop.db)).toEqual([])
  })

  test('a phone holds at most three unpaid orders', async () => {
    const recipient = newBuyer()
    const codes: string[] = []
    for (let i = 0; i < 4; i += 1) {
      const street = `${recipient.street}${i}单元`
      const placed = await placeOrder(
        shop,
        orderOf([['TEA-GC-250', 1]], { recipient: { ...recipient, street } }),
        key(),
      )
      codes.push(placed.ok ? 'placed' : placed.refusal.code)
    }
    expect(codes).toEqual(['placed', 'placed', 'placed', 'too_many_open'])
  })

  test('a changed total is refused with the new one, never charged', async () => {
    const placed = await placeOrder(shop, orderOf([['TEA-GC-250', 1]], { expectedTotalFen: 1 }), key())
    expect(placed).toEqual({ ok: false, refusal: { code: 'price_changed', totalFen: 15_800 } })
  })

  test.each([
    ['a place fresh chives do not go to', [['CHV-BQ-0500', 1]], { region: '650102' }, 'undeliverable'],
    ['a pack sold by quotation', [['CHV-PD-05K', 1]], {}, 'by_quotation'],
    ['a component that is not sold alone', [['CIL-CG-S06', 1]], {}, 'not_sold'],
    ['a SKU that does not exist', [['NOPE', 1]], {}, 'not_sold'],
  ] as const)('refuses %s', async (_name, items, recipient, code) => {
    const request = orderOf(
      items.map(([sku, n]) => [sku, n]),
      { recipient: { ...newBuyer(), ...recipient } },
    )
    const placed = await placeOrder(shop, request, key())
    expect(placed).toMatchObject({ ok: false, refusal: { code } })
    expect(await unreconciled(shop.db)).toEqual([])
  })

  test('fresh goods need the stored confirmation that they cannot be returned', async () => {
    const placed = await placeOrder(
      shop,
      orderOf([['CHV-BQ-0500', 1]], { consents: ['terms', 'privacy'] }),
      key(),
    )
    expect(placed).toEqual({ ok: false, refusal: { code: 'consent_required', consents: ['no_return'] } })
  })
})
