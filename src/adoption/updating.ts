import { eq, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { failedOn } from '../db/failures.ts'
import { insert, update } from '../db/query.ts'
import { newId } from '../kernel/ids.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { civilDate } from '../kernel/time.ts'
import { notice } from '../notices/owing.ts'
import type { Shop } from '../shop.ts'
import { audit } from '../staff/auditing.ts'
import type { Garden, Plot } from './schema.ts'
import { type GardenUpdate, gardenUpdates } from './season-schema.ts'

/** 冬管 · 春采 · 制茶 · 夏管, and what fits none of them. */
export const PHASES = ['winter', 'spring', 'making', 'summer', 'other'] as const
export type Phase = (typeof PHASES)[number]

export type UpdatePicture = { src: string; zh: string; en: string }
export type UpdateInput = {
  garden: string
  /** Null for the whole garden. */
  plot: string | null
  season: number
  phase: Phase
  happenedOn: string
  weather: string
  textZh: string
  textEn: string
  pictures: UpdatePicture[]
  /** Made by the phone that writes: the same key again is the same update. */
  clientKey: string
}

/**
 * Writes an update that the garden's adopters see at once. Refusal: not_found (no such garden, or a plot of another
 * one). Sent twice with one key, it stands once.
 */
export async function writeUpdate(
  { db, now }: Pick<Shop, 'db' | 'now'>,
  input: UpdateInput,
  staffId: string | null,
): Promise<Result<{ id: string; repeated: boolean }>> {
  const [gardens, plots, known, holders] = await db.batch([
    db.all<Pick<Garden, 'code'>>(sql`SELECT code FROM gardens WHERE code = ${input.garden}`),
    db.all<Pick<Plot, 'code'>>(
      sql`SELECT code FROM plots WHERE code = ${input.plot} AND garden = ${input.garden}`,
    ),
    db.all<Pick<GardenUpdate, 'id'>>(
      sql`SELECT id FROM garden_updates WHERE client_key = ${input.clientKey}`,
    ),
    readHolders(db, input),
  ])
  if (known[0]) return ok({ id: known[0].id, repeated: true })
  if (!gardens[0] || (input.plot !== null && !plots[0])) return refuse({ code: 'not_found' })
  const id = newId('gup', now)
  // Once a month, however much is written.
  const occurrence = civilDate(now).slice(0, 7)
  const entry = { verb: 'garden.update_written', object: `garden:${input.garden}`, after: { id } }
  try {
    await db.batch([
      db.run(
        insert(gardenUpdates).values({
          ...input,
          id,
          pictures: JSON.stringify(input.pictures),
          staffId,
          at: now,
        }),
      ),
      ...(holders.length
        ? [
            notice(
              db,
              holders.map(({ id: subject }) => ({ event: 'garden.update' as const, subject, occurrence })),
              now,
            ),
          ]
        : []),
      ...(staffId ? [audit(db, { staffId, ...entry }, now)] : []),
    ])
  } catch (error) {
    // The same phone sent it twice at once: the other one stands.
    if (!failedOn(error, 'client_key')) throw error
    const [row] = await db.all<Pick<GardenUpdate, 'id'>>(
      sql`SELECT id FROM garden_updates WHERE client_key = ${input.clientKey}`,
    )
    return ok({ id: row!.id, repeated: true })
  }
  return ok({ id, repeated: false })
}

/**
 * Who is told of an update: one adoption of each who holds some of the garden and has an account, the others having
 * neither e-mail nor WeChat with us.
 */
const readHolders = (db: Db, { garden, season, plot }: Pick<UpdateInput, 'garden' | 'season' | 'plot'>) =>
  db.all<{ id: string }>(sql`
    SELECT min(a.id) id FROM adoptions a CROSS JOIN orders o ON o.id = a.order_id
    LEFT JOIN adoption_gifts g ON g.adoption_id = a.id
    CROSS JOIN users u ON u.id = CASE WHEN g.claimed_at IS NULL
      THEN (SELECT w.user_id FROM order_owners w WHERE w.order_id = o.id)
      ELSE (SELECT r.id FROM users r WHERE r.phone_hmac = g.phone_hmac) END
    WHERE a.garden = ${garden} AND a.season = ${season} AND (${plot} IS NULL OR a.plot = ${plot})
      AND a.adopted_at IS NOT NULL AND a.released_at IS NULL GROUP BY u.id`)

/** Takes an update back from the adopters' pages, or puts it there again; the row stays. Refusal: not_found. */
export async function withdrawUpdate(
  { db, now }: Pick<Shop, 'db' | 'now'>,
  id: string,
  withdrawn: boolean,
  staffId: string,
): Promise<Result<{ garden: string }>> {
  const [row] = await db.all<Pick<GardenUpdate, 'garden'>>(
    sql`SELECT garden FROM garden_updates WHERE id = ${id}`,
  )
  if (!row) return refuse({ code: 'not_found' })
  await db.batch([
    db.run(
      update(gardenUpdates)
        .set({ withdrawnAt: withdrawn ? now : null })
        .where(eq(gardenUpdates.id, id)),
    ),
    audit(
      db,
      {
        staffId,
        verb: withdrawn ? 'garden.update_withdrawn' : 'garden.update_restored',
        object: `garden:${row.garden}`,
        after: { id },
      },
      now,
    ),
  ])
  return ok({ garden: row.garden })
}
