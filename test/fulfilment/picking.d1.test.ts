import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { pickGroup } from '../../src/fulfilment/picking.ts'
import { readWaiting } from '../../src/fulfilment/queries.ts'
import { shipParcel } from '../../src/fulfilment/shipping.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { refundLines } from '../../src/payments/refunds/refunding-lines.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { paidOrder } from '../support/orders.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
let staffId: string
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  const [row] = await shop.db.all<{ id: string }>(sql`SELECT id FROM staff WHERE login = 'fulfilment'`)
  staffId = row!.id
})

const picked = async () => {
  const groups = await Promise.all(
    ['ambient', 'cold'].map(async (storage) =>
      pickGroup(storage, await readWaiting(shop.db, { storage, limit: 100 })),
    ),
  )
  const sums = groups.flatMap(({ shelf }) => shelf.map(({ sku, pieces }): [string, number] => [sku, pieces]))
  return { groups, sums: Object.fromEntries(sums.toSorted()) }
}
/** What the ledger says the orders took, sold and not given back. */
const moved = async () => {
  const rows = await shop.db.all<{ sku: string; pieces: number }>(sql`
    SELECT sku, sum(quantity) pieces FROM stock_movements WHERE kind = 'sold'
      AND cause IN (SELECT order_id FROM dispatch_queue) GROUP BY sku ORDER BY sku`)
  return Object.fromEntries(rows.map(({ sku, pieces }) => [sku, pieces]))
}

/** A box of black tea and cili juice among others, the same black tea alone, a box of two teas, fresh chives. */
const ORDERS: [string, number][][] = [
  [
    ['GFT-P4-STD', 2],
    ['TEA-DH-100', 3],
  ],
  [
    ['GFT-TD-STD', 1],
    ['CHV-BQ-0500', 2],
  ],
  [['TEA-DH-100', 1]],
  [
    ['GFT-P4-STD', 1],
    ['CIL-CG-B2', 1],
  ],
]

