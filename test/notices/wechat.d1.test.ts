import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { MINUTE_MS } from '../../src/kernel/time.ts'
import { noticeEffects } from '../../src/notices/sending.ts'
import { chooseMessages, markOfOrder } from '../../src/notices/stopping.ts'
import { drain } from '../../src/outbox/draining.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { carriedByBoth, OPEN_ID, orderOfBound } from '../support/bound.ts'
import { sentOrder } from '../support/notices.ts'
import { paidOrder } from '../support/orders.ts'
import { at, NOW, openShop } from '../support/shop.ts'
import { fillStaff, idOf, signedIn } from '../support/staff.ts'
import { APP } from '../support/wechat-fake.ts'

const PHONE = '13900001111'
let plain: Shop
let clerk: string
beforeEach(async () => {
  plain = await openShop()
  await fillStaff(plain)
  clerk = await idOf(plain, 'fulfilment')
})
afterEach(() => vi.restoreAllMocks())

const told = () => carriedByBoth(plain)
const boundOrder = (trackingNo: string, phone = PHONE) => orderOfBound(plain, clerk, trackingNo, phone)
const ways = () =>
  plain.db.all<{ way: string }>(
    sql`SELECT channel || ' ' || state || coalesce(' ' || reason, '') way FROM notice_deliveries
      WHERE event <> 'sign_in.code' ORDER BY id`,
  )
const wayOf = async () => (await ways()).map(({ way }) => way).sort()

test('who bound WeChat is told there and by no short message, others as before; each once', async () => {
  const { wechat, carriers, minute } = await told()
  await boundOrder('SF10001000')
  const { phone } = await sentOrder(plain, clerk, 'SF10002000')
  await minute()
  await minute(NOW + MINUTE_MS)
  expect(wechat.told).toEqual([
    expect.objectContaining({
      openId: OPEN_ID,
      template: 'WECHAT_parcel.left',
      values: expect.objectContaining({ thing2: '顺丰速运', character_string3: 'SF10001000' }),
      url: expect.stringMatching(/\/sign-in\?to=orders$/),
    }),
  ])
  expect(carriers.carried.map((one) => one.phone)).toEqual([phone])
  expect(await wayOf()).toEqual(['sms sent', 'wechat sent'])
  expect(wechat.asked.tokens).toBe(1)
})

test('who does not take messages there, or follows the shop no more, gets a short message at once', async () => {
  const { wechat, carriers, minute } = await told()
  await boundOrder('SF11001000')
  wechat.next('refused')
  await minute()
  expect([wechat.told.length, carriers.carried.length]).toEqual([0, 1])
  expect(await wayOf()).toEqual(['sms sent'])
})

test('a busy WeChat is asked again later, and told once', async () => {
  const { wechat, carriers, minute } = await told()
  await boundOrder('SF12001000')
  wechat.next('busy')
  await minute()
  expect(await wayOf()).toEqual(['wechat queued -1'])
  for (let n = 1; n <= 10; n += 1) await minute(NOW + n * MINUTE_MS)
  expect([wechat.told.length, carriers.carried.length, await wayOf()]).toEqual([1, 0, ['wechat sent']])
})

test('a lost answer is asked for once more under the same id, which tells nobody twice; without one it stays unknown', async () => {
  const { wechat, carriers, minute } = await told()
  await boundOrder('SF13001000')
  wechat.next('lost')
  await minute()
  expect([wechat.told.length, await wayOf()]).toEqual([1, ['wechat sent']])
  await boundOrder('SF13002000')
  wechat.next('lost', 'lost')
  await minute(NOW + MINUTE_MS)
  await boundOrder('SF13003000')
  wechat.next('failing', 'busy')
  for (let n = 2; n <= 20; n += 1) await minute(NOW + n * MINUTE_MS)
  expect([wechat.told.length, carriers.carried.length]).toEqual([2, 0])
  expect(await wayOf()).toEqual(['wechat sent', 'wechat unknown no answer', 'wechat unknown no answer'])
  expect(new Set(wechat.told.map(({ id }) => id)).size).toBe(2)
})

