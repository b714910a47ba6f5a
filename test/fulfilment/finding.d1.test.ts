import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { database } from '../../src/db/client.ts'
import { correctParcel } from '../../src/fulfilment/correcting.ts'
import { findOrders } from '../../src/fulfilment/finding.ts'
import { confirmReceipt } from '../../src/fulfilment/receiving.ts'
import { shipParcel } from '../../src/fulfilment/shipping.ts'
import { indexOrders } from '../../src/orders/indexing.ts'
import { forgetBuyer } from '../../src/orders/personal-data.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import type { Shop } from '../../src/shop.ts'
import { staffIdOf } from '../support/listings.ts'
import { paidOrder } from '../support/orders.ts'
import { at, bindings, metered, openShop, orderOf } from '../support/shop.ts'
import { fillStaff } from '../support/staff.ts'

let shop: Shop
let staffId: string
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  staffId = await staffIdOf(shop, 'fulfilment')
})

const TEA: [string, number][] = [['TEA-GC-250', 1]]
const OTHER = { name: '黄小满', phone: '13900001122', region: '440114', street: '花山镇龙口路9号' }
const recipient = {
  name: '欧阳秋雨',
  phone: '020-87654321转3321',
  region: '440114',
  street: '新华街道天贵路88号 Rose Garden 3栋1502房',
}
const find = async (by: Shop, words: string) => (await findOrders(by, words)).map(({ number }) => number)

/** Everything an order may be asked for by. */
const asked = (number: string, trackingNo: string) => [
  ...['02087654321', '020-87654321', '020-87654321转3321', '4321'],
  ...[
    number.slice(0, 4),
    number.slice(-4),
    number.slice(3, 9).toLowerCase(),
    `${number.slice(2, 6)}-${number.slice(6, 10)}`,
  ],
  ...[trackingNo, trackingNo.slice(-4), trackingNo.slice(3, 10).toLowerCase()],
  ...['欧阳秋雨', '欧阳', '秋雨', '雨', ' 欧阳 秋雨'],
  ...['天贵路', '天贵路88号', 'rose garden', 'ROSE', '3栋1502房', '新华街道天贵路８８号'],
]

