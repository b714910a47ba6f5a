import { type SQL, sql } from 'drizzle-orm'

/** That a garden's season is not closed: what it was short of is settled then, and nothing is added to it. */
export const seasonOpen = (garden: string, season: number): SQL => sql`NOT EXISTS (
  SELECT 1 FROM garden_seasons WHERE garden = ${garden} AND season = ${season} AND closed_at IS NOT NULL)`
