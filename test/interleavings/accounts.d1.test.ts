import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { keepAddress } from '../../src/customers/addresses.ts'
import { keepFavourite } from '../../src/customers/favourites.ts'
import { objectTo } from '../../src/customers/phone-changes.ts'
import { type Customer, readUserSession } from '../../src/customers/sessions.ts'
import { confirmReceipt } from '../../src/fulfilment/receiving.ts'
import { phoneMark } from '../../src/kernel/phone-mark.ts'
import { HOUR_MS } from '../../src/kernel/time.ts'
import { changePhone } from '../../src/my/account/changing-phone.ts'
import { deleteAccount } from '../../src/my/account/deleting.ts'
import { signInByCode, signInByWechat } from '../../src/my/sign-in/signing-in.ts'
import { bindByCode } from '../../src/my/wechat/binding.ts'
import { noteLostPhone } from '../../src/orders/lost-phone.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import type { Shop } from '../../src/shop.ts'
import { codeFor, signInWith } from '../support/accounts.ts'
import { broken } from '../support/invariants.ts'
import { ship } from '../support/notices.ts'
import { paidOrder } from '../support/orders.ts'
import { at, newBuyer, openShop, orderOf } from '../support/shop.ts'
import { fillStaff, idOf } from '../support/staff.ts'
import { type Acts, DEEP, describeMeetings } from './meeting.ts'

/** One account with an order that is over, the codes its owner was sent, and the phone it may get. */
type Scene = {
  phone: string
  next: string
  me: Customer
  number: string
  codes: Record<'sign_in' | 'data' | 'wechat' | 'old' | 'next' | 'said', string>
}
type Stage = 'kept' | 'waiting for another phone'

let shop: Shop
let staffId: string
const open = async () => {
  shop = await openShop()
  await fillStaff(shop)
  staffId = await idOf(shop, 'owner')
}

const LATER = 26 * HOUR_MS
const slugs = async ({ db }: Shop) =>
  (await db.all<{ slug: string }>(sql`SELECT slug FROM products ORDER BY slug LIMIT 3`)).map(
    ({ slug }) => slug,
  )
const openId = ({ phone }: Scene) => `o${phone}`
const lost = async (by: Shop, { phone, next, number, codes }: Scene) => {
  const { totalFen: amountFen } = (await readOrder(by, number))!
  const said = { oldPhone: phone, newPhone: next, number, amountFen, name: newBuyer().name, code: codes.next }
  return noteLostPhone(by, said, { staffId, network: phone })
}

const ACTS: Acts<Scene> = {
  'signs in with favourites': async (by, { phone, codes }) =>
    signInByCode(by, { phone, code: codes.sign_in, favourites: await slugs(by) }, phone),
  'signs in by WeChat': (by, scene) => signInByWechat(by, openId(scene)),
  'binds WeChat': (by, scene) =>
    bindByCode(by, scene.me, { openId: openId(scene), code: scene.codes.wechat }, scene.phone),
  'keeps a favourite': async (by, { me }) => keepFavourite(by.db, me.userId, (await slugs(by))[0]!, by.now),
  'keeps an address': (by, { me }) => keepAddress(by, me.userId, newBuyer()),
  'places an order': (by, { me }) =>
    placeOrder({ ...by, userId: me.userId }, orderOf([['TEA-DH-100', 1]]), crypto.randomUUID()),
  'changes the phone': (by, { me, next, phone, codes }) =>
    changePhone(by, me, { phone: next, oldCode: codes.old, newCode: codes.next }, phone),
  'says the phone is lost': lost,
  'stops the other phone': (by, { me }) => by.db.batch([objectTo(by.db, me.userId, by.now)]),
  'signs in with the other phone': (by, { next, codes }) =>
    signInByCode(at(by, by.now + LATER), { phone: next, code: codes.said }, next),
  'is deleted': (by, { me, phone, codes }) => deleteAccount(by, me, codes.data, phone),
}

