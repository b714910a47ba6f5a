import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { freePlot } from './choice-reading.ts'
import { nearPlots, type PlacedPlot } from './near.ts'

/** Plots looked at on each side: codes follow the plan, so near ones are near by code too. */
const LOOKED_AT = 40

/**
 * Three free plots nearest to one that is gone, its own size first. Reads no more rows in a large garden than in a
 * small one; none when the plot is unknown.
 */
export async function readNearPlots(
  db: Db,
  plot: string,
  season: number,
  now: number,
): Promise<PlacedPlot[]> {
  const gone = sql`(SELECT garden FROM plots WHERE code = ${plot})`
  const size = sql`(SELECT area_cmu FROM plots WHERE code = ${plot})`
  const free = freePlot(gone, season, now)
  const columns = sql`p.code, p.area_cmu areaCmu, p.u, p.v, p.width, p.height`
  const side = (tier: boolean, after: boolean) => sql`
    SELECT * FROM (SELECT ${columns} FROM (
      SELECT * FROM plots WHERE garden = ${gone} ${tier ? sql`AND area_cmu = ${size}` : sql``}
        AND code ${after ? sql`>` : sql`<`} ${plot} ORDER BY code ${after ? sql`ASC` : sql`DESC`} LIMIT ${LOOKED_AT}) p
      WHERE ${free})`
  const [own, rows] = await db.batch([
    db.all<PlacedPlot>(sql`SELECT ${columns} FROM plots p WHERE p.code = ${plot}`),
    db.all<PlacedPlot>(sql`${side(true, true)} UNION ALL ${side(true, false)}
      UNION ALL ${side(false, true)} UNION ALL ${side(false, false)}`),
  ])
  return own[0] ? nearPlots(own[0], rows) : []
}

/** The plots before and after one by code, itself among them, for the little plan of a certificate. */
export const aroundStatement = (db: Db, garden: string, plot: string) => {
  const side = (order: SQL) => sql`
    SELECT * FROM (SELECT code, area_cmu areaCmu, u, v, width, height FROM plots
      WHERE garden = ${garden} AND code ${order} LIMIT ${LOOKED_AT})`
  return db.all<PlacedPlot>(sql`
    ${side(sql`<= ${plot} ORDER BY code DESC`)} UNION ALL ${side(sql`> ${plot} ORDER BY code`)}`)
}
