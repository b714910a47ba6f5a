import { sql } from 'drizzle-orm'
import { type Answers, mapped, type Statement } from '../db/client.ts'
import { failedOn } from '../db/failures.ts'
import { insert, insertRows } from '../db/query.ts'
import { newId } from '../kernel/ids.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { sha256 } from '../kernel/secrets.ts'
import type { Shop } from '../shop.ts'
import { audit } from '../staff/auditing.ts'
import { harvestedOf } from './harvested.ts'
import type { Adoption } from './schema.ts'
import {
  correctionShares,
  type Harvest,
  type HarvestCorrection,
  harvestCorrections,
} from './season-schema.ts'
import { type MovedShare, reshareHarvest, type Sharer } from './sharing.ts'

type Place = Pick<Shop, 'db' | 'now'>

/** An entry as it counts now, its corrections in it. */
export type CorrectedHarvest = Pick<Harvest, 'id' | 'garden' | 'season' | 'grade' | 'pluckedOn' | 'note'> & {
  /** As it was first entered. */
  enteredG: Harvest['grams']
  nowG: number
  /** How many corrections it has. */
  corrections: number
  closed: number
}

export type CorrectionPlan = {
  harvest: CorrectedHarvest
  shares: (MovedShare & { plot: string; areaCmu: number })[]
  /** Those whom it would leave with less than was sent; it cannot be entered while there are any. */
  short: CorrectionPlan['shares']
  /** Stands for what was looked at. */
  seen: string
}

export type CorrectionInput = {
  harvestId: string
  /** The right weight of the whole entry; 0 where there was none of it. */
  grams: number
  reason: string
  clientKey: string
}

/** One entry with what counts of it now; null when there is none. */
export function readHarvest({ db }: Pick<Place, 'db'>, id: string): Statement<CorrectedHarvest | null> {
  const rows = db.all<CorrectedHarvest>(sql`
    SELECT h.id, h.garden, h.season, h.grade, h.plucked_on pluckedOn, h.note, h.grams enteredG,
      h.grams + (SELECT coalesce(sum(c.grams), 0) FROM harvest_corrections c WHERE c.harvest_id = h.id) nowG,
      (SELECT count(*) FROM harvest_corrections c WHERE c.harvest_id = h.id) corrections,
      EXISTS (SELECT 1 FROM garden_seasons g
        WHERE g.garden = h.garden AND g.season = h.season AND g.closed_at IS NOT NULL) closed
    FROM harvests h WHERE h.id = ${id}`)
  return mapped(rows, ([row]) => row ?? null)
}

/** Those who shared an entry, refunded ones too: what was theirs is not handed to others. */
const sharersOf = ({ db }: Place, harvestId: string) =>
  db.all<Sharer & Pick<Adoption, 'plot'>>(sql`
    SELECT a.id, a.plot, a.area_cmu areaCmu,
      s.grams + (SELECT coalesce(sum(m.grams), 0) FROM harvest_corrections c CROSS JOIN correction_shares m
        ON m.adoption_id = a.id AND m.correction_id = c.id WHERE c.harvest_id = s.harvest_id) grams,
      (SELECT coalesce(sum(grams), 0) FROM (${harvestedOf(sql`a.id`)}) WHERE grade = h.grade) harvestedG,
      (SELECT coalesce(sum(j.value), 0) FROM dispatches d, json_each(d.grams) j
        WHERE d.adoption_id = a.id AND d.called_off_at IS NULL AND j.key = h.grade) plannedG
    FROM harvests h CROSS JOIN harvest_shares s ON s.harvest_id = h.id CROSS JOIN adoptions a ON a.id = s.adoption_id
    WHERE h.id = ${harvestId}
    ORDER BY a.plot, a.id`)

/**
 * Who would have how much of an entry if it weighed `grams`; writes nothing. Refusals: not_found, too_late (the season
 * is closed).
 */
export const planCorrection = async (shop: Place, wish: Weighed): Promise<Result<CorrectionPlan>> =>
  planFrom(wish, await shop.db.batch(planStatements(shop, wish)))

