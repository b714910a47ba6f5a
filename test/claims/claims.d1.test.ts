import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  disputeReturn,
  grantClaim,
  proposeSum,
  receiveReturn,
  refundInstead,
  refuseClaim,
  sendAgain,
} from '../../src/claims/answering.ts'
import { readStanding } from '../../src/claims/moving.ts'
import { readClaimDesk } from '../../src/claims/reading.ts'
import {
  acceptProposal,
  appealClaim,
  askForPerson,
  declineProposal,
  postReturn,
  takeMoneyInstead,
  withdrawClaim,
} from '../../src/claims/replying.ts'
import { sweepClaims } from '../../src/claims/sweeping.ts'
import { shipParcel } from '../../src/fulfilment/shipping.ts'
import { DAY_MS, HOUR_MS } from '../../src/kernel/time.ts'
import { readOrder } from '../../src/orders/queries.ts'
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

const BUDGET = { rows: 100, ms: 20_000 }
const RETURN = { carrier: 'sf', trackingNo: 'SF20000001' }
const TEA: [string, number][] = [
  ['TEA-DH-100', 2],
  ['CHV-BQ-0500', 1],
]

/** An order that was sent whole: two packs of tea and a bunch of chives. */
async function sentOrder(): Promise<string> {
  const number = await paidOrder(shop, TEA)
  for (const [storage, trackingNo] of [
    ['ambient', 'SF10000001'],
    ['cold', 'SF10000002'],
  ] as const)
    expect(
      (await shipParcel(shop, number, { storage, carrier: 'sf', trackingNo, lines: [] }, clerk)).ok,
    ).toBe(true)
  return number
}

const state = async (id: string) => (await claimState(shop, id)).state
const refunded = async (number: string) =>
  (await readOrder(shop, number))!.refunds.map(({ amountFen }) => amountFen)
const available = async (sku: string) =>
  (await shop.db.all<{ n: number }>(sql`SELECT available n FROM variants WHERE sku = ${sku}`))[0]!.n
const later = (ms: number) => at(shop, shop.now + ms)

describe('a refund that is asked for', () => {
  test('goes back with its share of the freight when the shop is answerable, and without it when not', async () => {
    const number = await sentOrder()
    const order = (await readOrder(shop, number))!
    const [tea] = order.lines
    const group = order.freight.find(({ skus }) => skus.includes(tea!.sku!))!
    const id = await claimOf(shop, number, { quantity: 1 })
    expect((await grantClaim(shop, id, '', clerk)).ok).toBe(true)
    expect(await state(id)).toBe('settled')
    const half = tea!.amountFen / 2 + Math.floor(group.feeFen / 2)
    expect(await refunded(number)).toEqual([half])
    const rest = await claimOf(shop, number, { quantity: 1, reason: 'wrong_goods' })
    expect((await grantClaim(shop, rest, '', clerk)).ok).toBe(true)
    const all = (await refunded(number)).reduce((sum, fen) => sum + fen, 0)
    expect(all).toBe(tea!.amountFen + group.feeFen)
    expect(await broken(shop)).toEqual([])
  })

  test('is granted by the shop’s silence, at the minute, by whoever looks first', async () => {
    const number = await sentOrder()
    const swept = await claimOf(shop, number, { quantity: 1 })
    const read = await claimOf(shop, number, { line: 2, reason: 'spoiled' })
    await sweepClaims(later(48 * HOUR_MS - 1), BUDGET)
    expect([await state(swept), await state(read)]).toEqual(['asked', 'asked'])
    // Nobody speaks after their time, whether the clock came by or not.
    expect((await refuseClaim(later(48 * HOUR_MS), read, '晚了', clerk)).ok).toBe(false)
    expect(await state(read)).toBe('settled')
    await sweepClaims(later(48 * HOUR_MS), BUDGET)
    expect(await state(swept)).toBe('settled')
    expect((await refunded(number)).length).toBe(2)
    expect(await broken(shop)).toEqual([])
  })

  test('is asked once by a form that was sent twice, and never for more than was bought', async () => {
    const number = await sentOrder()
    const first = await claimOf(shop, number, { quantity: 2, key: 'the-same-form-key-1' })
    expect(await claimOf(shop, number, { quantity: 2, key: 'the-same-form-key-1' })).toBe(first)
    expect(await claimOf(shop, number, { quantity: 1 })).toBe('conflict')
    expect((await withdrawClaim(shop, first)).ok).toBe(true)
    expect(await claimOf(shop, number, { quantity: 3 })).toBe('conflict')
    for (let n = 0; n < 4; n += 1) await withdrawClaim(shop, await claimOf(shop, number, { quantity: 1 }))
    expect(await claimOf(shop, number, { quantity: 1 })).toBe('conflict')
  })

  test('ends as covered when its money went back otherwise', async () => {
    const number = await sentOrder()
    const id = await claimOf(shop, number, { quantity: 2 })
    expect((await refundLines(shop, number, [{ line: 1, quantity: 2 }], '缺货', other)).ok).toBe(true)
    expect(await grantClaim(shop, id, '', clerk)).toMatchObject({ ok: true, value: { event: 'covered' } })
    expect(await state(id)).toBe('closed')
    expect(await broken(shop)).toEqual([])
  })
})

