import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { confirmReceipt } from '../../src/fulfilment/receiving.ts'
import { shipParcel } from '../../src/fulfilment/shipping.ts'
import { DAY_MS } from '../../src/kernel/time.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { allowGoodwill } from '../../src/payments/refunds/allowing.ts'
import { confirmGoodwill, declineGoodwill } from '../../src/payments/refunds/confirming.ts'
import type { Goodwill } from '../../src/payments/refunds/goodwill.ts'
import { refundLines } from '../../src/payments/refunds/refunding-lines.ts'
import type { Shop } from '../../src/shop.ts'
import { interposed } from '../support/faults.ts'
import { broken } from '../support/invariants.ts'
import { paidOrder } from '../support/orders.ts'
import { at, openShop } from '../support/shop.ts'
import { fillStaff, idOf, joinStaff, leaveAlone } from '../support/staff.ts'

let shop: Shop
let finance: string
let owner: string
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  finance = await idOf(shop, 'finance')
  owner = await idOf(shop, 'owner')
})

// ¥796 of tea and its freight.
const TEA: [string, number][] = [['TEA-GC-250', 5]]
const view = async (number: string) => (await readOrder(shop, number))!
const sum = (amountFen: number, line: number | null = null, note = '包装破损'): Goodwill => ({
  line,
  amountFen,
  note,
})
const allow = (number: string, asked: Goodwill, by = finance, when = shop.now) =>
  allowGoodwill(at(shop, when), number, asked, by)
const refundsOf = (number: string) =>
  shop.db.all<{ fen: number; reason: string; note: string; by: string }>(sql`
    SELECT amount_fen fen, reason, note, staff_id "by" FROM refunds
    WHERE order_id = (SELECT id FROM orders WHERE number = ${number}) ORDER BY amount_fen`)
const requests = () =>
  shop.db.all<{ asked: string; decided: string | null; refund: string | null; alone: number }>(sql`
    SELECT asked_by asked, decided_by decided, refund_id refund, alone FROM goodwill_requests ORDER BY id`)
const entries = async (verb: string) =>
  (
    await shop.db.all<{ staff: string; after: string }>(
      sql`SELECT staff_id staff, after FROM audit_entries WHERE verb = ${verb} ORDER BY after`,
    )
  ).map(({ staff, after }) => ({ staff, ...JSON.parse(after) }))
const setLimit = (fen: number) =>
  shop.db.run(sql`UPDATE shop_settings SET shop = json_set(shop, '$.refunds',
    json_object('goodwillLimitFen', CAST(${fen} AS INTEGER)))`)
const impact = async () =>
  (await shop.db.all<{ fen: number }>(sql`SELECT amount_fen fen FROM impact_sums`))[0]!.fen

async function asked(number: string, goodwill = sum(60_000)): Promise<string> {
  const done = await allow(number, goodwill)
  if (!done.ok || done.value.state !== 'asked') throw new Error(JSON.stringify(done))
  return done.value.requestId
}