type Weighed = Pick<CorrectionInput, 'harvestId' | 'grams'>

const planStatements = (shop: Place, { harvestId }: Weighed) =>
  [readHarvest(shop, harvestId), sharersOf(shop, harvestId)] as const

async function planFrom(
  { grams }: Weighed,
  [harvest, sharers]: Answers<ReturnType<typeof planStatements>>,
): Promise<Result<CorrectionPlan>> {
  if (!harvest) return refuse({ code: 'not_found' })
  if (harvest.closed) return refuse({ code: 'too_late' })
  const moved = new Map(reshareHarvest(grams, sharers).map((share) => [share.adoptionId, share]))
  const shares = sharers.map(({ id, plot, areaCmu }) => ({ plot, areaCmu, ...moved.get(id)! }))
  const rows = shares.map(({ adoptionId, beforeG, afterG }) => [adoptionId, beforeG, afterG])
  const seen = await sha256(JSON.stringify([harvest.id, harvest.corrections, grams, rows]))
  return ok({ harvest, shares, short: shares.filter((share) => share.shortG > 0), seen })
}

/**
 * Enters a correction beside its entry, with the difference of every share, in one batch: the shares sum to the
 * corrected weight to the gram or nothing is written. Refusals: those of planCorrection; conflict (not what was `seen`,
 * nothing changes, or somebody would be left with less than was sent). Sent twice with one key, it stands once.
 */
export async function enterCorrection(
  shop: Place,
  input: CorrectionInput,
  seen: string,
  staffId: string | null,
): Promise<Result<{ id: string; repeated: boolean }>> {
  const { db, now } = shop
  const known = () =>
    db.all<Pick<HarvestCorrection, 'id'>>(
      sql`SELECT id FROM harvest_corrections WHERE client_key = ${input.clientKey}`,
    )
  const [[before], ...ground] = await db.batch([known(), ...planStatements(shop, input)])
  if (before) return ok({ id: before.id, repeated: true })
  const plan = await planFrom(input, ground)
  if (!plan.ok) return plan
  const { harvest, shares, short } = plan.value
  const difference = input.grams - harvest.nowG
  if (plan.value.seen !== seen || short.length || !difference) return refuse({ code: 'conflict' })
  const id = newId('hrc', now)
  const moved = shares.map(({ adoptionId, beforeG, afterG }) => ({
    ...{ adoptionId, correctionId: id },
    grams: afterG - beforeG,
  }))
  const of = { id: harvest.id, season: harvest.season, grade: harvest.grade, pluckedOn: harvest.pluckedOn }
  const entry = {
    verb: 'garden.harvest_corrected',
    object: `garden:${harvest.garden}`,
    before: { ...of, grams: harvest.nowG },
    after: { ...of, grams: input.grams, reason: input.reason },
  }
  try {
    await db.batch([
      db.run(
        insert(harvestCorrections).values({
          ...{ id, harvestId: harvest.id, seq: harvest.corrections + 1, grams: difference },
          ...{ reason: input.reason, clientKey: input.clientKey, staffId, at: now },
        }),
      ),
      db.run(insertRows(correctionShares, moved)),
      db.run(sql`UPDATE harvest_corrections SET shared_g = (
        SELECT coalesce(sum(grams), 0) FROM correction_shares WHERE correction_id = ${id}) WHERE id = ${id}`),
      ...(staffId ? [audit(db, { staffId, ...entry }, now)] : []),
    ])
  } catch (error) {
    if (failedOn(error, 'correction_in_season')) return refuse({ code: 'too_late' })
    const lost = ['harvest_corrections.seq', 'dispatch_was_harvested', 'correction_shared_whole']
    const [row] = await known()
    if (row) return ok({ id: row.id, repeated: true })
    if (lost.some((name) => failedOn(error, name))) return refuse({ code: 'conflict' })
    throw error
  }
  return ok({ id, repeated: false })
}
