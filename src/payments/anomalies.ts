import { and, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { changedMeanwhile, insist } from '../db/insisting.ts'
import { select, update } from '../db/query.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { orders } from '../orders/schema.ts'
import type { Shop } from '../shop.ts'
import { audit } from '../staff/auditing.ts'
import { staff } from '../staff/schema.ts'
import { type PaymentAnomaly, paymentAnomalies } from './schema.ts'

export type AnomalyTold = PaymentAnomaly & { number: string | null; byName: string | null }

/** What providers told and no order fitted: what waits for finance, the oldest first, or what was settled, the newest first. */
export async function readAnomalies(
  db: Db,
  view: 'open' | 'resolved',
  limit: number,
): Promise<AnomalyTold[]> {
  const a = paymentAnomalies
  const rows = select({
    ...{ id: a.id, provider: a.provider, eventId: a.eventId, kind: a.kind, outTradeNo: a.outTradeNo },
    ...{ amountFen: a.amountFen, expectedFen: a.expectedFen, orderId: a.orderId, at: a.at },
    ...{ resolvedAt: a.resolvedAt, resolvedBy: a.resolvedBy, resolution: a.resolution },
    number: orders.number,
    byName: staff.name,
  })
    .from(a)
    .leftJoin(orders, eq(orders.id, a.orderId))
    .leftJoin(staff, eq(staff.id, a.resolvedBy))
  return db.all(
    view === 'open'
      ? rows.where(isNull(a.resolvedAt)).orderBy(a.at).limit(limit)
      : rows.where(isNotNull(a.resolvedAt)).orderBy(desc(a.id)).limit(limit),
  )
}

/** What can be done about it is done elsewhere; here it is said, once. Refusals: not_found; conflict (settled before). */
export async function resolveAnomaly(
  { db, now }: Shop,
  id: string,
  resolution: string,
  staffId: string,
): Promise<Result<null>> {
  const a = paymentAnomalies
  const [row] = await db.all(
    select({ kind: a.kind, outTradeNo: a.outTradeNo, amountFen: a.amountFen }).from(a).where(eq(a.id, id)),
  )
  if (!row) return refuse({ code: 'not_found' })
  const entry = {
    staffId,
    verb: 'payment.anomaly_resolved',
    object: `anomaly:${id}`,
    after: { ...row, resolution },
  }
  try {
    await db.batch([
      insist(db, sql`(SELECT resolved_at IS NULL FROM payment_anomalies WHERE id = ${id})`),
      db.run(
        update(a)
          .set({ resolvedAt: now, resolvedBy: staffId, resolution })
          .where(and(eq(a.id, id), isNull(a.resolvedAt))),
      ),
      audit(db, entry, now),
    ])
    return ok(null)
  } catch (error) {
    if (changedMeanwhile(error)) return refuse({ code: 'conflict' })
    throw error
  }
}