describe('goodwill up to the limit', () => {
  test('goes back at once, before sending, after it and after completion, and the order stays what it is', async () => {
    const number = await paidOrder(shop, TEA)
    const { line } = (await view(number)).lines[0]!
    expect(await allow(number, sum(1000, line))).toMatchObject({ ok: true, value: { state: 'given' } })
    const parcel = { storage: 'ambient', carrier: 'sf', trackingNo: 'SF100001', lines: [] }
    expect((await shipParcel(shop, number, parcel, owner)).ok).toBe(true)
    expect((await allow(number, sum(2000, line))).ok).toBe(true)
    await confirmReceipt(shop, number)
    expect((await allow(number, sum(3000))).ok).toBe(true)
    const order = await view(number)
    expect([order.state, order.paymentStatus, order.cancelled]).toEqual(['completed', 'paid', false])
    expect(await refundsOf(number)).toEqual(
      [1000, 2000, 3000].map((fen) => ({ fen, reason: 'goodwill', note: '包装破损', by: finance })),
    )
    const told = [line, line, null].map((own, index) => ({
      ...{ staff: finance, amountFen: (index + 1) * 1000, line: own, reason: '包装破损' },
    }))
    expect(await entries('order.goodwill')).toEqual(told)
    expect(await requests()).toEqual([])
    expect(await broken(shop)).toEqual([])
  })

  test('counts against the sales of its line, and for the order itself against none', async () => {
    const number = await paidOrder(shop, TEA)
    const before = await impact()
    await allow(number, sum(1000))
    expect(await impact()).toBe(before)
    await allow(number, sum(700, (await view(number)).lines[0]!.line))
    expect(await impact()).toBe(before - 700)
  })

  test('is never more than what is left of the line, of the capture, and never nothing', async () => {
    const number = await paidOrder(shop, [
      ['TEA-DH-100', 1],
      ['CIL-CG-B2', 1],
    ])
    const { lines, totalFen } = await view(number)
    const [tea, other] = lines
    const refused = { ok: false, refusal: { code: 'conflict' } }
    await setLimit(9_000_000)
    for (const wrong of [0, -1, 0.5, Number.NaN, tea!.amountFen + 1])
      expect(await allow(number, sum(wrong, tea!.line))).toEqual(refused)
    expect(await allow(number, sum(100, 99))).toEqual(refused)
    expect(await allow(number, sum(totalFen + 1))).toEqual(refused)
    expect((await allow(number, sum(tea!.amountFen, tea!.line))).ok).toBe(true)
    expect(await allow(number, sum(1, tea!.line))).toEqual(refused)
    expect((await allow(number, sum(totalFen - tea!.amountFen))).ok).toBe(true)
    expect(await allow(number, sum(1))).toEqual(refused)
    expect(await allow(number, sum(1, other!.line))).toEqual(refused)
    expect(await allow('7GQ4N2W8C3KD', sum(1))).toEqual({ ok: false, refusal: { code: 'not_found' } })
    expect(await broken(shop)).toEqual([])
  })

  test('is taken off what pieces of the line give back, and all that waits can still be called off', async () => {
    const number = await paidOrder(shop, TEA)
    const { lines, totalFen } = await view(number)
    const { line, amountFen } = lines[0]!
    await allow(number, sum(1000, line))
    await allow(number, sum(500))
    const four = await refundLines(shop, number, [{ line, quantity: 4 }], '缺货', finance)
    expect(four).toMatchObject({ ok: true, value: { amountFen: (amountFen / 5) * 4 } })
    expect(await cancelOrder(shop, number, 'shopper')).toEqual({ ok: true, value: { state: 'refunding' } })
    const back = (await refundsOf(number)).reduce((total, { fen }) => total + fen, 0)
    expect([back, await impact()]).toEqual([totalFen, 0])
    expect(await allow(number, sum(1))).toEqual({ ok: false, refusal: { code: 'conflict' } })
    expect(await broken(shop)).toEqual([])
  })

  test('of two people at the same moment only one gives it', async () => {
    const number = await paidOrder(shop, TEA)
    const both = await Promise.all([allow(number, sum(30_000)), allow(number, sum(30_000), owner)])
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(await refundsOf(number)).toHaveLength(1)
  })
})