describe('a proposal', () => {
  test('is taken at the sum that was read, and no piece comes back', async () => {
    const number = await sentOrder()
    const id = await claimOf(shop, number, { quantity: 2 })
    expect((await proposeSum(shop, id, 900, '坏了一部分', clerk)).ok).toBe(true)
    expect((await acceptProposal(shop, id, 901)).ok).toBe(false)
    expect((await acceptProposal(shop, id, 900)).ok).toBe(true)
    expect(await refunded(number)).toEqual([900])
    expect((await readOrder(shop, number))!.refundedPieces).toEqual([])
    expect(await broken(shop)).toEqual([])
  })

  test('is never more than the claim is worth', async () => {
    const number = await sentOrder()
    const id = await claimOf(shop, number, { quantity: 1 })
    const { amountFen } = (await readOrder(shop, number))!.lines[0]!
    expect((await proposeSum(shop, id, amountFen / 2 + 1, '多了', clerk)).ok).toBe(false)
    expect((await proposeSum(shop, id, 0, '没有', clerk)).ok).toBe(false)
    expect((await proposeSum(shop, id, amountFen / 2, '一件的钱', clerk)).ok).toBe(true)
  })

  test('that is declined, or not answered, comes back to the shop for a day', async () => {
    const number = await sentOrder()
    const id = await claimOf(shop, number)
    await proposeSum(shop, id, 900, '坏了一部分', clerk)
    expect((await declineProposal(shop, id, '坏了一半')).ok).toBe(true)
    expect(await claimState(shop, id)).toMatchObject({
      ...{ state: 'asked', proposedFen: null, dueAt: shop.now + DAY_MS },
    })
    await proposeSum(shop, id, 1200, '加一点', clerk)
    await sweepClaims(later(72 * HOUR_MS), BUDGET)
    expect(await state(id)).toBe('asked')
    await sweepClaims(later(96 * HOUR_MS), BUDGET)
    expect(await state(id)).toBe('settled')
    expect((await refunded(number))[0]).toBeGreaterThan(1200)
    expect(await broken(shop)).toEqual([])
  })
})

