import { and, desc, eq, isNotNull, type SQL, sql } from 'drizzle-orm'
import { type CertificateStatus, certificateStatus } from '../adoption/adoption.ts'
import type { Grams } from '../adoption/dispatching.ts'
import { harvestedOf } from '../adoption/harvested.ts'
import { type OfferContent, tierOf } from '../adoption/offer.ts'
import {
  type Adoption,
  type AdoptionGift,
  adoptions,
  type Certificate,
  type Garden,
  gardens,
  type Offer,
} from '../adoption/schema.ts'
import {
  type CorrectionShare,
  type Dispatch,
  dispatches,
  type GardenUpdate,
  type GardenVisit,
  gardenVisits,
  type Harvest,
  type HarvestCorrection,
  type Shortfall,
  shortfalls,
} from '../adoption/season-schema.ts'
import type { UpdatePicture } from '../adoption/updating.ts'
import type { Db } from '../db/client.ts'
import { selectAll } from '../db/query.ts'
import { markOfHolder, readStopped } from '../notices/stopping.ts'
import type { Order } from '../orders/schema.ts'

export type MyLine = Pick<Adoption, 'id' | 'plot' | 'season' | 'areaCmu' | 'state' | 'sample'> &
  Pick<Garden, 'nameZh' | 'nameEn' | 'scene'>

/**
 * The adoptions a browser holds the key to, and those of the orders of whoever is signed in, as the list shows them;
 * released ones stay visible as such.
 */
export const myAdoptions = (db: Db, keys: { ids: string[]; orders: string[]; userId?: string }) =>
  db.all<
    MyLine &
      Pick<Adoption, 'orderId'> &
      Pick<AdoptionGift, 'claimedAt'> & { orderNumber: Order['number']; owned: number }
  >(sql`
    SELECT a.id, a.plot, a.season, g.name_zh nameZh, g.name_en nameEn, g.scene, a.area_cmu areaCmu, a.state, a.sample,
      a.order_id orderId, o.number orderNumber, f.claimed_at claimedAt,
      EXISTS (SELECT 1 FROM order_owners w WHERE w.order_id = o.id AND w.user_id = ${keys.userId ?? null}) owned
    FROM (SELECT value id FROM json_each(${JSON.stringify(keys.ids)})
      UNION SELECT l.adoption_id FROM json_each(${JSON.stringify(keys.orders)}) j
        CROSS JOIN orders n ON n.number = j.value CROSS JOIN order_lines l ON l.order_id = n.id
        WHERE l.adoption_id IS NOT NULL
      UNION SELECT l.adoption_id FROM order_owners w CROSS JOIN order_lines l ON l.order_id = w.order_id
        WHERE w.user_id = ${keys.userId ?? null} AND l.adoption_id IS NOT NULL) held
    CROSS JOIN adoptions a ON a.id = held.id CROSS JOIN gardens g ON g.code = a.garden
    CROSS JOIN orders o ON o.id = a.order_id LEFT JOIN adoption_gifts f ON f.adoption_id = a.id
    WHERE a.adopted_at IS NOT NULL ORDER BY a.season DESC, a.plot`)

export type MyUpdate = Pick<GardenUpdate, 'id' | 'phase' | 'happenedOn' | 'weather' | 'textZh' | 'textEn'> & {
  pictures: UpdatePicture[]
}

/** A correction of an entry as one adopter sees it: what their own share was, and what it changed by. */
export type MyCorrection = Pick<Harvest, 'grade' | 'pluckedOn'> &
  Pick<HarvestCorrection, 'at' | 'reason'> & { beforeG: number; byG: CorrectionShare['grams'] }

export type MyGarden = {
  adoption: Adoption
  garden: Garden
  offer: { version: number; contentHash: string; content: OfferContent }
  gift: Pick<
    AdoptionGift,
    'claimedAt' | 'message' | 'phoneSealed' | 'toName' | 'toRegion' | 'toStreet'
  > | null
  certificate: { code: string; status: CertificateStatus } | null
  promised: Grams
  harvested: Grams
  /** What was fixed in the entries this adoption shares, newest first. */
  corrections: MyCorrection[]
  sent: Grams
  guests: number
  updates: MyUpdate[]
  dispatches: Dispatch[]
  visits: GardenVisit[]
  shortfall: Shortfall | null
  /** Its holder's phone gets no messages of gardens. */
  stopped: boolean
  /** The next season's offer, while its renewal window is open or ahead, and who has the plot then. */
  next: { season: number; content: OfferContent; mine: boolean; taken: boolean } | null
}

type Raw = Pick<Offer, 'version' | 'contentHash' | 'content'>

