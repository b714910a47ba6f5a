import { sql } from 'drizzle-orm'
import { dropAddresses } from '../../customers/addresses.ts'
import { forgetCodes, useCode } from '../../customers/codes.ts'
import { dropEmails } from '../../customers/emails.ts'
import { dropFavourites } from '../../customers/favourites.ts'
import { dropChanges } from '../../customers/phone-changes.ts'
import type { Customer } from '../../customers/sessions.ts'
import { closeUserSessions } from '../../customers/sessions.ts'
import { forgetUser } from '../../customers/users.ts'
import { dropWechat } from '../../customers/wechats.ts'
import { changedMeanwhile, insist } from '../../db/insisting.ts'
import { unseal } from '../../kernel/secrets.ts'
import { attachOrders, SILENT_MS } from '../../orders/owning.ts'
import { forgetBuyer } from '../../orders/personal-data.ts'
import type { Shop } from '../../shop.ts'

/** Why an order still needs its buyer. */
export type Block = { number: string; why: 'order' | 'claim' | 'adoption' }

/** What of somebody's orders is still under way, the oldest first. */
export async function readBlocks({ db }: Shop, userId: string): Promise<Block[]> {
  const rows = await db.all<{ number: string; over: number; claim: number; adoption: number }>(sql`
    SELECT o.number, o.state IN ('completed', 'cancelled')
        OR EXISTS (SELECT 1 FROM order_cancellations c WHERE c.order_id = o.id) over,
      EXISTS (SELECT 1 FROM claims c WHERE c.order_id = o.id AND c.ended_at IS NULL) claim,
      EXISTS (SELECT 1 FROM order_lines l CROSS JOIN adoptions a ON a.id = l.adoption_id WHERE l.order_id = o.id
          AND a.adopted_at IS NOT NULL AND a.released_at IS NULL AND a.concluded_at IS NULL)
        OR EXISTS (SELECT 1 FROM order_lines l CROSS JOIN dispatches d ON d.adoption_id = l.adoption_id
          WHERE l.order_id = o.id AND d.shipped_at IS NULL AND d.called_off_at IS NULL) adoption
    FROM order_owners w CROSS JOIN orders o ON o.id = w.order_id WHERE w.user_id = ${userId} ORDER BY o.id`)
  return rows.flatMap(({ number, over, claim, adoption }): Block[] => {
    if (claim) return [{ number, why: 'claim' }]
    if (adoption) return [{ number, why: 'adoption' }]
    return over ? [] : [{ number, why: 'order' }]
  })
}

/**
 * Deletes an account with a code (个人信息保护法 §47): its orders forget their buyer, and the user, sessions and codes go.
 * Where something is under way nothing is forgotten: `blocked`. Each order is a batch of its own: whoever is interrupted
 * asks for another code and goes on.
 */
export async function deleteAccount(
  shop: Shop,
  me: Customer,
  code: string,
  network: string,
): Promise<'deleted' | 'blocked' | 'wrong' | 'slow'> {
  const { db, settings, now } = shop
  const phone = await unseal(settings.phoneKey, me.phoneSealed)
  // Who has the phone at this moment may speak for what a guest bought with it as well.
  const own = attachOrders(db, me.phoneHmac, now - SILENT_MS, now)
  const used = await useCode(shop, { phone, purpose: 'data', code }, network, own)
  if (used !== 'used') return used
  if ((await readBlocks(shop, me.userId)).length) return 'blocked'
  const orders = await db.all<{ number: string }>(sql`
    SELECT o.number FROM order_owners w CROSS JOIN orders o ON o.id = w.order_id WHERE w.user_id = ${me.userId}`)
  for (const { number } of orders) if (!(await forgetBuyer(shop, number)).ok) return 'blocked'
  try {
    await db.batch([
      // An order placed at this moment would be left with nobody.
      insist(db, sql`NOT EXISTS (SELECT 1 FROM order_owners WHERE user_id = ${me.userId})`),
      closeUserSessions(db, me.userId),
      forgetCodes(db, me.phoneHmac),
      dropAddresses(db, me.userId),
      dropWechat(db, me.userId),
      ...dropEmails(db, me.userId),
      dropFavourites(db, me.userId),
      dropChanges(db, me.userId),
      forgetUser(db, me.userId),
    ])
    return 'deleted'
  } catch (error) {
    if (changedMeanwhile(error)) return 'blocked'
    throw error
  }
}
