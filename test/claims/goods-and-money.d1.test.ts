import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { grantClaim, receiveReturn, refuseClaim, sendAgain } from '../../src/claims/answering.ts'
import { postReturn } from '../../src/claims/replying.ts'
import { sweepClaims } from '../../src/claims/sweeping.ts'
import { shipParcel } from '../../src/fulfilment/shipping.ts'
import { DAY_MS } from '../../src/kernel/time.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { allowGoodwill } from '../../src/payments/refunds/allowing.ts'
import { refundLines } from '../../src/payments/refunds/refunding-lines.ts'
import type { Shop } from '../../src/shop.ts'
import { claimOf, claimState, setReturns } from '../support/claims.ts'
import { broken } from '../support/invariants.ts'
import { paidOrder } from '../support/orders.ts'
import { at, openShop } from '../support/shop.ts'
import { fillStaff, idOf } from '../support/staff.ts'

let shop: Shop
let clerk: string
let other: string
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  clerk = await idOf(shop, 'manager')
  other = await idOf(shop, 'finance')
  await setReturns(shop)
})

const PARCEL = { carrier: 'sf', trackingNo: 'SF20000001' }
const paid = (quantity = 2) => paidOrder(shop, [['TEA-DH-100', quantity]])
const ship = async (number: string, quantity?: number) =>
  expect(
    await shipParcel(
      shop,
      number,
      {
        ...{ storage: 'ambient', carrier: 'sf', trackingNo: 'SF10000001' },
        lines: quantity ? [{ line: 1, quantity }] : [],
      },
      clerk,
    ),
  ).toMatchObject({ ok: true })
const available = async () =>
  (await shop.db.all<{ n: number }>(sql`SELECT available n FROM variants WHERE sku = 'TEA-DH-100'`))[0]!.n
const refunded = async (number: string) =>
  (await readOrder(shop, number))!.refunds.reduce((sum, { amountFen }) => sum + amountFen, 0)

test('a piece that was refunded otherwise is not sent again too', async () => {
  const number = await paid()
  await ship(number)
  const before = await available()
  const id = await claimOf(shop, number, { kind: 'resend', quantity: 2 })
  await refundLines(shop, number, [{ line: 1, quantity: 1 }], '坏了一件', other)
  expect((await grantClaim(shop, id, '', clerk)).ok).toBe(true)
  expect(await available()).toBe(before - 1)
  expect(await broken(shop)).toEqual([])
})

test('of goods that are kept to be sent again, what is refunded meanwhile stands on the shelf again', async () => {
  const number = await paid()
  await ship(number)
  const before = await available()
  const id = await claimOf(shop, number, { kind: 'resend', quantity: 2 })
  await grantClaim(shop, id, '', clerk)
  await refundLines(shop, number, [{ line: 1, quantity: 1 }], '只补一件', other)
  expect((await sendAgain(shop, id, PARCEL, clerk)).ok).toBe(true)
  expect(await available()).toBe(before - 1)
  expect(await broken(shop)).toEqual([])
})

test('a piece that waits to be sent is neither sent twice nor shelved twice', async () => {
  const number = await paid(3)
  await ship(number, 2)
  const before = await available()
  // What is claimed came, or did not leave in time: never more pieces than did.
  expect(await claimOf(shop, number, { kind: 'resend', reason: 'missing', quantity: 3 })).toBe('conflict')
  expect(await claimOf(shop, number, { reason: 'late', quantity: 2 })).toBe('conflict')
  const id = await claimOf(shop, number, { kind: 'return_refund', quantity: 2 })
  await grantClaim(shop, id, '', clerk)
  await postReturn(shop, id, PARCEL)
  expect((await receiveReturn(shop, id, { note: '', restock: true }, clerk)).ok).toBe(true)
  expect(await available()).toBe(before + 2)
  expect(await broken(shop)).toEqual([])
})

test('what came back stands on the shelf though its money went back otherwise', async () => {
  const number = await paid()
  await ship(number)
  const before = await available()
  const id = await claimOf(shop, number, { kind: 'return_refund', quantity: 2 })
  await grantClaim(shop, id, '', clerk)
  await postReturn(shop, id, PARCEL)
  await refundLines(shop, number, [{ line: 1, quantity: 2 }], '先退', other)
  expect(await receiveReturn(shop, id, { note: '', restock: true }, clerk)).toMatchObject({
    value: { event: 'covered' },
  })
  expect([await available(), (await claimState(shop, id)).returned]).toEqual([before + 2, 'restocked'])
  expect(await broken(shop)).toEqual([])
})

test.each(['unwanted', 'late'] as const)(
  'goods that left after they were claimed as %s are not given with their money',
  async (reason) => {
    const number = await paid()
    const id = await claimOf(shop, number, { reason, quantity: 2 })
    await ship(number)
    await sweepClaims(at(shop, shop.now + 3 * DAY_MS), { rows: 10, ms: 20_000 })
    expect([(await claimState(shop, id)).state, await refunded(number)]).toEqual(['closed', 0])
    // They are claimed anew, as goods that were sent.
    expect(await claimOf(shop, number, { quantity: 2 })).toMatch(/^clm_/)
    expect(await broken(shop)).toEqual([])
  },
)

test('freight that went back otherwise does not go back again', async () => {
  const number = await paidOrder(shop, [['CHV-BQ-0500', 1]])
  await shipParcel(shop, number, { storage: 'cold', ...PARCEL, lines: [] }, clerk)
  const order = (await readOrder(shop, number))!
  expect(order.freightFen).toBeGreaterThan(0)
  const sum = { line: null, amountFen: order.freightFen, note: '运费先退' }
  expect(await allowGoodwill(shop, number, sum, clerk)).toMatchObject({ ok: true })
  const id = await claimOf(shop, number)
  expect((await grantClaim(shop, id, '', clerk)).ok).toBe(true)
  expect(await refunded(number)).toBe(order.lines[0]!.amountFen + order.freightFen)
  expect(await broken(shop)).toEqual([])
})

test('a second refusal at the same moment does not take the buyer’s objection away', async () => {
  const number = await paid()
  await ship(number)
  const id = await claimOf(shop, number)
  expect((await refuseClaim(shop, id, '照片看不清', clerk)).ok).toBe(true)
  expect((await refuseClaim(shop, id, '我也看不清', other)).ok).toBe(false)
  expect((await claimState(shop, id)).state).toBe('refused')
})
