import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { hmac } from '../../src/kernel/secrets.ts'
import { DAY_MS } from '../../src/kernel/time.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { type CodeRow, discountFor } from '../../src/promotions/code.ts'
import { endCode, makeCode } from '../../src/promotions/making.ts'
import type { Shop } from '../../src/shop.ts'
import { adopt, plotOf } from '../support/adoptions.ts'
import { giveCode } from '../support/codes.ts'
import { at, newBuyer, openShop, orderOf } from '../support/shop.ts'
import { fillStaff, idOf } from '../support/staff.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})
const place = async (code: string, recipient = newBuyer(), then = shop) => {
  const placed = await placeOrder(
    then,
    orderOf([['TEA-GC-250', 1]], { code, recipient }),
    crypto.randomUUID(),
  )
  return placed.ok ? placed.value.number : placed.refusal.code
}

test('a code that was given back can be used again by the same phone, as often as it comes back', async () => {
  await giveCode(shop, 'ONEEACH', { limitPerPhone: 1, limitTotal: 1 })
  const recipient = newBuyer()
  for (let round = 0; round < 3; round += 1) {
    const number = await place('ONEEACH', recipient)
    expect(number).toHaveLength(12)
    expect(await place('ONEEACH', recipient)).toBe('code_already_used')
    await cancelOrder(shop, number, 'shopper')
  }
})

test('a code of somebody’s own opens to their phone and to no other', async () => {
  const recipient = newBuyer()
  await giveCode(shop, 'MINE', { phoneHmac: await hmac(shop.settings.phonePepper, recipient.phone) })
  expect(await place('MINE')).toBe('code_not_yours')
  expect(await place('MINE', recipient)).toHaveLength(12)
})

test('a code holds from its first moment to the one before its end', async () => {
  await giveCode(shop, 'ADAY', { startsAt: shop.now, endsAt: shop.now + DAY_MS })
  expect(await place('ADAY', newBuyer(), at(shop, shop.now - 1))).toBe('code_not_started')
  expect(await place('ADAY')).toHaveLength(12)
  expect(await place('ADAY', newBuyer(), at(shop, shop.now + DAY_MS - 1))).toHaveLength(12)
  expect(await place('ADAY', newBuyer(), at(shop, shop.now + DAY_MS))).toBe('code_expired')
})

test('exactly at its minimum a code takes off, and a fen below it does not', () => {
  const row: CodeRow = {
    ...{ code: 'MINIMUM', kind: 'amount', value: 100, families: '[]', minimumFen: 5_000, startsAt: 0 },
    ...{
      endsAt: 9,
      limitTotal: 1,
      limitPerPhone: 1,
      phoneHmac: null,
      used: 0,
      endedAt: null,
      usedByPhone: 0,
    },
  }
  const off = (amountFen: number) =>
    discountFor({ code: 'MINIMUM', row, phoneHmac: null }, [{ family: 'tea', amountFen }], 0, 1).outcome
  expect([off(5_000).discountFen, off(4_999).problem]).toEqual([100, 'code_below_minimum'])
})

describe('staff', () => {
  const input = {
    ...{ code: 'SPRING26', kind: 'amount' as const, value: 500, families: [], minimumFen: 0 },
    ...{ limitTotal: 10, limitPerPhone: 1 },
  }

  test('who make or end a code stand in the log with what it takes off', async () => {
    await fillStaff(shop)
    const by = await idOf(shop, 'manager')
    const made = { ...input, startsAt: shop.now, endsAt: shop.now + DAY_MS }
    expect((await makeCode(shop, made, by)).ok).toBe(true)
    expect((await endCode(at(shop, shop.now + 1), 'SPRING26', by)).ok).toBe(true)
    const log = await shop.db.all<{ by: string; verb: string; object: string; after: string | null }>(
      sql`SELECT staff_id "by", verb, object, after FROM audit_entries WHERE object = 'code:SPRING26' ORDER BY id`,
    )
    expect(log.map(({ verb, ...rest }) => [verb, rest.by])).toEqual([
      ['code.made', by],
      ['code.ended', by],
    ])
    expect(JSON.parse(log[0]!.after!)).toMatchObject({ value: 500, limitTotal: 10 })
  })

  test('cannot end what is owed to a buyer for a short season', async () => {
    await fillStaff(shop)
    const { ids } = await adopt(shop, [plotOf('A-07')])
    await giveCode(shop, 'OWED')
    await shop.db.run(sql`UPDATE promo_codes SET adoption_id = ${ids[0]!} WHERE code = 'OWED'`)
    expect(await endCode(shop, 'OWED', await idOf(shop, 'manager'))).toMatchObject({
      refusal: { code: 'not_found' },
    })
    expect(await place('OWED')).toHaveLength(12)
  })
})
