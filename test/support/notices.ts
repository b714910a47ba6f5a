import { sql } from 'drizzle-orm'
import { vi } from 'vitest'
import { shipParcel } from '../../src/fulfilment/shipping.ts'
import { noticeEffects } from '../../src/notices/sending.ts'
import type { Sms } from '../../src/notices/sms/settings.ts'
import { drain } from '../../src/outbox/draining.ts'
import type { Shop } from '../../src/shop.ts'
import { ACCOUNT, fakeCarriers } from './notices-fake.ts'
import { paidOrder } from './orders.ts'
import { newBuyer } from './shop.ts'

export const RECEIPT_KEY = 'a-key-of-24-letters-here'
const BASE = 'https://sms.test'

/** What a browser's or a carrier's visit has in its environment for the same. */
export const CARRIED_BY = (provider: 'aliyun' | 'tencent') => ({
  ...{ SMS_PROVIDER: provider, SMS_BASE_URL: BASE, SMS_RECEIPT_KEY: RECEIPT_KEY, SMS_APP_ID: ACCOUNT.appId },
  ...{
    SMS_ACCESS_KEY_ID: ACCOUNT.keyId,
    SMS_ACCESS_KEY_SECRET: ACCOUNT.keySecret,
    SMS_SIGN_NAME: ACCOUNT.signName,
  },
})

/** The shop with a carrier of short messages, whose texts are all approved, and the fake that carries them. */
export async function carriedBy(shop: Shop, provider: 'aliyun' | 'tencent', more: Partial<Sms> = {}) {
  let now = shop.now
  const carriers = fakeCarriers({ now: () => now })
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (url, init) =>
    carriers.answer(new Request(url as string, init as RequestInit)),
  )
  const sms = {
    provider,
    ...ACCOUNT,
    baseUrl: BASE,
    dailyLimit: 500,
    receiptKey: RECEIPT_KEY,
    ...more,
  } as Sms
  await shop.db.run(
    sql`UPDATE notice_templates SET state = 'approved', code = 'SMS_' || event WHERE provider = ${provider}`,
  )
  const codes = await shop.db.all<{ code: string }>(sql`SELECT code FROM notice_templates WHERE code <> ''`)
  for (const { code } of codes) carriers.approved.add(code)
  const set: Shop = { ...shop, settings: { ...shop.settings, sms } }
  return {
    shop: set,
    carriers,
    /** What the clock does in its minute at an instant. */
    minute: (at = set.now) => {
      now = at
      return drain({ ...set, now: at }, noticeEffects)
    },
  }
}

/** An order paid and sent in one parcel; its number and phone. */
export async function sentOrder(shop: Shop, staffId: string, trackingNo: string, phone?: string) {
  const recipient = { ...newBuyer(), ...(phone ? { phone } : {}) }
  const number = await paidOrder(shop, [['TEA-GC-250', 1]], { recipient })
  await ship(shop, number, staffId, trackingNo)
  return { number, phone: recipient.phone }
}

export async function ship(shop: Shop, number: string, staffId: string, trackingNo: string) {
  const parcel = { storage: 'ambient', carrier: 'sf', trackingNo, lines: [] }
  const done = await shipParcel(shop, number, parcel, staffId)
  if (!done.ok) throw new Error(done.refusal.code)
}

export const deliveries = ({ db }: Pick<Shop, 'db'>) =>
  db.all<{ id: string; event: string; nth: number; state: string; reason: string | null; text: string }>(
    sql`SELECT id, event, nth, state, reason, text FROM notice_deliveries ORDER BY id`,
  )