test('a token is asked for once and kept; one that WeChat forgot is renewed once, and nobody is told twice', async () => {
  const { wechat, minute, shop } = await told()
  for (const trackingNo of ['SF14001000', 'SF14002000', 'SF14003000']) await boundOrder(trackingNo)
  await minute()
  expect([wechat.told.length, wechat.asked.tokens]).toEqual([3, 1])
  await boundOrder('SF14004000')
  wechat.next('stale')
  await minute(NOW + MINUTE_MS)
  expect([wechat.told.length, wechat.asked.tokens]).toEqual([4, 2])
  await boundOrder('SF14005000')
  await minute(NOW + 121 * MINUTE_MS)
  expect([wechat.told.length, wechat.asked.tokens]).toEqual([5, 3])
  expect(await shop.db.all(sql`SELECT count(*) n, sum(leased_until) held FROM wechat_tokens`)).toEqual([
    { n: 1, held: 0 },
  ])
})

test('of two runs at the same moment one asks for the token, and the other sends later', async () => {
  const { wechat, minute, shop } = await told()
  await boundOrder('SF15001000')
  await plain.db.run(
    sql`INSERT INTO wechat_tokens (app_id, leased_until) VALUES (${APP.appId}, ${NOW + MINUTE_MS})`,
  )
  await minute()
  expect([wechat.asked.tokens, await wayOf()]).toEqual([0, ['wechat queued no_token']])
  for (let n = 1; n <= 5; n += 1) await drain({ ...shop, now: NOW + n * MINUTE_MS }, noticeEffects)
  expect([wechat.asked.tokens, await wayOf()]).toEqual([1, ['wechat sent']])
})

test('a template whose field WeChat refuses is stopped, staff are told, and the person gets a short message', async () => {
  const { wechat, carriers, minute } = await told()
  await boundOrder('SF16001000')
  wechat.templates.set('WECHAT_parcel.left', ['character_string1', 'thing2', 'phrase3'])
  await minute()
  expect([wechat.told.length, carriers.carried.length]).toEqual([0, 1])
  const [template] = await plain.db.all<{ state: string }>(
    sql`SELECT state FROM notice_templates WHERE provider = 'wechat' AND event = 'parcel.left'`,
  )
  expect(template).toEqual({ state: 'stopped' })
  expect(
    await plain.db.all(
      sql`SELECT 1 FROM outbox WHERE dedupe_key LIKE 'alarm:notice:template:wechat:parcel.left%'`,
    ),
  ).toHaveLength(1)
})

test('nothing at night, and nothing to who said stop: on the order’s page or by their own phone, by whichever channel', async () => {
  const { wechat, carriers, minute } = await told()
  const number = await boundOrder('SF17001000')
  await minute(Date.parse('2026-11-23T23:00:00+08:00'))
  expect(wechat.told).toEqual([])
  await chooseMessages(plain, 'orders', markOfOrder(number), false)
  await minute(Date.parse('2026-11-24T08:00:00+08:00'))
  expect([wechat.told.length, carriers.carried.length, await wayOf()]).toEqual([
    0,
    0,
    ['wechat dropped stopped'],
  ])
  // Ordered for somebody else, whose phone said nothing: the account's own has.
  const morning = at(plain, Date.parse('2026-11-24T09:00:00+08:00'))
  const { number: other } = await sentOrder(morning, clerk, 'SF17002000')
  await plain.db.run(sql`INSERT INTO order_owners (order_id, user_id, at)
    SELECT (SELECT id FROM orders WHERE number = ${other}), id, 1 FROM users`)
  await minute(morning.now + MINUTE_MS)
  expect([wechat.told.length, carriers.carried.length]).toEqual([0, 0])
})

