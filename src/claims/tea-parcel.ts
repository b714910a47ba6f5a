import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { DAY_MS } from '../kernel/time.ts'
import type { Deadlines } from '../settings/deadlines.ts'

/** A parcel of an adoption's tea that was sent, with the order it was bought by and its claim that stands. */
export type TeaParcel = {
  id: string
  number: string
  adoptionId: string
  orderId: string
  orderSeq: number
  line: number
  claimId: string | null
  shippedAt: number
}

/**
 * The last instant (UTC ms) at which a parcel of tea is claimed: nobody writes down when it came, so that it is taken to
 * have come when other goods of its kind would be.
 */
export const teaUntil = ({ shippedAt }: Pick<TeaParcel, 'shippedAt'>, deadlines: Deadlines): number =>
  shippedAt + (deadlines.assumedAmbientDays + deadlines.claimFaultDays) * DAY_MS

/** Null where there is none, or it was not sent. */
export async function readTeaParcel(db: Db, adoptionId: string, id: string): Promise<TeaParcel | null> {
  const [row] = await db.all<TeaParcel>(sql`
    SELECT d.id, d.number, a.id adoptionId, a.order_id orderId, o.seq orderSeq, a.line, d.shipped_at shippedAt, (
      SELECT c.id FROM claims c WHERE c.dispatch_id = d.id AND c.state NOT IN ('closed', 'lapsed', 'withdrawn')
      ORDER BY c.id DESC LIMIT 1) claimId
    FROM dispatches d CROSS JOIN adoptions a ON a.id = d.adoption_id CROSS JOIN orders o ON o.id = a.order_id
    WHERE d.id = ${id} AND a.id = ${adoptionId} AND d.shipped_at IS NOT NULL`)
  return row ?? null
}
