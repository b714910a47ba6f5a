import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'

/** A parcel of an adoption's tea that was sent, with the order it was bought by and its claim that stands. */
export type TeaParcel = {
  id: string
  number: string
  adoptionId: string
  orderId: string
  orderSeq: number
  line: number
  claimId: string | null
}

/** Null where there is none, or it was not sent. */
export async function readTeaParcel(db: Db, adoptionId: string, id: string): Promise<TeaParcel | null> {
  const [row] = await db.all<TeaParcel>(sql`
    SELECT d.id, d.number, a.id adoptionId, a.order_id orderId, o.seq orderSeq, a.line, (
      SELECT c.id FROM claims c WHERE c.dispatch_id = d.id AND c.state NOT IN ('closed', 'lapsed', 'withdrawn')
      ORDER BY c.id DESC LIMIT 1) claimId
    FROM dispatches d CROSS JOIN adoptions a ON a.id = d.adoption_id CROSS JOIN orders o ON o.id = a.order_id
    WHERE d.id = ${id} AND a.id = ${adoptionId} AND d.shipped_at IS NOT NULL`)
  return row ?? null
}