test('whoever unbound it is told nothing there any more', async () => {
  const { wechat, carriers, minute } = await told()
  await boundOrder('SF18001000')
  await plain.db.run(sql`DELETE FROM user_wechats`)
  await minute()
  expect([wechat.told.length, carriers.carried.length]).toEqual([0, 1])
})

test('no openid, token or secret stands in a log, in what is owed or in what is kept', async () => {
  const { wechat, minute } = await told()
  const logged: string[] = []
  for (const kind of ['log', 'info', 'warn', 'error'] as const)
    vi.spyOn(console, kind).mockImplementation((...said) => void logged.push(said.map(String).join(' ')))
  await boundOrder('SF19001000')
  wechat.next('lost', 'failing')
  await minute()
  await boundOrder('SF19002000')
  wechat.next('stale')
  await minute(NOW + MINUTE_MS)
  const kept = await plain.db.all(
    sql`SELECT json_group_array(json_array(id, notice_key, address_hmac, text, reason, provider_id)) x FROM notice_deliveries
      UNION ALL SELECT json_group_array(json_array(payload, dedupe_key, last_error)) FROM outbox
      UNION ALL SELECT json_group_array(json_array(openid_hmac, openid_sealed)) FROM user_wechats
      UNION ALL SELECT json_group_array(json_array(app_id, sealed)) FROM wechat_tokens`,
  )
  expect(wechat.told).toHaveLength(2)
  for (const secret of [OPEN_ID, APP.secret, 'of-wechat']) {
    expect(logged.join('\n')).not.toContain(secret)
    expect(JSON.stringify(kept)).not.toContain(secret)
  }
})

test('in development what would have been sent by WeChat stands on the console', async () => {
  const sms = { provider: 'console' as const, dailyLimit: 9, receiptKey: null }
  const shop = { ...plain, settings: { ...plain.settings, sms } }
  await boundOrder('SF20001000')
  await drain(shop, noticeEffects)
  expect(await wayOf()).toEqual(['wechat sent'])
  const page = await (await (await signedIn('manager')).get(adminPaths.noticeConsole)).text()
  expect(page).toMatch(/>微信<\/td>.{0,200}已由顺丰速运发出，运单号SF20001000/s)
})

test('staff choose which fields of a template a text goes out as', async () => {
  const manager = await signedIn('manager')
  const path = adminPaths.noticeTemplate('wechat', 'parcel.left')
  const asked = { code: 'TPL_1', state: 'approved', seen: '0' }
  const wrong = await manager.post(path, { ...asked, fields: 'thing1 thing2' })
  expect([wrong.status, (await wrong.text()).includes('value="thing1 thing2"')]).toEqual([422, true])
  const fields = 'character_string4 thing7 character_string9'
  expect((await manager.post(path, { ...asked, fields })).status).toBe(303)
  expect(
    await plain.db.all(
      sql`SELECT code, variables FROM notice_templates WHERE provider = 'wechat' AND event = 'parcel.left'`,
    ),
  ).toEqual([{ code: 'TPL_1', variables: JSON.stringify(fields.split(' ')) }])
})

test('that an order is paid is told in WeChat alone, to who bound it, and is owed to nobody else', async () => {
  const { wechat, carriers, minute } = await told()
  await boundOrder('SF21001000')
  await plain.db.run(sql`DELETE FROM outbox`)
  const [{ id } = { id: '' }] = await plain.db.all<{ id: string }>(sql`SELECT id FROM users`)
  for (const userId of [id, undefined])
    await paidOrder({ ...plain, ...(userId ? { userId } : {}) }, [['TEA-GC-250', 1]])
  await minute()
  expect([wechat.told.map(({ template }) => template), carriers.carried]).toEqual([['WECHAT_order.paid'], []])
  expect(
    await plain.db.all(sql`SELECT 1 FROM outbox WHERE dedupe_key LIKE 'notice:order.paid%'`),
  ).toHaveLength(1)
})
