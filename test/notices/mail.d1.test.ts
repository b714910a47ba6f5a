import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { withdrawUpdate, writeUpdate } from '../../src/adoption/updating.ts'
import { app } from '../../src/app.tsx'
import { askForEmail, proveEmail } from '../../src/customers/emails.ts'
import { keepRedInvoice } from '../../src/invoices/keeping.ts'
import { formatOrderNumber } from '../../src/kernel/ids.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/kernel/time.ts'
import { sendNoticeAgain } from '../../src/notices/again.ts'
import { oweDue } from '../../src/notices/due.ts'
import { emailChannel } from '../../src/notices/email/channel.ts'
import type { EventRow } from '../../src/notices/events.ts'
import { stopMark } from '../../src/notices/stopping.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { startPayment } from '../../src/payments/attempting.ts'
import { extendDeadline } from '../../src/payments/extending.ts'
import { refundLines } from '../../src/payments/refunds/refunding-lines.ts'
import type { Shop } from '../../src/shop.ts'
import { signInWith } from '../support/accounts.ts'
import { adopt, plotOf } from '../support/adoptions.ts'
import { browser } from '../support/browser.ts'
import { issuedOf, redOf, storeOf, taxWorld } from '../support/invoices.ts'
import { mailDeliveries, mailedBy, newestLink } from '../support/mail.ts'
import { paidOrder } from '../support/orders.ts'
import { at, bindings, NOW, openShop, orderOf } from '../support/shop.ts'
import { fillStaff, idOf } from '../support/staff.ts'

let plain: Shop
let shop: Shop
let set: ReturnType<typeof mailedBy>
let clerk: string
beforeEach(async () => {
  plain = await openShop()
  await fillStaff(plain)
  await taxWorld(plain)
  set = mailedBy(plain)
  shop = set.shop
  clerk = await idOf(shop, 'finance')
})
afterEach(() => vi.restoreAllMocks())

const PHONE = '13900001111'
const TEA: [string, number][] = [['TEA-DH-100', 2]]
const mine = {
  recipient: { name: '欧阳晓禾', phone: PHONE, region: '440114', street: '新华街道云山大道77号' },
}
const mails = async (channel = 'email') =>
  (await mailDeliveries(shop))
    .filter((own) => own.channel === channel)
    .map(({ event, state, reason }) => [event, reason ?? state])

/** Somebody signed in whose account is written to at an address. */
async function member(address = 'xiaohe@example.com') {
  const visitor = browser()
  visitor.jar.set('user', await signInWith(plain, PHONE))
  await visitor.post('/account/email', { act: 'send', email: address })
  expect((await visitor.post(await newestLink(plain), {})).status).toBe(303)
  return visitor
}

test('an invoice that is ready goes to the address it was asked for with, its files attached; a red one as well', async () => {
  const number = await paidOrder(shop, TEA)
  const id = await issuedOf(shop, number, clerk)
  await set.minute()
  await set.minute(NOW + HOUR_MS)
  const [{ email, no } = { email: '', no: '' }] = await shop.db.all<{ email: string; no: string }>(sql`
    SELECT q.email, d.number no FROM invoice_requests q JOIN invoice_documents d ON d.request_id = q.id`)
  expect(set.mailed.map(({ to, files }) => [to, files])).toEqual([[email, [`${no}.pdf`, `${no}.xml`]]])
  const [letter] = set.mailed
  expect(letter!.subject).toBe(`订单${formatOrderNumber(number)}的电子发票已开好`)
  expect(letter!.text).toContain(`http://shop.test/orders/${number}\n`)
  // The order's key stands in no letter: it is passed on to whoever keeps the books.
  expect(letter!.text + letter!.html).not.toContain('key=')
  // The short message beside it is told by itself.
  expect(await mails()).toEqual([['invoice.ready', 'sent']])
  expect(await mails('sms')).toEqual([['invoice.ready', 'not_set_up']])
  await refundLines(shop, number, [{ line: 1, quantity: 1 }], '缺货', clerk)
  const [{ fen } = { fen: 0 }] = await shop.db.all<{ fen: number }>(
    sql`SELECT red_due_fen fen FROM invoice_requests`,
  )
  await keepRedInvoice(storeOf(shop), id, { files: await redOf(shop, id, fen), reason: '', staffId: clerk })
  await set.minute(NOW + 2 * HOUR_MS)
  expect((await mails()).filter(([event]) => event === 'invoice.red')).toEqual([['invoice.red', 'sent']])
})

