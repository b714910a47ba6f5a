import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/kernel/time.ts'
import { readOrder } from '../../../src/orders/queries.ts'
import { BillRefused } from '../../../src/payments/reconciliation/bill.ts'
import { readDays } from '../../../src/payments/reconciliation/queries.ts'
import {
  reconcileBills,
  reconcileDay,
  reconcileSent,
} from '../../../src/payments/reconciliation/reconciling.ts'
import { remedyDifference } from '../../../src/payments/reconciliation/remedying.ts'
import { resolveDifference } from '../../../src/payments/reconciliation/resolving.ts'
import { refundLines } from '../../../src/payments/refunds/refunding-lines.ts'
import type { Shop } from '../../../src/shop.ts'
import {
  begun,
  billedProvider,
  differences,
  METHOD,
  paymentLine,
  refundLine,
  settled,
} from '../../support/bills.ts'
import { broken } from '../../support/invariants.ts'
import { wechatBill } from '../../support/providers/bills.ts'
import { at, NOW, openShop } from '../../support/shop.ts'
import { fillStaff, idOf } from '../../support/staff.ts'

const DAY = '2026-11-23'
const BUDGET = { rows: 100, ms: 20_000 }
/** The next morning, when bills are ready. */
const MORNING = NOW + DAY_MS

let shop: Shop
let later: Shop
let provider: ReturnType<typeof billedProvider>
let by: string
beforeEach(async () => {
  provider = billedProvider()
  shop = { ...(await openShop()), gateways: provider.gateways }
  later = at(shop, MORNING)
  await fillStaff(shop)
  by = await idOf(shop, 'finance')
})

const bills = () =>
  shop.db.all<{
    provider: string
    day: string
    source: string
    payments: number
    paid: number
    fee: number
  }>(sql`
    SELECT provider, day, source, payments, paid_fen paid, fee_fen fee FROM provider_bills ORDER BY day`)
const theDay = { provider: 'wechatpay', day: DAY } as const

test('from ten o’clock on yesterday is reconciled once, and what agrees differs in nothing', async () => {
  const order = await begun(shop)
  await settled(shop, order)
  provider.answers.bill = [paymentLine(order.trade, order.fen, NOW, 95)]
  await reconcileBills(at(shop, MORNING - MINUTE_MS), BUDGET)
  expect(await bills()).toEqual([])
  await reconcileBills(later, BUDGET)
  await reconcileBills(at(shop, MORNING + HOUR_MS), BUDGET)
  expect(provider.asked).toEqual([DAY])
  expect(await bills()).toEqual([
    { provider: 'wechatpay', day: DAY, source: 'fetched', payments: 1, paid: order.fen, fee: 95 },
  ])
  expect(await differences(shop)).toEqual([])
  expect(await reconcileDay(later, theDay)).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
  expect(await broken(shop)).toEqual([])
})

test('missed days are caught up, those a provider gives no bill of are tried again and told, and stop nobody', async () => {
  await settled(shop, await begun(shop))
  provider.answers.bill = new BillRefused('wrong_hash')
  const away = at(shop, NOW + 3 * DAY_MS)
  await reconcileBills(away, BUDGET)
  expect(await bills()).toEqual([])
  const { missing } = await readDays(shop.db, away.now)
  expect(missing.map(({ day, note }) => [day, note])).toEqual([
    ['2026-11-25', 'BillRefused: wrong_hash'],
    ['2026-11-24', 'BillRefused: wrong_hash'],
    [DAY, 'BillRefused: wrong_hash'],
  ])
  provider.answers.bill = []
  await reconcileBills(at(away, away.now + 2 * MINUTE_MS), BUDGET)
  expect((await bills()).map(({ day }) => day)).toEqual([DAY, '2026-11-24', '2026-11-25'])
})