describe('goodwill above the limit', () => {
  test('waits for a second person: no money moves, and who asked cannot confirm it', async () => {
    const number = await paidOrder(shop, TEA)
    const id = await asked(number, sum(50_001))
    expect(await refundsOf(number)).toEqual([])
    expect(await confirmGoodwill(shop, number, id, finance)).toEqual({
      ok: false,
      refusal: { code: 'conflict' },
    })
    expect(await entries('order.goodwill_asked')).toEqual([
      { staff: finance, amountFen: 50_001, line: null, reason: '包装破损', id },
    ])
    // Another waits no longer than the first is decided.
    expect(await allow(number, sum(60_000), owner)).toEqual({ ok: false, refusal: { code: 'conflict' } })
    expect((await confirmGoodwill(shop, number, id, owner)).ok).toBe(true)
    expect(await refundsOf(number)).toEqual([
      { fen: 50_001, reason: 'goodwill', note: '包装破损', by: owner },
    ])
    const [request] = await requests()
    expect(request).toMatchObject({ asked: finance, decided: owner, alone: 0 })
    expect(await entries('order.goodwill')).toMatchObject([{ staff: owner, id, askedName: '示例财务' }])
    expect(await broken(shop)).toEqual([])
  })

  test('is given once when two confirm it at once, or one confirms what another declines', async () => {
    const [first, second] = [await paidOrder(shop, TEA), await paidOrder(shop, TEA)]
    const third = await joinStaff(shop, 'finance2', 'finance')
    const id = await asked(first)
    const both = await Promise.all([owner, third].map((by) => confirmGoodwill(shop, first, id, by)))
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(await refundsOf(first)).toHaveLength(1)
    const other = await asked(second)
    const decisions = await Promise.all([
      confirmGoodwill(shop, second, other, owner),
      declineGoodwill(shop, second, other, '金额太高', third),
    ])
    expect(decisions.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect((await refundsOf(second)).length).toBe(decisions[0].ok ? 1 : 0)
    expect(await broken(shop)).toEqual([])
  })

  test.each([
    ['declined by a colleague', () => owner, '金额太高', 'order.goodwill_declined'],
    ['withdrawn by who asked', () => finance, null, 'order.goodwill_withdrawn'],
  ])('moves no money when it is %s, and that stands', async (_name, by, answer, verb) => {
    const number = await paidOrder(shop, TEA)
    const id = await asked(number)
    expect(await declineGoodwill(shop, number, id, answer, by())).toEqual({ ok: true, value: null })
    const gone = { ok: false, refusal: { code: 'conflict' } }
    expect(await confirmGoodwill(shop, number, id, owner)).toEqual(gone)
    expect(await declineGoodwill(shop, number, id, answer, by())).toEqual(gone)
    expect(await entries(verb)).toMatchObject([{ staff: by(), id }])
    expect(await refundsOf(number)).toEqual([])
    expect((await allow(number, sum(60_000))).ok).toBe(true)
  })

  test('is decided on what is left when it is confirmed', async () => {
    const number = await paidOrder(shop, TEA)
    const { line } = (await view(number)).lines[0]!
    const id = await asked(number, sum(60_000, line))
    expect((await refundLines(shop, number, [{ line, quantity: 2 }], '缺货', owner)).ok).toBe(true)
    expect(await confirmGoodwill(shop, number, id, owner)).toEqual({
      ok: false,
      refusal: { code: 'conflict' },
    })
    expect(await requests()).toMatchObject([{ decided: null }])
    expect((await declineGoodwill(shop, number, id, '已部分退款', owner)).ok).toBe(true)
    expect(await broken(shop)).toEqual([])
  })

  test('is not reached by several small sums: those of 30 days add up', async () => {
    const number = await paidOrder(shop, TEA)
    expect(await allow(number, sum(30_000))).toMatchObject({ value: { state: 'given' } })
    expect(await allow(number, sum(20_000))).toMatchObject({ value: { state: 'given' } })
    const id = await asked(number, sum(1))
    expect((await declineGoodwill(shop, number, id, null, finance)).ok).toBe(true)
    const later = shop.now + 30 * DAY_MS
    expect(await allow(number, sum(1), finance, later - 1)).toMatchObject({ value: { state: 'asked' } })
    expect(await refundsOf(number)).toHaveLength(2)
    const other = await paidOrder(shop, TEA)
    expect(await allow(other, sum(50_000))).toMatchObject({ value: { state: 'given' } })
    expect(await allow(other, sum(1), finance, later)).toMatchObject({ value: { state: 'given' } })
  })

  test('the limit is the shop’s own; at 0 every sum waits', async () => {
    const number = await paidOrder(shop, TEA)
    await setLimit(1000)
    expect(await allow(number, sum(1000))).toMatchObject({ value: { state: 'given' } })
    await setLimit(0)
    expect(await allow(await paidOrder(shop, TEA), sum(1))).toMatchObject({ value: { state: 'asked' } })
  })
})

describe('who is the only one that may give money back', () => {
  beforeEach(async () => {
    await leaveAlone(shop, 'finance')
  })

  test('gives a sum above the limit, and the records say that nobody else could confirm it', async () => {
    const number = await paidOrder(shop, TEA)
    expect(await allow(number, sum(60_000))).toMatchObject({ ok: true, value: { state: 'given' } })
    expect(await requests()).toMatchObject([{ asked: finance, decided: finance, alone: 1 }])
    expect(await entries('order.goodwill')).toMatchObject([{ staff: finance, alone: true }])
    expect(await broken(shop)).toEqual([])
  })

  test('is not alone any more when somebody joins at that very moment: nothing is given', async () => {
    const number = await paidOrder(shop, TEA)
    const racing = interposed(shop, 2, () => joinStaff(shop, 'finance2', 'finance'))
    expect(await allowGoodwill(racing, number, sum(60_000), finance)).toEqual({
      ok: false,
      refusal: { code: 'conflict' },
    })
    expect([await refundsOf(number), await requests()]).toEqual([[], []])
  })

  test('confirms a request of their own once the colleague who could have is gone', async () => {
    await joinStaff(shop, 'finance2', 'finance')
    const number = await paidOrder(shop, TEA)
    const id = await asked(number)
    expect((await confirmGoodwill(shop, number, id, finance)).ok).toBe(false)
    await shop.db.run(sql`UPDATE staff SET role = 'disabled' WHERE login = 'finance2'`)
    expect((await confirmGoodwill(shop, number, id, finance)).ok).toBe(true)
    expect(await requests()).toMatchObject([{ asked: finance, decided: finance, alone: 1 }])
    expect(await entries('order.goodwill')).toMatchObject([{ staff: finance, alone: true }])
  })

  test('is alone in production beside sample accounts, which cannot sign in there', async () => {
    await joinStaff(shop, 'finance2', 'finance')
    await shop.db.run(sql`UPDATE staff SET sample = 0 WHERE id = ${finance}`)
    const number = await paidOrder(shop, TEA)
    const live = { ...shop, settings: { ...shop.settings, production: true } }
    expect(await allowGoodwill(live, number, sum(60_000), finance)).toMatchObject({
      value: { state: 'given' },
    })
    expect(await requests()).toMatchObject([{ alone: 1 }])
  })
})

test('who loses the right at the moment of confirming gives nothing back', async () => {
  const number = await paidOrder(shop, TEA)
  const id = await asked(number)
  const racing = interposed(shop, 2, async () => {
    await leaveAlone(shop, 'finance')
  })
  expect(await confirmGoodwill(racing, number, id, owner)).toEqual({
    ok: false,
    refusal: { code: 'conflict' },
  })
  expect(await refundsOf(number)).toEqual([])
  expect(await requests()).toMatchObject([{ decided: null }])
})
