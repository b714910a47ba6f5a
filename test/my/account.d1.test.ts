import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { keepAddress } from '../../src/customers/addresses.ts'
import { askForEmail } from '../../src/customers/emails.ts'
import { bindWechat, wechatMark } from '../../src/customers/wechats.ts'
import { phoneMark } from '../../src/kernel/phone-mark.ts'
import { seal, unseal } from '../../src/kernel/secrets.ts'
import { indexOrders } from '../../src/orders/indexing.ts'
import type { Shop } from '../../src/shop.ts'
import { newestCode, otherThan, signInWith } from '../support/accounts.ts'
import { adopt, plotOf } from '../support/adoptions.ts'
import { browser, checkoutForm, delivery } from '../support/browser.ts'
import { paidOrder } from '../support/orders.ts'
import { openShop } from '../support/shop.ts'

const PHONE = '13900001111'
const NEW = '13900002222'
const NAME = '欧阳晓禾'
const STREET = '新华街道云山大道77号'
const OPEN_ID = 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o'
const TITLE = '欧阳晓禾的抬头'
const MAILBOX = 'xiaohe.ouyang@example.net'
const WORDS = '请放门卫老周处'
const TEA: [string, number][] = [['TEA-GC-250', 1]]
let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const mine = () => ({
  recipient: { name: NAME, phone: PHONE, region: '440114', street: STREET },
  note: WORDS,
  invoice: { kind: 'personal' as const, title: TITLE, taxNo: '', email: 'xiaohe@example.com' },
})
async function member(phone = PHONE) {
  const visitor = browser()
  visitor.jar.set('user', await signInWith(shop, phone))
  return visitor
}
const over = (number: string) =>
  shop.db.run(sql`UPDATE orders SET state = 'completed', over_at = ${shop.now} WHERE number = ${number}`)
async function coded(visitor: ReturnType<typeof browser>, form: Record<string, string>) {
  await visitor.post('/account/data', { act: 'send' })
  return visitor.post('/account/data', { sure: 'yes', ...form, code: await newestCode(shop, PHONE) })
}

/** Every text of every table, and what those that are sealed say. */
async function everyText(): Promise<Map<string, string>> {
  const tables = await shop.db.all<{ name: string }>(sql`
    SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND substr(name, 1, 3) <> '_cf'`)
  const found = new Map<string, string>()
  for (const { name } of tables) {
    const rows = await shop.db.all<Record<string, unknown>>(sql.raw(`SELECT * FROM "${name}"`))
    for (const row of rows)
      for (const [column, value] of Object.entries(row)) {
        if (typeof value !== 'string') continue
        const plain = /^[\w-]{38,}$/.test(value)
          ? await unseal(shop.settings.phoneKey, value).catch(() => '')
          : ''
        found.set(`${name}.${column}`, `${found.get(`${name}.${column}`) ?? ''}\n${value}\n${plain}`)
      }
  }
  return found
}
async function whereIs(secrets: string[]): Promise<string[]> {
  const texts = await everyText()
  return [...texts].filter(([, text]) => secrets.some((secret) => text.includes(secret))).map(([at]) => at)
}

