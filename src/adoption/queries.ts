import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { civilDate } from '../kernel/time.ts'
import { type CertificateStatus, certificateStatus } from './adoption.ts'
import { type CurrentOffer, type OfferContent, type OfferTier, onSale } from './offer.ts'
import type {
  Adoption,
  Campaign,
  Certificate,
  Garden,
  GardenSeason,
  GardenTier,
  Offer,
  SeasonTier,
} from './schema.ts'

/** A size on sale with its true numbers: plots there are, plots nobody has adopted. */
export type TierView = OfferTier & { plots: number; adopted: number; left: number }
export type OfferView = CurrentOffer & { season: number; publishedAt: number }
export type GardenView = Garden & {
  offer: OfferView | null
  onSale: boolean
  tiers: TierView[]
  closedAt: number | null
}
export type CampaignView = Pick<Campaign, 'titleZh' | 'titleEn' | 'sloganZh' | 'sloganEn' | 'open'> & {
  priceSplit: { nameZh: string; nameEn: string; basisPoints: number }[] | null
}

type OfferRow = Omit<OfferView, 'content'> & Pick<Offer, 'garden' | 'content'>
type CountRow = Pick<SeasonTier, 'garden' | 'season' | 'areaCmu' | 'adopted'>

/**
 * The campaign with its listed gardens, each with the offer on sale now (else the newest) and how many plots of each
 * size are left. One round trip; it counts no plots, the counters are kept by triggers.
 */
export async function readCampaign(
  db: Db,
  now: number,
): Promise<{ campaign: CampaignView; gardens: GardenView[] }> {
  const [campaigns, gardens, sizes, counts, offers, seasons] = await db.batch(campaignStatements(db, now))
  const campaign = campaigns[0]
  if (!campaign) throw new Error('the campaign row is missing')
  return {
    campaign: { ...campaign, priceSplit: campaign.priceSplit ? JSON.parse(campaign.priceSplit) : null },
    gardens: gardens.map((garden) => gardenView(garden, { sizes, counts, offers, seasons }, null, now)),
  }
}

/** One listed garden by its slug, for a season (null: the one on sale, else the newest); null when there is none. */
export async function readGarden(
  db: Db,
  slug: string,
  season: number | null,
  now: number,
): Promise<GardenView | null> {
  const [, gardens, sizes, counts, offers, seasons] = await db.batch(campaignStatements(db, now, season))
  const garden = gardens.find((own) => own.slug === slug)
  return garden ? gardenView(garden, { sizes, counts, offers, seasons }, season, now) : null
}

/** The statements both read; what they found goes into `gardenView`. */
export function campaignStatements(db: Db, now: number, season: number | null = null) {
  // Offers of years gone by are read only when asked for.
  const since = season ?? Number(civilDate(now).slice(0, 4))
  const until = season ?? 9999
  return [
    db.all<Omit<CampaignView, 'priceSplit'> & Pick<Campaign, 'priceSplit'>>(sql`
      SELECT title_zh titleZh, title_en titleEn, slogan_zh sloganZh, slogan_en sloganEn, price_split priceSplit, open
      FROM campaigns LIMIT 1`),
    db.all<Garden>(sql`
      SELECT code, slug, position, name_zh nameZh, name_en nameEn, place_zh placeZh, place_en placeEn,
        origin_code originCode, story_zh storyZh, story_en storyEn, keeper_zh keeperZh, keeper_en keeperEn, scene, listed,
        sample, updated_at updatedAt, selling, share_cover shareCover, share_cover_of shareCoverOf
      FROM gardens WHERE listed = 1 ORDER BY position, code LIMIT 100`),
    db.all<Pick<GardenTier, 'garden' | 'areaCmu' | 'plots'>>(
      sql`SELECT garden, area_cmu areaCmu, plots FROM garden_tiers LIMIT 500`,
    ),
    db.all<CountRow>(sql`
      SELECT t.garden, t.season, t.area_cmu areaCmu, t.adopted FROM gardens g CROSS JOIN season_tiers t
      ON t.garden = g.code AND t.season BETWEEN ${since} AND ${until} WHERE g.listed = 1 LIMIT 500`),
    db.all<OfferRow>(sql`
      SELECT o.garden, o.season, o.id, o.version, o.content_hash contentHash, o.content, o.published_at publishedAt
      FROM gardens g CROSS JOIN offers o ON o.garden = g.code AND o.season BETWEEN ${since} AND ${until}
        AND o.published_at IS NOT NULL AND o.superseded_at IS NULL WHERE g.listed = 1 ORDER BY o.season LIMIT 500`),
    db.all<Pick<GardenSeason, 'garden' | 'season' | 'closedAt'>>(sql`
      SELECT s.garden, s.season, s.closed_at closedAt FROM gardens g CROSS JOIN garden_seasons s
      ON s.garden = g.code AND s.season BETWEEN ${since} AND ${until} WHERE g.listed = 1 LIMIT 500`),
  ] as const
}

