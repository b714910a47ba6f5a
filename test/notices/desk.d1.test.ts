import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { sendCode } from '../../src/notices/code-sending.ts'
import { noticeEffects } from '../../src/notices/sending.ts'
import { accessToken } from '../../src/orders/access-token.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { drain } from '../../src/outbox/draining.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths, pathsFor } from '../../src/urls.ts'
import { adopt, plotOf } from '../support/adoptions.ts'
import { browser } from '../support/browser.ts'
import { deliveries, sentOrder } from '../support/notices.ts'
import { openShop, orderOf } from '../support/shop.ts'
import { fillStaff, idOf, signedIn } from '../support/staff.ts'

const paths = pathsFor('zh')
let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
})

async function holderOf(number: string) {
  const visitor = browser()
  const [row] = await shop.db.all<{ id: string }>(sql`SELECT id FROM orders WHERE number = ${number}`)
  await visitor.get(paths.order(number, { key: await accessToken(shop.settings, row!.id) }))
  return visitor
}

test('staff see what was told and why not, and who may send it again does so after a question', async () => {
  const { phone } = await sentOrder(shop, await idOf(shop, 'fulfilment'), 'SF10000001')
  const manager = await signedIn('manager')
  expect(await (await manager.get(adminPaths.notices())).text()).toContain('等着发的 1 条')
  await drain({ ...shop, settings: { ...shop.settings, sms: null } }, noticeEffects)
  const html = await (await manager.get(adminPaths.notices({ state: 'dropped' }))).text()
  for (const text of ['包裹已寄出', 'SF10000001', '没有发', '没有开通', '确认再发'])
    expect(html).toContain(text)
  expect(html).not.toContain(phone)
  expect(await (await manager.get(adminPaths.notices({ state: 'sent' }))).text()).toContain(
    '还没有这样的通知',
  )
  const [own] = await deliveries(shop)
  const viewer = await signedIn('viewer')
  expect(await (await viewer.get(adminPaths.notices())).text()).not.toContain('确认再发')
  expect((await viewer.post(adminPaths.noticeAgain(own!.id), {})).status).toBe(403)
  expect((await manager.post(adminPaths.noticeAgain(own!.id), {})).status).toBe(303)
  expect((await manager.post(adminPaths.noticeAgain(own!.id), {})).status).toBe(409)
  expect((await manager.post(adminPaths.noticeAgain('ntc_none'), {})).status).toBe(404)
})

test('a text is approved with its code, and never over what a colleague or its carrier changed since', async () => {
  const manager = await signedIn('manager')
  const path = adminPaths.noticeTemplate('aliyun', 'parcel.left')
  const page = await (await manager.get(adminPaths.noticeTemplates)).text()
  expect(page).toMatch(/您的订单\$\{no\}已由\$\{carrier\}发出/)
  const wrong = await manager.post(path, { code: '', state: 'approved', seen: '0' })
  expect([wrong.status, (await wrong.text()).includes('请填上模板编号')]).toEqual([422, true])
  expect((await manager.post(path, { code: 'SMS 1', state: 'asked', seen: '0' })).status).toBe(422)
  expect((await manager.post(path, { code: 'SMS_1', state: 'approved', seen: '0' })).status).toBe(303)
  expect((await manager.post(path, { code: 'SMS_2', state: 'draft', seen: '0' })).status).toBe(409)
  const none = adminPaths.noticeTemplate('aliyun', 'nothing')
  expect((await manager.post(none, { code: '', state: 'draft', seen: '0' })).status).toBe(404)
  expect(
    await shop.db.all(
      sql`SELECT code, state FROM notice_templates WHERE provider = 'aliyun' AND event = 'parcel.left'`,
    ),
  ).toEqual([{ code: 'SMS_1', state: 'approved' }])
  expect(await (await (await signedIn('viewer')).get(adminPaths.noticeTemplates)).text()).not.toContain(
    '保存模板',
  )
})

test('the console of development shows what would have been sent, and production has none', async () => {
  await sendCode(shop, { phone: '13900000008', code: '445566', purpose: 'sign_in' })
  const owner = await signedIn('owner')
  const html = await (await owner.get(adminPaths.noticeConsole)).text()
  expect(html).toContain('445566')
  expect(html).toContain('139****0008')
  const production = { APP_ENV: 'production', SHOP_NOW: '' }
  expect((await browser(production).get(adminPaths.noticeConsole)).status).toBe(404)
})

test('a buyer turns the messages of their order off and on, and a stranger does neither', async () => {
  const { number } = await sentOrder(shop, await idOf(shop, 'fulfilment'), 'SF20000001')
  const holder = await holderOf(number)
  const html = async () => (await holder.get(paths.order(number))).text()
  expect(await html()).toContain('通知开着')
  expect((await browser().post(paths.orderMessages(number), { messages: 'off' })).status).toBe(404)
  expect((await holder.post(paths.orderMessages(number), { messages: 'off' })).status).toBe(303)
  await holder.post(paths.orderMessages(number), { messages: 'off' })
  expect(await html()).toContain('通知已关')
  expect(await (await holder.get(pathsFor('en').order(number))).text()).toContain('Messages: off')
  await holder.post(paths.orderMessages(number), { messages: 'on' })
  expect(await html()).toContain('通知开着')
})

test('who typed somebody’s phone into an order and never paid turns nothing off or on for them', async () => {
  const placed = await placeOrder(shop, orderOf([['TEA-GC-250', 1]]), 'one')
  if (!placed.ok) throw new Error(placed.refusal.code)
  const { number } = placed.value
  await shop.db.run(sql`INSERT INTO notice_stops (address_hmac, purpose, reason, at)
    SELECT phone_hmac, 'all', 'reply', 1 FROM orders`)
  const holder = await holderOf(number)
  for (const messages of ['off', 'on'])
    expect((await holder.post(paths.orderMessages(number), { messages })).status).toBe(404)
  expect(await shop.db.all(sql`SELECT purpose, reason FROM notice_stops`)).toEqual([
    { purpose: 'all', reason: 'reply' },
  ])
})

test('who holds a garden turns its messages off, and those of orders stay', async () => {
  const { number, ids } = await adopt(shop, [plotOf('A-07')])
  const holder = await holderOf(number)
  expect((await browser().post(paths.myMessages(ids[0]!), { messages: 'off' })).status).toBe(404)
  expect((await holder.post(paths.myMessages(ids[0]!), { messages: 'off' })).status).toBe(303)
  expect(await (await holder.get(paths.myGarden(ids[0]!))).text()).toContain('通知已关')
  expect(await (await holder.get(paths.order(number))).text()).toContain('通知开着')
})
