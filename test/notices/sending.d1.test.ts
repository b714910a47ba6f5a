import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { noticeOverdue } from '../../src/alarms/noticing.ts'
import { askForCode, useCode } from '../../src/customers/codes.ts'
import { recordDelivery } from '../../src/fulfilment/receiving.ts'
import { shipParcel } from '../../src/fulfilment/shipping.ts'
import { JOBS } from '../../src/jobs.ts'
import { formatOrderNumber } from '../../src/kernel/ids.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/kernel/time.ts'
import { sendNoticeAgain } from '../../src/notices/again.ts'
import { sendCode } from '../../src/notices/code-sending.ts'
import { forgetNotices } from '../../src/notices/forgetting.ts'
import { noticeEffects } from '../../src/notices/sending.ts'
import { chooseMessages, markOfOrder } from '../../src/notices/stopping.ts'
import { drain } from '../../src/outbox/draining.ts'
import { overdueRows } from '../../src/outbox/queries.ts'
import type { Shop } from '../../src/shop.ts'
import { carriedBy, deliveries, sentOrder, ship } from '../support/notices.ts'
import { paidOrder } from '../support/orders.ts'
import { at, NOW, openShop } from '../support/shop.ts'
import { fillStaff, idOf } from '../support/staff.ts'

let plain: Shop
let clerk: string
beforeEach(async () => {
  plain = await openShop()
  await fillStaff(plain)
  clerk = await idOf(plain, 'fulfilment')
})
afterEach(() => vi.restoreAllMocks())

const states = async () => (await deliveries(plain)).map(({ state, reason }) => [state, reason])
const owed = () =>
  plain.db.all<{ state: string; payload: string; key: string }>(
    sql`SELECT state, payload, dedupe_key key FROM outbox WHERE kind = 'notice.send' ORDER BY id`,
  )
const alarms = () =>
  plain.db.all<{ key: string }>(
    sql`SELECT dedupe_key key FROM outbox WHERE kind = 'staff.alarm' ORDER BY dedupe_key`,
  )

describe.each(['aliyun', 'tencent'] as const)('by %s', (provider) => {
  test('a parcel that left is told once a day, with its number, however many follow and however often it is tried', async () => {
    const { shop, carriers, minute } = await carriedBy(plain, provider)
    const number = await paidOrder(shop, [['TEA-GC-250', 2]])
    const part = {
      storage: 'ambient',
      carrier: 'sf',
      trackingNo: 'SF10000001',
      lines: [{ line: 1, quantity: 1 }],
    }
    await shipParcel(shop, number, part, clerk)
    await ship(at(shop, NOW + 1), number, clerk, 'SF10000002')
    await minute()
    await minute(NOW + HOUR_MS)
    expect(carriers.carried).toHaveLength(1)
    expect(carriers.carried[0]!.values).toEqual([formatOrderNumber(number), '顺丰速运', 'SF10000001'])
    expect(await states()).toEqual([['sent', null]])
    expect((await owed()).map(({ state }) => state)).toEqual(['done'])
  })

  test('what may have gone out is never sent again by itself: an answer lost, an error, a break while sending', async () => {
    const { shop, carriers, minute } = await carriedBy(plain, provider)
    for (const mood of ['lost', 'failing'] as const) {
      carriers.next(mood)
      await sentOrder(shop, clerk, `SF2000${mood === 'lost' ? 1 : 2}000`)
      await minute()
    }
    await sentOrder(shop, clerk, 'SF20003000')
    // The Worker dies between sending and writing down: its row is taken, and nobody knows.
    const real = plain.db.batch
    const batch = vi.spyOn(shop.db, 'batch')
    let calls = 0
    batch.mockImplementation(async (statements) => {
      calls += 1
      if (calls === 2) throw new Error('gone')
      return real(statements) as never
    })
    await minute()
    batch.mockRestore()
    await minute(NOW + 3 * HOUR_MS)
    await minute(NOW + 9 * HOUR_MS)
    expect((await states()).map(([state]) => state)).toEqual(['unknown', 'unknown', 'unknown'])
    expect(carriers.carried).toHaveLength(2)
  })

  test('who was told no for now is asked again later, and the message goes once; asked often enough it is left', async () => {
    const { shop, carriers, minute } = await carriedBy(plain, provider)
    await sentOrder(shop, clerk, 'SF30001000')
    carriers.next('throttled')
    await minute()
    expect((await states())[0]![0]).toBe('queued')
    await minute(NOW + 2 * MINUTE_MS)
    expect([carriers.carried.length, (await states())[0]]).toEqual([1, ['sent', null]])
    await sentOrder(shop, clerk, 'SF30002000')
    carriers.next('throttled', 'throttled', 'throttled', 'throttled', 'throttled')
    for (let n = 1; n < 8; n += 1) await minute(NOW + n * 40 * MINUTE_MS + (n > 4 ? 2 * HOUR_MS : 0))
    expect([carriers.carried.length, (await states())[1]![0]]).toEqual([1, 'failed'])
    expect((await owed()).map(({ state }) => state)).toEqual(['done', 'done'])
  })

  test('a text its carrier refuses is used no more, and staff are told once', async () => {
    const { shop, carriers, minute } = await carriedBy(plain, provider)
    carriers.next('illegal')
    await sentOrder(shop, clerk, 'SF40001000')
    await minute()
    await sentOrder(shop, clerk, 'SF40002000')
    await minute(NOW + MINUTE_MS)
    expect(carriers.carried).toEqual([])
    expect((await states()).map(([state]) => state)).toEqual(['failed', 'dropped'])
    expect((await states())[1]![1]).toBe('no_template')
    expect(await alarms()).toEqual([{ key: `alarm:notice:template:${provider}:parcel.left:${NOW}` }])
  })
})

