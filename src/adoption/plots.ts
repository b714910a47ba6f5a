import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { int } from '../db/query.ts'
import { civilDate } from '../kernel/time.ts'
import { renewalUntil } from './choice-reading.ts'
import { type ClaimRow, type PlotState, plotState } from './claim.ts'
import type { PlacedPlot } from './near.ts'

export type PlotView = PlacedPlot & {
  garden: string
  picture: string | null
  /** What its photo shows; null or '' where nobody said it in that language. */
  pictureAltZh: string | null
  pictureAltEn: string | null
  sample: number
  state: PlotState
  /** When a hold or an unpaid order lets go of it, in UTC ms; null otherwise. */
  heldUntil: number | null
  /** Not open for adoption this season, and nobody's. */
  keptBack: boolean
}

export const MOST_PLOTS = 200

type Query = {
  /** Code of the garden. */
  garden: string
  season: number
  /** Only this size, in hundredths of a mu. */
  areaCmu?: number | null
  /** Code of the last plot of the page before. */
  after?: string | null
  limit?: number
}
export type PlotRow = Omit<PlotView, 'state' | 'heldUntil' | 'keptBack'> & ClaimRow

const columns = (
  plot: SQL,
) => sql`${plot}.code, ${plot}.garden, ${plot}.area_cmu areaCmu, ${plot}.u, ${plot}.v,
  ${plot}.width, ${plot}.height, ${plot}.picture, ${plot}.picture_alt_zh pictureAltZh,
  ${plot}.picture_alt_en pictureAltEn, ${plot}.sample, ${plot}.open, c.claimed_at claimedAt,
  c.expires_at expiresAt`
const WANTED = sql`wanted`
const PLOT = sql`p`

/**
 * Plots of a garden in one season with their states, in the order of their codes; `next` is where the list goes on. A
 * page reads as many rows in a garden of ten thousand plots as in a small one.
 */
export async function listPlots(
  db: Db,
  { garden, season, areaCmu, after, limit = MOST_PLOTS }: Query,
  now: number,
): Promise<{ items: PlotView[]; next: string | null }> {
  const rows = await pageOfPlots(
    db,
    { garden: sql`${garden}`, season: sql`${season}`, areaCmu, after, limit },
    now,
  )
  return plotPage(rows, limit, now)
}

type PageQuery = Omit<Query, 'garden' | 'season'> & { garden: SQL; season: SQL }

const atMost = (limit: number): number => Math.min(Math.max(1, limit), MOST_PLOTS)

/** The statement behind `listPlots`, for a batch of one's own; garden and season may be looked up by it. */
export function pageOfPlots(
  db: Db,
  { garden, season, areaCmu, after, limit = MOST_PLOTS }: PageQuery,
  now: number,
) {
  const size = areaCmu ? sql`AND area_cmu = ${int(areaCmu)}` : sql``
  return db.all<PlotRow>(sql`
    SELECT ${columns(WANTED)}, ${reserved(garden, season, now, WANTED)} reserved
    FROM (SELECT * FROM plots WHERE garden = ${garden} ${size} AND code > ${after ?? ''} ORDER BY code
      LIMIT ${atMost(limit) + 1}) wanted
    LEFT JOIN plot_claims c ON c.plot = wanted.code AND c.season = ${int(season)} ORDER BY wanted.code`)
}

/** What that statement found, as a page of at most `limit`. */
export function plotPage(rows: PlotRow[], limit: number, now: number) {
  const items = rows.slice(0, atMost(limit)).map((row) => view(row, now))
  return { items, next: rows.length > atMost(limit) ? items.at(-1)!.code : null }
}

/** One plot of a listed garden in one season; null when there is none of that code. */
export async function readPlot(db: Db, code: string, season: number, now: number): Promise<PlotView | null> {
  const [row] = await onePlot(db, code, sql`${season}`, now)
  return row ? view(row, now) : null
}

/** The statement behind `readPlot`, for a batch of one's own; its row goes into `plotPage`. */
export const onePlot = (db: Db, code: string, season: SQL, now: number) =>
  db.all<PlotRow>(sql`
    SELECT ${columns(PLOT)}, ${reserved(sql`p.garden`, season, now, PLOT)} reserved
    FROM plots p CROSS JOIN gardens g ON g.code = p.garden AND g.listed = 1
    LEFT JOIN plot_claims c ON c.plot = p.code AND c.season = ${int(season)} WHERE p.code = ${code}`)

/** Whether last season's adopter comes first today. */
const reserved = (garden: SQL, season: SQL, now: number, plot: SQL) => sql`(
  ${renewalUntil(garden, season)} >= ${civilDate(now)} AND EXISTS (
    SELECT 1 FROM plot_claims b WHERE b.plot = ${plot}.code AND b.season = ${int(season)} - 1
      AND b.expires_at IS NULL))`

function view({ open, claimedAt, expiresAt, reserved, ...plot }: PlotRow, now: number): PlotView {
  const state = plotState({ open, claimedAt, expiresAt, reserved }, now)
  const heldUntil = expiresAt !== null && expiresAt > now ? expiresAt : null
  const keptBack = open !== 1 && state === 'held' && heldUntil === null
  return { ...plot, state, heldUntil, keptBack }
}
