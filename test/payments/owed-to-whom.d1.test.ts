import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { giftToken } from '../../src/adoption/access-token.ts'
import { hmac } from '../../src/kernel/secrets.ts'
import { DAY_MS } from '../../src/kernel/time.ts'
import { claimGift } from '../../src/my/gift-claiming.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { allowGoodwill } from '../../src/payments/refunds/allowing.ts'
import { cancelAdoption } from '../../src/payments/refunds/refunding-plots.ts'
import { settleShortfall } from '../../src/payments/refunds/settling-shortfall.ts'
import { GOODWILL_LIMIT } from '../../src/settings/refunds.ts'
import type { Shop } from '../../src/shop.ts'
import { adopt, plotOf, SEASON } from '../support/adoptions.ts'
import { paidOrder } from '../support/orders.ts'
import { at, newBuyer, openShop, orderOf } from '../support/shop.ts'
import { fillStaff, idOf } from '../support/staff.ts'

let shop: Shop
let finance: string
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  finance = await idOf(shop, 'finance')
})

/** The season of a plot closed short of it. */
const short = (id: string, valueFen = 2_000) =>
  shop.db.batch([
    shop.db.run(
      sql`UPDATE garden_seasons SET closed_at = ${shop.now} WHERE garden = 'A' AND season = ${SEASON}`,
    ),
    shop.db.run(sql`INSERT INTO shortfalls (adoption_id, grams, value_fen, noted_at)
      VALUES (${id}, '{"black":20}', ${valueFen}, ${shop.now})`),
  ])

describe('what a short season owes for a gift that was taken', () => {
  let id: string
  const buyer = newBuyer()
  const receiver = { ...newBuyer(), phone: '13900001111' }
  beforeEach(async () => {
    const gift = { phone: receiver.phone, message: '' }
    const { ids } = await adopt(shop, [plotOf('A-07', { gift })], { recipient: buyer })
    id = ids[0]!
    const token = await giftToken(shop.settings, id)
    expect((await claimGift(shop, { adoptionId: id, token, phone: receiver.phone, name: '小满' })).ok).toBe(
      true,
    )
    await short(id)
  })

  test('as a code opens to its receiver, once, and not to its buyer', async () => {
    expect((await settleShortfall(shop, id, 'credit')).ok).toBe(true)
    const [code] = await shop.db.all<{ code: string; phone: string; total: number }>(
      sql`SELECT code, phone_hmac phone, limit_total total FROM promo_codes WHERE adoption_id = ${id}`,
    )
    expect(code).toMatchObject({ phone: await hmac(shop.settings.phonePepper, receiver.phone), total: 1 })
    const order = async (recipient: typeof buyer) => {
      const wanted = orderOf([['TEA-GC-250', 1]], { recipient, code: code!.code })
      const placed = await placeOrder(shop, wanted, crypto.randomUUID())
      return placed.ok ? 'placed' : placed.refusal.code
    }
    expect([await order(buyer), await order(receiver)]).toEqual(['code_not_yours', 'placed'])
  })

  test('as tea waits for its receiver’s address, and knows nothing of its buyer’s', async () => {
    expect((await settleShortfall(shop, id, 'tea')).ok).toBe(true)
    expect(
      await shop.db.all(
        sql`SELECT recipient_name name, phone_sealed phone, region_code region, street FROM dispatches`,
      ),
    ).toEqual([{ name: null, phone: null, region: null, street: null }])
  })

  test('is no longer the buyer’s to give back, but staff may', async () => {
    expect(await cancelAdoption(shop, id, { actor: 'shopper' })).toMatchObject({
      refusal: { code: 'conflict' },
    })
    expect((await cancelAdoption(shop, id, { actor: 'staff', staffId: finance })).ok).toBe(true)
  })
})

describe('a short season', () => {
  test('gives back no more than is left of what was paid for the plot', async () => {
    const { number, ids } = await adopt(shop, [plotOf('A-07')])
    const { line, amountFen } = (await readOrder(shop, number))!.lines[0]!
    await shop.db.run(sql`UPDATE shop_settings SET shop = json_set(shop, '$.refunds',
      json('{"goodwillLimitFen":9000000}'))`)
    const goodwill = { line, amountFen: amountFen - 700, note: '霜冻' }
    expect((await allowGoodwill(shop, number, goodwill, finance)).ok).toBe(true)
    await short(ids[0]!)
    expect((await settleShortfall(shop, ids[0]!, 'refund')).ok).toBe(true)
    const refunds = await shop.db.all(sql`SELECT amount_fen fen FROM refunds WHERE reason = 'shortfall'`)
    expect(refunds).toEqual([{ fen: 700 }])
  })

  test('is settled only by what its offer promised', async () => {
    const { ids } = await adopt(shop, [plotOf('A-07')])
    await short(ids[0]!)
    await shop.db.run(sql`DROP TRIGGER offer_stays`)
    await shop.db.run(
      sql`UPDATE offers SET content = json_set(content, '$.shortfall.choices', json('["tea"]'))`,
    )
    expect(await settleShortfall(shop, ids[0]!, 'refund')).toMatchObject({ refusal: { code: 'conflict' } })
    expect(await settleShortfall(shop, ids[0]!, 'credit')).toMatchObject({ refusal: { code: 'conflict' } })
    expect((await settleShortfall(shop, ids[0]!, 'tea')).ok).toBe(true)
  })
})

test('a goodwill of exactly the limit needs no second person, a fen more does, and 30 days later it is forgotten', async () => {
  const give = async (amountFen: number, days = 0) => {
    const given = await allowGoodwill(
      at(shop, shop.now + days * DAY_MS),
      number,
      { line: null, amountFen, note: '破损' },
      finance,
    )
    return given.ok ? given.value.state : given.refusal.code
  }
  let number = await paidOrder(shop, [['TEA-GC-250', 8]])
  expect(await give(GOODWILL_LIMIT.usualFen)).toBe('given')
  expect(await give(1)).toBe('asked')
  number = await paidOrder(shop, [['TEA-GC-250', 8]])
  expect(await give(GOODWILL_LIMIT.usualFen + 1)).toBe('asked')
  number = await paidOrder(shop, [['TEA-GC-250', 8]])
  expect([await give(GOODWILL_LIMIT.usualFen), await give(1, 30)]).toEqual(['given', 'given'])
})

test('a paid order is called off for the sum that was seen or not at all', async () => {
  const number = await paidOrder(shop, [['TEA-GC-250', 1]])
  const { totalFen } = (await readOrder(shop, number))!
  for (const seen of [totalFen - 1, totalFen + 1, 0])
    expect(await cancelOrder(shop, number, 'shopper', seen)).toMatchObject({ refusal: { code: 'conflict' } })
  expect((await readOrder(shop, number))!.refunds).toEqual([])
  expect((await cancelOrder(shop, number, 'shopper', totalFen)).ok).toBe(true)
})

test('a sum of a plot that was allowed before is taken off what the plot gives back', async () => {
  const { number, ids } = await adopt(shop, [plotOf('A-07')])
  const { line, amountFen } = (await readOrder(shop, number))!.lines[0]!
  await allowGoodwill(shop, number, { line, amountFen: 800, note: '霜冻' }, finance)
  expect(await cancelAdoption(shop, ids[0]!, { actor: 'shopper' })).toMatchObject({
    ok: true,
    value: { amountFen: amountFen - 800 },
  })
})