describe('an account that is deleted', () => {
  test('leaves nothing of its person in any table, sealed or not; goods and sums stay', async () => {
    const number = await paidOrder(shop, TEA, mine())
    const visitor = await member()
    const secrets = [
      PHONE,
      NAME,
      STREET,
      TITLE,
      WORDS,
      'xiaohe@example.com',
      MAILBOX,
      await phoneMark(shop.settings.phonePepper, PHONE),
      OPEN_ID,
      await wechatMark(shop.settings, OPEN_ID),
    ]
    await shop.db.batch(await bindWechat(shop, await phoneMark(shop.settings.phonePepper, PHONE), OPEN_ID))
    const [{ id } = { id: '' }] = await shop.db.all<{ id: string }>(sql`SELECT id FROM users`)
    await keepAddress(shop, id, mine().recipient)
    await shop.db.batch([
      shop.db.run(
        sql`INSERT INTO user_emails (user_id, sealed, mark, confirmed_at)
          VALUES (${id}, ${await seal(shop.settings.phoneKey, MAILBOX)}, 'm', 1)`,
      ),
      shop.db.run(
        sql`INSERT INTO user_email_asks (user_id, sealed, mark, token_hash, asked_at)
          VALUES (${id}, ${await seal(shop.settings.phoneKey, MAILBOX)}, 'm', 'h', 1)`,
      ),
    ])
    await indexOrders(shop, { rows: 100, ms: 10_000 })
    const before = await whereIs(secrets)
    for (const place of [
      'user_addresses.sealed',
      'user_emails.sealed',
      'user_email_asks.sealed',
      'orders.recipient_name',
      'orders.phone_sealed',
      'users.phone_sealed',
      'users.phone_hmac',
      'user_wechats.openid_sealed',
      'user_wechats.openid_hmac',
    ])
      expect(before).toContain(place)
    await over(number)
    const done = await coded(visitor, { act: 'delete' })
    expect([done.status, done.headers.get('Location'), visitor.jar.has('user')]).toEqual([
      303,
      '/sign-in?gone=1',
      false,
    ])
    await indexOrders(shop, { rows: 100, ms: 10_000 })
    // Records of short messages are kept six months, as the rules on them ask: the phone as a keyed hash, no text of a code.
    expect(await whereIs(secrets)).toEqual(['notice_deliveries.address_hmac'])
    for (const table of [
      'users',
      'user_wechats',
      'user_addresses',
      'user_sessions',
      'sign_in_codes',
      'order_owners',
    ])
      expect([table, await shop.db.all(sql.raw(`SELECT 1 FROM ${table}`))]).toEqual([table, []])
    expect(await shop.db.all(sql`SELECT total_fen > 0 kept FROM orders WHERE number = ${number}`)).toEqual([
      { kept: 1 },
    ])
  })

  test('is not, while an order or an adoption is under way: both are named, and nothing is forgotten', async () => {
    const open = await paidOrder(shop, TEA, mine())
    const { number: plots } = await adopt(shop, [plotOf('A-07')], mine())
    const done = await paidOrder(shop, TEA, mine())
    await over(done)
    const visitor = await member()
    const page = await (await visitor.get('/account/data')).text()
    for (const number of [open, plots]) expect(page).toContain(`href="/orders/${number}"`)
    expect([page.includes(`href="/orders/${done}"`), page.includes('value="delete"')]).toEqual([false, false])
    expect((await coded(visitor, { act: 'delete' })).status).toBe(409)
    expect(await shop.db.all(sql`SELECT 1 FROM orders WHERE forgotten_at IS NOT NULL`)).toEqual([])
  })

  test('is not without the box, nor with a wrong code, nor with one sent for signing in', async () => {
    const visitor = await member()
    const signIn = await newestCode(shop, PHONE)
    await visitor.post('/account/data', { act: 'send' })
    const code = await newestCode(shop, PHONE)
    const asked = async (form: Record<string, string>) =>
      (await visitor.post('/account/data', { act: 'delete', sure: 'yes', ...form })).status
    expect(await asked({ code, sure: '' })).toBe(422)
    expect(await asked({ code: otherThan(code) })).toBe(422)
    if (signIn !== code) expect(await asked({ code: signIn })).toBe(422)
    expect(await shop.db.all(sql`SELECT 1 FROM users`)).toHaveLength(1)
  })
})

test('an account is exported whole, with a code, and holds nobody else’s order', async () => {
  const number = await paidOrder(shop, TEA, mine())
  await paidOrder(shop, TEA)
  const visitor = await member()
  await shop.db.batch(await bindWechat(shop, await phoneMark(shop.settings.phonePepper, PHONE), OPEN_ID))
  await shop.db.run(sql`INSERT INTO user_emails
    SELECT id, ${await seal(shop.settings.phoneKey, MAILBOX)}, 'm', 1 FROM users`)
  const [me] = await shop.db.all<{ id: string }>(sql`SELECT id FROM users`)
  await askForEmail(shop, me!.id, { address: `next.${MAILBOX}`, language: 'zh' }, 'local')
  const exported = await (await coded(visitor, { act: 'export' })).json()
  expect(exported).toMatchObject({
    phone: PHONE,
    email: MAILBOX,
    emailAsked: `next.${MAILBOX}`,
    wechat: { openId: OPEN_ID },
    orders: [{ number, recipient: { name: NAME, phone: PHONE } }],
  })
  expect((await visitor.post('/account/data', { act: 'export', code: '000000' })).status).toBe(422)
})

