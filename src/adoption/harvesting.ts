import { sql } from 'drizzle-orm'
import type { Answers } from '../db/client.ts'
import { failedOn } from '../db/failures.ts'
import { changedMeanwhile, insist } from '../db/insisting.ts'
import { insert, int } from '../db/query.ts'
import { newId } from '../kernel/ids.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { sha256 } from '../kernel/secrets.ts'
import type { Shop } from '../shop.ts'
import { audit } from '../staff/auditing.ts'
import type { Adoption } from './schema.ts'
import { seasonOpen } from './season-open.ts'
import { type Harvest, harvests } from './season-schema.ts'
import { shareHarvest } from './sharing.ts'

type Place = Pick<Shop, 'db' | 'now'>

export type HarvestInput = {
  garden: string
  season: number
  /** Code of a grade of the season's offer. */
  grade: string
  grams: number
  pluckedOn: string
  note: string
  clientKey: string
}

export type PlannedShare = {
  adoptionId: string
  plot: string
  areaCmu: number
  boardName: string
  grams: number
}
export type HarvestPlan = {
  shares: PlannedShare[]
  /** Entries of the same tea, day and weight: is this one of them, typed once more? */
  twins: number
  /** Stands for who shares and how; what is entered must be what was looked at. */
  seen: string
}

type Adopted = Pick<Adoption, 'id' | 'plot' | 'areaCmu' | 'boardName'>

const adopted = ({ db }: Place, garden: string, season: number) =>
  db.all<Adopted>(sql`
    SELECT id, plot, area_cmu areaCmu, board_name boardName FROM adoptions
    WHERE garden = ${garden} AND season = ${season} AND adopted_at IS NOT NULL AND released_at IS NULL ORDER BY id`)

/** Who would get how many grams; writes nothing. Refusals: not_found (nobody adopted there that season), too_late (closed). */
export const planHarvest = async (shop: Place, input: Weighed): Promise<Result<HarvestPlan>> =>
  planFrom(input, await shop.db.batch(planStatements(shop, input)))

type Weighed = Pick<HarvestInput, 'garden' | 'season' | 'grade' | 'grams'> &
  Partial<Pick<HarvestInput, 'pluckedOn' | 'clientKey'>>

/** Whether a day lies in a season: a harvest of another year belongs to other adopters. */
export const pluckedIn = (season: number, pluckedOn: string): boolean =>
  pluckedOn.slice(0, 4) === String(season)

/** Entries like this one; what a weak network sent twice carries the same key and is none of them. */
const twinsOf = ({ garden, season, grade, grams, pluckedOn = '', clientKey = '' }: Weighed) => sql`(
  SELECT count(*) FROM harvests WHERE garden = ${garden} AND season = ${int(season)} AND grade = ${grade}
    AND plucked_on = ${pluckedOn} AND grams = ${int(grams)} AND client_key <> ${clientKey})`

const planStatements = (shop: Place, weighed: Weighed) =>
  [
    adopted(shop, weighed.garden, weighed.season),
    shop.db.all(sql`SELECT 1 WHERE ${seasonOpen(weighed.garden, weighed.season)}`),
    shop.db.all<{ twins: number }>(sql`SELECT ${twinsOf(weighed)} twins`),
  ] as const

async function planFrom(
  input: Weighed,
  [rows, open, twins]: Answers<ReturnType<typeof planStatements>>,
): Promise<Result<HarvestPlan>> {
  if (!open.length) return refuse({ code: 'too_late' })
  if (!rows.length) return refuse({ code: 'not_found' })
  const grams = new Map(shareHarvest(input.grams, rows).map((share) => [share.adoptionId, share.grams]))
  const shares = rows.map(({ id, ...row }) => ({ adoptionId: id, ...row, grams: grams.get(id) ?? 0 }))
  shares.sort((a, b) => (a.plot < b.plot ? -1 : 1))
  const seen = await sha256(
    JSON.stringify([input.grade, input.grams, shares.map((share) => [share.adoptionId, share.grams])]),
  )
  return ok({ shares, twins: twins[0]?.twins ?? 0, seen })
}

/**
 * Enters a harvest and its shares in one batch; they sum to it to the gram or nothing is written. Refusals: those of
 * planHarvest; conflict (the adoptions changed since `seen`, or there are not as many like it as the `twins` that were
 * seen: look again). Sent twice with one key, it stands once.
 */
export async function enterHarvest(
  shop: Place,
  input: HarvestInput,
  seen: string,
  staffId: string | null,
  twins?: number,
): Promise<Result<{ id: string; repeated: boolean }>> {
  const { db, now } = shop
  const known = () =>
    db.all<Pick<Harvest, 'id'>>(sql`SELECT id FROM harvests WHERE client_key = ${input.clientKey}`)
  const [[before], ...ground] = await db.batch([known(), ...planStatements(shop, input)])
  if (before) return ok({ id: before.id, repeated: true })
  const plan = await planFrom(input, ground)
  if (!plan.ok) return plan
  if (plan.value.seen !== seen) return refuse({ code: 'conflict' })
  if (twins !== undefined && plan.value.twins !== twins) return refuse({ code: 'conflict' })
  const id = newId('hrv', now)
  const shares = JSON.stringify(plan.value.shares.map(({ adoptionId, grams }) => ({ adoptionId, grams })))
  const entry = {
    verb: 'garden.harvest_entered',
    object: `garden:${input.garden}`,
    after: {
      id,
      season: input.season,
      grade: input.grade,
      grams: input.grams,
      shares: plan.value.shares.length,
    },
  }
  try {
    await db.batch([
      insist(db, seasonOpen(input.garden, input.season)),
      ...(twins === undefined ? [] : [insist(db, sql`${twinsOf(input)} = ${int(twins)}`)]),
      db.run(insert(harvests).values({ ...input, id, staffId, at: now })),
      // An adoption refunded this very moment drops out, the sum no longer fits, and the whole batch with it.
      db.run(sql`INSERT INTO harvest_shares (adoption_id, harvest_id, grams)
        SELECT a.id, ${id}, j.value ->> 'grams' FROM json_each(${shares}) j
        CROSS JOIN adoptions a ON a.id = j.value ->> 'adoptionId' AND a.released_at IS NULL`),
      db.run(sql`UPDATE harvests SET shared_g = (
        SELECT coalesce(sum(grams), 0) FROM harvest_shares WHERE harvest_id = ${id}) WHERE id = ${id}`),
      ...(staffId ? [audit(db, { staffId, ...entry }, now)] : []),
    ])
  } catch (error) {
    if (changedMeanwhile(error)) {
      const open = await db.all(sql`SELECT 1 WHERE ${seasonOpen(input.garden, input.season)}`)
      return refuse({ code: open.length ? 'conflict' : 'too_late' })
    }
    if (failedOn(error, 'harvest_shared_whole')) return refuse({ code: 'conflict' })
    if (!failedOn(error, 'client_key')) throw error
    const [row] = await known()
    return ok({ id: row!.id, repeated: true })
  }
  return ok({ id, repeated: false })
}