describe('search at the desk', () => {
  test('finds an order, paid or not, by a phone, a number, a name or a street, or a part of them, and no other', async () => {
    const mine = await paidOrder(shop, TEA, { recipient })
    const other = await paidOrder(shop, TEA, { recipient: OTHER })
    const sent = { storage: 'ambient', carrier: 'sf', trackingNo: 'SF-7310248866501', lines: [] }
    await shipParcel(shop, mine, sent, staffId)
    for (const words of asked(mine, sent.trackingNo))
      expect([words, await find(shop, words)]).toEqual([words, [mine]])
    for (const words of [
      '9999',
      '天河路',
      '雨秋',
      '贵天',
      '秋雨欧阳',
      'zzzz',
      '',
      '-',
      '321',
      '街道大',
      '路8号',
    ])
      expect([words, await find(shop, words)]).toEqual([words, []])
    const unpaid = await placeOrder(at(shop, shop.now + 1), orderOf(TEA, { recipient: OTHER }), 'unpaid')
    expect(await find(shop, '小满')).toEqual([unpaid.ok && unpaid.value.number, other])
  })

  test('a whole tracking number finds its own order alone, however alike the others are', async () => {
    const send = async (trackingNo: string) => {
      const number = await paidOrder(shop, TEA, { recipient: OTHER })
      await shipParcel(shop, number, { storage: 'ambient', carrier: 'sf', trackingNo, lines: [] }, staffId)
      return number
    }
    const own = new Map<string, string>()
    for (const end of ['73', '76', '77', '731']) own.set(end, await send(`SF13900123456${end}`))
    // Every part of the number that is typed below stands in this one too, in another order.
    await send('SF13900123456-456773')
    for (const [end, number] of own)
      expect([end, await find(shop, `SF13900123456${end}`)]).toEqual([end, [number]])
    expect((await find(shop, '1390012345677')).length).toBe(1)
    expect((await find(shop, 'SF1390012345')).length).toBe(5)
    expect(await find(shop, 'SF1390012345678')).toEqual([])
  })

  test('several words find what holds all of them, each by its kind; a district or city is a kind too', async () => {
    const mine = await paidOrder(shop, TEA, {
      recipient: { ...recipient, name: '黄小满', phone: '13900006642', street: '沙河街道龙口西路3号' },
    })
    const other = await paidOrder(shop, TEA, { recipient: { ...OTHER, region: '440106' } })
    const both = [other, mine].toSorted()
    const found = async (words: string) => (await find(shop, words)).toSorted()
    for (const words of [
      '6642 龙口西路',
      '龙口西路，6642',
      '黄小满 花都区 龙口',
      '花都 6642',
      '6642 沙河街道 龙口 西路3号',
    ])
      expect([words, await find(shop, words)]).toEqual([words, [mine]])
    for (const words of ['6642 天河区', '1122 龙口西路', '小满 花都 1122', '6642 龙口西路 天河'])
      expect([words, await find(shop, words)]).toEqual([words, []])
    for (const words of ['小满 广州', '黄小满 龙口'])
      expect([words, await found(words)]).toEqual([words, both])
    expect([await find(shop, '天河区'), await find(shop, '花都')]).toEqual([[other], [mine]])
    await shop.db.run(sql`UPDATE orders SET region_code = '440114' WHERE number = ${other}`)
    expect([await find(shop, '天河区'), await found('花都区')]).toEqual([[], both])
  })

  test('follows a correction of the receiver or of a parcel, whoever makes it', async () => {
    const number = await paidOrder(shop, TEA, { recipient })
    await shipParcel(
      shop,
      number,
      { storage: 'ambient', carrier: 'sf', trackingNo: 'SF1111111111', lines: [] },
      staffId,
    )
    expect(await find(shop, '1111111111')).toEqual([number])
    const order = (await readOrder(shop, number))!
    const editor = { staffId, over: 0 }
    await correctParcel(
      shop,
      order,
      order.parcels[0]!.id,
      { carrier: 'sf', trackingNo: 'SF2222222222' },
      editor,
    )
    await shop.db.run(
      sql`UPDATE orders SET recipient_name = '欧阳冬雪', street = '天贵路99号' WHERE number = ${number}`,
    )
    for (const words of ['秋雨', '88号']) expect([words, await find(shop, words)]).toEqual([words, []])
    // The buyer may hold the number that was wrong.
    for (const words of ['1111111111', '2222222222', '冬雪', '99号', '欧阳'])
      expect([words, await find(shop, words)]).toEqual([words, [number]])
  })

  test('one that changes while it is indexed is indexed again, and one that is forgotten leaves nothing', async () => {
    const number = await paidOrder(shop, TEA, { recipient })
    const inBetween = async (change: string) => {
      const { db } = shop
      let done = false
      const slow = {
        ...db,
        batch: async (statements: Parameters<typeof db.batch>[0]) => {
          if (!done) await db.run(sql.raw(change))
          done = true
          return db.batch(statements)
        },
      } as Shop['db']
      await indexOrders({ ...shop, db: slow })
      expect(done).toBe(true)
    }
    await inBetween(`UPDATE orders SET recipient_name = '欧阳冬雪'`)
    expect([await find(shop, '秋雨'), await find(shop, '冬雪')]).toEqual([[], [number]])
    await shop.db.run(sql`UPDATE orders SET street = '天贵路99号'`)
    await inBetween('UPDATE orders SET forgotten_at = 1')
    expect(await left()).toEqual([])
  })

  test('holds nothing readable, and nothing at all of an order whose buyer is forgotten', async () => {
    const number = await paidOrder(shop, TEA, { recipient })
    const other = await paidOrder(shop, TEA, { recipient: OTHER })
    const sent = { storage: 'ambient', carrier: 'sf', trackingNo: 'SF7310248866501', lines: [] }
    await shipParcel(shop, number, sent, staffId)
    await confirmReceipt(shop, number)
    await indexOrders(shop)
    const [{ id, terms } = { id: '', terms: '' }] = await shop.db.all<{ id: string; terms: string }>(sql`
      SELECT o.id, t.terms FROM orders o JOIN order_terms t ON t.order_id = o.id WHERE o.number = ${number}`)
    expect(terms).toMatch(/^\[\d+(,\d+)*\]$/)
    expect(await left()).toContain(id)
    const pepper = { ...shop, settings: { ...shop.settings, phonePepper: 'another' } }
    expect(await find(pepper, '4321')).toEqual([])
    expect(await forgetBuyer(shop, number)).toMatchObject({ ok: true })
    expect(await left()).not.toContain(id)
    await correctParcel(
      shop,
      { id, number },
      (await readOrder(shop, number))!.parcels[0]!.id,
      { carrier: 'sf', trackingNo: 'SF9999999999' },
      { staffId, over: 0 },
    )
    await indexOrders(shop)
    expect([await left()].flat()).not.toContain(id)
    for (const words of asked(number, sent.trackingNo))
      expect([words, await find(shop, words)]).toEqual([words, []])
    expect(await find(shop, '小满')).toEqual([other])
  })

  test('reads a bounded number of rows however many orders share the words', async () => {
    const mine = await paidOrder(shop, TEA, { recipient })
    const common = await paidOrder(at(shop, shop.now + 1), TEA, {
      recipient: { ...OTHER, street: '新华街道公益大道1号' },
    })
    await indexOrders(shop)
    const columns = (
      await shop.db.all<{ name: string }>(sql`SELECT name FROM pragma_table_info('orders')`)
    ).map(
      ({ name }) =>
        ({ id: `id || n.i`, number: `substr(number, 1, 2) || printf('%010d', n.i)` })[name] ?? name,
    )
    await shop.db.batch([
      shop.db.run(
        sql.raw(`INSERT INTO orders WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
          SELECT ${columns.join(', ')} FROM n, orders WHERE number = '${common}'`),
      ),
      shop.db.run(sql`DELETE FROM unindexed_orders`),
      shop.db.run(sql`INSERT INTO order_terms SELECT o.id, t.terms FROM order_terms t JOIN orders c ON c.id = t.order_id
        CROSS JOIN orders o ON o.id > c.id WHERE c.number = ${common}`),
    ])
    const meter = metered(bindings.DB)
    const counted = { ...shop, db: database(meter.db) }
    const cost = async (words: string) => {
      meter.reset()
      return { found: (await findOrders(counted, words)).length, ...meter.count }
    }
    // 新华街道 is in every street, 天贵 in one: the rarest part leads.
    for (const words of ['天贵路', '新华街道天贵', '4321', '欧阳秋雨']) {
      const { found, trips, read } = await cost(words)
      expect([words, found, trips]).toEqual([words, 1, 1])
      expect(read).toBeLessThan(6000)
    }
    expect(await find(counted, '天贵路')).toEqual([mine])
    const everywhere = await cost('公益大道1号')
    expect(everywhere).toMatchObject({ found: 50, trips: 1 })
    expect(everywhere.read).toBeLessThan(12_000)
  })
})

/** Ids that the index knows anything of. */
const left = async () =>
  (
    await shop.db.all<{ id: string }>(sql`SELECT DISTINCT id FROM (SELECT order_id id FROM order_terms
      UNION ALL SELECT order_id FROM order_postings UNION ALL SELECT order_id FROM unindexed_orders)`)
  ).map(({ id }) => id)