describe('a return', () => {
  test('goes from asking to money back: its address, its number, its goods on the shelf when they are sealed', async () => {
    const number = await sentOrder()
    const before = await available('TEA-DH-100')
    const id = await claimOf(shop, number, { kind: 'return_refund', reason: 'unwanted', quantity: 2 })
    expect((await grantClaim(shop, id, '请寄回', clerk)).ok).toBe(true)
    expect(await state(id)).toBe('awaiting_return')
    expect(JSON.parse((await claimState(shop, id)).returnTo!)).toMatchObject({ name: '售后' })
    expect(await refunded(number)).toEqual([])
    expect((await postReturn(shop, id, RETURN)).ok).toBe(true)
    expect((await receiveReturn(shop, id, { note: '', restock: true }, clerk)).ok).toBe(true)
    const { amountFen } = (await readOrder(shop, number))!.lines[0]!
    expect(await refunded(number)).toEqual([amountFen])
    expect(await available('TEA-DH-100')).toBe(before + 2)
    expect(await broken(shop)).toEqual([])
  })

  test('is written off unless somebody says that it is sealed', async () => {
    const number = await sentOrder()
    const before = await available('TEA-DH-100')
    const id = await claimOf(shop, number, { kind: 'return_refund', quantity: 2 })
    await grantClaim(shop, id, '', clerk)
    await postReturn(shop, id, RETURN)
    await sweepClaims(later(10 * DAY_MS), BUDGET)
    expect(await claimState(shop, id)).toMatchObject({ state: 'settled', returned: 'written_off' })
    expect(await available('TEA-DH-100')).toBe(before)
    expect(await broken(shop)).toEqual([])
  })

  test('lapses when nothing is sent, and may be asked for again', async () => {
    const number = await sentOrder()
    const id = await claimOf(shop, number, { kind: 'return_refund', quantity: 2 })
    await grantClaim(shop, id, '', clerk)
    expect((await postReturn(later(7 * DAY_MS), id, RETURN)).ok).toBe(false)
    expect(await state(id)).toBe('lapsed')
    expect(await claimOf(shop, number, { kind: 'return_refund', quantity: 2 })).toMatch(/^clm_/)
  })

  test('is not granted by staff while nobody has said where goods go back to', async () => {
    const number = await sentOrder()
    await shop.db.run(sql`UPDATE shop_settings SET shop = json_remove(shop, '$.returns')`)
    const id = await claimOf(shop, number, { kind: 'return_refund' })
    expect(await grantClaim(shop, id, '', clerk)).toMatchObject({ ok: false, refusal: { code: 'too_late' } })
    expect(await state(id)).toBe('asked')
  })

  test('that is not what was sent is decided by somebody else', async () => {
    const number = await sentOrder()
    const id = await claimOf(shop, number, { kind: 'return_refund' })
    await grantClaim(shop, id, '', clerk)
    await postReturn(shop, id, RETURN)
    expect((await disputeReturn(shop, id, '寄回的是别的', clerk)).ok).toBe(true)
    expect((await refuseClaim(shop, id, '不退', clerk)).ok).toBe(false)
    expect((await refuseClaim(shop, id, '不退', other)).ok).toBe(true)
    expect(await state(id)).toBe('closed')
    expect(await refunded(number)).toEqual([])
  })
})

describe('goods that are sent again', () => {
  test('are reserved when it is granted and leave with their number', async () => {
    const number = await sentOrder()
    const before = await available('TEA-DH-100')
    const id = await claimOf(shop, number, { kind: 'resend', quantity: 2 })
    expect((await grantClaim(shop, id, '', clerk)).ok).toBe(true)
    expect([await state(id), await available('TEA-DH-100')]).toEqual(['resending', before - 2])
    expect((await sendAgain(shop, id, RETURN, clerk)).ok).toBe(true)
    expect((await sendAgain(shop, id, RETURN, clerk)).ok).toBe(false)
    expect(await state(id)).toBe('settled')
    expect(await broken(shop)).toEqual([])
  })

  test('are refunded where none are left, and where they are not sent after all', async () => {
    const number = await sentOrder()
    const kept = await claimOf(shop, number, { kind: 'resend', quantity: 1 })
    await grantClaim(shop, kept, '', clerk)
    const left = await available('TEA-DH-100')
    expect((await refundInstead(shop, kept, '没有货了', clerk)).ok).toBe(true)
    expect(await available('TEA-DH-100')).toBe(left + 1)
    await shop.db.batch([
      shop.db.run(sql`INSERT INTO stock_movements (sku, cause, kind, quantity, at)
        SELECT sku, 'test', 'adjusted', -available, 0 FROM variants WHERE sku = 'TEA-DH-100'`),
      shop.db.run(sql`UPDATE variants SET available = 0 WHERE sku = 'TEA-DH-100'`),
    ])
    const none = await claimOf(shop, number, { kind: 'resend', quantity: 1 })
    expect(await grantClaim(shop, none, '', clerk)).toMatchObject({ ok: true, value: { event: 'refunded' } })
    expect((await refunded(number)).length).toBe(2)
    expect(await broken(shop)).toEqual([])
  })

  test('that did not leave in time are the buyer’s money at their word, once, and stand on the shelf again', async () => {
    const number = await sentOrder()
    const before = await available('TEA-DH-100')
    const id = await claimOf(shop, number, { kind: 'resend', quantity: 2 })
    await grantClaim(shop, id, '', clerk)
    expect((await takeMoneyInstead(shop, id)).ok).toBe(false)
    const late = later(30 * DAY_MS)
    expect((await takeMoneyInstead(late, id)).ok).toBe(true)
    expect((await takeMoneyInstead(late, id)).ok).toBe(false)
    expect((await sendAgain(late, id, RETURN, clerk)).ok).toBe(false)
    expect([await state(id), await available('TEA-DH-100')]).toEqual(['settled', before])
    expect((await refunded(number)).length).toBe(1)
    expect(await broken(shop)).toEqual([])
  })

  test('are not sent once their money went back otherwise, and stand on the shelf again', async () => {
    const number = await sentOrder()
    const before = await available('TEA-DH-100')
    const id = await claimOf(shop, number, { kind: 'resend', quantity: 2 })
    await grantClaim(shop, id, '', clerk)
    expect((await refundLines(shop, number, [{ line: 1, quantity: 2 }], '缺货', other)).ok).toBe(true)
    expect(await sendAgain(shop, id, RETURN, clerk)).toMatchObject({ ok: true, value: { event: 'covered' } })
    expect([await state(id), await available('TEA-DH-100')]).toEqual(['closed', before])
    expect(await broken(shop)).toEqual([])
  })

  test('follow an exchange once what came back was accepted', async () => {
    const number = await sentOrder()
    const id = await claimOf(shop, number, { kind: 'exchange', quantity: 1 })
    await grantClaim(shop, id, '', clerk)
    await postReturn(shop, id, RETURN)
    const before = await available('TEA-DH-100')
    expect((await receiveReturn(shop, id, { note: '', restock: false }, clerk)).ok).toBe(true)
    expect([await state(id), await available('TEA-DH-100')]).toEqual(['resending', before - 1])
    expect((await sendAgain(shop, id, RETURN, clerk)).ok).toBe(true)
    expect(await refunded(number)).toEqual([])
    expect(await broken(shop)).toEqual([])
  })
})

