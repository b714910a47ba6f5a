import { sql } from 'drizzle-orm'
import { sendDispatches } from '../adoption/dispatching.ts'
import type { Dispatch } from '../adoption/season-schema.ts'
import { failedOn } from '../db/failures.ts'
import { enterTea } from '../impact/entering.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { notice } from '../notices/owing.ts'
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
  const known = await db.all<Pick<Dispatch, 'grams' | 'shippedAt' | 'street'>>(sql`
    SELECT d.grams, d.shipped_at shippedAt, d.street
    FROM json_each(${JSON.stringify(parcels)}) j CROSS JOIN dispatches d ON d.id = j.value ->> 'id'`)
  if (known.length !== parcels.length) return refuse({ code: 'not_found' })
  if (known.some((row) => row.shippedAt !== null || row.street === null)) return refuse({ code: 'conflict' })
  const total = known.reduce((sum, row) => sum + gramsOf(row.grams), 0)
  try {
    await db.batch([
      sendDispatches(db, parcels, now),
      ...enterTea(db, parcels, total, now),
      notice(
        db,
        parcels.map(({ id }) => ({ event: 'tea.left', subject: id })),
        now,
      ),
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
