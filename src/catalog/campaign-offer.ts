import { sql } from 'drizzle-orm'
import type { Garden, Offer } from '../adoption/schema.ts'
import type { Db } from '../db/client.ts'
import { int } from '../db/query.ts'

/** What the home page quotes of the campaign; the offer itself belongs to adoption, above the catalogue. */
export type CampaignOffer = {
  season: number
  sample: boolean
  grades: { code: string; nameZh: string; nameEn: string }[]
  /** Areas in hundredths of a mu, grams by code of a grade. */
  tiers: { areaCmu: number; priceFen: number; grams: Record<string, number> }[]
}

type Row = Pick<Offer, 'season'> & Pick<Garden, 'sample'> & { grades: string; tiers: string }

/** The statement: the newest offer on sale on a civil date in the first garden that sells. */
export const campaignOfferStatement = (db: Db, today: string) =>
  db.all<Row>(sql`
    SELECT o.season, g.sample, o.content ->> '$.grades' grades, o.content ->> '$.tiers' tiers
    FROM gardens g CROSS JOIN offers o ON o.id = (
      SELECT p.id FROM offers p WHERE p.garden = g.code AND p.season >= ${int(today.slice(0, 4))}
        AND p.published_at IS NOT NULL AND p.superseded_at IS NULL
        AND p.content ->> '$.sales.from' <= ${today} AND p.content ->> '$.sales.until' >= ${today}
      ORDER BY p.season DESC LIMIT 1)
    WHERE g.listed = 1 AND g.selling = 1 ORDER BY g.position, g.code LIMIT 1`)

/** What that statement found; null while nothing is on sale. */
export function campaignOffer(rows: Row[]): CampaignOffer | null {
  const [row] = rows
  if (!row) return null
  const { season, sample, grades, tiers } = row
  return { season, sample: sample === 1, grades: JSON.parse(grades), tiers: JSON.parse(tiers) }
}