test('a letter goes at most once, whatever its carrier does: what may have gone is never sent again', async () => {
  const moods = ['lost', 'failing', 'throttled', 'refused', 'truth'] as const
  for (const mood of moods) {
    set.next(mood)
    await issuedOf(shop, await paidOrder(shop, TEA), clerk)
    await set.minute()
  }
  for (const later of [2 * MINUTE_MS, HOUR_MS, 9 * HOUR_MS]) await set.minute(NOW + later)
  const came = (await mails()).map(([, state]) => state)
  expect(came.sort()).toEqual(['E_RECIPIENT_SUPPRESSED', 'no answer', 'no answer', 'sent', 'sent'])
  // `lost` was taken as well, and nobody could know.
  expect(set.mailed).toHaveLength(3)
  expect(new Set(set.mailed.map(({ headers }) => headers['X-Notice-Id'])).size).toBe(3)
})

test('staff send a letter again by the same route, and not the short message beside it', async () => {
  set.next('failing')
  await issuedOf(shop, await paidOrder(shop, TEA), clerk)
  await set.minute()
  const [own] = await shop.db.all<{ id: string }>(
    sql`SELECT id FROM notice_deliveries WHERE channel = 'email'`,
  )
  expect((await sendNoticeAgain(shop, own!.id, clerk)).ok).toBe(true)
  await set.minute(NOW + MINUTE_MS)
  expect([set.mailed.length, await mails(), (await mails('sms')).length]).toEqual([
    1,
    [
      ['invoice.ready', 'no answer'],
      ['invoice.ready', 'sent'],
    ],
    1,
  ])
})

test('who says stop by a letter’s link gets no more of them: a look changes nothing, one click of a mail program does', async () => {
  await issuedOf(shop, await paidOrder(shop, TEA), clerk)
  await set.minute()
  const { pathname } = new URL(set.mailed[0]!.headers['List-Unsubscribe']!.slice(1, -1))
  const visitor = browser()
  expect(await (await visitor.get(pathname)).text()).toContain('不再接收邮件？')
  await issuedOf(shop, await paidOrder(shop, TEA), clerk)
  await set.minute(NOW + MINUTE_MS)
  expect(set.mailed).toHaveLength(2)
  // No Origin and no cookie, as RFC 8058 has it.
  const clicked = await app.request(
    `http://shop.test${pathname}`,
    {
      method: 'POST',
      body: 'List-Unsubscribe=One-Click',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    },
    bindings,
  )
  expect(clicked.status).toBe(200)
  await issuedOf(shop, await paidOrder(shop, TEA), clerk)
  await set.minute(NOW + 2 * MINUTE_MS)
  expect([set.mailed.length, (await mails()).at(-1)]).toEqual([2, ['invoice.ready', 'stopped']])
  expect(await (await visitor.get(pathname)).text()).toContain('已停用邮件')
  await visitor.post(pathname, { mail: 'on' })
  await issuedOf(shop, await paidOrder(shop, TEA), clerk)
  await set.minute(NOW + 3 * MINUTE_MS)
  expect(set.mailed).toHaveLength(3)
  expect((await visitor.get(`${pathname}x`)).status).toBe(404)
  expect((await visitor.post(`${pathname}x`, {})).status).toBe(404)
})

test('an account says when its mailbox was turned off by a letter, and its owner turns it on again there', async () => {
  const visitor = await member()
  const page = async () => (await visitor.get('/account/email')).text()
  expect(await page()).toContain('现在发到x***@example.com')
  const [letter] = await plain.db.all<{ text: string }>(
    sql`SELECT text FROM notice_console WHERE channel = 'email' ORDER BY id DESC LIMIT 1`,
  )
  const [stop] = /\/mail\/stop\/[\w.-]+/.exec(letter!.text)!
  await visitor.post(stop, { mail: 'off' })
  expect(await page()).toContain('您停用了发到x***@example.com的邮件')
  await visitor.post('/account/email', { act: 'resume' })
  expect(await page()).toContain('现在发到x***@example.com')
})

