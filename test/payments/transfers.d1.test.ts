import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { type Waiting, waitingStatement } from '../../src/desk/waiting.ts'
import { readDesk } from '../../src/fulfilment/desk.ts'
import { DAY_MS } from '../../src/kernel/time.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { startPayment } from '../../src/payments/attempting.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { extendDeadline } from '../../src/payments/extending.ts'
import { askRefundAgain } from '../../src/payments/refunds/asking-again.ts'
import { refundLines } from '../../src/payments/refunds/refunding-lines.ts'
import { repayByTransfer } from '../../src/payments/refunds/repaying.ts'
import { closeOverdue } from '../../src/payments/sweeping.ts'
import { allocateRest } from '../../src/payments/transfer/allocating.ts'
import { confirmArrival, voidArrival } from '../../src/payments/transfer/confirming.ts'
import { listArrivals, readArrivalDesk } from '../../src/payments/transfer/queries.ts'
import { registerArrival } from '../../src/payments/transfer/registering.ts'
import { returnRest } from '../../src/payments/transfer/returning.ts'
import { putArrivalBack, setArrivalAside } from '../../src/payments/transfer/setting-aside.ts'
import { takeAllocationBack } from '../../src/payments/transfer/taking-back.ts'
import type { Shop } from '../../src/shop.ts'
import { adoptionOrder, plotOf } from '../support/adoptions.ts'
import { interposed } from '../support/faults.ts'
import { broken } from '../support/invariants.ts'
import { at, openShop, orderOf } from '../support/shop.ts'
import { fillStaff, idOf, joinStaff, leaveAlone } from '../support/staff.ts'

let shop: Shop
let owner: string
let finance: string
let serial = 0
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  owner = await idOf(shop, 'owner')
  finance = await idOf(shop, 'finance')
})

const arrival = (amountFen: number, number: string | null, bankSerial = `BOC${++serial}`) => ({
  ...{ receivedOn: '2026-11-23', amountFen, payer: '花都区总工会', bankSerial, remark: '货款', number },
})
const enter = async (amountFen: number, number: string | null, by = finance, no?: string) => {
  const done = await registerArrival(shop, arrival(amountFen, number, no), by)
  if (!done.ok) throw new Error(done.refusal.code)
  return done.value
}
/** An order of 158 yuan and its freight that may be paid by transfer until Friday. */
async function transferOrder(pieces = 2): Promise<{ number: string; totalFen: number }> {
  const placed = await placeOrder(shop, orderOf([['TEA-GC-250', pieces]]), crypto.randomUUID())
  if (!placed.ok) throw new Error(placed.refusal.code)
  const { number, totalFen } = placed.value
  const extended = await extendDeadline(shop, number, '2026-11-27', finance)
  if (!extended.ok) throw new Error(extended.refusal.code)
  return { number, totalFen }
}
const begin = (number: string) => startPayment(shop, number, 'bank_transfer')
const stateOf = async (number: string) => (await readOrder(shop, number))!.state
const restOf = async (id: string) =>
  (await shop.db.all<{ rest: number }>(sql`SELECT rest_fen rest FROM bank_arrivals WHERE id = ${id}`))[0]!
    .rest
const refundsOf = (number: string) =>
  shop.db.all<{ id: string; state: string; fen: number; no: string; reason: string }>(sql`
    SELECT r.id, r.state, r.amount_fen fen, r.out_refund_no no, r.reason FROM refunds r
    JOIN orders o ON o.id = r.order_id WHERE o.number = ${number}`)
const waiting = async (kinds: Waiting[], now = shop.now) => (await waitingStatement(shop.db, kinds, now))[0]
const sound = async () => expect(await broken(shop)).toEqual([])

test('an order is paid in the moment its parts come to its sum, and what is more than it stays on the arrival', async () => {
  const { number, totalFen } = await transferOrder()
  const started = await begin(number)
  expect(started).toMatchObject({
    ok: true,
    value: { action: { kind: 'transfer', account: { name: shop.settings.bank!.name } } },
  })
  expect(await enter(10_000, number)).toMatchObject({ counted: { state: 'part', amountFen: 10_000 } })
  expect(await stateOf(number)).toBe('awaiting_payment')
  const over = await enter(totalFen, number)
  expect(over).toMatchObject({ state: 'entered', counted: { state: 'paid', amountFen: totalFen - 10_000 } })
  expect(await stateOf(number)).toBe('paid')
  expect(await restOf(over.id)).toBe(10_000)
  await sound()
})

