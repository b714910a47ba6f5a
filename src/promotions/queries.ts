import { desc, eq, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { int, selectAll } from '../db/query.ts'
import type { Order } from '../orders/schema.ts'
import { type CodeRedemption, type PromoCode, promoCodes } from './schema.ts'

export type CodeState = 'running' | 'ahead' | 'used_up' | 'over'

/** Codes newest first; one made for a short season is shown without its letters, which belong to its buyer. */
export const readCodes = (db: Db, limit: number, before?: { madeAt: number; code: string }) =>
  db.all(
    selectAll(promoCodes)
      .where(
        before && sql`(${promoCodes.madeAt}, ${promoCodes.code}) < (${int(before.madeAt)}, ${before.code})`,
      )
      .orderBy(desc(promoCodes.madeAt), desc(promoCodes.code))
      .limit(limit),
  )

export async function readCode(db: Db, code: string): Promise<PromoCode | null> {
  const [row] = await db.all(selectAll(promoCodes).where(eq(promoCodes.code, code)))
  return row ?? null
}

export type Redemption = Pick<Order, 'number' | 'phoneTail' | 'paidAt'> &
  Pick<CodeRedemption, 'discountFen' | 'at' | 'givenBackAt'>

/** Who used a code: order, last digits of the phone, what it took off. At most 200, in no order of time. */
export const readRedemptions = (db: Db, code: string) =>
  db.all<Redemption>(sql`
    SELECT o.number, o.phone_tail phoneTail, r.discount_fen discountFen, r.at, o.paid_at paidAt,
      r.given_back_at givenBackAt
    FROM code_redemptions r CROSS JOIN orders o ON o.id = r.order_id WHERE r.code = ${code} LIMIT 200`)

export const codeState = (row: PromoCode, now: number): CodeState => {
  if (row.endedAt !== null || now >= row.endsAt) return 'over'
  if (row.used >= row.limitTotal) return 'used_up'
  return now < row.startsAt ? 'ahead' : 'running'
}
