import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { int } from '../db/query.ts'
import type { Garden, Offer } from './schema.ts'

/** How full a garden's season is: plots on sale and those adopted, from counters. */
export type GardenFill = Pick<Garden, 'code' | 'nameZh'> &
  Pick<Offer, 'season'> & { plots: number; adopted: number }

const MOST = 12

/** Statement for the seasons from `season` on that have a published offer, garden by garden. */
export const fillStatement = (db: Db, season: number) =>
  db.all<GardenFill>(sql`
    SELECT g.code, g.name_zh nameZh, o.season,
      (SELECT coalesce(sum(t.plots), 0) FROM garden_tiers t WHERE t.garden = g.code) plots,
      coalesce((SELECT s.adopted FROM garden_seasons s WHERE s.garden = g.code AND s.season = o.season), 0) adopted
    FROM gardens g CROSS JOIN offers o ON o.garden = g.code AND o.season >= ${int(season)}
      AND o.published_at IS NOT NULL AND o.superseded_at IS NULL
    ORDER BY g.position, g.code, o.season LIMIT ${MOST}`)