test('money counted for the wrong order is taken back while that is unpaid, and waits on the arrival again', async () => {
  const [wrong, right] = [await transferOrder(), await transferOrder()]
  await begin(wrong.number)
  const part = await enter(10_000, wrong.number)
  const [use] = (await readArrivalDesk(shop.db, part.id))!.uses
  const back = (no: string) => takeAllocationBack(shop, no, use!.id, '记错了订单', finance)
  expect(await back('arr_other')).toMatchObject({ refusal: { code: 'not_found' } })
  expect(await back(part.id)).toEqual({ ok: true, value: { amountFen: 10_000 } })
  expect(await back(part.id)).toMatchObject({ refusal: { code: 'conflict' } })
  expect((await readArrivalDesk(shop.db, part.id))!).toMatchObject({
    arrival: { restFen: 10_000 },
    uses: [{ freedAt: shop.now, takenBackReason: '记错了订单', takenBackName: expect.stringMatching(/./) }],
  })
  // The one is over at its deadline, for nothing of it is here; the other has the money.
  expect(await allocateRest(shop, part.id, right.number, owner)).toMatchObject({ value: { state: 'part' } })
  const later = at(shop, shop.now + 5 * DAY_MS)
  await closeOverdue(later)
  expect([await stateOf(wrong.number), await stateOf(right.number)]).toEqual([
    'cancelling',
    'awaiting_payment',
  ])
  await sound()
})

test('money taken back holds its order open no longer, makes no code for its buyer, and is not given a new purpose by who took it back alone', async () => {
  const [wrong, large, right] = [await transferOrder(40), await transferOrder(40), await transferOrder()]
  await begin(wrong.number)
  const { id } = await enter(600_000, wrong.number)
  expect(await confirmArrival(shop, id, owner)).toMatchObject({ value: { state: 'part' } })
  const [use] = (await readArrivalDesk(shop.db, id))!.uses
  expect(await takeAllocationBack(shop, id, use!.id, '记错了订单', finance)).toMatchObject({ ok: true })
  const [row] = (await listArrivals(shop.db, { view: 'all', limit: 1 })).rows
  expect(row).toMatchObject({ id, numbers: [] })
  const second = { refusal: { code: 'second_person' } }
  const credit = (fen: number, by: string) => returnRest(shop, id, { kind: 'credit' }, '多付', fen, by)
  expect(await allocateRest(shop, id, large.number, finance)).toMatchObject(second)
  expect(await credit(600_000, finance)).toMatchObject(second)
  expect(await allocateRest(shop, id, right.number, finance)).toMatchObject({ value: { state: 'paid' } })
  expect((await listArrivals(shop.db, { view: 'all', limit: 1 })).rows[0]!.numbers).toEqual([right.number])
  await closeOverdue(at(shop, shop.now + 5 * DAY_MS))
  expect(await stateOf(wrong.number)).toBe('cancelling')
  await shop.db.run(sql`UPDATE orders SET phone_hmac = 'other' WHERE number = ${wrong.number}`)
  const credited = await credit(600_000 - right.totalFen, owner)
  if (!credited.ok) throw new Error(credited.refusal.code)
  const [code] = await shop.db.all<{ bound: number }>(sql`
    SELECT c.phone_hmac = o.phone_hmac bound FROM promo_codes c CROSS JOIN orders o
    WHERE c.code = ${credited.value.code} AND o.number = ${right.number}`)
  expect(code).toEqual({ bound: 1 })
  await sound()
})

test('money that is no payment is set aside: it waits for nothing, pays nothing, its serial stays known, and it comes back', async () => {
  const { number } = await transferOrder()
  const interest = await enter(3, null, finance, 'INTEREST1')
  expect(await setArrivalAside(shop, interest.id, '结息', finance)).toMatchObject({ ok: true })
  expect(await setArrivalAside(shop, interest.id, '结息', owner)).toMatchObject({
    refusal: { code: 'conflict' },
  })
  expect(await waiting(['arrivalsToPlace'])).toEqual({ arrivalsToPlace: 0 })
  expect(await allocateRest(shop, interest.id, number, owner)).toMatchObject({
    refusal: { code: 'conflict' },
  })
  expect(await voidArrival(shop, interest.id, '填错', owner)).toMatchObject({ refusal: { code: 'conflict' } })
  expect(await enter(3, null, finance, 'INTEREST1')).toMatchObject({ state: 'duplicate' })
  expect(await putArrivalBack(shop, interest.id, finance)).toMatchObject({ ok: true })
  expect(await putArrivalBack(shop, interest.id, finance)).toMatchObject({ refusal: { code: 'conflict' } })
  expect(await allocateRest(shop, interest.id, number, owner)).toMatchObject({ value: { state: 'part' } })
  expect(await setArrivalAside(shop, interest.id, '结息', finance)).toMatchObject({
    refusal: { code: 'conflict' },
  })
  await sound()
})

