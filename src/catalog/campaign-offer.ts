import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'

/** What the home page quotes of the campaign; the offer itself belongs to adoption, above the catalogue. */
export type CampaignOffer = {
  season: number
  sample: boolean
  grades: { code: string; nameZh: string; nameEn: string }[]
  /** Areas in hundredths of a mu, grams by code of a grade. */
  tiers: { areaCmu: number; priceFen: number; grams: Record<string, number> }[]
}

type Row = { season: number; sample: number; grades: string; tiers: string }

/** The statement: the newest offer on sale on a civil date in the first garden that sells. */
export const campaignOfferStatement = (db: Db, today: string) =>
  db.all<Row>(sql`
    SELECT o.season, g.sample, o.content ->> '$.grades' grades, o.content ->> '$.tiers' tiers
    FROM gardens g CROSS JOIN offers o ON o.garden = g.code AND o.season >= CAST(${today.slice(0, 4)} AS INTEGER)
      AND o.published_at IS NOT NULL AND o.superseded_at IS NULL
      AND o.content ->> '$.sales.from' <= ${today} AND o.content ->> '$.sales.until' >= ${today}
    WHERE g.listed = 1 AND g.selling = 1 ORDER BY g.position, g.code, o.season DESC LIMIT 1`)

/** What that statement found; null while nothing is on sale. */
export function campaignOffer(rows: Row[]): CampaignOffer | null {
  const [row] = rows
  if (!row) return null
  const { season, sample, grades, tiers } = row
  return { season, sample: sample === 1, grades: JSON.parse(grades), tiers: JSON.parse(tiers) }
}
