import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { MINUTE_MS } from '../../src/kernel/time.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { startPayment } from '../../src/payments/attempting.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { extendDeadline } from '../../src/payments/extending.ts'
import { settlePayment } from '../../src/payments/settling.ts'
import { closeOverdue, sweep } from '../../src/payments/sweeping.ts'
import { confirmArrival } from '../../src/payments/transfer/confirming.ts'
import { judgeStatement } from '../../src/payments/transfer/importing.ts'
import { registerArrival } from '../../src/payments/transfer/registering.ts'
import { stopSelling } from '../../src/settings/selling.ts'
import type { Shop } from '../../src/shop.ts'
import { broken } from '../support/invariants.ts'
import { provider } from '../support/provider.ts'
import { at, openShop, orderOf } from '../support/shop.ts'
import { fillStaff, idOf, joinStaff } from '../support/staff.ts'

let shop: Shop
let finance: string
let there: ReturnType<typeof provider>
let serial = 0
beforeEach(async () => {
  there = provider()
  shop = { ...(await openShop()), gateways: { alipay_page: there.gateway } }
  await fillStaff(shop)
  finance = await idOf(shop, 'finance')
})

const enter = async (amountFen: number, number: string | null, by = shop) => {
  const bankSerial = `CCB${++serial}`
  const arrival = {
    receivedOn: '2026-11-23',
    amountFen,
    payer: '花都区总工会',
    bankSerial,
    remark: '',
    number,
  }
  const done = await registerArrival(by, arrival, finance)
  if (!done.ok) throw new Error(done.refusal.code)
  return done.value
}
async function placed(pieces = 2) {
  const done = await placeOrder(shop, orderOf([['TEA-GC-250', pieces]]), crypto.randomUUID())
  if (!done.ok) throw new Error(done.refusal.code)
  return done.value
}
const stateOf = async (number: string) => (await readOrder(shop, number))!.state
const restOf = async (id: string) =>
  (await shop.db.all<{ rest: number }>(sql`SELECT rest_fen rest FROM bank_arrivals WHERE id = ${id}`))[0]!
    .rest

test('a part that came by transfer is free again once the order is paid another way', async () => {
  const { number, totalFen } = await placed()
  await extendDeadline(shop, number, '2026-11-27', finance)
  const first = await startPayment(shop, number, 'alipay_page')
  const outTradeNo = first.ok ? first.value.outTradeNo : ''
  // The way of paying changes, and the provider's page, still open, takes the money all the same.
  expect(await startPayment(shop, number, 'bank_transfer')).toMatchObject({ ok: true })
  const part = await enter(10_000, number)
  expect(await restOf(part.id)).toBe(0)
  const paid = { provider: 'alipay', eventId: 'late', outTradeNo, amountFen: totalFen }
  expect(await settlePayment(shop, paid)).toMatchObject({ value: 'paid' })
  expect(await restOf(part.id)).toBe(10_000)
  expect(await broken(shop)).toEqual([])
})

test('money that comes while the shop is stopped is counted, also for an order whose buyer began nothing', async () => {
  const { number, totalFen } = await placed()
  await stopSelling(shop, { staffId: finance, name: '财务' }, '价格标错')
  expect(await enter(totalFen, number)).toMatchObject({ counted: { state: 'paid' } })
  expect(await stateOf(number)).toBe('paid')
  expect(await broken(shop)).toEqual([])
})

test('no clock closes an order whose money is here and waits for a second person', async () => {
  const { number, totalFen, payBefore } = await placed(40)
  const more = await joinStaff(shop, 'finance2', 'finance')
  const held = await enter(totalFen, number)
  expect(held.state).toBe('held')
  await closeOverdue(at(shop, payBefore))
  expect(await stateOf(number)).toBe('awaiting_payment')
  expect(await confirmArrival(at(shop, payBefore + 1), held.id, more)).toMatchObject({
    value: { state: 'paid' },
  })
  expect(await broken(shop)).toEqual([])
})

test('an order given more time is paid by a new trade once the old one is over at its provider', async () => {
  const { number, payBefore } = await placed()
  const tradeAt = async (now: number) => {
    const started = await startPayment(at(shop, now), number, 'alipay_page')
    return started.ok ? started.value.outTradeNo : started.refusal.code
  }
  const first = await tradeAt(shop.now)
  expect(await extendDeadline(shop, number, '2026-11-27', finance)).toMatchObject({ ok: true })
  expect(await tradeAt(payBefore - MINUTE_MS - 1)).toBe(first)
  const second = await tradeAt(payBefore - MINUTE_MS)
  expect(second).not.toBe(first)
  expect([there.trades.get(first)?.state, there.trades.get(second)?.state]).toEqual(['closed', 'unpaid'])
})

test('without its bank account the shop still ends a transfer that was begun, and sends back one that was paid', async () => {
  const [open, paid] = [await placed(), await placed()]
  for (const { number } of [open, paid]) await extendDeadline(shop, number, '2026-11-27', finance)
  await enter(100, open.number)
  await enter(paid.totalFen, paid.number)
  const without = { ...shop, settings: { ...shop.settings, bank: null } }
  expect(await cancelOrder(without, open.number, 'shopper')).toMatchObject({ value: { state: 'cancelled' } })
  expect(await cancelOrder(without, paid.number, 'shopper')).toMatchObject({ value: { state: 'refunding' } })
  expect(await shop.db.all(sql`SELECT state FROM refunds`)).toEqual([{ state: 'given_up' }])
  expect(await broken(shop)).toEqual([])
})

test('a fen that a stranger sends under an order’s number neither takes its buyer the way they pay nor stops the clock', async () => {
  const { number, payBefore } = await placed()
  const first = await startPayment(shop, number, 'alipay_page')
  const outTradeNo = first.ok ? first.value.outTradeNo : ''
  const line = {
    at: 1,
    receivedOn: '2026-11-23',
    amountFen: 1,
    payer: '路人',
    bankSerial: 'FEN',
    remark: number,
  }
  expect(await judgeStatement(shop, [line])).toMatchObject([
    { number, note: expect.stringContaining('待分配') },
  ])
  expect(await enter(1, number)).toMatchObject({ state: 'entered', counted: null })
  expect(there.trades.get(outTradeNo)?.state).toBe('unpaid')
  expect(await startPayment(shop, number, 'alipay_page')).toMatchObject({ value: { outTradeNo } })
  await sweep(at(shop, payBefore))
  expect(await stateOf(number)).toBe('cancelled')
  expect(await broken(shop)).toEqual([])
})