test('money that is set aside holds no order open, and nobody confirms it meanwhile', async () => {
  const { number, totalFen } = await transferOrder(60)
  const held = await enter(totalFen, number)
  expect(held).toMatchObject({ state: 'held' })
  const meanwhile = interposed(shop, 2, () => setArrivalAside(shop, held.id, '结息', finance))
  expect(await confirmArrival(meanwhile, held.id, owner)).toMatchObject({ refusal: { code: 'conflict' } })
  expect(await confirmArrival(shop, held.id, owner)).toMatchObject({ refusal: { code: 'conflict' } })
  await closeOverdue(at(shop, shop.now + 5 * DAY_MS))
  expect(await stateOf(number)).toBe('cancelling')
  const loose = await enter(totalFen, null)
  const other = interposed(shop, 2, () => setArrivalAside(shop, loose.id, '结息', finance))
  expect(await confirmArrival(other, loose.id, owner)).toMatchObject({ refusal: { code: 'conflict' } })
  await sound()
})

test('what an order was paid with is not taken back: it goes back as a refund', async () => {
  const { number, totalFen } = await transferOrder()
  const whole = await enter(totalFen, number)
  const [use] = (await readArrivalDesk(shop.db, whole.id))!.uses
  expect(await takeAllocationBack(shop, whole.id, use!.id, '记错了订单', finance)).toMatchObject({
    refusal: { code: 'conflict' },
  })
  expect([await stateOf(number), await restOf(whole.id)]).toEqual(['paid', 0])
  await sound()
})

test('money is entered for an order whose buyer never opened the payment page, and for one nobody knows it waits', async () => {
  const { number, totalFen } = await transferOrder()
  const loose = await enter(totalFen, null)
  expect(loose).toMatchObject({ state: 'entered', counted: null })
  expect(await allocateRest(shop, loose.id, number, owner)).toMatchObject({ value: { state: 'paid' } })
  expect(await allocateRest(shop, loose.id, number, owner)).toMatchObject({ refusal: { code: 'conflict' } })
  expect(await stateOf(number)).toBe('paid')
  await sound()
})

test('the same serial is entered once, however many enter it at the same moment', async () => {
  const { number, totalFen } = await transferOrder()
  await begin(number)
  const both = await Promise.all([owner, finance].map((by) => enter(totalFen, number, by, 'SAME-1')))
  expect(both.map(({ state }) => state).sort()).toEqual(['duplicate', 'entered'])
  expect(await enter(totalFen, number, finance, 'SAME-1')).toMatchObject({ state: 'duplicate' })
  await sound()
})

test('two people cannot spend the rest of one arrival twice, nor one order take more than it lacks', async () => {
  const [one, other] = [await transferOrder(), await transferOrder()]
  await begin(one.number)
  await begin(other.number)
  const { id } = await enter(one.totalFen, null)
  const both = await Promise.all([
    allocateRest(shop, id, one.number, owner),
    allocateRest(shop, id, other.number, finance),
  ])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await restOf(id)).toBe(0)
  const waiting = (await stateOf(one.number)) === 'paid' ? other : one
  const [first, second] = [await enter(waiting.totalFen, null), await enter(waiting.totalFen, null)]
  await Promise.all([first, second].map((each) => allocateRest(shop, each.id, waiting.number, owner)))
  expect(await stateOf(waiting.number)).toBe('paid')
  expect((await restOf(first.id)) + (await restOf(second.id))).toBe(waiting.totalFen)
  await sound()
})