describe('a refusal', () => {
  test('is looked at once more, by somebody who did not refuse', async () => {
    const number = await sentOrder()
    const id = await claimOf(shop, number)
    expect((await refuseClaim(shop, id, '照片看不清', clerk)).ok).toBe(true)
    expect((await appealClaim(shop, id, '看第二张')).ok).toBe(true)
    expect((await refuseClaim(shop, id, '还是看不清', clerk)).ok).toBe(false)
    expect((await refuseClaim(shop, id, '同意同事的看法', other)).ok).toBe(true)
    expect(await state(id)).toBe('closed')
  })

  test('is taken back by whoever refused, without a second person', async () => {
    const number = await sentOrder()
    const id = await claimOf(shop, number)
    await refuseClaim(shop, id, '照片看不清', clerk)
    await appealClaim(shop, id, '看第二张')
    expect((await grantClaim(shop, id, '', clerk)).ok).toBe(true)
    expect(await state(id)).toBe('settled')
  })

  test('that nobody objects to ends the claim', async () => {
    const number = await sentOrder()
    const id = await claimOf(shop, number)
    await refuseClaim(shop, id, '超过24小时', clerk)
    expect((await appealClaim(later(7 * DAY_MS), id, '晚了')).ok).toBe(false)
    expect(await state(id)).toBe('closed')
  })
})

test('a person is asked for once, and the clock stays', async () => {
  const number = await sentOrder()
  const id = await claimOf(shop, number)
  const { dueAt } = await claimState(shop, id)
  expect((await askForPerson(shop, id)).ok).toBe(true)
  expect((await askForPerson(shop, id)).ok).toBe(false)
  expect(await claimState(shop, id)).toMatchObject({ state: 'asked', dueAt, personAskedAt: shop.now })
})

test('what was said is forgotten with the order’s personal data, what was done is not', async () => {
  const number = await sentOrder()
  const id = await claimOf(shop, number)
  await refuseClaim(shop, id, '照片看不清', clerk)
  await shop.db.run(sql`UPDATE orders SET forgotten_at = ${shop.now} WHERE number = ${number}`)
  const desk = (await readClaimDesk(shop, id))!
  expect(desk.claim.words).toBe('')
  expect(desk.events.map(({ kind, note }) => [kind, note])).toEqual([
    ['asked', ''],
    ['refused', ''],
  ])
  expect(await readStanding(shop, 'clm_nobody')).toBeNull()
})