test('at night nothing is sent: it waits for the morning, and what arrived by then is not told any more', async () => {
  const night = Date.parse('2026-11-23T22:30:00+08:00')
  const { shop, carriers, minute } = await carriedBy(at(plain, night), 'aliyun')
  const arrived = await sentOrder(shop, clerk, 'SF50001000')
  await sentOrder(shop, clerk, 'SF50002000')
  await minute(night + HOUR_MS)
  expect([carriers.carried.length, await states()]).toEqual([0, []])
  const [parcel] = await shop.db.all<{ id: string; trackingNo: string }>(
    sql`SELECT s.id, s.tracking_no trackingNo FROM shipments s JOIN orders o ON o.id = s.order_id WHERE o.number = ${arrived.number}`,
  )
  expect((await recordDelivery(at(shop, night + 9 * HOUR_MS), arrived.number, parcel!, clerk)).ok).toBe(true)
  await minute(Date.parse('2026-11-24T08:00:00+08:00'))
  expect(carriers.carried.map(({ values }) => values[2])).toEqual(['SF50002000'])
  expect((await states()).map(([state, reason]) => reason ?? state).sort()).toEqual(['pointless', 'sent'])
})

test('what was owed by day and not tried before night waits as well', async () => {
  const { shop, carriers, minute } = await carriedBy(plain, 'aliyun')
  await sentOrder(shop, clerk, 'SF50003000')
  await minute(Date.parse('2026-11-23T23:00:00+08:00'))
  await minute(Date.parse('2026-11-24T07:59:00+08:00'))
  expect(carriers.carried).toEqual([])
  await minute(Date.parse('2026-11-24T08:00:00+08:00'))
  expect(carriers.carried).toHaveLength(1)
})

test('who said stop is told nothing, and is told again once they want it', async () => {
  const { shop, carriers, minute } = await carriedBy(plain, 'aliyun')
  const { number, phone } = await sentOrder(shop, clerk, 'SF60001000')
  await chooseMessages(shop, 'orders', markOfOrder(number), false)
  await minute()
  expect([carriers.carried.length, await states()]).toEqual([0, [['dropped', 'stopped']]])
  await chooseMessages(shop, 'orders', markOfOrder(number), true)
  await sentOrder(shop, clerk, 'SF60002000', phone)
  await minute(NOW + MINUTE_MS)
  expect(carriers.carried).toHaveLength(1)
})

