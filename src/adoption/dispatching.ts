import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { failedOn } from '../db/failures.ts'
import { changedMeanwhile, insist } from '../db/insisting.ts'
import { int, update } from '../db/query.ts'
import { newId, newOrderNumber } from '../kernel/ids.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { sha256 } from '../kernel/secrets.ts'
import { civilDate } from '../kernel/time.ts'
import type { Shop } from '../shop.ts'
import { audit } from '../staff/auditing.ts'
import { addressOf } from './address-of.ts'
import { FURTHER, furtherFrom, gramsLeft, nextFurther } from './further-parcel.ts'
import { harvestedOf } from './harvested.ts'
import { type OfferContent, tierOf } from './offer.ts'
import type { Adoption, Offer } from './schema.ts'
import { seasonOpen } from './season-open.ts'
import { dispatches } from './season-schema.ts'

type Place = Pick<Shop, 'db' | 'now'>
export type Grams = Record<string, number>

export type PlannedDispatch = {
  adoptionId: string
  /** Under which its parcel stands, once for each adoption. */
  period: string
  plot: string
  boardName: string
  grams: Grams
  /** Whose address it goes to; nobody's while a gift's receiver has not said, or the giver had none to give. */
  to: 'order' | 'receiver' | 'nobody'
}
export type DispatchPlan = {
  period: OfferContent['dispatches'][number]
  rows: PlannedDispatch[]
  /** Adoptions that get nothing now: already planned, or no harvest of these grades yet. */
  left: number
  seen: string
}

type Row = Pick<Adoption, 'id' | 'plot' | 'boardName' | 'areaCmu'> &
  Pick<Offer, 'content'> & {
    harvested: string
    planned: string
    /** Periods of its parcels, as JSON. */
    made: string
    gifted: number
    /** Where its tea goes as things stand; null while nobody has said. */
    street: string | null
  }

/** Grams of each grade that can go now: what was promised or harvested, whichever is less, minus what is planned. */
export function gramsToSend(promised: Grams, harvested: Grams, planned: Grams, grades: string[]): Grams {
  const entries = grades.flatMap((grade): [string, number][] => {
    const most = Math.min(promised[grade] ?? 0, harvested[grade] ?? 0) - (planned[grade] ?? 0)
    return most > 0 ? [[grade, most]] : []
  })
  return Object.fromEntries(entries)
}

const readRows = (db: Place['db'], garden: string, season: number) =>
  db.all<Row>(sql`
    SELECT a.id, a.plot, a.board_name boardName, a.area_cmu areaCmu, o.content, (
      SELECT json_group_object(grade, g) FROM (
        SELECT grade, sum(grams) g FROM (${harvestedOf(sql`a.id`)}) GROUP BY grade)) harvested, (
      SELECT json_group_object(key, g) FROM (SELECT j.key, sum(j.value) g FROM dispatches d, json_each(d.grams) j
        WHERE d.adoption_id = a.id AND d.called_off_at IS NULL GROUP BY j.key)) planned,
      (SELECT json_group_array(d.period) FROM dispatches d WHERE d.adoption_id = a.id) made,
      EXISTS (SELECT 1 FROM adoption_gifts g WHERE g.adoption_id = a.id AND g.claimed_at IS NOT NULL) gifted,
      (SELECT ${addressOf('street')} FROM orders o LEFT JOIN adoption_gifts g ON g.adoption_id = a.id
        WHERE o.id = a.order_id) street
    FROM adoptions a JOIN offers o ON o.id = a.offer_id
    WHERE a.garden = ${garden} AND a.season = ${season} AND a.adopted_at IS NOT NULL AND a.released_at IS NULL
    ORDER BY a.id`)

/**
 * What a window's parcels would hold, or (FURTHER) what came after them; writes nothing. Refusals: not_found (no such window in the season's offer),
 * too_late (the season is closed: what was short of it is settled with its adopters).
 */
