import { sql } from 'drizzle-orm'
import { noticeEffects } from '../../src/notices/sending.ts'
import { drain } from '../../src/outbox/draining.ts'
import type { Shop } from '../../src/shop.ts'
import { fakeMailBinding } from './mail-fake.ts'
import { bindings } from './shop.ts'

/** The shop with a carrier of e-mail, and no short messages. */
export function mailedBy(shop: Shop) {
  const fake = fakeMailBinding()
  const mail = {
    ...{ provider: 'cloudflare' as const, binding: fake.binding },
    from: { name: '普定', address: 'shop@example.com' },
  }
  const set: Shop = { ...shop, bucket: bindings.MEDIA, settings: { ...shop.settings, mail, sms: null } }
  return { shop: set, ...fake, minute: (at = set.now) => drain({ ...set, now: at }, noticeEffects) }
}

/** The link of the newest letter in development. */
export async function newestLink({ db }: Pick<Shop, 'db'>): Promise<string> {
  const [row] = await db.all<{ text: string }>(
    sql`SELECT text FROM notice_console WHERE channel = 'email' ORDER BY id DESC LIMIT 1`,
  )
  return /https?:\/\/[^/\s]+(\S+)/.exec(row?.text ?? '')?.[1] ?? ''
}

export const mailDeliveries = ({ db }: Pick<Shop, 'db'>) =>
  db.all<{ event: string; channel: string; state: string; reason: string | null }>(
    sql`SELECT event, channel, state, reason FROM notice_deliveries ORDER BY id`,
  )