test('a phone gets five a day, the shop sends what its day allows and the rest in the morning, and staff are told before it is over', async () => {
  const { shop, carriers, minute } = await carriedBy(plain, 'aliyun', { dailyLimit: 7 })
  const phone = '13900000001'
  for (let n = 1; n <= 6; n += 1) await sentOrder(shop, clerk, `SF7000${n}000`, phone)
  await minute()
  expect(carriers.carried).toHaveLength(5)
  expect((await states()).filter(([, reason]) => reason === 'phone_limit')).toHaveLength(1)
  expect(await alarms()).toEqual([])
  for (let n = 1; n <= 3; n += 1) await sentOrder(shop, clerk, `SF7100${n}000`)
  await minute(NOW + MINUTE_MS)
  expect(carriers.carried).toHaveLength(7)
  const waiting = async () => (await states()).filter(([, reason]) => reason === 'shop_limit')
  await minute(NOW + 10 * MINUTE_MS)
  expect([await waiting(), carriers.carried.length]).toEqual([[['queued', 'shop_limit']], 7])
  expect(await alarms()).toEqual([{ key: 'alarm:notice:limit:sms:2026-11-23' }])
  await sentOrder(at(shop, NOW + DAY_MS), clerk, 'SF72001000', phone)
  await minute(NOW + DAY_MS)
  expect([await waiting(), carriers.carried.length]).toEqual([[], 9])
})

test('neither a phone nor a code stands in a log, in what is owed or in what is kept', async () => {
  const { shop, carriers, minute } = await carriedBy(plain, 'tencent')
  const logged: string[] = []
  for (const kind of ['log', 'info', 'warn', 'error'] as const)
    vi.spyOn(console, kind).mockImplementation((...said) => void logged.push(said.map(String).join(' ')))
  const { phone } = await sentOrder(shop, clerk, 'SF80001000')
  await minute()
  carriers.next('lost')
  expect(await sendCode(shop, { phone, code: '730195', purpose: 'sign_in' })).toBe('sent')
  carriers.next('illegal')
  expect(await sendCode(shop, { phone, code: '730196', purpose: 'sign_in' })).toBe('failed')
  const kept = await shop.db.all(
    sql`SELECT json_group_array(json_array(id, notice_key, text, reason, subject_id)) x FROM notice_deliveries
      UNION ALL SELECT json_group_array(json_array(payload, dedupe_key, last_error, subject_id)) FROM outbox`,
  )
  for (const secret of [phone, '730195', '730196']) {
    expect(logged.join('\n')).not.toContain(secret)
    expect(JSON.stringify(kept)).not.toContain(secret)
  }
  expect(await shop.db.all(sql`SELECT 1 FROM notice_console`)).toEqual([])
})

test('a code goes at once, at night and to who said stop; without a carrier or an approved text nobody says it was sent', async () => {
  const night = Date.parse('2026-11-23T23:30:00+08:00')
  const { shop, carriers } = await carriedBy(at(plain, night), 'aliyun')
  const code = { phone: '13900000009', code: '112233', purpose: 'sign_in' }
  await shop.db.run(sql`INSERT INTO notice_stops (address_hmac, purpose, reason, at)
    SELECT 'x', 'all', 'reply', 1`)
  expect(await sendCode(shop, code)).toBe('sent')
  expect(carriers.carried.at(-1)).toMatchObject({ phone: '13900000009', values: ['112233'] })
  await shop.db.run(sql`UPDATE notice_templates SET state = 'asked' WHERE event = 'sign_in.code'`)
  expect(await sendCode(shop, code)).toBe('not_set_up')
  expect(await sendCode({ ...shop, settings: { ...shop.settings, sms: null } }, code)).toBe('not_set_up')
})

test('a carrier whose answers get lost sends a phone no more codes than one that answers, and what arrived opens', async () => {
  const { shop, carriers } = await carriedBy(plain, 'aliyun')
  const ask = (now: number) =>
    askForCode(at(shop, now), { phone: '13900000009', purpose: 'sign_in' }, '198.51.100.1')
  const came: string[] = []
  for (const minute of [0, 0, 0, 1, 2, 3, 4, 5, 6]) {
    carriers.next('lost')
    came.push((await ask(NOW + minute * MINUTE_MS)).outcome)
  }
  expect(came).toEqual([...['sent', 'wait', 'wait', 'sent', 'sent', 'sent', 'sent'], 'too_many', 'too_many'])
  expect(carriers.carried).toHaveLength(5)
  const typed = {
    phone: '13900000009',
    purpose: 'sign_in' as const,
    code: carriers.carried.at(-1)!.values[0]!,
  }
  expect(await useCode(at(shop, NOW + 5 * MINUTE_MS), typed, 'local', [])).toBe('used')
})

