import { eq, sql } from 'drizzle-orm'
import { calendarAt } from '../catalog/calendar.ts'
import type { Pieces } from '../catalog/stock/moving.ts'
import { selectAll } from '../db/query.ts'
import { type Account, accountFrom, accountStatements } from '../payments/account.ts'
import { deadlinesOf } from '../settings/deadlines.ts'
import { readStoredShop } from '../settings/keeping.ts'
import type { ReturnAddress } from '../settings/returns.ts'
import type { Shop } from '../shop.ts'
import type { Clocks } from './clocks.ts'
import { type Claim, type ClaimEvent, type ClaimPhoto, claimPhotos, claims } from './schema.ts'

/** Everything a claim is decided on, as it stood at one moment. */
export type ClaimDesk = {
  claim: Claim
  events: (ClaimEvent & { staffName: string | null })[]
  photos: ClaimPhoto[]
  account: Account
  clocks: Clocks
  /** Where goods go back to; null until the shop has said so. */
  returns: ReturnAddress | null
  /** Pieces that were taken off the shelf to be sent again. */
  kept: Pieces
  /** Number of the parcel of tea it is about. */
  dispatchNumber: string | null
}

/** Far enough back for the longest of the shop's clocks. */
const PAST_DAYS = 40

/** The statements that tell how long everybody has. */
export const clockStatements = ({ db, now }: Pick<Shop, 'db' | 'now'>) =>
  [readStoredShop(db), calendarAt(db, now, { past: PAST_DAYS })] as const

/** One claim with its order's account, in one round trip; null when there is none. */
export async function readClaimDesk(shop: Shop, id: string): Promise<ClaimDesk | null> {
  const { db } = shop
  const [found, parcels, kept, events, photos, stored, holidays, ...account] = await db.batch([
    db.all(selectAll(claims).where(eq(claims.id, id))),
    db.all<{ number: string }>(
      sql`SELECT d.number FROM claims c CROSS JOIN dispatches d ON d.id = c.dispatch_id WHERE c.id = ${id}`,
    ),
    db.all<Pieces[number]>(sql`
      SELECT m.sku, -m.quantity quantity FROM claims c
      CROSS JOIN order_lines l ON l.order_id = c.order_id AND l.line = c.line CROSS JOIN json_each(l.stock) s
      CROSS JOIN stock_movements m ON m.sku = s.value ->> 'sku' AND m.cause = c.id AND m.kind = 'adjusted'
      WHERE c.id = ${id}`),
    db.all<ClaimDesk['events'][number]>(sql`
      SELECT e.claim_id claimId, e.seq, e.kind, e.at, e.actor, e.staff_id staffId, e.note, e.amount_fen amountFen,
        s.name staffName FROM claim_events e LEFT JOIN staff s ON s.id = e.staff_id
      WHERE e.claim_id = ${id} ORDER BY e.seq`),
    db.all(selectAll(claimPhotos).where(eq(claimPhotos.claimId, id)).orderBy(claimPhotos.place)),
    ...clockStatements(shop),
    ...accountStatements(db, sql`(SELECT order_id FROM claims WHERE id = ${id})`),
  ])
  const read = accountFrom(account)
  if (!found[0] || !read) return null
  const clocks = { deadlines: deadlinesOf(stored.deadlines), holidays }
  return {
    ...{ claim: found[0], kept, events, photos, account: read, clocks },
    returns: stored.returns ?? null,
    dispatchNumber: parcels[0]?.number ?? null,
  }
}
