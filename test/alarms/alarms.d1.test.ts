import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { noticeOverdue } from '../../src/alarms/noticing.ts'
import { JOBS } from '../../src/jobs.ts'
import { HOUR_MS, MINUTE_MS } from '../../src/kernel/time.ts'
import { drain } from '../../src/outbox/draining.ts'
import { giveUp } from '../../src/outbox/keeping.ts'
import { resolveAnomaly } from '../../src/payments/anomalies.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { paymentEffects, paymentFollowing } from '../../src/payments/effects.ts'
import { setAside } from '../../src/payments/setting-aside.ts'
import type { Shop } from '../../src/shop.ts'
import { fakeGateway } from '../support/gateways.ts'
import { staffIdOf } from '../support/listings.ts'
import { paidOrder } from '../support/orders.ts'
import { at, openShop } from '../support/shop.ts'
import { fillStaff } from '../support/staff.ts'

const ROBOT = 'https://robot.test/cgi-bin/webhook/send?key=1'
let shop: Shop
/** What the robot was told, and what it answers next. */
let said: string[]
let errcode = 0
beforeEach(async () => {
  const opened = await openShop()
  shop = { ...opened, settings: { ...opened.settings, robotUrl: ROBOT } }
  await fillStaff(shop)
  said = []
  errcode = 0
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (url, init) => {
    expect(url).toBe(ROBOT)
    const { text } = JSON.parse(String((init as RequestInit).body)) as { text: { content: string } }
    said.push(text.content)
    return Response.json({ errcode })
  })
})
afterEach(() => vi.restoreAllMocks())

const ANOMALY = {
  ...{ provider: 'alipay', eventId: 'n1', kind: 'wrong_amount' as const, outTradeNo: 'T1' },
  amountFen: 1230,
}
const alarms = () =>
  shop.db.all<{ key: string; state: string }>(
    sql`SELECT dedupe_key key, state FROM outbox WHERE kind = 'staff.alarm' ORDER BY created_at, id`,
  )
/** What is due for the outbox an hour later each time, so that every pause is over. */
let later = 0
const drained = (from = shop) => {
  later += 7
  return drain(at(from, shop.now + later * HOUR_MS), paymentEffects)
}

test('a payment anomaly told twice is owed once, and said once with its sum', async () => {
  await setAside(shop.db, ANOMALY, shop.now)
  await setAside(shop.db, ANOMALY, shop.now)
  expect(await alarms()).toMatchObject([{ state: 'waiting' }])
  await drained()
  await drained()
  expect(said).toEqual([
    `【请处理】款项异常：金额不对\n金额：¥12.3\n${shop.settings.publicUrl}/admin/payments/anomalies`,
  ])
  expect(await alarms()).toMatchObject([{ state: 'done' }])
})

test('a refund its provider fails is said once, with order and sum and nothing of the buyer; the refund itself stands', async () => {
  const number = await paidOrder(shop, [['TEA-GC-250', 1]])
  const failing = { ...shop, gateways: { sandbox: fakeGateway({ refunding: 'failed' }).gateway } }
  await cancelOrder(failing, number, 'shopper')
  const [refund] = await shop.db.all<{ state: string; amountFen: number }>(
    sql`SELECT state, amount_fen amountFen FROM refunds`,
  )
  expect(refund!.state).toBe('failed')
  await drained(failing)
  await drained(failing)
  expect(said).toHaveLength(1)
  expect(said[0]).toContain(number.slice(0, 4))
  expect(said[0]).toContain(`¥${refund!.amountFen / 100}`)
  const [order] = await shop.db.all<{ name: string; street: string; tail: string }>(
    sql`SELECT recipient_name name, street, phone_tail tail FROM orders`,
  )
  for (const secret of [order!.name, order!.street]) expect(said[0]).not.toContain(secret)
})

test('a robot that is busy is asked again later, and then said once; without a robot nobody is asked', async () => {
  await setAside(shop.db, ANOMALY, shop.now)
  errcode = 45009
  await drained()
  expect(await shop.db.all(sql`SELECT state, last_error why FROM outbox`)).toEqual([
    { state: 'waiting', why: 'too_often' },
  ])
  errcode = 0
  await drained()
  await setAside(shop.db, { ...ANOMALY, eventId: 'n2' }, shop.now)
  await drained({ ...shop, settings: { ...shop.settings, robotUrl: null } })
  expect([said.length, (await alarms()).map(({ state }) => state)]).toEqual([2, ['done', 'done']])
})

test('what somebody saw to before the robot was asked is not said any more', async () => {
  await setAside(shop.db, ANOMALY, shop.now)
  const [row] = await shop.db.all<{ id: string }>(sql`SELECT id FROM payment_anomalies`)
  await resolveAnomaly(shop, row!.id, '已退', await staffIdOf(shop, 'finance'))
  await drained()
  expect([said, (await alarms()).map(({ state }) => state)]).toEqual([[], ['done']])
})

test('an effect that is stuck is said once, giving its refund up once more, and an alarm is never the cause of one', async () => {
  const number = await paidOrder(shop, [['TEA-GC-250', 1]])
  const away = { ...shop, gateways: { sandbox: fakeGateway({ refunding: 'throws' }).gateway } }
  await cancelOrder(away, number, 'shopper')
  await setAside(shop.db, ANOMALY, shop.now)
  const notice = (minutes: number) => noticeOverdue(at(shop, shop.now + minutes * MINUTE_MS), 'alarms', JOBS)
  await notice(29)
  expect(await alarms()).toHaveLength(1)
  await notice(31)
  await notice(45)
  expect((await alarms()).filter(({ key }) => key.startsWith('alarm:outbox:'))).toHaveLength(1)
  expect(await alarms()).toHaveLength(2)
  const [owed] = await shop.db.all<{ id: string }>(sql`SELECT id FROM outbox WHERE kind = 'gateway.refund'`)
  const by = await staffIdOf(shop, 'finance')
  await giveUp(at(shop, shop.now + HOUR_MS), owed!.id, '线下退', by, paymentFollowing)
  expect(await alarms()).toHaveLength(3)
})