export async function planDispatches(
  { db, now }: Place,
  garden: string,
  season: number,
  period: string,
): Promise<Result<DispatchPlan>> {
  const [rows, open] = await db.batch([
    readRows(db, garden, season),
    db.all(sql`SELECT 1 WHERE ${seasonOpen(garden, season)}`),
  ])
  if (!open.length) return refuse({ code: 'too_late' })
  const parsed = rows.map((row) => ({ ...row, content: JSON.parse(row.content) as OfferContent }))
  const window =
    period === FURTHER
      ? furtherFrom(civilDate(now))
      : parsed.flatMap(({ content }) => content.dispatches).find(({ code }) => code === period)
  if (!window) return refuse({ code: 'not_found' })
  const planned = parsed.flatMap((row): PlannedDispatch[] => {
    const promised = tierOf(row.content, row.areaCmu)?.grams ?? {}
    const own = row.content.dispatches.find(({ code }) => code === period)
    const made = JSON.parse(row.made) as string[]
    const [harvested, sent] = [JSON.parse(row.harvested) as Grams, JSON.parse(row.planned) as Grams]
    const grams =
      period === FURTHER
        ? gramsLeft(row.content.dispatches, made, harvested, sent)
        : gramsToSend(promised, harvested, sent, own?.grades ?? [])
    if (made.includes(period) || !Object.keys(grams).length) return []
    return [
      {
        adoptionId: row.id,
        period: period === FURTHER ? nextFurther(made) : period,
        plot: row.plot,
        boardName: row.boardName,
        grams,
        to: row.street === null ? 'nobody' : row.gifted === 1 ? 'receiver' : 'order',
      },
    ]
  })
  planned.sort((a, b) => (a.plot < b.plot ? -1 : 1))
  const seen = await sha256(JSON.stringify(planned.map(({ adoptionId, grams }) => [adoptionId, grams])))
  return ok({ period: window, rows: planned, left: rows.length - planned.length, seen })
}

/**
 * Makes the parcels of a window, each to the address of its order until the adopter gives another one (a claimed gift's
 * to its receiver's, or it waits for it). Addresses can change until the window opens. Refusals: not_found; conflict (something
 * changed since `seen`, or a colleague planned the same window).
 */
export async function makeDispatches(
  shop: Place,
  of: { garden: string; season: number; period: string },
  seen: string,
  staffId: string | null,
): Promise<Result<{ made: number }>> {
  const { db, now } = shop
  const plan = await planDispatches(shop, of.garden, of.season, of.period)
  if (!plan.ok) return plan
  const { rows, period } = plan.value
  if (plan.value.seen !== seen || !rows.length) return refuse({ code: 'conflict' })
  const made = JSON.stringify(
    rows.map(({ adoptionId, period, grams }) => ({
      id: newId('dsp', now),
      number: newOrderNumber(),
      adoptionId,
      period,
      grams: JSON.stringify(grams),
    })),
  )
  const entry = {
    verb: 'garden.dispatches_planned',
    object: `garden:${of.garden}`,
    after: { season: of.season, period: of.period, parcels: rows.length },
  }
  try {
    await db.batch([
      insist(db, seasonOpen(of.garden, of.season)),
      db.run(sql`
        INSERT INTO dispatches (id, number, adoption_id, garden, season, period, grams, address_until, send_by,
          recipient_name, phone_sealed, region_code, street, planned_at)
        SELECT j.value ->> 'id', j.value ->> 'number', a.id, a.garden, a.season, j.value ->> 'period',
          j.value ->> 'grams',
          ${period.from}, ${period.until}, ${addressOf('recipient_name')}, ${addressOf('phone_sealed')}, ${addressOf('region_code')},
          ${addressOf('street')}, ${int(now)}
        FROM json_each(${made}) j CROSS JOIN adoptions a ON a.id = j.value ->> 'adoptionId' AND a.released_at IS NULL
        CROSS JOIN orders o ON o.id = a.order_id LEFT JOIN adoption_gifts g ON g.adoption_id = a.id`),
      // A plot given back at this moment has no parcel: then it was not the plan that was looked at.
      insist(db, sql`changes() = ${rows.length}`),
      ...(staffId ? [audit(db, { staffId, ...entry }, now)] : []),
    ])
  } catch (error) {
    const known = ['dispatches.adoption_id', 'dispatch_was_harvested']
    if (changedMeanwhile(error) || known.some((name) => failedOn(error, name)))
      return refuse({ code: 'conflict' })
    throw error
  }
  return ok({ made: rows.length })
}

/** The statement that records how parcels left. It fails on `dispatch_sent_once`. */
export const sendDispatches = (
  db: Db,
  parcels: { id: string; carrier: string; trackingNo: string }[],
  now: number,
) => {
  const sent = sql`json_each(${JSON.stringify(parcels)})`
  const of = (field: string) =>
    sql`(SELECT value ->> ${field} FROM ${sent} WHERE value ->> 'id' = dispatches.id)`
  return db.run(
    update(dispatches)
      .set({ shippedAt: now, carrier: of('carrier'), trackingNo: of('trackingNo') })
      .where(sql`${dispatches.id} IN (SELECT value ->> 'id' FROM ${sent})`),
  )
}