describe('the pick list', () => {
  test('its sums are the stock movements of the orders that wait, gift boxes taken apart', async () => {
    for (const items of ORDERS) await paidOrder(shop, items)
    const { groups, sums } = await picked()
    expect(sums).toEqual(await moved())
    expect(Object.keys(sums).some((sku) => sku.startsWith('GFT'))).toBe(false)
    const ambient = groups[0]!
    // Alone in two orders, four pieces; one in each of four boxes of three orders.
    expect(ambient.shelf.find(({ sku }) => sku === 'TEA-DH-100')).toEqual({
      ...{ sku: 'TEA-DH-100', alone: 4, inBoxes: 4, pieces: 8, orders: 4 },
    })
    expect(ambient.boxes.map(({ sku, pieces, orders }) => [sku, pieces, orders])).toEqual([
      ['GFT-P4-STD', 3, 2],
      ['GFT-TD-STD', 1, 1],
    ])
    expect(ambient.boxes[0]!.contents.find(({ sku }) => sku === 'TEA-DH-100')).toEqual({
      ...{ sku: 'TEA-DH-100', each: 1, pieces: 3 },
    })
    expect(groups[1]!.boxes).toEqual([])
  })

  test('leaves out what was sent and what was refunded before it was', async () => {
    const [first, second] = [await paidOrder(shop, ORDERS[0]!), await paidOrder(shop, ORDERS[3]!)]
    const order = (await readOrder(shop, first))!
    const box = order.lines.find(({ sku }) => sku === 'GFT-P4-STD')!.line
    const parcel = { storage: 'ambient', carrier: 'sf', trackingNo: 'SF1000001' }
    await shipParcel(shop, first, { ...parcel, lines: [{ line: box, quantity: 1 }] }, staffId)
    const refunded = await refundLines(shop, first, [{ line: box, quantity: 1 }], '少一盒', staffId)
    expect(refunded.ok).toBe(true)
    const { groups } = await picked()
    expect(groups[0]!.boxes.map(({ sku, pieces }) => [sku, pieces])).toEqual([['GFT-P4-STD', 1]])
    expect(groups[0]!.shelf.find(({ sku }) => sku === 'TEA-DH-100')).toMatchObject({ alone: 3, inBoxes: 1 })
    expect(second).not.toBe(first)
  })

  test('of today’s cold chain leaves out what leaves later, as the desk’s filter links to it', async () => {
    const [due, later] = [
      await paidOrder(shop, [['CHV-BQ-0500', 1]]),
      await paidOrder(shop, [['CHV-BQ-0500', 4]]),
    ]
    for (const [number, day] of [
      [due, '2026-11-23'],
      [later, '2026-11-24'],
    ])
      await shop.db.run(sql`UPDATE dispatch_queue SET ship_on = ${day}
        WHERE order_id = (SELECT id FROM orders WHERE number = ${number})`)
    const packer = await signedIn('fulfilment')
    const desk = await (await packer.get(adminPaths.orders({ view: 'today' }))).text()
    const link = adminPaths.picking({ storage: 'cold', by: '2026-11-23' })
    expect(desk).toContain(link.replaceAll('&', '&amp;'))
    expect(await (await packer.get(link)).text()).toContain('冷链：1 笔订单，从货架取1件')
    expect(await (await packer.get(adminPaths.picking({ storage: 'cold' }))).text()).toContain(
      '冷链：2 笔订单，从货架取5件',
    )
    const slips = await (await packer.get(adminPaths.slips({ storage: 'cold', by: '2026-11-23' }))).text()
    expect([slips.includes(due), slips.includes(later)]).toEqual([true, false])
  })

  test('prints the ticked orders of a list, else all of its filter, and says which', async () => {
    const numbers = [
      await paidOrder(shop, [['CHV-BQ-0500', 1]]),
      await paidOrder(shop, [['CHV-BQ-0500', 2]]),
      await paidOrder(shop, [['CHV-BQ-0500', 4]]),
    ] as const
    await shop.db.run(sql`UPDATE dispatch_queue SET channel = 'api'
      WHERE order_id = (SELECT id FROM orders WHERE number = ${numbers[2]})`)
    const packer = await signedIn('fulfilment')
    const get = async (at: string) => (await packer.get(at)).text()
    const printed = async (at: string) => {
      const text = await get(at)
      return numbers.filter((number) => text.includes(`条码 ${number}`))
    }
    const cold = { storage: 'cold', ticked: '1' }
    expect(await printed(`${adminPaths.slips(cold)}&order=${numbers[0]}&order=${numbers[2]}`)).toEqual([
      ...[numbers[0], numbers[2]],
    ])
    const picking = await get(`${adminPaths.picking(cold)}&order=${numbers[0]}&order=${numbers[2]}`)
    expect(picking).toContain('冷链：2 笔订单，从货架取5件')
    expect(await printed(adminPaths.slips({ storage: 'cold' }))).toEqual([...numbers])
    expect(await printed(adminPaths.slips({ storage: 'cold', channel: 'api' }))).toEqual([numbers[2]])
    expect(await printed(adminPaths.slips({ storage: 'cold', to: '2020-01-01' }))).toEqual([])
    // A print of the ticked ones where none is ticked is no print of all, and nobody's packing has begun.
    expect(await get(adminPaths.slips(cold))).toContain('没有勾选订单')
    const list = await get(adminPaths.orders({ view: 'cold' }))
    expect(list).toContain('打印装箱单（全部3笔）')
    expect(list).toMatch(
      /formaction="\/admin\/shipments\/slips" name="ticked" value="1"[^>]*>打印装箱单（勾选的）</,
    )
    const own = await get(adminPaths.orders({ view: 'cold', channel: 'api' }))
    expect(own).toContain('打印拣货单（全部1笔）')
    expect(own).toContain(adminPaths.slips({ storage: 'cold', channel: 'api' }).replaceAll('&', '&amp;'))
  })

  test('shows a box with its contents beneath, on the list and on its slip', async () => {
    await paidOrder(shop, ORDERS[0]!)
    const packer = await signedIn('fulfilment')
    const list = await (await packer.get(adminPaths.picking({ storage: 'ambient' }))).text()
    const text = list.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
    expect(text).toContain('GFT-P4-STD 普定四味礼盒 标准盒 朵贝红·红茶 100 g/罐 × 1（共2件）')
    expect(text).toContain('TEA-DH-100 朵贝红·红茶 100 g/罐 5 2 1')
    const slip = await (await packer.get(adminPaths.slips({ storage: 'ambient' }))).text()
    expect([slip.includes('class="slip-box"'), slip.includes('¥')]).toEqual([true, false])
  })
})
