import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { giftToken } from '../../src/adoption/access-token.ts'
import { formatOrderNumber } from '../../src/kernel/ids.ts'
import { DAY_MS } from '../../src/kernel/time.ts'
import { claimGift } from '../../src/my/gift-claiming.ts'
import { forgetBuyer } from '../../src/orders/personal-data.ts'
import type { Shop } from '../../src/shop.ts'
import { newestCode, signInOn, signInWith } from '../support/accounts.ts'
import { adopt, plotOf } from '../support/adoptions.ts'
import { browser, checkoutForm } from '../support/browser.ts'
import { paidOrder } from '../support/orders.ts'
import { at, newBuyer, openShop } from '../support/shop.ts'

const PHONE = '13900001111'
const TEA: [string, number][] = [['TEA-GC-250', 1]]
let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const from = (phone: string) => ({ recipient: { ...newBuyer(), phone } })
const listOf = async (visitor: ReturnType<typeof browser>) => (await visitor.get('/orders')).text()
const owners = () => shop.db.all<{ user_id: string }>(sql`SELECT order_id, user_id FROM order_owners`)
/** Every user was last here so long ago. */
const silentFor = (days: number) => shop.db.run(sql`UPDATE users SET seen_at = ${shop.now - days * DAY_MS}`)

describe('whoever proves a phone by a code', () => {
  test('sees the orders and gardens bought with it on any device, without a number', async () => {
    const number = await paidOrder(shop, TEA, from(PHONE))
    const { number: plots, ids } = await adopt(shop, [plotOf('A-07')], from(PHONE))
    const foreign = await paidOrder(shop, TEA)
    const visitor = browser()
    expect(await listOf(visitor)).toContain('/sign-in?to=orders')
    const entered = await signInOn(visitor, shop, '139 0000 1111')
    expect([entered.status, entered.headers.get('Location')]).toEqual([303, '/orders'])
    const list = await listOf(visitor)
    expect(list).toContain('我的订单')
    for (const own of [number, plots]) expect(list).toContain(formatOrderNumber(own))
    expect(list).not.toContain(formatOrderNumber(foreign))
    const opens = async (path: string) => (await visitor.get(path)).status
    expect([await opens(`/orders/${number}`), await opens(`/orders/${foreign}`)]).toEqual([200, 404])
    expect(await (await visitor.get('/my/garden')).text()).toContain(ids[0]!)
    expect(await opens(`/my/garden/${ids[0]}`)).toBe(200)
    // What it may see as the owner leaves no key of its own behind.
    expect([visitor.jar.has('orders'), visitor.jar.has('adoptions')]).toEqual([false, false])
  })

  test('takes orders once: what somebody owns, and what is not theirs, stays as it is', async () => {
    await paidOrder(shop, TEA, from(PHONE))
    await signInWith(shop, PHONE)
    const first = await owners()
    await shop.db.run(sql`UPDATE users SET phone_hmac = 'left', id = id`)
    await signInWith(at(shop, shop.now + 120_000), PHONE)
    expect([first.length, await owners()]).toEqual([1, first])
    expect(await shop.db.all(sql`SELECT 1 FROM users`)).toHaveLength(2)
  })

  test('as the receiver of a gift opens nothing of its buyer', async () => {
    const { number, ids } = await adopt(shop, [plotOf('A-07', { gift: { phone: PHONE, message: '' } })])
    const token = await giftToken(shop.settings, ids[0]!)
    await claimGift(shop, { adoptionId: ids[0]!, token, phone: PHONE, name: '小满' })
    const visitor = browser()
    await signInOn(visitor, shop, PHONE)
    expect(await owners()).toEqual([])
    expect((await visitor.get(`/orders/${number}`)).status).toBe(404)
  })

  test('as the receiver of what somebody signed in ordered for them opens nothing of it either', async () => {
    const buyer = browser()
    await signInOn(buyer, shop, PHONE)
    await buyer.post('/cart/lines', { sku: 'CIL-CG-B2', quantity: '1', action: 'add' })
    const placed = await buyer.post('/checkout', await checkoutForm(buyer))
    const number = placed.headers.get('Location')!.split('/')[2]!
    const receiver = browser()
    await signInOn(receiver, shop, '13800001234')
    expect((await receiver.get(`/orders/${number}`)).status).toBe(404)
    const elsewhere = browser()
    elsewhere.jar.set('user', await signInWith(at(shop, shop.now + 120_000), PHONE))
    expect(await listOf(elsewhere)).toContain(formatOrderNumber(number))
  })

  test('finds nothing any more of an order whose buyer was forgotten', async () => {
    const number = await paidOrder(shop, TEA, from(PHONE))
    await signInWith(shop, PHONE)
    await shop.db.run(
      sql`UPDATE orders SET state = 'completed', over_at = ${shop.now} WHERE number = ${number}`,
    )
    expect((await forgetBuyer(shop, number)).ok).toBe(true)
    expect(await owners()).toEqual([])
  })
})

