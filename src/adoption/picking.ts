import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { int } from '../db/query.ts'
import type { Settings } from '../env.ts'
import { sellsSamples } from '../kernel/samples.ts'
import { sha256 } from '../kernel/secrets.ts'
import { civilDate } from '../kernel/time.ts'
import type { Shop } from '../shop.ts'
import { opensAdoption } from './access-token.ts'
import { onePlot, type PlotView, pageOfPlots, plotPage } from './plots.ts'
import { campaignStatements, type GardenView, gardenView } from './queries.ts'
import type { Adoption, AdoptionGift, Offer, PlotClaim } from './schema.ts'

/** Plots on one page: what a plan draws clearly and a phone loads quickly. */
export const PLOTS_A_PAGE = 66

/** What this browser can prove: plots it keeps, adoptions it may open. */
export type Visitor = {
  holds: { plot: string; season: number; secret: string }[]
  adoptions: { id: string; token: string }[]
}

export type PickerQuery = {
  slug: string
  /** Null: the season on sale, else the newest. */
  season: number | null
  areaCmu: number | null
  after: string | null
  /** A plot pointed at. */
  plot: string | null
}

export type Picker = {
  garden: GardenView
  plots: PlotView[]
  next: string | null
  /** What the plan draws: the whole garden where it fits one page, else the page of the list. */
  plan: PlotView[]
  /** Whether the plan is the whole garden. */
  whole: boolean
  chosen: PlotView | null
  /** Codes kept or adopted by this visitor in the season shown. */
  mine: Set<string>
  /** Seasons one may switch to: those on sale, and the one shown. */
  seasons: number[]
  /** Whether the campaign takes adoptions at all. */
  open: boolean
}

/** A garden with a page of its plots, in one round trip; null when it is not listed. */
export async function readPicker(
  { db, settings, now }: Shop,
  query: PickerQuery,
  visitor: Visitor,
): Promise<Picker | null> {
  const garden = sql`(SELECT code FROM gardens WHERE slug = ${query.slug} AND listed = 1)`
  const season = seasonOf(garden, query.season, now)
  const page = { garden, season, after: query.after, limit: PLOTS_A_PAGE }
  const [campaigns, gardens, sizes, counts, offers, seasons, sold, all, listed, pointed, ...own] =
    await db.batch([
      ...campaignStatements(db, now, query.season),
      soldSeasons(db, garden, now),
      pageOfPlots(db, page, now),
      pageOfPlots(db, { ...page, areaCmu: query.areaCmu ?? -1 }, now),
      onePlot(db, query.plot ?? '', season, now),
      ...(await ownStatements(db, visitor, now)),
    ])
  const found = gardens.find(({ slug }) => slug === query.slug)
  if (!found) return null
  const view = gardenView(found, { sizes, counts, offers, seasons }, query.season, now)
  const whole = plotPage(all, PLOTS_A_PAGE, now)
  const { items, next } = query.areaCmu === null ? whole : plotPage(listed, PLOTS_A_PAGE, now)
  const fits = query.after === null && whole.next === null
  const chosen = plotPage(pointed, 1, now).items.find((plot) => plot.garden === found.code) ?? null
  const mine = await ownPlots(settings, own, visitor, view.offer?.season ?? 0)
  return {
    garden: view,
    plots: items,
    next,
    plan: fits ? whole.items : items,
    whole: fits,
    chosen,
    mine,
    seasons: switchable(sold, view.offer?.season),
    open: isOpen(campaigns[0], view, settings),
  }
}

export type PlotPlace = { garden: GardenView; plot: PlotView; mine: boolean; open: boolean }

/** One plot with its garden and offer, in one round trip; null when there is none of that code. */
export async function readPlotPlace(
  { db, settings, now }: Shop,
  code: string,
  asked: number | null,
  visitor: Visitor,
): Promise<PlotPlace | null> {
  const season = seasonOf(sql`(SELECT garden FROM plots WHERE code = ${code})`, asked, now)
  const [campaigns, gardens, sizes, counts, offers, seasons, rows, ...own] = await db.batch([
    ...campaignStatements(db, now, asked),
    onePlot(db, code, season, now),
    ...(await ownStatements(db, visitor, now)),
  ])
  const plot = plotPage(rows, 1, now).items[0]
  const found = gardens.find((garden) => garden.code === plot?.garden)
  if (!plot || !found) return null
  const garden = gardenView(found, { sizes, counts, offers, seasons }, asked, now)
  const mine = await ownPlots(settings, own, visitor, garden.offer?.season ?? 0)
  return { garden, plot, mine: mine.has(plot.code), open: isOpen(campaigns[0], garden, settings) }
}

