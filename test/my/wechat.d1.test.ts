import { sql } from 'drizzle-orm'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { formatOrderNumber } from '../../src/kernel/ids.ts'
import { DAY_MS } from '../../src/kernel/time.ts'
import type { Shop } from '../../src/shop.ts'
import { newestCode, signInOn } from '../support/accounts.ts'
import { browser } from '../support/browser.ts'
import { paidOrder } from '../support/orders.ts'
import { newBuyer, openShop } from '../support/shop.ts'
import { AGENT, answeringWechat, inWechat, withWechat } from '../support/wechat.ts'

const [PHONE, OTHER] = ['13900001111', '13900002222']
const [MINE, THEIRS] = ['oMineMineMineMineMineMineMine', 'oTheirsTheirsTheirsTheirsThei']
const TEA: [string, number][] = [['TEA-GC-250', 1]]
let settings: Record<string, string>
let shop: Shop
let wechat: ReturnType<typeof answeringWechat>
beforeAll(async () => {
  settings = await withWechat()
})
beforeEach(async () => {
  shop = await openShop()
  wechat = answeringWechat()
})
afterEach(() => vi.restoreAllMocks())

type Visitor = ReturnType<typeof inWechat>
const from = (phone: string) => ({ recipient: { ...newBuyer(), phone } })
const visiting = (openId = MINE) => inWechat(wechat, settings, openId)
const leads = (answer: Response) => answer.headers.get('Location')
const isIn = async (visitor: { get: Visitor['get'] }) => (await visitor.get('/account')).status === 200
/** With the phone's code, and the box ticked or not. */
async function byPhone(visitor: Visitor, phone: string, bind: boolean) {
  await shop.db.run(sql`UPDATE sign_in_codes SET sent_at = 0`)
  await visitor.post('/sign-in', { phone, to: 'orders' })
  const code = await newestCode(shop, phone)
  return visitor.post('/sign-in/code', { act: 'code', code, ...(bind ? { bind: 'yes' } : {}) })
}
async function bound(openId = MINE, phone = PHONE): Promise<Visitor> {
  const visitor = visiting(openId)
  await visitor.confirm('/sign-in/wechat')
  await byPhone(visitor, phone, true)
  return visitor
}
const bindings = () =>
  shop.db.all(
    sql`SELECT u.phone_hmac phone, w.openid_hmac openid FROM user_wechats w JOIN users u ON u.id = w.user_id`,
  )

test('a WeChat that is nobody’s goes on with the phone, is bound only by its tick, and signs in at once from then on', async () => {
  const number = await paidOrder(shop, TEA, from(PHONE))
  const visitor = visiting()
  expect(await (await visitor.get('/sign-in')).text()).toContain('微信登录')
  const back = await visitor.confirm('/sign-in/wechat', { to: 'account' })
  expect([leads(back), await isIn(visitor)]).toEqual(['/sign-in?to=account&wechat=unbound', false])
  await visitor.post('/sign-in', { phone: PHONE, to: 'orders' })
  const page = await (await visitor.get('/sign-in/code')).text()
  expect(page).toMatch(/<input type="checkbox" name="bind" value="yes"\/>/)
  await newestCode(shop, PHONE)
  await byPhone(visitor, PHONE, false)
  expect([await isIn(visitor), await bindings()]).toEqual([true, []])
  await bound()
  expect(await bindings()).toHaveLength(1)
  const again = visiting()
  expect(leads(await again.confirm('/sign-in/wechat', { to: 'account' }))).toBe('/account')
  expect(await (await again.get('/orders')).text()).toContain(formatOrderNumber(number))
  const [row] = await shop.db.all<{ told: string }>(
    sql`SELECT json_group_array(json_array(openid_hmac, openid_sealed)) told FROM user_wechats`,
  )
  expect(row!.told).not.toContain(MINE)
})

test('a wrong code binds nothing, and two codes at once bind once', async () => {
  const visitor = visiting()
  await visitor.confirm('/sign-in/wechat')
  await visitor.post('/sign-in', { phone: PHONE, to: 'orders' })
  const code = await newestCode(shop, PHONE)
  const wrong = code === '000000' ? '000001' : '000000'
  expect((await visitor.post('/sign-in/code', { act: 'code', code: wrong, bind: 'yes' })).status).toBe(422)
  expect(await bindings()).toEqual([])
  const both = await Promise.all(
    [1, 2].map(() => visitor.post('/sign-in/code', { act: 'code', code, bind: 'yes' })),
  )
  expect(both.map(({ status }) => status).sort()).toEqual([303, 422])
  expect(await bindings()).toHaveLength(1)
})

