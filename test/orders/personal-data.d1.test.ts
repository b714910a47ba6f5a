import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { consentsOfOrder } from '../../src/orders/consents.ts'
import { writeNote } from '../../src/orders/noting.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import type { Shop } from '../../src/shop.ts'
import { pathsFor } from '../../src/urls.ts'
import { browser, checkoutForm } from '../support/browser.ts'
import { openShop, unreconciled } from '../support/shop.ts'
import { fillStaff } from '../support/staff.ts'

const paths = pathsFor('zh')
const PHONE = '13800001234'
let shop: Shop
let visitor: ReturnType<typeof browser>
let number: string

beforeEach(async () => {
  shop = await openShop()
  visitor = browser()
  await visitor.post('/cart/lines', { sku: 'CIL-CG-B2', quantity: '1', action: 'add' })
  const placed = await visitor.post('/checkout', await checkoutForm(visitor))
  number = placed.headers.get('Location')!.split('/')[2]!
})

describe('personal data of an order', () => {
  test('is exported whole to who knows the phone, and to nobody else', async () => {
    const answer = await visitor.post(paths.personalData(number), { phone: PHONE, act: 'export' })
    expect(await answer.json()).toMatchObject({
      number,
      recipient: { name: '林晓禾', phone: PHONE },
      consents: ['no_return', 'privacy', 'terms'].map((purpose) => ({ purpose, channel: 'online' })),
    })
    expect(
      (await visitor.post(paths.personalData(number), { phone: '13900001234', act: 'export' })).status,
    ).toBe(422)
    expect((await browser().post(paths.personalData(number), { phone: PHONE, act: 'export' })).status).toBe(
      404,
    )
  })

  test('is not deleted while the parcel needs it, nor without the tick', async () => {
    const gone = { phone: PHONE, act: 'delete', sure: 'yes' }
    expect((await visitor.post(paths.personalData(number), gone)).status).toBe(409)
    await cancelOrder(shop, number, 'shopper')
    expect((await visitor.post(paths.personalData(number), { phone: PHONE, act: 'delete' })).status).toBe(422)
    expect((await readOrder(shop, number))!.recipient.name).toContain('林')
  })

  test('goes with what staff wrote about the buyer, and what was agreed to stays as evidence', async () => {
    await fillStaff(shop)
    const [order] = await shop.db.all<{ id: string }>(sql`SELECT id FROM orders WHERE number = ${number}`)
    const [staff] = await shop.db.all<{ id: string }>(sql`SELECT id FROM staff LIMIT 1`)
    await writeNote(shop, order!.id, '林女士要求周五发', staff!.id)
    const before = await visitor.post(paths.personalData(number), { phone: PHONE, act: 'export' })
    expect(await before.json()).toMatchObject({ staffNotes: [{ note: '林女士要求周五发' }], parcels: [] })
    await cancelOrder(shop, number, 'shopper')
    await visitor.post(paths.personalData(number), { phone: PHONE, act: 'delete', sure: 'yes' })
    expect(await shop.db.all(sql`SELECT 1 FROM order_notes`)).toEqual([])
    expect((await consentsOfOrder(shop.db, order!.id)).map(({ purpose }) => purpose)).toEqual([
      'no_return',
      'privacy',
      'terms',
    ])
  })

  test('leaves no trace of the buyer once deleted, while goods, sums and stock stay', async () => {
    await cancelOrder(shop, number, 'shopper')
    const before = (await readOrder(shop, number))!
    await visitor.post(paths.personalData(number), { phone: PHONE, act: 'delete', sure: 'yes' })
    const [row] = await shop.db.all<Record<string, unknown>>(
      sql`SELECT * FROM orders WHERE number = ${number}`,
    )
    const text = JSON.stringify(row)
    for (const trace of ['林晓禾', PHONE, '1234', '公益大道', '440114'])
      expect([trace, text.includes(trace)]).toEqual([trace, false])
    const after = (await readOrder(shop, number))!
    expect([after.totalFen, after.lines, after.forgotten]).toEqual([before.totalFen, before.lines, true])
    expect(await (await visitor.get(paths.order(number))).text()).toContain('已删除')
    expect((await browser().post('/orders', { number, phone: PHONE })).status).toBe(404)
    expect(await unreconciled(shop.db)).toEqual([])
  })
})