test('above the limit money counts once another person confirmed it, and alone only where there is nobody else', async () => {
  const { number, totalFen } = await transferOrder(40)
  expect(totalFen).toBeGreaterThan(500_000)
  await begin(number)
  const held = await enter(totalFen, number)
  expect(held.state).toBe('held')
  expect(await allocateRest(shop, held.id, number, owner)).toMatchObject({ refusal: { code: 'conflict' } })
  expect(await returnRest(shop, held.id, { kind: 'credit' }, '多付', totalFen, owner)).toMatchObject({
    refusal: { code: 'conflict' },
  })
  expect(await confirmArrival(shop, held.id, finance)).toMatchObject({ refusal: { code: 'conflict' } })
  const packer = await idOf(shop, 'fulfilment')
  expect(await confirmArrival(shop, held.id, packer)).toMatchObject({ refusal: { code: 'conflict' } })
  const more = await joinStaff(shop, 'finance2', 'finance')
  const both = await Promise.all([owner, more].map((by) => confirmArrival(shop, held.id, by)))
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await stateOf(number)).toBe('paid')
  await leaveAlone(shop, 'finance')
  const alone = await enter(600_000, null)
  expect(alone).toMatchObject({ state: 'entered' })
  expect(
    await shop.db.all(sql`SELECT alone, confirmed_by by FROM bank_arrivals WHERE id = ${alone.id}`),
  ).toEqual([{ alone: 1, by: finance }])
  await sound()
})

test('a large order is not paid by one person in small sums, nor a code made of money only they entered', async () => {
  const { number, totalFen } = await transferOrder(40)
  await begin(number)
  const parts = [await enter(490_000, number), await enter(totalFen - 490_000, number)]
  expect(parts).toMatchObject([{ state: 'held' }, { state: 'held' }])
  const loose = await enter(490_000, null)
  expect(loose).toMatchObject({ state: 'entered' })
  expect(await allocateRest(shop, loose.id, number, finance)).toMatchObject({
    refusal: { code: 'second_person' },
  })
  expect(await returnRest(shop, loose.id, { kind: 'credit' }, '多付', 490_000, finance)).toMatchObject({
    refusal: { code: 'second_person' },
  })
  expect(await allocateRest(shop, loose.id, number, owner)).toMatchObject({ value: { state: 'part' } })
  expect(await confirmArrival(shop, parts[1]!.id, owner)).toMatchObject({ value: { state: 'paid' } })
  await sound()
})

test('a wrong entry is taken out with a reason while nothing of it is used, and its serial may be entered again', async () => {
  const { number } = await transferOrder()
  const wrong = await enter(100, null, finance, 'TYPO-1')
  expect(await voidArrival(shop, wrong.id, '金额填错', owner)).toMatchObject({ ok: true })
  expect(await voidArrival(shop, wrong.id, '金额填错', owner)).toMatchObject({
    refusal: { code: 'conflict' },
  })
  const right = await enter(1_000, number, finance, 'TYPO-1')
  expect(right).toMatchObject({ state: 'entered', counted: { state: 'part' } })
  expect(await voidArrival(shop, right.id, '填错', owner)).toMatchObject({ refusal: { code: 'conflict' } })
  await sound()
})

test('what came in parts is free again once the order is called off, and goes back as money or as a code', async () => {
  const { number, totalFen } = await transferOrder()
  await begin(number)
  const part = await enter(5_000, number)
  expect(await startPayment(shop, number, 'sandbox')).toMatchObject({ refusal: { code: 'conflict' } })
  expect(await cancelOrder(shop, number, 'shopper')).toMatchObject({ value: { state: 'cancelled' } })
  expect(await restOf(part.id)).toBe(5_000)
  const way = { kind: 'transfer' as const, paidOn: '2026-11-23', reference: 'B0001' }
  expect(await returnRest(shop, part.id, way, '订单取消', 4_999, owner)).toMatchObject({ ok: false })
  const both = await Promise.all([
    returnRest(shop, part.id, way, '订单取消', 5_000, owner),
    returnRest(shop, part.id, { kind: 'credit' }, '订单取消', 5_000, finance),
  ])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await restOf(part.id)).toBe(0)
  // The whole sum for an order that closed finds nothing to pay: it waits to be sent back.
  const late = await enter(totalFen, number)
  expect(late).toMatchObject({ counted: { state: 'refunded' } })
  expect(await refundsOf(number)).toMatchObject([{ state: 'given_up', fen: totalFen, reason: 'paid_late' }])
  await sound()
})

test('a code for what was paid too much is worth it to the fen and bound to its buyer', async () => {
  const { number, totalFen } = await transferOrder()
  const { id } = await enter(totalFen + 1_234, number)
  const credited = await returnRest(shop, id, { kind: 'credit' }, '多付', 1_234, owner)
  if (!credited.ok) throw new Error(credited.refusal.code)
  const [code] = await shop.db.all<{ value: number; bound: number }>(sql`
    SELECT c.value, c.phone_hmac = o.phone_hmac bound FROM promo_codes c CROSS JOIN orders o
    WHERE c.code = ${credited.value.code} AND o.number = ${number}`)
  expect(code).toEqual({ value: 1_234, bound: 1 })
  await sound()
})