let serial = 0
async function sceneAt(stage: Stage): Promise<Scene> {
  serial += 1
  const [phone, next] = [`1370000${1000 + serial}`, `1360000${1000 + serial}`]
  const number = await paidOrder(shop, [['TEA-GC-250', 1]], { recipient: { ...newBuyer(), phone } })
  const me = (await readUserSession(shop.db, await signInWith(shop, phone), shop.now))!
  await ship(shop, number, staffId, `SF${phone}`)
  expect(await confirmReceipt(shop, number)).toMatchObject({ ok: true, value: { completed: true } })
  await shop.db.run(sql`UPDATE sign_in_codes SET sent_at = 0`)
  const codes = {
    ...{ sign_in: await codeFor(shop, phone), data: await codeFor(shop, phone, 'data') },
    ...{ wechat: await codeFor(shop, phone, 'wechat'), old: await codeFor(shop, phone, 'old_phone') },
    ...{ next: await codeFor(shop, next, 'new_phone'), said: '' },
  }
  const scene = { phone, next, me, number, codes }
  if (stage !== 'kept') {
    expect(await lost(shop, scene)).toBe('noted')
    await shop.db.run(sql`UPDATE sign_in_codes SET sent_at = 0`)
    codes.next = await codeFor(shop, next, 'new_phone')
  }
  codes.said = await codeFor(at(shop, shop.now + LATER), next)
  return scene
}

const DEEP_PAIRS: [Stage, string, string][] = [
  ['kept', 'binds WeChat', 'is deleted'],
  ['kept', 'keeps an address', 'is deleted'],
  ['kept', 'says the phone is lost', 'is deleted'],
  ['waiting for another phone', 'signs in with the other phone', 'signs in with favourites'],
  ['waiting for another phone', 'signs in with the other phone', 'is deleted'],
]

describeMeetings<Scene, Stage>(
  'an account',
  {
    acts: ACTS,
    stages: ['kept', 'waiting for another phone'],
    shop: () => shop,
    open,
    scene: sceneAt,
    look: async ({ me, number, phone, next }, told, answers) => {
      const kept = async (table: string) =>
        (await shop.db.all(sql`SELECT 1 FROM ${sql.identifier(table)} WHERE user_id = ${me.userId}`)).length
      const [owner] = await shop.db.all<{ id: string }>(sql`SELECT w.user_id id FROM order_owners w
        JOIN orders o ON o.id = w.order_id WHERE o.number = ${number}`)
      const marks = await Promise.all([phone, next].map((one) => phoneMark(shop.settings.phonePepper, one)))
      const [user] = await shop.db.all<{ mark: string }>(
        sql`SELECT phone_hmac mark FROM users WHERE id = ${me.userId}`,
      )
      if (answers.includes('deleted')) {
        for (const table of [
          'user_sessions',
          'user_wechats',
          'favourites',
          'user_addresses',
          'phone_changes',
        ])
          expect([table, await kept(table)], told).toEqual([table, 0])
        expect([owner, user], told).toEqual([undefined, undefined])
      } else {
        // Its order is its own, whichever of the two phones it has by now; or forgotten, where a new one stopped a deletion.
        const own = answers.includes('blocked') ? (owner?.id ?? me.userId) : owner?.id
        expect([own, marks.includes(user!.mark)], told).toEqual([me.userId, true])
        expect(await kept('user_wechats'), told).toBeLessThanOrEqual(1)
        // Nobody holds a session of an account that went to another phone by being lost.
        const taken = await shop.db.all(
          sql`SELECT 1 FROM phone_changes WHERE user_id = ${me.userId} AND outcome = 'taken'`,
        )
        if (taken.length) expect([user!.mark === marks[1], told]).toEqual([true, told])
      }
      expect(await broken(shop), told).toEqual([])
    },
  },
  [
    ['kept', 'places an order', 'is deleted'],
    ['waiting for another phone', 'signs in with the other phone', 'stops the other phone'],
    ...(DEEP ? DEEP_PAIRS : []),
  ],
  { pairs: 4, threes: 2, deepPairs: 400, deepThrees: 300 },
)
