import { sql } from 'drizzle-orm'
import { type Dispatch, dispatches } from '../adoption/season-schema.ts'
import { failedOn } from '../db/failures.ts'
import { int, update } from '../db/query.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { civilDate } from '../kernel/time.ts'
import type { Shop } from '../shop.ts'
import { audit } from '../staff/auditing.ts'

/** A parcel of adopters' tea as the courier took it. */
export type SentDispatch = { id: string; carrier: string; trackingNo: string }

/**
 * Records that parcels of adopters' tea left, all of them or none: grams count as sent on the adoption and in the
 * impact ledger in the same batch. Refusals: not_found; conflict (sent or called off meanwhile, or without an address).
 */
export async function shipDispatches(
  { db, now }: Pick<Shop, 'db' | 'now'>,
  parcels: SentDispatch[],
  staffId: string | null,
): Promise<Result<{ sent: number }>> {
  if (!parcels.length) return refuse({ code: 'not_found' })
  const sent = sql`json_each(${JSON.stringify(parcels)})`
  const known = await db.all<Pick<Dispatch, 'grams' | 'shippedAt' | 'street'>>(sql`
    SELECT d.grams, d.shipped_at shippedAt, d.street
    FROM ${sent} j CROSS JOIN dispatches d ON d.id = j.value ->> 'id'`)
  if (known.length !== parcels.length) return refuse({ code: 'not_found' })
  if (known.some((row) => row.shippedAt !== null || row.street === null)) return refuse({ code: 'conflict' })
  const total = known.reduce((sum, row) => sum + gramsOf(row.grams), 0)
  try {
    await db.batch([
      db.run(
        update(dispatches)
          .set({
            shippedAt: now,
            carrier: sql`(SELECT value ->> 'carrier' FROM ${sent} WHERE value ->> 'id' = dispatches.id)`,
            trackingNo: sql`(SELECT value ->> 'trackingNo' FROM ${sent} WHERE value ->> 'id' = dispatches.id)`,
          })
          .where(sql`${dispatches.id} IN (SELECT value ->> 'id' FROM ${sent})`),
      ),
      db.run(sql`
        INSERT INTO impact_entries (cause, line, at, month, family, origin_code, province, channel, amount_fen, tea_g)
        SELECT d.id, 1, ${int(now)}, ${civilDate(now).slice(0, 7)}, 'adoption', g.origin_code,
          substr(d.region_code, 1, 2), 'adoption', 0, (SELECT sum(value) FROM json_each(d.grams))
        FROM ${sent} j CROSS JOIN dispatches d ON d.id = j.value ->> 'id'
        CROSS JOIN gardens g ON g.code = d.garden`),
      db.run(sql`UPDATE impact_sums SET tea_g = tea_g + ${int(total)} WHERE scope = 'all'`),
      ...(staffId
        ? [
            audit(
              db,
              parcels.map(({ id, carrier, trackingNo }) => ({
                staffId,
                verb: 'dispatch.shipped',
                object: `dispatch:${id}`,
                after: { carrier, trackingNo },
              })),
              now,
            ),
          ]
        : []),
    ])
  } catch (error) {
    if (['dispatch_sent_once', 'UNIQUE constraint'].some((name) => failedOn(error, name)))
      return refuse({ code: 'conflict' })
    throw error
  }
  return ok({ sent: parcels.length })
}

export const gramsOf = (grams: string): number =>
  Object.values(JSON.parse(grams) as Record<string, number>).reduce((sum, own) => sum + own, 0)