describe('another phone', () => {
  const change = async (
    visitor: ReturnType<typeof browser>,
    codes: { oldCode?: string; newCode?: string } = {},
  ) => {
    await visitor.post('/account/phone', { act: 'send', phone: NEW })
    const typed = { oldCode: await newestCode(shop, PHONE), newCode: await newestCode(shop, NEW), ...codes }
    return visitor.post('/account/phone', { act: 'change', phone: NEW, ...typed })
  }

  test('is taken with a code of both, ends every session but this, and keeps the orders', async () => {
    const number = await paidOrder(shop, TEA, mine())
    const visitor = await member()
    const before = visitor.jar.get('user')!
    expect((await change(visitor)).status).toBe(303)
    expect([await shop.db.all(sql`SELECT 1 FROM user_sessions`)].flat()).toHaveLength(1)
    const thief = browser()
    thief.jar.set('user', before)
    expect((await thief.get('/account')).status).toBe(303)
    expect((await visitor.get(`/orders/${number}`)).status).toBe(200)
    expect(await (await visitor.get('/account')).text()).toContain('139****2222')
  })

  test('is asked for by Enter as well: codes go out while none was typed, and those typed are not sent anew', async () => {
    const visitor = await member()
    const sent = async () => (await shop.db.all(sql`SELECT 1 FROM notice_console`)).length
    expect((await visitor.post('/account/phone', { phone: NEW, oldCode: '', newCode: '' })).status).toBe(200)
    expect(await sent()).toBe(2)
    // Reading a code takes it off the list.
    const typed = { oldCode: await newestCode(shop, PHONE), newCode: await newestCode(shop, NEW) }
    expect((await visitor.post('/account/phone', { phone: NEW, ...typed })).status).toBe(303)
    expect(await sent()).toBe(0)
  })

  test('is not with one of them wrong, nor where somebody has it already', async () => {
    const visitor = await member()
    expect((await change(visitor, { oldCode: '000000' })).status).toBe(422)
    await shop.db.run(sql`UPDATE sign_in_codes SET sent_at = 0`)
    expect((await change(visitor, { newCode: '000000' })).status).toBe(422)
    await member(NEW)
    await shop.db.run(sql`UPDATE sign_in_codes SET sent_at = 0`)
    expect((await change(visitor)).status).toBe(409)
    expect(await (await visitor.get('/account')).text()).toContain('139****1111')
  })
})

describe('the address book', () => {
  const order = async (visitor: ReturnType<typeof browser>, more: [string, string][]) => {
    await visitor.post('/cart/lines', { sku: 'CIL-CG-B2', quantity: '1', action: 'add' })
    return visitor.post('/checkout', [...(await checkoutForm(visitor)), ...more])
  }

  test('keeps an address by a tick at the checkout, once, sealed, and fills the next form with it', async () => {
    const visitor = await member()
    for (let n = 0; n < 2; n += 1) expect((await order(visitor, [['keepAddress', '1']])).status).toBe(303)
    const rows = await shop.db.all<{ id: string; sealed: string }>(sql`SELECT id, sealed FROM user_addresses`)
    expect(rows).toHaveLength(1)
    for (const secret of [delivery.name, delivery.street, '13800001234'])
      expect(rows[0]!.sealed).not.toContain(secret)
    const { id } = rows[0]!
    await visitor.post('/cart/lines', { sku: 'CIL-CG-B2', quantity: '1', action: 'add' })
    expect(await (await visitor.get('/checkout')).text()).toContain(`/checkout?address=${id}`)
    expect(await (await visitor.get(`/checkout?address=${id}`)).text()).toContain(
      `value="${delivery.street}"`,
    )
    const stranger = await member(NEW)
    await stranger.post('/cart/lines', { sku: 'CIL-CG-B2', quantity: '1', action: 'add' })
    expect(await (await stranger.get(`/checkout?address=${id}`)).text()).not.toContain(
      `value="${delivery.street}"`,
    )
    await stranger.post('/account/addresses', { drop: id })
    expect(await (await visitor.get('/account/addresses')).text()).toContain(delivery.street)
    await visitor.post('/account/addresses', { drop: id })
    expect(await shop.db.all(sql`SELECT 1 FROM user_addresses`)).toEqual([])
  })

  test('keeps nothing unasked, nothing of a guest, and twenty at most', async () => {
    const visitor = await member()
    await order(visitor, [])
    await order(browser(), [['keepAddress', '1']])
    expect(await shop.db.all(sql`SELECT 1 FROM user_addresses`)).toEqual([])
    const [{ id } = { id: '' }] = await shop.db.all<{ id: string }>(sql`SELECT id FROM users`)
    for (let n = 0; n < 22; n += 1) await keepAddress(shop, id, { ...mine().recipient, street: `${n}号` })
    expect(await shop.db.all(sql`SELECT 1 FROM user_addresses`)).toHaveLength(20)
  })
})

test('nobody who is signed out reaches an account', async () => {
  const stranger = browser()
  stranger.jar.set('user', 'made-up')
  for (const path of ['/account', '/account/addresses', '/account/data', '/account/email', '/account/phone'])
    expect([path, (await stranger.get(path)).headers.get('Location')]).toEqual([path, '/sign-in?to=account'])
  for (const path of [
    '/account/data',
    '/account/email',
    '/account/email/x',
    '/account/phone',
    '/account/sessions',
  ])
    expect([path, (await stranger.post(path, { act: 'delete' })).status]).toEqual([path, 303])
})
