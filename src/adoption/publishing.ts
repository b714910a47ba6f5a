import { eq, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { failedOn } from '../db/failures.ts'
import { insert, update } from '../db/query.ts'
import { newId } from '../kernel/ids.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { audit } from '../staff/auditing.ts'
import { type CurrentOffer, canonicalJson, type OfferContent, offerHash } from './offer.ts'
import { gardenSeasons, type Offer, offers } from './schema.ts'

/**
 * Publishes the offer of a garden's season. It takes the place of the one before, which stays as it was sold; the same
 * content again changes nothing. `staffId` null is the sample world. Refusals: not_found (no such garden), conflict
 * (somebody else published at this moment).
 */
export async function publishOffer(
  { db, now }: { db: Db; now: number },
  offer: { garden: string; season: number; content: OfferContent },
  staffId: string | null,
): Promise<Result<CurrentOffer>> {
  const { garden, season, content } = offer
  const contentHash = await offerHash(content)
  const [gardens, newest, current] = await db.batch([
    db.all(sql`SELECT code FROM gardens WHERE code = ${garden}`),
    db.all<Pick<Offer, 'version'>>(sql`
      SELECT version FROM offers WHERE garden = ${garden} AND season = ${season} ORDER BY version DESC LIMIT 1`),
    db.all<Pick<Offer, 'id' | 'version' | 'contentHash'>>(sql`
      SELECT id, version, content_hash contentHash FROM offers
      WHERE garden = ${garden} AND season = ${season} AND published_at IS NOT NULL AND superseded_at IS NULL`),
  ])
  if (!gardens.length) return refuse({ code: 'not_found' })
  const before = current[0]
  if (before?.contentHash === contentHash) return ok({ ...before, content })
  const made = { id: newId('off', now), version: (newest[0]?.version ?? 0) + 1, contentHash, content }
  const entry = {
    staffId: staffId ?? '',
    verb: 'offer.published',
    object: `garden:${garden}`,
    before: before && { season, version: before.version, hash: before.contentHash },
    after: { season, version: made.version, hash: contentHash },
  }
  try {
    await db.batch([
      ...(before ? [db.run(update(offers).set({ supersededAt: now }).where(eq(offers.id, before.id)))] : []),
      db.run(
        insert(offers).values({
          ...{ id: made.id, garden, season, version: made.version },
          ...{ content: canonicalJson(content), contentHash, publishedAt: now },
        }),
      ),
      db.run(
        insert(gardenSeasons).values({ garden, season, adopted: 0, adoptedCmu: 0 }).onConflictDoNothing(),
      ),
      ...(staffId === null ? [] : [audit(db, entry, now)]),
    ])
  } catch (error) {
    if (failedOn(error, 'UNIQUE constraint failed')) return refuse({ code: 'conflict' })
    throw error
  }
  return ok(made)
}