test('money of a transfer goes back by hand: nobody is asked, staff send it and say so', async () => {
  const { number, totalFen } = await transferOrder()
  await enter(totalFen, number)
  expect(await refundLines(shop, number, [{ line: 1, quantity: 1 }], '缺货', finance)).toMatchObject({
    ok: true,
  })
  const [refund] = await refundsOf(number)
  expect(refund).toMatchObject({ state: 'given_up' })
  const listed = async () =>
    (await readDesk(shop.db, { view: 'refunding', limit: 9 }, shop.now)).rows.map((row) => row.number)
  expect((await readOrder(shop, number))!.backByHand).toBe(true)
  expect(await listed()).toEqual([number])
  expect(await waiting(['refunding'])).toEqual({ refunding: 1 })
  expect(
    await shop.db.all(sql`SELECT 1 FROM outbox WHERE ended_at IS NULL AND kind LIKE 'gateway.%'`),
  ).toEqual([])
  const { id, no } = refund!
  expect(await askRefundAgain(shop, number, id, no, finance)).toMatchObject({ refusal: { code: 'conflict' } })
  const sent = { paidOn: '2026-11-23', reference: 'BACK-1', note: null }
  expect(await repayByTransfer(shop, number, id, no, sent, finance)).toMatchObject({ ok: true })
  expect(await refundsOf(number)).toMatchObject([{ state: 'repaid' }])
  expect((await readOrder(shop, number))!.backByHand).toBe(false)
  expect([await listed(), await waiting(['refunding'])]).toEqual([[], { refunding: 0 }])
  await sound()
})

test('no clock closes an order of which a part has come; one of which nothing came is closed', async () => {
  const [part, none] = [await transferOrder(), await transferOrder()]
  await begin(none.number)
  await enter(1, part.number)
  const later = at(shop, shop.now + 6 * DAY_MS)
  const due = ['transfersDue', 'transfersOver'] as const
  expect(await waiting([...due], shop.now + 3 * DAY_MS)).toEqual({ transfersDue: 2, transfersOver: 0 })
  await closeOverdue(later)
  await closeOverdue(later)
  expect(await waiting([...due], later.now)).toEqual({ transfersDue: 0, transfersOver: 1 })
  expect(await stateOf(part.number)).toBe('awaiting_payment')
  expect(await stateOf(none.number)).not.toBe('awaiting_payment')
  expect(await cancelOrder(later, part.number, 'timeout')).toMatchObject({ refusal: { code: 'conflict' } })
  expect(await enterAt(later, part.totalFen - 1, part.number)).toMatchObject({ counted: { state: 'paid' } })
  await sound()
})
const enterAt = async (later: Shop, fen: number, number: string) => {
  const done = await registerArrival(later, arrival(fen, number), finance)
  return done.ok ? done.value : done.refusal
}

test('a longer deadline is the order’s, its transfer’s and its plots’, sixty days at most, and no lost plot comes back', async () => {
  const placed = await placeOrder(shop, adoptionOrder([plotOf('A-07')]), crypto.randomUUID())
  if (!placed.ok) throw new Error(JSON.stringify(placed.refusal))
  const { number } = placed.value
  await startPayment(shop, number, 'bank_transfer', { desk: true })
  for (const until of ['2026-11-22', '2027-01-23', '2026-02-30', ''])
    expect(await extendDeadline(shop, number, until, finance)).toMatchObject({
      refusal: { code: 'too_late' },
    })
  const extended = await extendDeadline(shop, number, '2026-12-01', finance)
  const payBefore = Date.parse('2026-12-01T23:59:00+08:00')
  expect(extended).toMatchObject({ ok: true, value: { payBefore } })
  expect(
    await shop.db.all(sql`SELECT o.pay_before pay, a.expires_at ends, c.expires_at plot FROM orders o
      JOIN payment_attempts a ON a.order_id = o.id JOIN plot_claims c ON c.order_id = o.id WHERE o.number = ${number}`),
  ).toEqual([{ pay: payBefore, ends: payBefore - 60_000, plot: payBefore }])
  expect(await extendDeadline(shop, number, '2026-11-30', finance)).toMatchObject({ ok: false })
  const later = at(shop, payBefore + 60_000)
  const other = await placeOrder(later, adoptionOrder([plotOf('A-07')]), crypto.randomUUID())
  expect(other.ok).toBe(true)
  expect(await extendDeadline(later, number, '2026-12-05', finance)).toMatchObject({
    refusal: { code: 'conflict' },
  })
})
