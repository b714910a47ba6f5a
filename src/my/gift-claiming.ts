import { sql } from 'drizzle-orm'
import { adoptionToken, giftToken } from '../adoption/access-token.ts'
import { type GiftAddress, handOver } from '../adoption/adopting.ts'
import type { AdoptionGift } from '../adoption/schema.ts'
import type { Db } from '../db/client.ts'
import { failedOn } from '../db/failures.ts'
import type { Settings } from '../env.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { hmac, sameSecret } from '../kernel/secrets.ts'
import type { Order } from '../orders/schema.ts'
import { step } from '../orders/transitions.ts'

type Given = Pick<Order, 'id' | 'seq' | 'state'> &
  Pick<AdoptionGift, 'phoneHmac' | 'claimedAt'> & { live: number }

/**
 * The receiver takes a gift: link and phone must both be right. The buyer's certificate gives way to one for `name`,
 * and the right to the adoption passes over; `phone` is canonical, `to` is where its tea goes, if they say so now. Claiming again answers the same right again.
 * Refusals: not_found (wrong link or phone, indistinguishable), conflict (not paid yet, or refunded).
 */
export async function claimGift(
  { db, settings, now }: { db: Db; settings: Settings; now: number },
  claim: { adoptionId: string; token: string; phone: string; name: string; to?: GiftAddress | null },
): Promise<Result<{ adoptionId: string; accessToken: string }>> {
  const { adoptionId } = claim
  for (let tries = 0; tries < 3; tries += 1) {
    const given = await readGiven(db, adoptionId)
    const right = sameSecret(await giftToken(settings, adoptionId), claim.token)
    const phone = await hmac(settings.phonePepper, claim.phone)
    if (!given || !right || !sameSecret(given.phoneHmac, phone)) return refuse({ code: 'not_found' })
    if (given.claimedAt !== null)
      return ok({ adoptionId, accessToken: await adoptionToken(settings, adoptionId, given.claimedAt) })
    if (given.live !== 1) return refuse({ code: 'conflict' })
    try {
      await db.batch([
        // The order's event is the lock against a refund at the same moment.
        ...step(db, given, 'gift_claimed', 'receiver', now).statements,
        ...handOver(db, adoptionId, { name: claim.name, to: claim.to ?? null }, now),
      ])
      return ok({ adoptionId, accessToken: await adoptionToken(settings, adoptionId, now) })
    } catch (error) {
      if (!failedOn(error, 'UNIQUE constraint failed') && !failedOn(error, 'gift_claimed_once')) throw error
    }
  }
  return refuse({ code: 'conflict' })
}

async function readGiven(db: Db, adoptionId: string): Promise<Given | null> {
  const [row] = await db.all<Given>(sql`
    SELECT o.id, o.seq, o.state, g.phone_hmac phoneHmac, g.claimed_at claimedAt,
      (a.adopted_at IS NOT NULL AND a.released_at IS NULL) live
    FROM adoption_gifts g CROSS JOIN adoptions a ON a.id = g.adoption_id CROSS JOIN orders o ON o.id = a.order_id
    WHERE g.adoption_id = ${adoptionId}`)
  return row ?? null
}
