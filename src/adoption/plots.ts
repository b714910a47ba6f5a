import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { civilDate } from '../kernel/time.ts'
import { renewalUntil } from './choosing.ts'
import { type ClaimRow, type PlotState, plotState } from './claim.ts'
import type { PlacedPlot } from './near.ts'

export type PlotView = PlacedPlot & {
  garden: string
  picture: string | null
  sample: number
  state: PlotState
  /** When a hold or an unpaid order lets go of it, in UTC ms; null otherwise. */
  heldUntil: number | null
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
type Row = Omit<PlotView, 'state' | 'heldUntil'> & ClaimRow

const COLUMNS = sql`p.code, p.garden, p.area_cmu areaCmu, p.u, p.v, p.width, p.height, p.picture, p.sample, p.open,
  c.claimed_at claimedAt, c.expires_at expiresAt`

/**
 * Plots of a garden in one season with their states, in the order of their codes; `next` is where the list goes on. A
 * page reads as many rows in a garden of ten thousand plots as in a small one.
 */
export async function listPlots(
  db: Db,
  { garden, season, areaCmu, after, limit = MOST_PLOTS }: Query,
  now: number,
): Promise<{ items: PlotView[]; next: string | null }> {
  const most = Math.min(Math.max(1, limit), MOST_PLOTS)
  const size = areaCmu ? sql`AND area_cmu = CAST(${areaCmu} AS INTEGER)` : sql``
  const rows = await db.all<Row>(sql`
    SELECT ${COLUMNS}, ${reserved(sql`${garden}`, season, now)} reserved
    FROM (SELECT * FROM plots WHERE garden = ${garden} ${size} AND code > ${after ?? ''} ORDER BY code LIMIT ${most + 1}) p
    LEFT JOIN plot_claims c ON c.plot = p.code AND c.season = CAST(${season} AS INTEGER) ORDER BY p.code`)
  const items = rows.slice(0, most).map((row) => view(row, now))
  return { items, next: rows.length > most ? items.at(-1)!.code : null }
}

/** One plot of a listed garden in one season; null when there is none of that code. */
export async function readPlot(db: Db, code: string, season: number, now: number): Promise<PlotView | null> {
  const [row] = await db.all<Row>(sql`
    SELECT ${COLUMNS}, ${reserved(sql`p.garden`, season, now)} reserved
    FROM plots p CROSS JOIN gardens g ON g.code = p.garden AND g.listed = 1
    LEFT JOIN plot_claims c ON c.plot = p.code AND c.season = CAST(${season} AS INTEGER) WHERE p.code = ${code}`)
  return row ? view(row, now) : null
}

/** Whether last season's adopter comes first today. */
const reserved = (garden: ReturnType<typeof sql>, season: number, now: number) => sql`(
  ${renewalUntil(garden, season)} >= ${civilDate(now)} AND EXISTS (
    SELECT 1 FROM plot_claims b WHERE b.plot = p.code AND b.season = CAST(${season - 1} AS INTEGER)
      AND b.expires_at IS NULL))`

function view({ open, claimedAt, expiresAt, reserved, ...plot }: Row, now: number): PlotView {
  const state = plotState({ open, claimedAt, expiresAt, reserved }, now)
  return { ...plot, state, heldUntil: expiresAt !== null && expiresAt > now ? expiresAt : null }
}
