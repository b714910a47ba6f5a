import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import type { Staff } from '../staff/schema.ts'
import type { OfferContent } from './offer.ts'
import type { Adoption, Garden, GardenSeason, Offer } from './schema.ts'
import type { Dispatch, GardenUpdate, GardenVisit, Harvest } from './season-schema.ts'
import type { UpdatePicture } from './updating.ts'

export type GardenLine = Pick<Garden, 'code' | 'slug' | 'nameZh' | 'placeZh' | 'listed' | 'sample'> &
  Pick<GardenSeason, 'closedAt'> & {
    /** When its last update was written, UTC ms. */
    updatedAt: Garden['updatedAt']
    plots: number
    adopted: number
    adoptedCmu: number
    boardsWaiting: number
    visitsOpen: number
  }

/** Seasons that have an offer, newest first: what a keeper can choose from. */
const seasonsStatement = (db: Db) =>
  db.all<Pick<Offer, 'season'>>(sql`
    SELECT DISTINCT season FROM offers WHERE published_at IS NOT NULL ORDER BY season DESC LIMIT 10`)

/** Every garden with what waits there, for one season. */
const gardensStatement = (db: Db, season: number) =>
  db.all<GardenLine>(sql`
    SELECT g.code, g.slug, g.name_zh nameZh, g.place_zh placeZh, g.listed, g.sample, g.updated_at updatedAt,
      (SELECT coalesce(sum(plots), 0) FROM garden_tiers t WHERE t.garden = g.code) plots,
      coalesce(s.adopted, 0) adopted, coalesce(s.adopted_cmu, 0) adoptedCmu, s.closed_at closedAt,
      (SELECT count(*) FROM adoptions a WHERE a.garden = g.code AND a.season = ${season} AND a.adopted_at IS NOT NULL
        AND a.released_at IS NULL AND a.concluded_at IS NULL AND a.board_state = 'waiting') boardsWaiting,
      (SELECT count(*) FROM garden_visits v WHERE v.garden = g.code AND v.answered_at IS NULL) visitsOpen
    FROM gardens g LEFT JOIN garden_seasons s ON s.garden = g.code AND s.season = ${season} ORDER BY g.position`)

export type UpdateLine = Pick<
  GardenUpdate,
  'id' | 'plot' | 'phase' | 'happenedOn' | 'weather' | 'textZh' | 'textEn' | 'withdrawnAt'
> & {
  pictures: UpdatePicture[]
  staffName: Staff['name'] | null
}

/** A season's updates, newest day first, `limit` at most. */
export async function readUpdates(
  db: Db,
  garden: string,
  season: number,
  limit: number,
): Promise<UpdateLine[]> {
  const rows = await db.all<Omit<UpdateLine, 'pictures'> & Pick<GardenUpdate, 'pictures'>>(sql`
    SELECT u.id, u.plot, u.phase, u.happened_on happenedOn, u.weather, u.text_zh textZh, u.text_en textEn, u.pictures,
      s.name staffName, u.withdrawn_at withdrawnAt
    FROM garden_updates u LEFT JOIN staff s ON s.id = u.staff_id
    WHERE u.garden = ${garden} AND u.season = ${season} ORDER BY u.happened_on DESC, u.id DESC LIMIT ${limit}`)
  return rows.map((row) => ({ ...row, pictures: JSON.parse(row.pictures) as UpdatePicture[] }))
}

export type HarvestLine = Pick<Harvest, 'id' | 'grade' | 'grams' | 'pluckedOn' | 'note'> & {
  shares: number
  staffName: Staff['name'] | null
  /** What counts now: the entry and its corrections together. */
  nowG: number
  corrections: HarvestCorrectionLine[]
}
export type HarvestCorrectionLine = { at: number; grams: number; reason: string; staffName: string | null }

/** A season's entries, newest first, each with its corrections in order. */
export async function readHarvests(db: Db, garden: string, season: number): Promise<HarvestLine[]> {
  const rows = await db.all<Omit<HarvestLine, 'corrections' | 'nowG'> & { corrections: string }>(sql`
    SELECT h.id, h.grade, h.grams, h.plucked_on pluckedOn, h.note, s.name staffName,
      (SELECT count(*) FROM harvest_shares x WHERE x.harvest_id = h.id) shares,
      (SELECT json_group_array(json_object('at', c.at, 'grams', c.grams, 'reason', c.reason, 'staffName', w.name)
          ORDER BY c.seq) FROM harvest_corrections c LEFT JOIN staff w ON w.id = c.staff_id
        WHERE c.harvest_id = h.id) corrections
    FROM harvests h LEFT JOIN staff s ON s.id = h.staff_id
    WHERE h.garden = ${garden} AND h.season = ${season} ORDER BY h.id DESC LIMIT 200`)
  return rows.map((row) => {
    const corrections = JSON.parse(row.corrections) as HarvestCorrectionLine[]
    return { ...row, corrections, nowG: corrections.reduce((sum, own) => sum + own.grams, row.grams) }
  })
}

/** The season's offer as it is sold now; null when the garden has none. */
export async function readOffer(db: Db, garden: string, season: number): Promise<OfferContent | null> {
  const [row] = await db.all<Pick<Offer, 'content'>>(sql`
    SELECT content FROM offers WHERE garden = ${garden} AND season = ${season} AND published_at IS NOT NULL
      AND superseded_at IS NULL`)
  return row ? (JSON.parse(row.content) as OfferContent) : null
}