test('a WeChat that another account had leaves it, with a code: the orders of two accounts stay apart', async () => {
  const first = await paidOrder(shop, TEA, from(PHONE))
  const second = await paidOrder(shop, TEA, from(OTHER))
  await bound(MINE, PHONE)
  await bound(MINE, OTHER)
  expect(await bindings()).toHaveLength(1)
  const visitor = visiting()
  await visitor.confirm('/sign-in/wechat')
  const list = await (await visitor.get('/orders')).text()
  expect([list.includes(formatOrderNumber(second)), list.includes(formatOrderNumber(first))]).toEqual([
    true,
    false,
  ])
  // And another WeChat takes the place of the account's own.
  await bound(THEIRS, OTHER)
  expect(leads(await visiting().confirm('/sign-in/wechat'))).toContain('wechat=unbound')
  expect(await bindings()).toHaveLength(1)
})

test('nobody comes in by a state of another browser, a code used before, a snapshot, or an openid they say themselves', async () => {
  await bound()
  const visitor = visiting()
  const away = new URL(leads(await visitor.post('/sign-in/wechat', {}))!)
  expect([...away.searchParams.keys()]).toEqual(['appid', 'redirect_uri', 'response_type', 'scope', 'state'])
  wechat.people.set('good', MINE)
  const state = away.searchParams.get('state')
  const stranger = visiting()
  const tries = async (who: Visitor, query: string) => leads(await who.get(`/sign-in/wechat?${query}`))
  expect(await tries(stranger, `code=good&state=${state}`)).toBe('/sign-in?wechat=unknown')
  expect(await tries(visitor, `code=good&state=${'0'.repeat(32)}`)).toBe('/sign-in?wechat=unknown')
  expect(await tries(visitor, `code=good&state=${state}`)).toBe('/sign-in?wechat=unknown')
  expect(wechat.asked.codes).toBe(1)
  const used = visiting()
  const again = new URL(leads(await used.post('/sign-in/wechat', {}))!).searchParams.get('state')
  expect(await tries(used, `code=spent&state=${again}`)).toBe('/sign-in?to=orders&wechat=unknown')
  expect(leads(await visiting('snapshot').confirm('/sign-in/wechat'))).toBe(
    '/sign-in?to=orders&wechat=snapshot',
  )
  const liar = visiting()
  liar.jar.set('wechat', MINE)
  await byPhone(liar, OTHER, true)
  await liar.post('/sign-in/wechat', { openid: MINE, openId: MINE })
  expect(await bindings()).toHaveLength(1)
  for (const one of [stranger, visitor, used]) expect(await isIn(one)).toBe(false)
})

test('after half a year without the phone WeChat asks for its code, and with the code needs no old order’s number', async () => {
  await bound()
  await shop.db.run(sql`UPDATE users SET seen_at = ${shop.now - 181 * DAY_MS}`)
  const visitor = visiting()
  expect(leads(await visitor.confirm('/sign-in/wechat'))).toBe('/sign-in?to=orders&wechat=silent')
  expect(await isIn(visitor)).toBe(false)
  expect(leads(await byPhone(visitor, PHONE, false))).toBe('/orders')
  expect(await bindings()).toHaveLength(1)
})

test('a session that WeChat opened does not say that the phone is still theirs', async () => {
  await bound()
  await shop.db.run(sql`UPDATE users SET seen_at = ${shop.now - 170 * DAY_MS}`)
  const visitor = visiting()
  await visitor.confirm('/sign-in/wechat')
  await shop.db.run(sql`UPDATE user_sessions SET seen_at = ${shop.now - DAY_MS}`)
  expect(await isIn(visitor)).toBe(true)
  expect(await shop.db.all(sql`SELECT (${shop.now} - seen_at) / ${DAY_MS} days FROM users`)).toEqual([
    { days: 170 },
  ])
})

test('who has a silent number now and begins empty takes nobody’s WeChat along, and may bind their own', async () => {
  await bound()
  await shop.db.run(sql`UPDATE users SET seen_at = ${shop.now - 181 * DAY_MS}`)
  const next = visiting(THEIRS)
  await next.confirm('/sign-in/wechat')
  expect(leads(await byPhone(next, PHONE, true))).toBe('/sign-in/code')
  expect(leads(await next.post('/sign-in/code', { act: 'empty' }))).toBe('/orders')
  expect(await bindings()).toHaveLength(1)
  expect(leads(await visiting(THEIRS).confirm('/sign-in/wechat'))).toBe('/orders')
  expect(leads(await visiting(MINE).confirm('/sign-in/wechat'))).toContain('wechat=unbound')
})

