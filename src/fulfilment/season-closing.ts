import { and, eq, type SQL, sql } from 'drizzle-orm'
import { concludeSeason } from '../adoption/concluding.ts'
import type { Grams } from '../adoption/dispatching.ts'
import { harvestedOf } from '../adoption/harvested.ts'
import { type OfferContent, tierOf } from '../adoption/offer.ts'
import { type Adoption, gardenSeasons, type Offer } from '../adoption/schema.ts'
import { seasonOpen } from '../adoption/season-open.ts'
import { failedOn } from '../db/failures.ts'
import { changedMeanwhile, insist } from '../db/insisting.ts'
import { select } from '../db/query.ts'
import { settledPieces } from '../db/settled-pieces.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { notice } from '../notices/owing.ts'
import { stepAll } from '../orders/transitions.ts'
import type { Shop } from '../shop.ts'
import { audit } from '../staff/auditing.ts'

type Place = Pick<Shop, 'db' | 'now'>

export type ClosingRow = {
  adoptionId: string
  plot: string
  boardName: string
  short: Grams
  valueFen: number
}
export type ClosingPlan = {
  adoptions: number
  shortRows: ClosingRow[]
  unsent: number
  /** Adoptions with harvested tea that was not sent: after closing it cannot be any more. */
  leftover: number
  closedAt: number | null
  /** Stands for everything the sums were reckoned from. */
  seen: string
}

/** Promised (or harvested) less sent, by grade; grades that were sent in full are left out. Pure. */
export function shortOf(promised: Grams, sent: Grams): Grams {
  return Object.fromEntries(
    Object.entries(promised).flatMap(([grade, grams]): [string, number][] => {
      const missing = grams - (sent[grade] ?? 0)
      return missing > 0 ? [[grade, missing]] : []
    }),
  )
}

/** What missing tea is worth in fen, by the values of the offer; half a fen is the adopter's. Pure. */
export const worthOf = (content: Pick<OfferContent, 'grades'>, grams: Grams): number =>
  content.grades.reduce(
    (sum, { code, valueFenPer100g }) => sum + Math.ceil(((grams[code] ?? 0) * valueFenPer100g) / 100),
    0,
  )

type Row = Pick<Adoption, 'id' | 'plot' | 'boardName' | 'areaCmu' | 'priceFen' | 'sentG'> & {
  content: Offer['content']
  unsent: number
  harvested: string
}

/** An order of which only plots stand is completed with the last of them; one with goods is by its parcels. */
const endOrders = ({ db, now }: Place, garden: string, season: number) => {
  const over = sql`SELECT o.id FROM adoptions a CROSS JOIN orders o ON o.id = a.order_id
    WHERE a.garden = ${garden} AND a.season = ${season} AND a.adopted_at IS NOT NULL AND a.released_at IS NULL
      AND o.state = 'paid' AND NOT EXISTS (SELECT 1 FROM shipments s WHERE s.order_id = o.id)
      AND NOT EXISTS (SELECT 1 FROM order_lines l WHERE l.order_id = o.id AND l.sku IS NOT NULL 
        AND l.quantity > ${settledPieces(sql`o.id`, sql`l.line`)})
      AND NOT EXISTS (SELECT 1 FROM adoptions b WHERE b.order_id = o.id AND b.adopted_at IS NOT NULL
        AND b.released_at IS NULL AND b.concluded_at IS NULL)`
  return stepAll(db, sql`orders.id IN (${over})`, 'completed', 'season', now)
}

/** Each adopter is asked to choose. */
const asked = ({ adoptionId }: { adoptionId: string }) =>
  ({ event: 'shortfall.choice', subject: adoptionId }) as const

/** Who has adopted, what was sent to each and whether more is on its way, as one text. */
const standing = (garden: string, season: number): SQL => sql`(
  SELECT json_group_array(json_array(id, sent_g, unsent)) FROM (
    SELECT a.id, a.sent_g, EXISTS (SELECT 1 FROM dispatches d WHERE d.adoption_id = a.id AND d.shipped_at IS NULL
      AND d.called_off_at IS NULL) unsent
    FROM adoptions a WHERE a.garden = ${garden} AND a.season = ${season} AND a.adopted_at IS NOT NULL
      AND a.released_at IS NULL ORDER BY a.id))`