test('of two missed days the later waits for the earlier, whose bill explains what was learned at its end', async () => {
  const late = at(shop, Date.parse(`${DAY}T23:55:00+08:00`))
  const order = await begun(late)
  await settled(late, order)
  const next = at(shop, MORNING)
  const second = await begun(next)
  await settled(next, second)
  const { bill } = provider.gateways[METHOD]!
  provider.gateways[METHOD]!.bill = async (day) => {
    const first = day === DAY
    // Its answer is long, and the next day's would overtake it.
    for (let reads = 0; first && reads < 20; reads += 1) await shop.db.all(sql`SELECT 1`)
    provider.answers.bill = first
      ? [paymentLine(order.trade, order.fen, late.now)]
      : [paymentLine(second.trade, second.fen, next.now)]
    return bill!(day)
  }
  await reconcileBills(at(shop, MORNING + DAY_MS), BUDGET)
  expect((await bills()).map(({ day }) => day)).toEqual([DAY, '2026-11-24'])
  expect(await differences(shop)).toEqual([])
})

test('what was learned at the end of a day is judged by whichever of the two bills comes second, and never by neither', async () => {
  const late = at(shop, Date.parse(`${DAY}T23:55:00+08:00`))
  const order = await begun(late)
  await settled(late, order)
  const unknown = await begun(late)
  await settled(late, unknown)
  const { bill } = provider.gateways[METHOD]!
  const theOther = { provider: 'wechatpay', day: '2026-11-24' } as const
  provider.gateways[METHOD]!.bill = async (day) => {
    provider.answers.bill = day === DAY ? [paymentLine(order.trade, order.fen, late.now)] : []
    return bill!(day)
  }
  // The bill of the day itself could not be had.
  const away = at(shop, MORNING + 4 * DAY_MS)
  expect(await reconcileDay(away, theOther)).toMatchObject({ ok: true, value: { differences: 0 } })
  expect(await reconcileDay(away, theDay)).toMatchObject({ ok: true, value: { differences: 1 } })
  expect(await differences(shop)).toMatchObject([{ kind: 'paid_here_not_there' }])
})

test('an empty answer about a day on which we were paid is not taken for a bill before two days have passed', async () => {
  await settled(shop, await begun(shop))
  await expect(reconcileDay(later, theDay)).rejects.toThrow('no_bill_yet')
  expect((await reconcileDay(at(shop, NOW + 3 * DAY_MS), theDay)).ok).toBe(true)
  expect(await differences(shop)).toMatchObject([{ kind: 'paid_here_not_there' }])
})

test('paid there and not here is settled by the provider’s own word, never by the bill: then the order is paid', async () => {
  const order = await begun(shop)
  provider.answers.bill = [paymentLine(order.trade, order.fen, NOW)]
  await reconcileBills(later, BUDGET)
  const [difference] = await differences(shop)
  expect(difference).toMatchObject({ kind: 'paid_there_not_here', there: order.fen, here: null, how: null })
  const remedy = () => remedyDifference(at(shop, NOW), difference!.id, by)
  expect(await remedy()).toEqual({ ok: true, value: 'not_confirmed' })
  provider.answers.query = 'throws'
  expect(await remedy()).toEqual({ ok: true, value: 'no_answer' })
  expect([(await readOrder(shop, order.number))!.state, (await differences(shop))[0]!.how]).toEqual([
    'awaiting_payment',
    null,
  ])
  provider.answers.query = { state: 'paid', amountFen: order.fen }
  expect(await remedy()).toEqual({ ok: true, value: 'settled' })
  expect((await readOrder(shop, order.number))!.state).toBe('paid')
  expect((await differences(shop))[0]!.how).toBe('remedy:settled')
  expect(await remedy()).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
  expect(await broken(shop)).toEqual([])
})

test('another sum, and a trade that is not ours, go to the anomalies', async () => {
  const order = await begun(shop)
  provider.answers.bill = [paymentLine(order.trade, order.fen - 1, NOW), paymentLine('T_STRANGE', 5, NOW)]
  await reconcileDay(later, theDay)
  for (const { id, there } of await differences(shop)) {
    provider.answers.query = { state: 'paid', amountFen: there! }
    expect(await remedyDifference(later, id, by)).toEqual({ ok: true, value: 'set_aside' })
  }
  const anomalies = await shop.db.all<{ kind: string }>(sql`SELECT kind FROM payment_anomalies ORDER BY kind`)
  expect(anomalies).toEqual([{ kind: 'unknown_trade' }, { kind: 'wrong_amount' }])
  expect(await broken(shop)).toEqual([])
})