export type Known = {
  sizes: { garden: string; areaCmu: number; plots: number }[]
  counts: CountRow[]
  offers: OfferRow[]
  seasons: { garden: string; season: number; closedAt: number | null }[]
}

/** Pure: a garden with the offer on sale (or of the season asked for) and its true numbers. */
export function gardenView(garden: Garden, known: Known, season: number | null, now: number): GardenView {
  const offers = known.offers
    .filter((own) => own.garden === garden.code && (season === null || own.season === season))
    .map(({ garden: _garden, content, ...offer }) => ({
      ...offer,
      content: JSON.parse(content) as OfferContent,
    }))
  const sold = offers.filter((own) => onSale(own.content, civilDate(now)))
  const offer = sold.at(-1) ?? offers.at(-1) ?? null
  const tiers = (offer?.content.tiers ?? []).map((tier) => {
    const of = <T extends { garden: string; areaCmu: number }>(rows: T[]) =>
      rows.filter((row) => row.garden === garden.code && row.areaCmu === tier.areaCmu)
    const plots = of(known.sizes)[0]?.plots ?? 0
    const adopted = of(known.counts).find((row) => row.season === offer?.season)?.adopted ?? 0
    return { ...tier, plots, adopted, left: Math.max(0, plots - adopted) }
  })
  const own = known.seasons.find((row) => row.garden === garden.code && row.season === offer?.season)
  return {
    ...garden,
    offer,
    onSale: garden.selling === 1 && sold.length > 0,
    tiers,
    closedAt: own?.closedAt ?? null,
  }
}

export type CertificateView = Pick<
  Certificate,
  'code' | 'holder' | 'adoptionId' | 'issuedAt' | 'supersededAt'
> &
  Pick<Adoption, 'plot' | 'garden' | 'areaCmu' | 'season' | 'sample'> & {
    status: CertificateStatus
    gardenNameZh: Garden['nameZh']
    gardenNameEn: Garden['nameEn']
    gardenSlug: Garden['slug']
    offerVersion: Offer['version']
    offerHash: Offer['contentHash']
    /** Approved by staff; '' otherwise: what nobody has read is not shown to the world. */
    boardName: Adoption['boardName']
  }

/** 16 Crockford letters from what was typed or scanned; null when it cannot be a code. */
export function parseCertificateCode(typed: string): string | null {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(code) ? code : null
}

/** What anyone may see of a certificate; no phone, no address. Null when there is none of that code. */
export async function readCertificate(db: Db, typed: string): Promise<CertificateView | null> {
  const code = parseCertificateCode(typed)
  if (!code) return null
  const [row] = await db.all<
    Omit<CertificateView, 'status'> & Pick<Adoption, 'releasedAt' | 'concludedAt' | 'boardState'>
  >(sql`
    SELECT c.code, c.holder, c.adoption_id adoptionId, a.plot, a.garden, g.name_zh gardenNameZh, g.name_en gardenNameEn,
      g.slug gardenSlug, a.area_cmu areaCmu, a.season, o.version offerVersion, o.content_hash offerHash,
      c.issued_at issuedAt, c.superseded_at supersededAt, a.board_name boardName, a.board_state boardState, a.sample,
      a.released_at releasedAt, a.concluded_at concludedAt
    FROM certificates c CROSS JOIN adoptions a ON a.id = c.adoption_id CROSS JOIN gardens g ON g.code = a.garden
    CROSS JOIN offers o ON o.id = a.offer_id WHERE c.code = ${code}`)
  if (!row) return null
  const { releasedAt, concludedAt, boardState, ...shown } = row
  const status = certificateStatus({ releasedAt, concludedAt, supersededAt: row.supersededAt })
  return { ...shown, boardName: boardState === 'approved' ? row.boardName : '', status }
}