describe('a number that was silent for half a year', () => {
  const asked = async () => {
    const number = await paidOrder(shop, TEA, from(PHONE))
    await signInWith(shop, PHONE)
    await silentFor(181)
    await shop.db.run(sql`UPDATE sign_in_codes SET sent_at = 0`)
    const visitor = browser()
    const answer = await signInOn(visitor, shop, PHONE)
    expect([answer.headers.get('Location'), visitor.jar.has('user')]).toEqual(['/sign-in/code', false])
    return { number, visitor }
  }

  test('opens its account with the number of an old order, and with no other', async () => {
    const { number, visitor } = await asked()
    const foreign = await paidOrder(shop, TEA)
    const tell = (typed: string) => visitor.post('/sign-in/code', { act: 'fact', number: typed })
    expect((await tell(foreign)).status).toBe(422)
    expect((await visitor.post('/sign-in/code', { act: 'code', code: '000000' })).status).toBe(422)
    expect((await tell(number)).status).toBe(303)
    expect(await listOf(visitor)).toContain(formatOrderNumber(number))
  })

  test('or begins empty: whoever has it now sees nothing of before, and what was before has no phone', async () => {
    const { number, visitor } = await asked()
    expect((await visitor.post('/sign-in/code', { act: 'empty' })).status).toBe(303)
    expect((await visitor.get(`/orders/${number}`)).status).toBe(404)
    expect(
      await shop.db.all(sql`SELECT 1 FROM users WHERE gone_at IS NOT NULL AND phone_sealed IS NULL`),
    ).toHaveLength(1)
  })

  test('of a guest: a code opens what is younger, an old order’s number the rest', async () => {
    const old = await paidOrder(shop, TEA, from(PHONE))
    const older = await paidOrder(shop, TEA, from(PHONE))
    await shop.db.run(sql`UPDATE orders SET placed_at = ${shop.now - 200 * DAY_MS}`)
    const young = await paidOrder(shop, TEA, from(PHONE))
    const visitor = browser()
    await signInOn(visitor, shop, PHONE)
    const shown = async () => {
      const list = await listOf(visitor)
      return [young, old, older].map((number) => list.includes(formatOrderNumber(number)))
    }
    expect(await shown()).toEqual([true, false, false])
    await visitor.post('/orders', { number: old, phone: PHONE })
    expect(await shown()).toEqual([true, true, true])
  })
})