test('an account is written to once its owner followed the link: not before, not by a stranger, once and within a day', async () => {
  const visitor = browser()
  visitor.jar.set('user', await signInWith(plain, PHONE))
  const stranger = browser()
  stranger.jar.set('user', await signInWith(plain, '13900002222'))
  const kept = () => plain.db.all(sql`SELECT 1 FROM user_emails`)
  expect((await visitor.post('/account/email', { act: 'send', email: 'no address' })).status).toBe(422)
  await visitor.post('/account/email', { act: 'send', email: 'Xiaohe@example.com' })
  const link = await newestLink(plain)
  expect(await (await visitor.get('/account/email')).text()).toContain('X***@example.com')
  expect((await visitor.get(link)).status).toBe(200)
  expect((await stranger.post(link, {})).status).toBe(422)
  const late = browser({ SHOP_NOW: new Date(NOW + DAY_MS + HOUR_MS).toISOString() })
  late.jar.set('user', visitor.jar.get('user')!)
  expect((await late.post(link, {})).status).toBe(422)
  expect(await kept()).toEqual([])
  expect((await visitor.post(link, {})).status).toBe(303)
  expect((await visitor.post(link, {})).status).toBe(422)
  expect(await kept()).toHaveLength(1)
  await visitor.post('/account/email', { act: 'drop' })
  expect(await kept()).toEqual([])
})

test('nobody’s mailbox is filled by strangers: few letters ask one address for its proof, whoever types it', async () => {
  const asked: number[] = []
  for (const tail of [1, 2, 3, 4]) {
    const visitor = browser()
    visitor.jar.set('user', await signInWith(plain, `1390000000${tail}`))
    asked.push((await visitor.post('/account/email', { act: 'send', email: 'nobody@example.com' })).status)
  }
  expect(asked).toEqual([303, 303, 303, 429])
})

test('a carrier whose answers get lost fills no mailbox either, and the link that arrived proves its address', async () => {
  const asked: string[] = []
  const ask = (userId: string) =>
    askForEmail(shop, userId, { address: 'nobody@example.com', language: 'zh' }, `network of ${userId}`)
  for (const userId of ['usr_1', 'usr_2', 'usr_3', 'usr_4', 'usr_5']) {
    await shop.db.run(sql`INSERT INTO users (id, phone_sealed, phone_hmac, created_at, seen_at)
      VALUES (${userId}, 'x', ${userId}, 1, 1)`)
    set.next('lost')
    asked.push(await ask(userId))
  }
  expect([set.mailed.length, asked]).toEqual([3, ['sent', 'sent', 'sent', 'too_many', 'too_many']])
  const secret = /\/account\/email\/([\w-]{43})/.exec(set.mailed.at(-1)!.text)![1]!
  expect([await proveEmail(shop, 'usr_1', secret), await proveEmail(shop, 'usr_3', secret)]).toEqual([
    false,
    true,
  ])
})

test('a transfer is told of on its last day, to the account’s address, and not once money came', async () => {
  await member()
  const placed = await placeOrder(shop, orderOf(TEA, mine), 'one')
  if (!placed.ok) throw new Error(placed.refusal.code)
  const { number } = placed.value
  await extendDeadline(shop, number, '2026-11-27', clerk)
  expect((await startPayment(shop, number, 'bank_transfer')).ok).toBe(true)
  // Theirs since they proved the phone.
  await shop.db.run(sql`INSERT INTO order_owners (order_id, user_id, at)
    SELECT o.id, u.id, 1 FROM orders o, users u WHERE true ON CONFLICT DO NOTHING`)
  for (const now of [NOW + DAY_MS, NOW + 4 * DAY_MS, NOW + 4 * DAY_MS + HOUR_MS]) {
    await oweDue(at(shop, now))
    await set.minute(now)
  }
  expect(set.mailed.map(({ to, subject }) => [to, subject])).toEqual([
    ['xiaohe@example.com', `订单${formatOrderNumber(number)}的汇款2026-11-27到期`],
  ])
})

