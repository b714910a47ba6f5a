import { sql } from 'drizzle-orm'
import { vi } from 'vitest'
import { bindWechat } from '../../src/customers/wechats.ts'
import { phoneMark } from '../../src/kernel/phone-mark.ts'
import { noticeEffects } from '../../src/notices/sending.ts'
import { drain } from '../../src/outbox/draining.ts'
import type { Shop } from '../../src/shop.ts'
import { signInWith } from './accounts.ts'
import { ship } from './notices.ts'
import { ACCOUNT, fakeCarriers } from './notices-fake.ts'
import { paidOrder } from './orders.ts'
import { newBuyer } from './shop.ts'
import { APP, fakeWechat } from './wechat-fake.ts'

export const OPEN_ID = 'oMineMineMineMineMineMineMine'
const BASES = { sms: 'https://sms.test', wechat: 'https://wechat.test' }

/** A shop with a service account and a carrier of short messages, all texts approved. */
export async function carriedByBoth(plain: Shop) {
  let now = plain.now
  const clock = { now: () => now }
  const [wechat, carriers] = [fakeWechat(clock), fakeCarriers(clock)]
  vi.spyOn(globalThis, 'fetch').mockImplementation((url, init) => {
    const request = new Request(url as string, init as RequestInit)
    return (request.url.startsWith(BASES.sms) ? carriers : wechat).answer(request)
  })
  await plain.db.run(
    sql`UPDATE notice_templates SET state = 'approved', code = upper(provider) || '_' || event
      WHERE provider IN ('aliyun', 'wechat')`,
  )
  for (const { code, variables } of await plain.db.all<{ code: string; variables: string }>(
    sql`SELECT code, variables FROM notice_templates WHERE code <> ''`,
  )) {
    carriers.approved.add(code)
    wechat.templates.set(code, JSON.parse(variables))
  }
  const app = { ...APP, oauthUrl: BASES.wechat, apiUrl: BASES.wechat }
  const sms = {
    ...ACCOUNT,
    provider: 'aliyun' as const,
    baseUrl: BASES.sms,
    dailyLimit: 500,
    receiptKey: null,
  }
  const shop: Shop = { ...plain, settings: { ...plain.settings, sms, wechat: app } }
  return {
    ...{ shop, wechat, carriers },
    minute: (instant = shop.now) => {
      now = instant
      return drain({ ...shop, now: instant }, noticeEffects)
    },
  }
}

/** An order whose buyer signed in and bound their WeChat, sent in one parcel. */
export async function orderOfBound(
  plain: Shop,
  clerk: string,
  trackingNo: string,
  phone: string,
  openId = OPEN_ID,
) {
  const number = await paidOrder(plain, [['TEA-GC-250', 1]], { recipient: { ...newBuyer(), phone } })
  await plain.db.run(sql`UPDATE sign_in_codes SET sent_at = 0`)
  await signInWith(plain, phone)
  await plain.db.batch(await bindWechat(plain, await phoneMark(plain.settings.phonePepper, phone), openId))
  await ship(plain, number, clerk, trackingNo)
  return number
}