describe('signing in', () => {
  test('tells a phone that is known from one that is not by nothing', async () => {
    await signInWith(shop, PHONE)
    await shop.db.run(sql`UPDATE sign_in_codes SET sent_at = 0`)
    const answers = [PHONE, '13900009999'].map(async (phone) => {
      const visitor = browser()
      const sent = await visitor.post('/sign-in', { phone, to: 'orders' })
      const page = await visitor.get('/sign-in/code')
      const wrong = await visitor.post('/sign-in/code', { act: 'code', code: '000000' })
      const plain = (text: string) => text.replaceAll(phone.slice(-4), '')
      return [
        sent.status,
        sent.headers.get('Location'),
        wrong.status,
        plain(await page.text()),
        plain(await wrong.text()),
      ]
    })
    const [known, unknown] = await Promise.all(answers)
    expect(known).toEqual(unknown)
  })

  test('always gives a new secret, ends the one before, and leads nowhere but into the shop', async () => {
    const visitor = browser()
    visitor.jar.set('user', 'planted')
    const entered = await signInOn(visitor, shop, PHONE, '//evil.example')
    const first = visitor.jar.get('user')!
    expect([entered.headers.get('Location'), first === 'planted']).toEqual(['/orders', false])
    await shop.db.run(sql`UPDATE sign_in_codes SET sent_at = 0`)
    await signInOn(visitor, shop, PHONE)
    const thief = browser()
    thief.jar.set('user', first)
    expect((await thief.get('/account')).status).toBe(303)
    expect((await visitor.get('/account')).status).toBe(200)
  })

  test('ends by signing out, everywhere if wished, and leaves no key of its orders on the device', async () => {
    const number = await paidOrder(shop, TEA, from(PHONE))
    const visitor = browser()
    await visitor.post('/orders', { number, phone: PHONE })
    await signInOn(visitor, shop, PHONE)
    const token = visitor.jar.get('user')!
    const other = browser()
    other.jar.set('user', await signInWith(at(shop, shop.now + 120_000), PHONE))
    await visitor.post('/sign-out', {})
    expect([visitor.jar.has('user'), (await visitor.get(`/orders/${number}`)).status]).toEqual([false, 404])
    const thief = browser()
    thief.jar.set('user', token)
    expect((await thief.get(`/orders/${number}`)).status).toBe(404)
    expect((await other.get(`/orders/${number}`)).status).toBe(200)
    await other.post('/account/sessions', {})
    expect(await shop.db.all(sql`SELECT 1 FROM user_sessions`)).toEqual([])
  })

  test('ends by itself after 30 days without a visit, and after 90 in any case', async () => {
    const token = await signInWith(shop, PHONE)
    const opens = async (day: number) => {
      const visitor = browser({ SHOP_NOW: new Date(shop.now + day * DAY_MS).toISOString() })
      visitor.jar.set('user', token)
      return (await visitor.get('/account')).status
    }
    const days: number[] = []
    for (const day of [29, 58, 87, 89.9, 90.1]) days.push(await opens(day))
    expect(days).toEqual([200, 200, 200, 200, 303])
    await shop.db.run(sql`UPDATE user_sessions SET created_at = ${shop.now}, seen_at = ${shop.now}`)
    expect(await opens(30.1)).toBe(303)
  })

  test('says how to go on where no message can be sent', async () => {
    const visitor = browser({ APP_ENV: 'production', SHOP_NOW: undefined })
    const page = await visitor.post('/sign-in', { phone: PHONE })
    const html = await page.text()
    expect([page.status, html.includes('href="/contact"'), html.includes(PHONE)]).toEqual([503, true, true])
  })

  test('writes no phone, code or secret into a log', async () => {
    const lines: string[] = []
    const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) =>
      vi.spyOn(console, level).mockImplementation((...parts: unknown[]) => {
        lines.push(parts.map((part) => (part instanceof Error ? part.stack : JSON.stringify(part))).join(' '))
      }),
    )
    const visitor = browser()
    await signInOn(visitor, shop, PHONE)
    const code = await newestCode(shop, PHONE)
    await browser({
      DB: {
        prepare: () => {
          throw new Error('D1_ERROR: down')
        },
      },
    }).post('/sign-in', { phone: PHONE })
    for (const spy of spies) spy.mockRestore()
    expect(lines.length).toBeGreaterThan(0)
    for (const secret of [PHONE, code, visitor.jar.get('user')!])
      expect(lines.join('\n')).not.toContain(secret)
  })
})
