import { and, eq, isNull, sql } from 'drizzle-orm'
import { failedOn } from '../db/failures.ts'
import { changedMeanwhile, insist } from '../db/insisting.ts'
import { int, select, update } from '../db/query.ts'
import { newId } from '../kernel/ids.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { addDays, civilDate } from '../kernel/time.ts'
import { notice } from '../notices/owing.ts'
import type { Shop } from '../shop.ts'
import { audit } from '../staff/auditing.ts'
import { lastDayOf } from './adoption.ts'
import { type OfferContent, tierOf } from './offer.ts'
import type { Adoption, Offer } from './schema.ts'
import { gardenVisits } from './season-schema.ts'

type Place = Pick<Shop, 'db' | 'now'>
export type VisitState = 'requested' | 'confirmed' | 'declined' | 'called_off'
export type VisitWish = { wishedOn: string; guests: number; note: string }
/** Why a wish cannot be taken, so that the page can say it at the right field. */
export type VisitProblem = 'past' | 'after_season' | 'guests' | 'open_wish' | 'not_found'

/** No keeper plans further than the next season. */
export const MOST_DAYS_AHEAD = 365

/** Asks for a visit; one open wish at a time, as many guests as the adoption's size allows, on a day of its season. */
export async function requestVisit(
  { db, now }: Place,
  adoptionId: string,
  wish: VisitWish,
): Promise<{ ok: true } | { ok: false; problem: VisitProblem; most?: number }> {
  const [row] = await db.all<Pick<Adoption, 'areaCmu' | 'season'> & Pick<Offer, 'content'>>(sql`
    SELECT a.area_cmu areaCmu, a.season, o.content FROM adoptions a JOIN offers o ON o.id = a.offer_id
    WHERE a.id = ${adoptionId} AND a.adopted_at IS NOT NULL AND a.released_at IS NULL AND a.concluded_at IS NULL`)
  const today = civilDate(now)
  if (!row || today > lastDayOf(row.season)) return { ok: false, problem: 'not_found' }
  const most = tierOf(JSON.parse(row.content) as OfferContent, row.areaCmu)?.visitGuests ?? 0
  if (wish.guests < 1 || wish.guests > most) return { ok: false, problem: 'guests', most }
  if (wish.wishedOn <= today || wish.wishedOn > addDays(today, MOST_DAYS_AHEAD))
    return { ok: false, problem: 'past' }
  if (wish.wishedOn > lastDayOf(row.season)) return { ok: false, problem: 'after_season' }
  try {
    // Read from the adoption itself: one given back at this moment has nobody who could come.
    const rows = await db.all(sql`
      INSERT INTO garden_visits (id, adoption_id, garden, wished_on, guests, note, state, answer, at)
      SELECT ${newId('vis', now)}, a.id, a.garden, ${wish.wishedOn}, ${int(wish.guests)}, ${wish.note},
        'requested', '', ${int(now)} FROM adoptions a
      WHERE a.id = ${adoptionId} AND a.adopted_at IS NOT NULL AND a.released_at IS NULL
        AND a.concluded_at IS NULL RETURNING id`)
    if (!rows.length) return { ok: false, problem: 'not_found' }
  } catch (error) {
    if (failedOn(error, 'garden_visits.adoption_id')) return { ok: false, problem: 'open_wish' }
    throw error
  }
  return { ok: true }
}

/** The adopter takes an open wish back. Refusal: not_found (answered meanwhile, or not theirs). */
export async function callOffVisit(
  { db, now }: Place,
  adoptionId: string,
  id: string,
): Promise<Result<null>> {
  const rows = await db.all(
    update(gardenVisits)
      .set({ state: 'called_off', answeredAt: now })
      .where(
        and(
          eq(gardenVisits.id, id),
          eq(gardenVisits.adoptionId, adoptionId),
          isNull(gardenVisits.answeredAt),
        ),
      )
      .returning({ id: gardenVisits.id }),
  )
  return rows.length ? ok(null) : refuse({ code: 'not_found' })
}

/** Staff confirm or decline; the adopter reads the answer. Refusal: conflict (answered or called off meanwhile). */
export async function answerVisit(
  { db, now }: Place,
  id: string,
  state: 'confirmed' | 'declined',
  answer: string,
  staffId: string,
): Promise<Result<null>> {
  const [row] = await db.all(
    select({ answeredAt: gardenVisits.answeredAt }).from(gardenVisits).where(eq(gardenVisits.id, id)),
  )
  if (!row) return refuse({ code: 'not_found' })
  if (row.answeredAt !== null) return refuse({ code: 'conflict' })
  try {
    await db.batch([
      insist(db, sql`EXISTS (SELECT 1 FROM garden_visits WHERE id = ${id} AND answered_at IS NULL)`),
      db.run(
        update(gardenVisits).set({ state, answer, answeredAt: now, staffId }).where(eq(gardenVisits.id, id)),
      ),
      notice(db, { event: 'visit.answered', subject: id }, now),
      audit(db, { staffId, verb: `visit.${state}`, object: `visit:${id}`, after: { answer } }, now),
    ])
  } catch (error) {
    if (changedMeanwhile(error)) return refuse({ code: 'conflict' })
    throw error
  }
  return ok(null)
}

/** Why a confirmed visit cannot be moved to that civil date; null where it can. Pure. */
export function dayProblem(on: string, season: number, today: string): VisitProblem | null {
  if (on < today || on > addDays(today, MOST_DAYS_AHEAD)) return 'past'
  return on > lastDayOf(season) ? 'after_season' : null
}

/**
 * Staff move a confirmed visit to another civil date, or call it off (`on` null); whoever holds the garden is told.
 * Refusals: not_found; conflict (not confirmed, changed meanwhile, its day is over, or it cannot be on that day).
 */
export async function moveVisit(
  { db, now }: Place,
  id: string,
  { on, answer }: { on: string | null; answer: string },
  staffId: string,
): Promise<Result<null>> {
  const [row] = await db.all<{ wishedOn: string; state: VisitState; answeredAt: number; season: number }>(sql`
    SELECT v.wished_on wishedOn, v.state, v.answered_at answeredAt, a.season FROM garden_visits v
    CROSS JOIN adoptions a ON a.id = v.adoption_id WHERE v.id = ${id}`)
  if (!row) return refuse({ code: 'not_found' })
  const today = civilDate(now)
  const { wishedOn, answeredAt, season } = row
  if (row.state !== 'confirmed' || wishedOn < today) return refuse({ code: 'conflict' })
  if (on !== null && (on === wishedOn || dayProblem(on, season, today))) return refuse({ code: 'conflict' })
  const to = {
    wishedOn: on ?? wishedOn,
    state: on ? ('confirmed' as const) : ('called_off' as const),
    answer,
  }
  const verb = on ? 'visit.moved' : 'visit.called_off'
  try {
    await db.batch([
      insist(
        db,
        sql`EXISTS (SELECT 1 FROM garden_visits WHERE id = ${id} AND state = 'confirmed'
          AND answered_at = ${answeredAt} AND wished_on = ${wishedOn})`,
      ),
      db.run(
        update(gardenVisits)
          .set({ ...to, answeredAt: now, staffId })
          .where(eq(gardenVisits.id, id)),
      ),
      notice(db, { event: 'visit.moved', subject: id, occurrence: `${wishedOn}.${now}` }, now),
      audit(db, { staffId, verb, object: `visit:${id}`, before: { wishedOn }, after: { on, answer } }, now),
    ])
  } catch (error) {
    if (changedMeanwhile(error)) return refuse({ code: 'conflict' })
    throw error
  }
  return ok(null)
}