/** Everything 我的园 shows of one adoption, in one round trip; null when there is none. */
export async function readMyGarden(db: Db, id: string): Promise<MyGarden | null> {
  const own = (column: SQL) => sql`(SELECT ${column} FROM adoptions WHERE id = ${id})`
  const [
    adopted,
    ownGarden,
    offers,
    gifts,
    certificates,
    shares,
    corrections,
    updates,
    parcels,
    visits,
    short,
    next,
    stops,
  ] = await db.batch([
    db.all(selectAll(adoptions).where(and(eq(adoptions.id, id), isNotNull(adoptions.adoptedAt)))),
    db.all(selectAll(gardens).where(eq(gardens.code, own(sql`garden`)))),
    db.all<Raw>(
      sql`SELECT version, content_hash contentHash, content FROM offers WHERE id = ${own(sql`offer_id`)}`,
    ),
    db.all<NonNullable<MyGarden['gift']>>(sql`
        SELECT claimed_at claimedAt, message, phone_sealed phoneSealed, to_name toName, to_region toRegion, to_street toStreet
        FROM adoption_gifts WHERE adoption_id = ${id}`),
    db.all<Pick<Certificate, 'code' | 'supersededAt'>>(sql`
        SELECT code, superseded_at supersededAt FROM certificates WHERE adoption_id = ${id} AND superseded_at IS NULL`),
    db.all<{ grade: string; grams: number }>(sql`
        SELECT grade, sum(grams) grams FROM (${harvestedOf(sql`${id}`)}) GROUP BY grade`),
    db.all<MyCorrection>(sql`
        SELECT h.grade, h.plucked_on pluckedOn, c.at, c.reason,
          own.grams + (SELECT coalesce(sum(b.grams), 0) FROM harvest_corrections k CROSS JOIN correction_shares b
            ON b.adoption_id = s.adoption_id AND b.correction_id = k.id
            WHERE k.harvest_id = c.harvest_id AND k.seq < c.seq) beforeG, s.grams byG
        FROM correction_shares s CROSS JOIN harvest_corrections c ON c.id = s.correction_id
        CROSS JOIN harvests h ON h.id = c.harvest_id
        CROSS JOIN harvest_shares own ON own.adoption_id = s.adoption_id AND own.harvest_id = h.id
        WHERE s.adoption_id = ${id} ORDER BY c.at DESC, c.seq DESC LIMIT 20`),
    db.all<Omit<MyUpdate, 'pictures'> & Pick<GardenUpdate, 'pictures'>>(sql`
        SELECT id, phase, happened_on happenedOn, weather, text_zh textZh, text_en textEn, pictures FROM garden_updates
        WHERE garden = ${own(sql`garden`)} AND season = ${own(sql`season`)} AND withdrawn_at IS NULL
          AND (plot IS NULL OR plot = ${own(sql`plot`)}) ORDER BY happened_on DESC, id DESC LIMIT 60`),
    db.all(selectAll(dispatches).where(eq(dispatches.adoptionId, id)).orderBy(dispatches.id)),
    db.all(
      selectAll(gardenVisits).where(eq(gardenVisits.adoptionId, id)).orderBy(desc(gardenVisits.id)).limit(10),
    ),
    db.all(selectAll(shortfalls).where(eq(shortfalls.adoptionId, id))),
    db.all<Pick<Offer, 'season' | 'content'> & { renewedBy: string | null; claimed: number }>(sql`
        SELECT o.season, o.content, (SELECT r.id FROM plot_claims c CROSS JOIN adoptions r ON r.id = c.adoption_id
          WHERE c.plot = ${own(sql`plot`)} AND c.season = o.season AND r.renews = ${id}) renewedBy,
          EXISTS (SELECT 1 FROM plot_claims c WHERE c.plot = ${own(sql`plot`)} AND c.season = o.season
            AND c.expires_at IS NULL) claimed
        FROM offers o WHERE o.garden = ${own(sql`garden`)} AND o.season = ${own(sql`season`)} + 1
          AND o.published_at IS NOT NULL AND o.superseded_at IS NULL`),
    readStopped(db, 'gardens', markOfHolder(id)),
  ])
  const [adoption, garden, offer] = [adopted[0], ownGarden[0], offers[0]]
  if (!adoption || !garden || !offer) return null
  const content = JSON.parse(offer.content) as OfferContent
  const tier = tierOf(content, adoption.areaCmu)
  const code = certificates[0]?.code
  const after = next[0]
  return {
    adoption,
    garden,
    offer: { ...offer, content },
    gift: gifts[0] ?? null,
    certificate: code ? { code, status: certificateStatus({ ...adoption, supersededAt: null }) } : null,
    promised: tier?.grams ?? {},
    harvested: Object.fromEntries(shares.map((share) => [share.grade, share.grams])),
    corrections,
    sent: JSON.parse(adoption.sentG) as Grams,
    guests: tier?.visitGuests ?? 0,
    updates: updates.map((row) => ({ ...row, pictures: JSON.parse(row.pictures) as UpdatePicture[] })),
    dispatches: parcels,
    visits,
    shortfall: short[0] ?? null,
    stopped: stops[0]?.stopped === 1,
    next: after
      ? {
          season: after.season,
          content: JSON.parse(after.content) as OfferContent,
          mine: after.renewedBy !== null,
          taken: after.claimed === 1,
        }
      : null,
  }
}

export type GiftView = Pick<Adoption, 'plot' | 'season' | 'areaCmu' | 'sample'> &
  Pick<Garden, 'nameZh' | 'nameEn' | 'scene'> &
  Pick<AdoptionGift, 'message' | 'claimedAt'>

/** What the page of a gift shows before it is claimed; the price is not even read. */
export async function readGift(db: Db, id: string): Promise<GiftView | null> {
  const [row] = await db.all<GiftView>(sql`
    SELECT a.plot, a.season, a.area_cmu areaCmu, a.sample, g.name_zh nameZh, g.name_en nameEn, g.scene, f.message,
      f.claimed_at claimedAt
    FROM adoption_gifts f CROSS JOIN adoptions a ON a.id = f.adoption_id CROSS JOIN gardens g ON g.code = a.garden
    WHERE f.adoption_id = ${id}`)
  return row ?? null
}