/** Whether plots of a garden are sold at all: the campaign is open, and the garden no sample where money is real. */
const isOpen = (
  campaign: { open: number } | undefined,
  garden: { sample: number },
  settings: Shop['settings'],
): boolean => campaign?.open === 1 && (garden.sample === 0 || sellsSamples(settings))

/** The season asked for; otherwise the one `gardenView` chooses: on sale today, else the newest. */
function seasonOf(garden: SQL, asked: number | null, now: number): SQL {
  if (asked !== null) return sql`${asked}`
  const today = civilDate(now)
  const newest = (only: SQL) => sql`(SELECT max(o.season) FROM offers o WHERE o.garden = ${garden}
    AND o.season >= ${Number(today.slice(0, 4))} AND o.published_at IS NOT NULL AND o.superseded_at IS NULL ${only})`
  const sold = sql`AND o.content ->> '$.sales.from' <= ${today} AND o.content ->> '$.sales.until' >= ${today}`
  return sql`coalesce(${newest(sold)}, ${newest(sql``)}, 0)`
}

/** Seasons of a garden that anyone may buy today, the next one first. */
const soldSeasons = (db: Db, garden: SQL, now: number) => {
  const today = civilDate(now)
  return db.all<Pick<Offer, 'season'>>(sql`
    SELECT o.season FROM offers o WHERE o.garden = ${garden} AND o.season >= ${int(today.slice(0, 4))}
      AND o.published_at IS NOT NULL AND o.superseded_at IS NULL AND o.content ->> '$.sales.from' <= ${today}
      AND o.content ->> '$.sales.until' >= ${today} ORDER BY o.season LIMIT 12`)
}

const switchable = (sold: { season: number }[], shown: number | undefined): number[] =>
  [...new Set([...sold.map(({ season }) => season), ...(shown === undefined ? [] : [shown])])].sort(
    (a, b) => a - b,
  )

type Held = Pick<PlotClaim, 'plot' | 'season'> & { holdHash: string }
type Adopted = Pick<Adoption, 'id' | 'plot' | 'season'> & Pick<AdoptionGift, 'claimedAt'>

const listOf = (values: string[]): SQL =>
  values.length
    ? sql.join(
        values.map((value) => sql`${value}`),
        sql`, `,
      )
    : sql`NULL`

/** What of the visitor's claims stands; at most three holds and ten adoptions are looked up by their keys. */
async function ownStatements(db: Db, { holds, adoptions }: Visitor, now: number) {
  const hashes = await Promise.all(holds.map(({ secret }) => sha256(secret)))
  return [
    db.all<Held>(sql`
      SELECT plot, season, hold_hash holdHash FROM plot_claims WHERE plot IN (${listOf(holds.map(({ plot }) => plot))})
        AND hold_hash IN (${listOf(hashes)}) AND order_id IS NULL AND expires_at > ${int(now)}`),
    db.all<Adopted>(sql`
      SELECT a.id, a.plot, a.season, g.claimed_at claimedAt FROM adoptions a
      CROSS JOIN plot_claims c ON c.plot = a.plot AND c.season = a.season AND c.adoption_id = a.id
        AND (c.expires_at IS NULL OR c.expires_at > ${int(now)})
      LEFT JOIN adoption_gifts g ON g.adoption_id = a.id
      WHERE a.id IN (${listOf(adoptions.map(({ id }) => id))})`),
  ] as const
}

async function ownPlots(
  settings: Settings,
  own: unknown[][],
  { adoptions }: Visitor,
  season: number,
): Promise<Set<string>> {
  const [held, adopted] = own as [Held[], Adopted[]]
  const proven = await Promise.all(
    adopted.map(async (one) => {
      const token = adoptions.find(({ id }) => id === one.id)?.token ?? ''
      return (await opensAdoption(settings, one, token)) ? [one] : []
    }),
  )
  return new Set([...held, ...proven.flat()].filter((one) => one.season === season).map(({ plot }) => plot))
}

/** Those of the visitor's holds that still stand. */
export async function liveHolds<H extends Visitor['holds'][number]>(
  { db, now }: Shop,
  holds: H[],
): Promise<H[]> {
  if (!holds.length) return []
  const [held] = await db.batch(await ownStatements(db, { holds, adoptions: [] }, now))
  return holds.filter((hold) => held.some((one) => one.plot === hold.plot && one.season === hold.season))
}
