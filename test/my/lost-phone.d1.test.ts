import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { bindWechat } from '../../src/customers/wechats.ts'
import { phoneMark } from '../../src/kernel/phone-mark.ts'
import { DAY_MS, HOUR_MS } from '../../src/kernel/time.ts'
import { signInByCode } from '../../src/my/sign-in/signing-in.ts'
import { askNewPhone, noteLostPhone } from '../../src/orders/lost-phone.ts'
import { readOrder } from '../../src/orders/queries.ts'
import type { Shop } from '../../src/shop.ts'
import { codeFor, newestCode, signInWith } from '../support/accounts.ts'
import { browser } from '../support/browser.ts'
import { carriedBy } from '../support/notices.ts'
import { paidOrder } from '../support/orders.ts'
import { at, newBuyer, openShop } from '../support/shop.ts'
import { fillStaff, idOf, signedIn } from '../support/staff.ts'

const [OLD, NEW] = ['13900001111', '13900002222']
const NAME = '欧阳晓禾'
let shop: Shop
let staffId: string
let number: string
let yuan: string
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  staffId = await idOf(shop, 'manager')
  number = await paidOrder(shop, [['TEA-GC-250', 1]], {
    recipient: { ...newBuyer(), name: NAME, phone: OLD },
  })
  await signInWith(shop, OLD)
  yuan = String((await readOrder(shop, number))!.totalFen / 100)
})

afterEach(() => vi.restoreAllMocks())

const codesAgain = () => shop.db.run(sql`UPDATE sign_in_codes SET sent_at = 0`)
const outcomes = async () =>
  (await shop.db.all<{ outcome: string | null }>(sql`SELECT outcome FROM phone_changes ORDER BY id`)).map(
    (one) => one.outcome,
  )
const typed = (more = {}) => ({ oldPhone: OLD, newPhone: NEW, number, amount: yuan, name: NAME, ...more })
/** What a member of staff does at the desk while the customer is on the phone. */
async function note(more = {}) {
  const staff = await signedIn('manager')
  await codesAgain()
  await staff.post('/admin/lost-phones', { act: 'send', ...typed(more) })
  return staff.post('/admin/lost-phones', { act: 'note', code: await newestCode(shop, NEW), ...typed(more) })
}
/** Signs in with a code some time later. */
async function signInLater(phone: string, ms: number) {
  await shop.db.batch([codesAgain(), shop.db.run(sql`DELETE FROM notice_console`)])
  const then = at(shop, shop.now + ms)
  return signInByCode(then, { phone, code: await codeFor(then, phone) }, `later-${phone}-${ms}`)
}
async function ordersOf(entered: Awaited<ReturnType<typeof signInLater>>) {
  if (typeof entered === 'string') return entered
  const [row] = await shop.db.all<{ orders: number }>(sql`
    SELECT count(w.order_id) orders FROM user_sessions s LEFT JOIN order_owners w ON w.user_id = s.user_id
    WHERE s.created_at = (SELECT max(created_at) FROM user_sessions)`)
  return row!.orders
}