test('a number that carriers refuse costs its phone no code, and its network what any other would', async () => {
  const { shop, carriers } = await carriedBy(plain, 'aliyun')
  let [asked, failed] = [0, 0]
  vi.mocked(fetch).mockImplementation(async (url, init) => {
    asked += 1
    carriers.next('throttled')
    return carriers.answer(new Request(url as string, init as RequestInit))
  })
  const ask = (network: string) => askForCode(shop, { phone: '13900000009', purpose: 'sign_in' }, network)
  for (let n = 0; n < 25; n += 1) if ((await ask('198.51.100.1')).outcome === 'failed') failed += 1
  expect([asked, failed]).toEqual([20, 20])
  expect((await ask('198.51.100.2')).outcome).toBe('failed')
})

test('in development what would have been sent stands on the console, a code with it, and no phone whole', async () => {
  const shop = {
    ...plain,
    settings: { ...plain.settings, sms: { provider: 'console' as const, dailyLimit: 9, receiptKey: null } },
  }
  const asked = vi.spyOn(globalThis, 'fetch')
  await sentOrder(shop, clerk, 'SF81001000', '13900000008')
  await drain(shop, noticeEffects)
  expect(await sendCode(shop, { phone: '13900000008', code: '445566', purpose: 'sign_in' })).toBe('sent')
  const shown = await shop.db.all<{ phone: string; text: string }>(
    sql`SELECT phone, text FROM notice_console ORDER BY id`,
  )
  expect(shown.map(({ phone }) => phone)).toEqual(['139****0008', '139****0008'])
  const texts = shown.map(({ text }) => text).join('\n')
  expect(texts).toContain('SF81001000')
  expect(texts).toContain('445566')
  expect(asked).not.toHaveBeenCalled()
})

test('without a carrier an order goes its way, what was not sent says why, and no alarm calls it stuck', async () => {
  const shop = { ...plain, settings: { ...plain.settings, sms: null, robotUrl: 'https://robot.test/' } }
  const { number } = await sentOrder(shop, clerk, 'SF82001000')
  await noticeOverdue(at(shop, NOW + DAY_MS), 'alarms', JOBS)
  expect(await shop.db.all(sql`SELECT id FROM ${overdueRows(NOW + DAY_MS)} due`)).toEqual([])
  await drain(shop, noticeEffects)
  expect(await states()).toEqual([['dropped', 'not_set_up']])
  expect(await shop.db.all(sql`SELECT state FROM orders WHERE number = ${number}`)).toEqual([
    { state: 'paid' },
  ])
})

test('staff send again what they look at, each time once, and it goes by the same rules', async () => {
  const { shop, carriers, minute } = await carriedBy(plain, 'aliyun')
  await sentOrder(shop, clerk, 'SF83001000')
  carriers.next('failing')
  await minute()
  const [first] = await deliveries(shop)
  const both = await Promise.all([
    sendNoticeAgain(shop, first!.id, clerk),
    sendNoticeAgain(shop, first!.id, clerk),
  ])
  expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
  await minute(NOW + MINUTE_MS)
  expect((await deliveries(shop)).map(({ nth, state }) => [nth, state])).toEqual([
    [1, 'unknown'],
    [2, 'sent'],
  ])
  expect(carriers.carried).toHaveLength(1)
  expect((await sendNoticeAgain(shop, first!.id, clerk)).ok).toBe(false)
})

test('what was told half a year ago is taken away, and its key is told no second time before', async () => {
  const { shop, minute } = await carriedBy(plain, 'aliyun')
  await sentOrder(shop, clerk, 'SF84001000')
  await minute()
  await forgetNotices(at(shop, NOW + 180 * DAY_MS))
  expect(await deliveries(shop)).toHaveLength(1)
  await forgetNotices(at(shop, NOW + 191 * DAY_MS))
  expect(await deliveries(shop)).toEqual([])
})