const seasonOf = (garden: string, season: number) =>
  and(eq(gardenSeasons.garden, garden), eq(gardenSeasons.season, season))

/** What closing a garden's season would mean; writes nothing. */
export async function planClosing({ db }: Place, garden: string, season: number): Promise<ClosingPlan> {
  const [rows, seasons, seen] = await db.batch([
    db.all<Row>(sql`
      SELECT a.id, a.plot, a.board_name boardName, a.area_cmu areaCmu, a.price_fen priceFen, a.sent_g sentG, o.content,
        EXISTS (SELECT 1 FROM dispatches d WHERE d.adoption_id = a.id AND d.shipped_at IS NULL
          AND d.called_off_at IS NULL) unsent, (
          SELECT json_group_object(grade, g) FROM (
            SELECT grade, sum(grams) g FROM (${harvestedOf(sql`a.id`)}) GROUP BY grade)) harvested
      FROM adoptions a JOIN offers o ON o.id = a.offer_id
      WHERE a.garden = ${garden} AND a.season = ${season} AND a.adopted_at IS NOT NULL AND a.released_at IS NULL
      ORDER BY a.id`),
    db.all(select({ closedAt: gardenSeasons.closedAt }).from(gardenSeasons).where(seasonOf(garden, season))),
    db.all<{ text: string }>(sql`SELECT ${standing(garden, season)} text`),
  ])
  const shortRows = rows.flatMap((row): ClosingRow[] => {
    const content = JSON.parse(row.content) as OfferContent
    const short = shortOf(tierOf(content, row.areaCmu)?.grams ?? {}, JSON.parse(row.sentG))
    const valueFen = Math.min(row.priceFen, worthOf(content, short))
    return valueFen > 0
      ? [{ adoptionId: row.id, plot: row.plot, boardName: row.boardName, short, valueFen }]
      : []
  })
  return {
    adoptions: rows.length,
    shortRows,
    unsent: rows.filter((row) => row.unsent === 1).length,
    leftover: rows.filter(
      (row) => Object.keys(shortOf(JSON.parse(row.harvested), JSON.parse(row.sentG))).length,
    ).length,
    closedAt: seasons[0]?.closedAt ?? null,
    seen: seen[0]!.text,
  }
}

/**
 * Closes a garden's season: adoptions are concluded and what is short is noted for each adopter to choose. Refusals:
 * not_found (nobody adopted), conflict (closed already, parcels still wait to be sent, or one was sent, planned or a plot
 * given back while it was reckoned).
 */
export async function closeSeason(
  shop: Place,
  garden: string,
  season: number,
  staffId: string | null,
): Promise<Result<{ concluded: number; short: number }>> {
  const { db, now } = shop
  const plan = await planClosing(shop, garden, season)
  if (!plan.adoptions) return refuse({ code: 'not_found' })
  if (plan.closedAt !== null || plan.unsent > 0) return refuse({ code: 'conflict' })
  const shorts = plan.shortRows.map(({ adoptionId, short, valueFen }) => ({
    adoptionId,
    grams: JSON.stringify(short),
    valueFen,
  }))
  const entry = {
    verb: 'garden.season_closed',
    object: `garden:${garden}`,
    after: { season, adoptions: plan.adoptions, short: plan.shortRows.length },
  }
  try {
    await db.batch([
      insist(db, sql`${seasonOpen(garden, season)} AND ${standing(garden, season)} = ${plan.seen}`),
      ...concludeSeason(db, { garden, season }, shorts, now),
      ...endOrders(shop, garden, season),
      ...(shorts.length ? [notice(db, shorts.map(asked), now)] : []),
      ...(staffId ? [audit(db, { staffId, ...entry }, now)] : []),
    ])
  } catch (error) {
    if (changedMeanwhile(error) || failedOn(error, 'UNIQUE constraint failed'))
      return refuse({ code: 'conflict' })
    throw error
  }
  return ok({ concluded: plan.adoptions, short: plan.shortRows.length })
}
