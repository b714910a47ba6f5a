import { sql } from 'drizzle-orm'
import { readAddresses } from '../../customers/addresses.ts'
import { useCode } from '../../customers/codes.ts'
import { readEmails } from '../../customers/emails.ts'
import { readFavourites } from '../../customers/favourites.ts'
import type { Customer } from '../../customers/sessions.ts'
import { readWechat } from '../../customers/wechats.ts'
import { unseal } from '../../kernel/secrets.ts'
import { formatInstant } from '../../kernel/time.ts'
import { exportPersonalData } from '../../orders/personal-data.ts'
import type { Shop } from '../../shop.ts'

/** Everything the shop holds of an account, unmasked (个人信息保护法 §45); asked with a code, since a device may be lent. */
export async function exportAccount(shop: Shop, me: Customer, code: string, network: string) {
  const phone = await unseal(shop.settings.phoneKey, me.phoneSealed)
  const used = await useCode(shop, { phone, purpose: 'data', code }, network, [])
  return used === 'used' ? readAccount(shop, me, phone) : used
}

async function readAccount(shop: Shop, { userId }: Customer, phone: string) {
  const [users, sessions, owned] = await shop.db.batch([
    shop.db.all<{ createdAt: number; seenAt: number }>(
      sql`SELECT created_at createdAt, seen_at seenAt FROM users WHERE id = ${userId}`,
    ),
    shop.db.all<{ createdAt: number; seenAt: number }>(
      sql`SELECT created_at createdAt, seen_at seenAt FROM user_sessions WHERE user_id = ${userId} ORDER BY created_at`,
    ),
    shop.db.all<{ number: string }>(sql`
      SELECT o.number FROM order_owners w CROSS JOIN orders o ON o.id = w.order_id WHERE w.user_id = ${userId}
      ORDER BY o.id`),
  ])
  const said = ({ createdAt, seenAt }: { createdAt: number; seenAt: number }) => ({
    since: formatInstant(createdAt),
    seen: formatInstant(seenAt),
  })
  const orders = []
  for (const { number } of owned) orders.push(await exportPersonalData(shop, number))
  const addresses = await readAddresses(shop, userId)
  const bound = await readWechat(shop.db, userId)
  const wechat = bound && {
    openId: await unseal(shop.settings.phoneKey, bound.openidSealed),
    since: formatInstant(bound.boundAt),
  }
  const changes = await shop.db.all<{ tail: string; askedAt: number; outcome: string | null }>(
    sql`SELECT tail, asked_at askedAt, outcome FROM phone_changes WHERE user_id = ${userId} ORDER BY id`,
  )
  const phoneChanges = changes.map(({ askedAt, ...change }) => ({ ...change, at: formatInstant(askedAt) }))
  // One that was asked for stands there until its link is followed, or for a day.
  const { confirmed: email, asked: emailAsked } = await readEmails(shop, userId)
  const favourites = await readFavourites(shop.db, userId)
  const kept = { wechat, addresses, favourites, orders, ...(phoneChanges.length ? { phoneChanges } : {}) }
  return { phone, email, emailAsked, ...users.map(said)[0], sessions: sessions.map(said), ...kept }
}
