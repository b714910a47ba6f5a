import { sql } from 'drizzle-orm'
import { askForCode, useCode } from '../../../src/customers/codes.ts'
import { askForEmail, proveEmail } from '../../../src/customers/emails.ts'
import { readUserSession } from '../../../src/customers/sessions.ts'
import { DAY_MS, HOUR_MS } from '../../../src/kernel/time.ts'
import { changePhone } from '../../../src/my/account/changing-phone.ts'
import { deleteAccount } from '../../../src/my/account/deleting.ts'
import { signInByCode, signInByFact, signInByWechat, startEmpty } from '../../../src/my/sign-in/signing-in.ts'
import { bindByCode } from '../../../src/my/wechat/binding.ts'
import { noteLostPhone, stopLostPhone } from '../../../src/orders/lost-phone.ts'
import { readOrder } from '../../../src/orders/queries.ts'
import type { Shop } from '../../../src/shop.ts'
import { codeFor, signInWith } from '../../support/accounts.ts'
import { newestLink } from '../../support/mail.ts'
import { paidOrder } from '../../support/orders.ts'
import { newBuyer } from '../../support/shop.ts'
import type { Drive } from './verb.ts'

let phones = 0
const newPhone = () => `1350000${String(1000 + ++phones)}`
const silent = async (shop: Shop, phone: string) => {
  await signInWith(shop, phone)
  await shop.db.run(sql`UPDATE users SET seen_at = ${shop.now - 181 * DAY_MS}`)
}

const lost = async (shop: Shop) => {
  const [oldPhone, next] = [newPhone(), newPhone()]
  const recipient = { ...newBuyer(), phone: oldPhone }
  const number = await paidOrder(shop, [['TEA-GC-250', 1]], { recipient })
  await signInWith(shop, oldPhone)
  const { totalFen: amountFen } = (await readOrder(shop, number))!
  const code = await codeFor(shop, next, 'new_phone')
  return { oldPhone, newPhone: next, number, amountFen, name: recipient.name, code }
}

export const ACCOUNTS: Record<string, Drive> = {
  askForCode: (_, watched) => askForCode(watched, { phone: newPhone(), purpose: 'sign_in' }, 'a'),
  useCode: async (shop, watched) => {
    const phone = newPhone()
    const code = await codeFor(shop, phone)
    return useCode(watched, { phone, purpose: 'sign_in', code }, phone, [])
  },
  readUserSession: async (shop, watched) => {
    const token = await signInWith(shop, newPhone())
    return readUserSession(watched.db, token, shop.now + 2 * HOUR_MS)
  },
  signInByCode: async (shop, watched) => {
    const phone = newPhone()
    return signInByCode(watched, { phone, code: await codeFor(shop, phone) }, phone)
  },
  signInByFact: async (shop, watched) => {
    const phone = newPhone()
    const number = await paidOrder(shop, [['TEA-GC-250', 1]], { recipient: { ...newBuyer(), phone } })
    return signInByFact(watched, { phone, number }, phone)
  },
  deleteAccount: async (shop, watched) => {
    const phone = newPhone()
    const me = (await readUserSession(shop.db, await signInWith(shop, phone), shop.now))!
    return deleteAccount(watched, me, await codeFor(shop, phone, 'data'), phone)
  },
  changePhone: async (shop, watched) => {
    const [phone, next] = [newPhone(), newPhone()]
    const me = (await readUserSession(shop.db, await signInWith(shop, phone), shop.now))!
    const oldCode = await codeFor(shop, phone, 'old_phone')
    const newCode = await codeFor(shop, next, 'new_phone')
    return changePhone(watched, me, { phone: next, oldCode, newCode }, phone)
  },
  signInByWechat: async (shop, watched) => {
    const phone = newPhone()
    const wechat = { openId: phone, bind: true }
    await signInByCode(shop, { phone, code: await codeFor(shop, phone), wechat }, phone)
    return signInByWechat(watched, phone)
  },
  bindByCode: async (shop, watched) => {
    const phone = newPhone()
    const me = (await readUserSession(shop.db, await signInWith(shop, phone), shop.now))!
    const code = await codeFor(shop, phone, 'wechat')
    return bindByCode(watched, me, { openId: phone, code }, phone)
  },
  askForEmail: async (shop, watched) => {
    const phone = newPhone()
    const me = (await readUserSession(shop.db, await signInWith(shop, phone), shop.now))!
    const address = `${phone}@example.com`
    return askForEmail(watched, me.userId, { address, language: 'zh' }, phone)
  },
  proveEmail: async (shop, watched) => {
    const phone = newPhone()
    const me = (await readUserSession(shop.db, await signInWith(shop, phone), shop.now))!
    await askForEmail(shop, me.userId, { address: `${phone}@example.com`, language: 'zh' }, phone)
    return proveEmail(watched, me.userId, (await newestLink(shop)).split('/').at(-1) ?? '')
  },
  noteLostPhone: async (shop, watched, { staffId }) =>
    noteLostPhone(watched, await lost(shop), { staffId, network: 'a' }),
  stopLostPhone: async (shop, watched, { staffId }) => {
    await noteLostPhone(shop, await lost(shop), { staffId, network: 'a' })
    const [row] = await shop.db.all<{ id: string }>(
      sql`SELECT id FROM phone_changes WHERE ended_at IS NULL ORDER BY id DESC`,
    )
    return stopLostPhone(watched, row!.id, staffId)
  },
  startEmpty: async (shop, watched) => {
    const phone = newPhone()
    await silent(shop, phone)
    return startEmpty(watched, phone)
  },
}