describe('an account whose phone is lost', () => {
  test('is opened by the new phone a day after the old one was told, and by no session or WeChat of before', async () => {
    const lost = browser()
    await codesAgain()
    lost.jar.set('user', await signInWith(shop, OLD))
    await shop.db.batch(await bindWechat(shop, await phoneMark(shop.settings.phonePepper, OLD), 'oLost'))
    expect((await note()).headers.get('Location')).toContain('did=phone_noted')
    const [told] = await shop.db.all<{ text: string }>(
      sql`SELECT text FROM notice_console WHERE phone LIKE '%1111' ORDER BY id DESC`,
    )
    expect(told!.text).toContain('尾号2222')
    expect(await ordersOf(await signInLater(NEW, DAY_MS + HOUR_MS))).toBe(1)
    expect(await outcomes()).toEqual(['taken'])
    expect((await lost.get('/account')).status).toBe(303)
    expect(await shop.db.all(sql`SELECT 1 FROM user_wechats`)).toEqual([])
    // The old phone opens an account of its own, with nothing of before.
    expect(await ordersOf(await signInLater(OLD, DAY_MS + 2 * HOUR_MS))).toBe(0)
  })

  test('is not before the day is over, nor a week later', async () => {
    await note()
    for (const ms of [DAY_MS - HOUR_MS, 9 * DAY_MS]) {
      expect(await ordersOf(await signInLater(NEW, ms))).toBe(0)
      await shop.db.batch([
        shop.db.run(sql`DELETE FROM user_sessions`),
        shop.db.run(sql`DELETE FROM users WHERE id NOT IN (SELECT user_id FROM order_owners)`),
      ])
    }
    expect(await outcomes()).toEqual([null])
  })

  test('stays as it is once the old phone signs in, at any time before it is taken', async () => {
    await note()
    expect(await ordersOf(await signInLater(OLD, 2 * DAY_MS))).toBe(1)
    expect(await ordersOf(await signInLater(NEW, 2 * DAY_MS + HOUR_MS))).toBe(0)
    expect(await outcomes()).toEqual(['objected'])
  })

  test('says so to whoever is signed in, who stops it there', async () => {
    const owner = browser()
    await codesAgain()
    owner.jar.set('user', await signInWith(shop, OLD))
    await note()
    const page = await (await owner.get('/account')).text()
    expect(page).toContain('尾号2222')
    await owner.post('/account/phone', { act: 'object' })
    expect([await outcomes(), (await (await owner.get('/account')).text()).includes('尾号2222')]).toEqual([
      ['objected'],
      false,
    ])
    // Nothing of it is left behind when the account goes.
    await shop.db.run(sql`UPDATE orders SET state = 'completed', over_at = ${shop.now}`)
    await codesAgain()
    await owner.post('/account/data', { act: 'send' })
    const code = await newestCode(shop, OLD)
    await owner.post('/account/data', { act: 'delete', sure: 'yes', code })
    expect(await shop.db.all(sql`SELECT 1 FROM users UNION ALL SELECT 1 FROM phone_changes`)).toEqual([])
  })

  test('is not touched where a fact is wrong, the code is, or the new phone has an account; wrong facts are recorded', async () => {
    for (const more of [
      { amount: '1' },
      { name: '王小满' },
      { oldPhone: '13900003333' },
      { number: 'AAAAAAAAAAAA' },
    ])
      expect([(await note(more)).status, more]).toEqual([409, more])
    expect(
      await shop.db.all(sql`SELECT count(*) tries FROM audit_entries WHERE verb = 'account.phone_refused'`),
    ).toEqual([{ tries: 4 }])
    const staff = await signedIn('manager')
    expect((await staff.post('/admin/lost-phones', { act: 'note', code: '000000', ...typed() })).status).toBe(
      409,
    )
    await codesAgain()
    await signInWith(shop, NEW)
    expect((await note()).status).toBe(409)
    expect(await outcomes()).toEqual([])
    expect(await shop.db.all(sql`SELECT 1 FROM notice_deliveries WHERE event = 'phone.changing'`)).toEqual([])
  })

  test('is not changed by what nobody could be told of, and waits for one phone at a time', async () => {
    const said = {
      oldPhone: OLD,
      newPhone: NEW,
      number,
      amountFen: Math.round(Number(yuan) * 100),
      name: NAME,
    }
    const code = await codeFor(shop, NEW, 'new_phone')
    const mute: Shop = { ...shop, settings: { ...shop.settings, sms: null } }
    expect(await noteLostPhone(mute, { ...said, code }, { staffId, network: 'a' })).toBe('untold')
    expect(await ordersOf(await signInLater('13900004444', 1))).toBe(0)
    expect((await note()).headers.get('Location')).toContain('did=phone_noted')
    expect((await note()).status).toBe(409)
    const staff = await signedIn('manager')
    const [{ id } = { id: '' }] = await shop.db.all<{ id: string }>(
      sql`SELECT id FROM phone_changes WHERE ended_at IS NULL`,
    )
    await staff.post(`/admin/lost-phones/${id}`, {})
    expect((await outcomes()).sort()).toEqual(['stopped', 'untold'])
  })

  test('stays as it is where nobody knows whether the old phone was told', async () => {
    const { shop: carried, carriers } = await carriedBy(shop, 'aliyun')
    await codesAgain()
    await askNewPhone(carried, NEW, 'a')
    const code = carriers.carried.at(-1)!.values[0]!
    carriers.next('failing')
    const said = { oldPhone: OLD, newPhone: NEW, number, name: NAME, code }
    const amountFen = (await readOrder(shop, number))!.totalFen
    expect(await noteLostPhone(carried, { ...said, amountFen }, { staffId, network: 'a' })).toBe('untold')
    expect(await outcomes()).toEqual(['untold'])
    expect(await ordersOf(await signInLater(NEW, 2 * DAY_MS))).toBe(0)
  })
})