test('on the account page a WeChat is bound with a code, and unbound; neither without a session', async () => {
  const visitor = visiting()
  await signInOn(visitor as never, shop, PHONE)
  const page = async () => (await visitor.get('/account/wechat')).text()
  expect(await page()).toContain('用微信确认')
  expect(leads(await visitor.confirm('/account/wechat', { act: 'ask' }))).toBe('/account/wechat')
  await visitor.post('/account/wechat', { act: 'bind', code: '000000' })
  expect(await bindings()).toEqual([])
  await visitor.post('/account/wechat', { act: 'send' })
  expect(
    (await visitor.post('/account/wechat', { act: 'bind', code: await newestCode(shop, PHONE) })).status,
  ).toBe(303)
  expect([(await page()).includes('解除绑定'), (await bindings()).length]).toEqual([true, 1])
  const stranger = browser(settings)
  expect(leads(await stranger.post('/account/wechat', { act: 'unbind' }))).toBe('/sign-in?to=account')
  expect(await bindings()).toHaveLength(1)
  await visitor.post('/account/wechat', { act: 'unbind' })
  expect(await bindings()).toEqual([])
  expect(leads(await visiting().confirm('/sign-in/wechat'))).toContain('wechat=unbound')
})

test('a network that tries too often reaches WeChat no more, and who WeChat knows costs it nothing', async () => {
  await bound()
  for (let n = 0; n < 25; n += 1) await visiting().confirm('/sign-in/wechat')
  const before = wechat.asked.codes
  const visitor = visiting('snapshot')
  for (let n = 0; n < 25; n += 1) await visitor.confirm('/sign-in/wechat')
  expect(wechat.asked.codes - before).toBe(20)
  expect(leads(await visitor.confirm('/sign-in/wechat'))).toBe('/sign-in?to=orders&wechat=slow')
})

test('it reaches WeChat no more by the door of payments either, and what it did not ask for here costs it nothing', async () => {
  const visitor = browser(settings)
  const comes = (path: string, state: string, kept: string | null) => {
    if (kept) visitor.jar.set('wechat-state', kept)
    return visitor.get(`${path}?code=nobody&state=${state}`)
  }
  for (let n = 0; n < 25; n += 1) await comes('/sign-in/wechat', 'a'.repeat(38), null)
  for (let n = 0; n < 25; n += 1) await comes('/payments/wechatpay/sign-in', 'a'.repeat(38), 'a'.repeat(38))
  expect(wechat.asked.codes).toBe(20)
})

test('what a WeChat opened ends where it is taken away or leaves for another account, but for who takes it away', async () => {
  const first = await bound(MINE, PHONE)
  const by = async (openId: string) => {
    const visitor = visiting(openId)
    await visitor.confirm('/sign-in/wechat')
    return visitor
  }
  const [here, elsewhere] = [await by(MINE), await by(MINE)]
  await here.post('/account/wechat', { act: 'unbind' })
  expect([await isIn(here), await isIn(elsewhere), await isIn(first)]).toEqual([true, false, true])
  await bound(MINE, PHONE)
  const moved = await by(MINE)
  // The same again is no other WeChat.
  await bound(MINE, PHONE)
  expect(await isIn(moved)).toBe(true)
  await bound(MINE, OTHER)
  const replaced = await by(MINE)
  await bound(THEIRS, OTHER)
  expect([await isIn(moved), await isIn(replaced), await isIn(first)]).toEqual([false, false, true])
})

test('without a service account, and in other browsers, WeChat is not offered', async () => {
  const none = browser()
  expect((await none.post('/sign-in/wechat', {})).status).toBe(404)
  const agent = { headers: { 'User-Agent': AGENT } }
  expect(await (await none.send('/sign-in', agent)).text()).not.toContain('微信登录')
  expect(await (await browser(settings).get('/sign-in')).text()).not.toContain('微信登录')
})

test('what is signed out of on a device is no longer known there by WeChat either', async () => {
  const deletes = async (visitor: Visitor) => {
    await visitor.post('/account/data', { act: 'send' })
    return visitor.post('/account/data', { act: 'delete', sure: 'yes', code: await newestCode(shop, PHONE) })
  }
  const ways = [
    (visitor: Visitor) => visitor.post('/sign-out', {}),
    (visitor: Visitor) => visitor.post('/account/sessions', {}),
    deletes,
  ]
  for (const leaves of ways) {
    const visitor = await bound()
    expect(visitor.jar.has('wechat')).toBe(true)
    expect((await leaves(visitor)).status).toBe(303)
    expect([visitor.jar.has('wechat'), await isIn(visitor)]).toEqual([false, false])
  }
})
