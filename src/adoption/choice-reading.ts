import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { int, type Joined } from '../db/query.ts'
import { civilDate } from '../kernel/time.ts'
import type { AdoptionRequest } from './choosing.ts'
import type { AdoptionGift, Garden, Offer, Plot, PlotClaim } from './schema.ts'

/** A plot that may be what the request numbered `n` asks for, with what decides on it. */
export type ChoiceRow = Pick<Plot, 'garden' | 'areaCmu' | 'open' | 'sample'> &
  Pick<Garden, 'slug' | 'nameZh' | 'nameEn' | 'originCode' | 'scene' | 'listed'> &
  Joined<Pick<Offer, 'version' | 'content'>> &
  Joined<Pick<PlotClaim, 'claimedAt' | 'expiresAt' | 'holdHash' | 'orderId'>> & {
    n: number
    plot: Plot['code']
    season: number
    /** Whether the campaign sells at all. */
    selling: Garden['selling']
    offerId: Offer['id'] | null
    /** Who adopted the plot the season before, and when a gift of it was claimed. */
    before: PlotClaim['adoptionId']
    giftClaimedAt: AdoptionGift['claimedAt']
  }

/** Free plots offered for one 随机分配, and how many rows it looks at on each side of a random start. */
const CANDIDATES = 4
const LOOKED_AT = 400

/** The statement that reads everything a choice of plots depends on, for a batch of one's own; ≤ 5 rows a plot. */
export function choiceStatement(
  db: Db,
  requests: AdoptionRequest[],
  now: number,
  dice: number = Math.random(),
) {
  const byCode = requests.flatMap(({ plot, season }, n) => (plot === null ? [] : [{ n, plot, season }]))
  const searches = requests.flatMap((request, n) =>
    request.plot === null && searchOf(requests, n) === n
      ? anyOf(n, request, requests.filter((_, other) => searchOf(requests, other) === n).length, now, dice)
      : [],
  )
  const wanted = sql.join([named(byCode), ...searches], sql` UNION ALL `)
  // CROSS JOIN keeps the order: from the few plots wanted to what is known of each.
  return db.all<ChoiceRow>(sql`
    SELECT wanted.n, p.code plot, wanted.season, p.garden, p.area_cmu areaCmu, p.open, p.sample, g.slug, g.name_zh nameZh,
      g.name_en nameEn, g.origin_code originCode, g.scene, g.listed, g.selling, o.id offerId, o.version, o.content,
      c.claimed_at claimedAt, c.expires_at expiresAt, c.hold_hash holdHash, c.order_id orderId,
      prev.adoption_id before, gift.claimed_at giftClaimedAt
    FROM (${wanted}) wanted CROSS JOIN plots p ON p.code = wanted.plot CROSS JOIN gardens g ON g.code = p.garden
    LEFT JOIN offers o ON o.garden = p.garden AND o.season = wanted.season
      AND o.published_at IS NOT NULL AND o.superseded_at IS NULL
    LEFT JOIN plot_claims c ON c.plot = p.code AND c.season = wanted.season
    LEFT JOIN plot_claims prev ON prev.plot = p.code AND prev.season = wanted.season - 1 AND prev.expires_at IS NULL
    LEFT JOIN adoption_gifts gift ON gift.adoption_id = prev.adoption_id`)
}

// Rows of VALUES, unlike SELECTs joined by UNION ALL, may be any number, and none of them counts as read.
const named = (plots: { n: number; plot: string; season: number }[]): SQL =>
  plots.length
    ? sql`SELECT column1 n, column2 plot, column3 season FROM (VALUES ${sql.join(
        plots.map(({ n, plot, season }) => sql`(${int(n)}, ${plot}, ${int(season)})`),
        sql`, `,
      )})`
    : sql`SELECT 0 n, '' plot, 0 season WHERE 0`

/** Requests for any plot of one kind share a search, numbered by the first of them: D1 joins five SELECTs, no more. */
export function searchOf(requests: AdoptionRequest[], index: number): number {
  const { plot, garden, areaCmu, season } = requests[index]!
  if (plot !== null) return index
  return requests.findIndex(
    (one) => one.plot === null && one.garden === garden && one.areaCmu === areaCmu && one.season === season,
  )
}

/** How many kinds of plot may be asked for at random at once: each is two of the five SELECTs. */
export const MOST_RANDOM_KINDS = 2

/** Whether nothing stands in the way of a plot `p` of the season; `today` is a civil date. */
export const freePlot = (garden: SQL, season: number, now: number): SQL => sql`p.open = 1
  AND NOT EXISTS (SELECT 1 FROM plot_claims c WHERE c.plot = p.code AND c.season = ${int(season)}
    AND (c.expires_at IS NULL OR c.expires_at > ${int(now)}))
  AND NOT (EXISTS (SELECT 1 FROM plot_claims c WHERE c.plot = p.code AND c.season = ${int(season - 1)}
    AND c.expires_at IS NULL) AND ${renewalUntil(garden, season)} >= ${civilDate(now)})`

/** The last day of the renewal window of a garden's current offer; '' without one. */
export const renewalUntil = (garden: SQL, season: number | SQL): SQL => sql`coalesce((
  SELECT r.content ->> '$.renewal.until' FROM offers r WHERE r.garden = ${garden}
    AND r.season = ${int(season)} AND r.published_at IS NOT NULL AND r.superseded_at IS NULL), '')`

/** Free plots of a size from a random place on, both ways. Codes of a garden count on: A-01, A-02, … */
function anyOf(
  n: number,
  { garden, areaCmu, season }: AdoptionRequest,
  plots: number,
  now: number,
  dice: number,
): SQL[] {
  const tier = sql`p.garden = ${garden ?? ''} AND p.area_cmu = ${int(areaCmu ?? 0)}`
  const start = sql`coalesce((SELECT substr(p.code, 1, length(p.garden) + 1) || printf(
      '%0' || (length(p.code) - length(p.garden) - 1) || 'd',
      CAST(${dice} * CAST(substr(p.code, length(p.garden) + 2) AS INTEGER) AS INTEGER) + 1)
    FROM plots p WHERE ${tier} ORDER BY p.code DESC LIMIT 1), '')`
  const some = (side: SQL, order: SQL) => sql`
    SELECT ${int(n)} n, plot, ${int(season)} season FROM (
      SELECT p.code plot FROM (
        SELECT p.code, p.open FROM plots p WHERE ${tier} AND ${side} ORDER BY p.code ${order} LIMIT ${LOOKED_AT}) p
      WHERE ${freePlot(sql`${garden ?? ''}`, season, now)} LIMIT ${CANDIDATES + plots - 1})`
  return [some(sql`p.code >= ${start}`, sql`ASC`), some(sql`p.code < ${start}`, sql`DESC`)]
}