test('a refund there that failed here is found, and by the provider’s word kept for finance', async () => {
  const order = await begun(shop)
  await settled(shop, order)
  const failing = { ...shop.gateways![METHOD]!, refund: async () => 'failed' as const }
  const breaks = { ...shop, gateways: { [METHOD]: failing } }
  await refundLines(breaks, order.number, [{ line: 1, quantity: 1 }], '受潮', by)
  const [refund] = await shop.db.all<{ no: string; fen: number }>(
    sql`SELECT out_refund_no no, amount_fen fen FROM refunds`,
  )
  provider.answers.bill = [
    paymentLine(order.trade, order.fen, NOW),
    refundLine(order.trade, refund!.no, refund!.fen, NOW),
  ]
  await reconcileDay(later, theDay)
  const [difference] = await differences(shop)
  expect(difference).toMatchObject({ kind: 'refunded_there_not_here', there: refund!.fen, here: null })
  expect(await remedyDifference(later, difference!.id, by)).toEqual({ ok: true, value: 'not_confirmed' })
  provider.answers.refund = 'succeeded'
  expect(await remedyDifference(later, difference!.id, by)).toEqual({ ok: true, value: 'set_aside' })
  expect(await shop.db.all(sql`SELECT kind FROM payment_anomalies`)).toEqual([
    { kind: 'succeeded_after_failure' },
  ])
})

test('what a bill lacks is confirmed by asking again, or ended by hand with a reason, once and logged', async () => {
  const first = await begun(shop)
  await settled(shop, first)
  await refundLines(shop, first.number, [{ line: 1, quantity: 1 }], '受潮', by)
  expect((await reconcileDay(at(shop, NOW + 3 * DAY_MS), theDay)).ok).toBe(true)
  const [paid, back] = await differences(shop)
  expect([paid!.kind, back!.kind]).toEqual(['paid_here_not_there', 'refund_here_not_there'])
  provider.answers.query = { state: 'paid', amountFen: first.fen }
  expect(await remedyDifference(later, paid!.id, by)).toEqual({ ok: true, value: 'confirmed' })
  expect(await remedyDifference(later, back!.id, by)).toEqual({ ok: true, value: 'not_confirmed' })
  const end = () => resolveDifference(later, back!.id, '已在商户平台核实', by)
  expect((await end()).ok).toBe(true)
  expect(await end()).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
  const verbs = await shop.db.all(
    sql`SELECT verb FROM audit_entries WHERE object = ${`bill:wechatpay:${DAY}`} ORDER BY verb`,
  )
  expect(verbs).toEqual([{ verb: 'difference.remedied' }, { verb: 'difference.resolved' }])
  expect(await broken(shop)).toEqual([])
})

test('a bill that was sent in closes the day like a fetched one, and one of another day or of a month does not', async () => {
  const order = await begun(shop)
  await settled(shop, order)
  const file = (when: number) => {
    const trades = new Map([[order.trade, { fen: order.fen, paidAt: when }]])
    const day = new Date(when).toISOString().slice(0, 10)
    return new TextEncoder().encode(wechatBill(day, { appId: 'wx8', merchantId: '19' }, trades, new Map())!)
  }
  await expect(reconcileSent(later, theDay, file(NOW - DAY_MS), by)).rejects.toThrow('other_day')
  const both = new Map([NOW, NOW - 9 * DAY_MS].map((paidAt, nth) => [`T${nth}`, { fen: 100, paidAt }]))
  const month = wechatBill('2026-11', { appId: 'wx8', merchantId: '19' }, both, new Map())!
  await expect(reconcileSent(later, theDay, new TextEncoder().encode(month), by)).rejects.toThrow('other_day')
  await expect(reconcileSent(later, theDay, new Uint8Array([65]), by)).rejects.toThrow('unreadable')
  expect((await reconcileSent(later, theDay, file(NOW), by)).ok).toBe(true)
  expect(await bills()).toMatchObject([{ day: DAY, source: 'sent', payments: 1 }])
  await reconcileBills(later, BUDGET)
  expect(provider.asked).toEqual([])
})