test('who said stop by their own phone gets no letter of an order that bears another either', async () => {
  await member()
  await paidOrder(shop, TEA)
  await shop.db.run(
    sql`INSERT INTO order_owners (order_id, user_id, at) SELECT o.id, u.id, 1 FROM orders o, users u`,
  )
  const [row] = await shop.db.all<EventRow>(sql`
    SELECT o.phone_sealed sealed, o.phone_hmac mark, w.user_id userId, u.phone_hmac own FROM orders o
    CROSS JOIN order_owners w ON w.order_id = o.id CROSS JOIN users u ON u.id = w.user_id`)
  const { mark, own } = row as EventRow & { mark: string; own: string }
  expect((await emailChannel.addressFor(shop, row!))?.alsoStoppedBy).toEqual([mark, own])
  expect(mark).not.toBe(own)
})

const news = (more = {}) => ({
  ...{
    garden: 'A',
    plot: null,
    season: 2027,
    phase: 'winter' as const,
    happenedOn: '2026-11-20',
    weather: '',
  },
  ...{ textZh: '修剪', textEn: '', pictures: [], clientKey: crypto.randomUUID(), ...more },
})

test('who holds a garden hears of its news once a month, by e-mail, and not of what was taken back or is of other plots', async () => {
  await member()
  const { ids } = await adopt(shop, [plotOf('A-07'), plotOf('A-09')], mine)
  const [{ garden } = { garden: '' }] = await shop.db.all<{ garden: string }>(
    sql`SELECT garden FROM adoptions`,
  )
  const tell = async (now: number, more = {}) => {
    const written = await writeUpdate(at(shop, now), news({ garden, ...more }), clerk)
    if (!written.ok) throw new Error(written.refusal.code)
    return written.value.id
  }
  await shop.db.run(sql`INSERT INTO order_owners (order_id, user_id, at)
    SELECT o.id, u.id, 1 FROM orders o, users u WHERE true ON CONFLICT DO NOTHING`)
  const others = await shop.db.all<{ code: string }>(
    sql`SELECT code FROM plots WHERE garden = ${garden} AND code NOT IN ('A-07', 'A-09') ORDER BY code LIMIT 1`,
  )
  await tell(NOW, { plot: others[0]!.code })
  const back = await tell(NOW + 1)
  await withdrawUpdate(shop, back, true, clerk)
  await set.minute(NOW + MINUTE_MS)
  expect(set.mailed).toEqual([])
  for (const now of [NOW + 10 * DAY_MS, NOW + 11 * DAY_MS]) {
    await tell(now)
    await set.minute(now)
  }
  expect(set.mailed.map(({ to, text }) => [to, ids.some((id) => text.includes(`/my/garden/${id}`))])).toEqual(
    [['xiaohe@example.com', true]],
  )
  await tell(NOW + 40 * DAY_MS)
  await stopMark(
    shop.db,
    (await shop.db.all<{ mark: string }>(sql`SELECT phone_hmac mark FROM users`))[0]!.mark,
    false,
    NOW,
  )
  await set.minute(NOW + 40 * DAY_MS)
  // Who said stop by phone said it for every channel.
  expect([set.mailed.length, (await mails()).at(-1)]).toEqual([1, ['garden.update', 'stopped']])
})

test('no address stands in a log, in what is owed or in what is kept of a letter', async () => {
  const logged: string[] = []
  for (const kind of ['log', 'info', 'warn', 'error'] as const)
    vi.spyOn(console, kind).mockImplementation((...said) => void logged.push(said.map(String).join(' ')))
  for (const mood of ['truth', 'lost', 'refused'] as const) {
    set.next(mood)
    await issuedOf(shop, await paidOrder(shop, TEA), clerk)
    await set.minute()
  }
  const [{ email } = { email: '' }] = await shop.db.all<{ email: string }>(
    sql`SELECT email FROM invoice_requests`,
  )
  const kept = await shop.db.all(
    sql`SELECT json_group_array(json_array(id, notice_key, text, reason, subject_id, address_hmac)) x FROM notice_deliveries
      UNION ALL SELECT json_group_array(json_array(payload, dedupe_key, last_error, subject_id)) FROM outbox`,
  )
  expect(email).toContain('@')
  expect(logged.join('\n') + JSON.stringify(kept)).not.toContain(email)
})