export type DispatchLine = Pick<
  Dispatch,
  | 'id'
  | 'number'
  | 'garden'
  | 'season'
  | 'period'
  | 'grams'
  | 'sendBy'
  | 'addressUntil'
  | 'recipientName'
  | 'phoneSealed'
  | 'regionCode'
  | 'street'
> &
  Pick<Adoption, 'plot'>

/** Parcels of adopters' tea that wait to be sent, by their date, `limit` a page after the key of the last one seen. */
export const waitingDispatches = (db: Db, after: { sendBy: string; id: string } | null, limit: number) =>
  db.all<DispatchLine>(sql`
    SELECT d.id, d.number, a.plot, d.garden, d.season, d.period, d.grams, d.send_by sendBy,
      d.address_until addressUntil, d.recipient_name recipientName, d.phone_sealed phoneSealed,
      d.region_code regionCode, d.street
    FROM dispatches d JOIN adoptions a ON a.id = d.adoption_id
    WHERE d.shipped_at IS NULL AND d.called_off_at IS NULL
      AND (d.send_by, d.id) > (${after?.sendBy ?? ''}, ${after?.id ?? ''})
    ORDER BY d.send_by, d.id LIMIT ${limit}`)

export type VisitLine = Pick<
  GardenVisit,
  'id' | 'garden' | 'wishedOn' | 'guests' | 'note' | 'state' | 'answer' | 'answeredAt'
> &
  Pick<Adoption, 'plot'> & { gardenName: Garden['nameZh'] }

const visitsStatement = (db: Db, from: string, until: string) =>
  db.all<VisitLine>(sql`
    SELECT v.id, a.plot, v.garden, g.name_zh gardenName, v.wished_on wishedOn, v.guests, v.note, v.state, v.answer,
      v.answered_at answeredAt
    FROM garden_visits v JOIN adoptions a ON a.id = v.adoption_id JOIN gardens g ON g.code = v.garden
    WHERE v.wished_on BETWEEN ${from} AND ${until} ORDER BY v.wished_on, v.id LIMIT 300`)

/** How many wishes nobody has answered, by month (YYYY-MM), whatever its date. */
const openWishes = (db: Db) =>
  db.all<{ month: string; wishes: number }>(sql`
    SELECT substr(wished_on, 1, 7) month, count(*) wishes FROM garden_visits WHERE answered_at IS NULL
    GROUP BY 1 ORDER BY 1 LIMIT 24`)

export type BoardLine = Pick<Adoption, 'id' | 'plot' | 'garden' | 'boardName' | 'season'> & {
  /** Since when it waits, UTC ms. */
  since: number
}

/** Board names nobody has read yet, of one garden's season, those that wait longest first. */
export const waitingBoards = (db: Db, garden: string, season: number) =>
  db.all<BoardLine>(sql`
    SELECT id, plot, garden, board_name boardName, season, coalesce(board_named_at, adopted_at) since FROM adoptions
    WHERE garden = ${garden} AND season = ${season} AND adopted_at IS NOT NULL AND released_at IS NULL
      AND concluded_at IS NULL AND board_state = 'waiting' ORDER BY since, id LIMIT 200`)

type SeasonKey = Pick<GardenSeason, 'garden' | 'season'>

/** The offers of some gardens' seasons as they are sold now, found by garden and season. */
export async function readOffersOf(db: Db, seasons: SeasonKey[]) {
  const keyOf = ({ garden, season }: SeasonKey) => `${garden}:${season}`
  const rows = await db.all<Pick<Offer, 'content'> & { key: string }>(sql`
    SELECT o.garden || ':' || o.season key, o.content FROM offers o
    WHERE o.garden || ':' || o.season IN (SELECT value FROM json_each(${JSON.stringify([...new Set(seasons.map(keyOf))])}))
      AND o.published_at IS NOT NULL AND o.superseded_at IS NULL`)
  const offers = new Map(rows.map(({ key, content }) => [key, JSON.parse(content) as OfferContent]))
  return (of: SeasonKey) => offers.get(keyOf(of))
}

/** Every garden of a season, and the seasons that have an offer, in one round trip. */
export async function readGardens(db: Db, season: number) {
  const [lines, seasons] = await db.batch([gardensStatement(db, season), seasonsStatement(db)])
  return { gardens: lines, seasons: seasons.map((row) => row.season) }
}

/** Plots somebody adopts this season, 500 at most. */
export async function adoptedPlots(db: Db, garden: string, season: number): Promise<string[]> {
  const rows = await db.all<Pick<Adoption, 'plot'>>(sql`
    SELECT plot FROM adoptions WHERE garden = ${garden} AND season = ${season} AND adopted_at IS NOT NULL
      AND released_at IS NULL ORDER BY plot LIMIT 500`)
  return rows.map(({ plot }) => plot)
}

/** Visits wished for between two civil dates, and how many wishes wait month by month, in one round trip. */
export async function readVisits(db: Db, from: string, until: string) {
  const [visits, open] = await db.batch([visitsStatement(db, from, until), openWishes(db)])
  return { visits, open }
}
