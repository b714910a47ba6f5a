import type { Settings } from '../env.ts'
import { sellsSamples } from '../kernel/samples.ts'
import { sha256 } from '../kernel/secrets.ts'
import { civilDate } from '../kernel/time.ts'
import { opensAdoption } from './access-token.ts'
import { formatMu } from './adoption.ts'
import { type ChoiceRow, searchOf } from './choice-reading.ts'
import { plotState } from './claim.ts'
import { type OfferContent, onSale, renewable, tierOf } from './offer.ts'

/** A plot by its code, or any free one of a size in a garden (随机分配). Areas are hundredths of a mu. */
export type AdoptionRequest = {
  plot: string | null
  garden: string | null
  areaCmu: number | null
  season: number
  /** The secret of a hold of one's own. */
  holdId: string | null
  boardName: string
  /** `phone` is canonical. */
  gift: { phone: string; message: string } | null
  /** The adoption of the season before, with the right to it: its adopter comes first. */
  renews: { adoptionId: string; token: string } | null
}

export type AdoptionProblemReason =
  | 'unknown_plot'
  | 'other_garden'
  | 'no_offer'
  | 'no_tier'
  | 'sample'
  | 'not_on_sale'
  | 'not_your_adoption'
  | 'plot_twice'
  | 'plot_taken'

export type AdoptionProblem = { index: number; plot: string; reason: AdoptionProblemReason }

/** One plot for one season as it is sold now; prices in fen. */
export type ChosenAdoption = {
  index: number
  plot: string
  season: number
  garden: string
  slug: string
  offerId: string
  offerVersion: number
  areaCmu: number
  priceFen: number
  titleZh: string
  titleEn: string
  specZh: string
  specEn: string
  picture: string
  originCode: string
  sample: number
  holdHash: string | null
  boardName: string
  gift: AdoptionRequest['gift']
  renews: string | null
}

/**
 * What each request gets, from what was read: a plot at its offer's price, or the reason why not. Decides nothing the
 * database would not refuse as well: of two buyers of one plot its key lets one through.
 */
export async function chooseAdoptions(
  settings: Settings,
  requests: AdoptionRequest[],
  rows: ChoiceRow[],
  now: number,
): Promise<{ chosen: ChosenAdoption[]; problems: AdoptionProblem[] }> {
  const chosen: ChosenAdoption[] = []
  const problems: AdoptionProblem[] = []
  const taken = new Set<string>()
  for (const [index, request] of requests.entries()) {
    const own = rows.filter((row) => row.n === searchOf(requests, index))
    const untaken = own.find((one) => !taken.has(`${one.plot}:${one.season}`))
    const row = untaken ?? (request.plot === null ? undefined : own[0])
    const holdHash = request.holdId === null ? null : await sha256(request.holdId)
    const renews = row ? await renewalOf(settings, request, row) : null
    const samples = sellsSamples(settings)
    const reason = reasonAgainst(request, row, { holdHash, renews, taken, samples }, now)
    if (reason || !row) {
      problems.push({ index, plot: request.plot ?? request.garden ?? '', reason: reason ?? 'plot_taken' })
      continue
    }
    taken.add(`${row.plot}:${row.season}`)
    chosen.push(adoptionOf(index, request, row, { holdHash, renews }))
  }
  return { chosen, problems }
}

/** The adoption being renewed, when its adopter asks; null for everybody else. */
async function renewalOf(
  settings: Settings,
  { renews }: AdoptionRequest,
  row: ChoiceRow,
): Promise<string | null> {
  if (!renews || renews.adoptionId !== row.before) return null
  const mine = await opensAdoption(settings, { id: row.before, claimedAt: row.giftClaimedAt }, renews.token)
  return mine ? row.before : null
}

function reasonAgainst(
  request: AdoptionRequest,
  row: ChoiceRow | undefined,
  by: { holdHash: string | null; renews: string | null; taken: Set<string>; samples: boolean },
  now: number,
): AdoptionProblemReason | null {
  if (!row) return request.plot === null ? 'plot_taken' : 'unknown_plot'
  if (row.listed !== 1) return 'unknown_plot'
  if (request.garden !== null && request.garden !== row.garden) return 'other_garden'
  if (row.sample === 1 && !by.samples) return 'sample'
  if (row.content === null) return 'no_offer'
  const content = JSON.parse(row.content) as OfferContent
  if (!tierOf(content, row.areaCmu)) return 'no_tier'
  if (request.renews && !by.renews) return 'not_your_adoption'
  const on = civilDate(now)
  // A closed campaign sells nothing new; the window promised to the present adopter stays.
  const sold = row.selling === 1 && onSale(content, on)
  if (!sold && !(by.renews && renewable(content, on))) return 'not_on_sale'
  if (by.taken.has(`${row.plot}:${row.season}`)) return 'plot_twice'
  const mine = row.orderId === null && row.holdHash !== null && row.holdHash === by.holdHash
  const reserved =
    row.before !== null && !by.renews && content.renewal !== null && on <= content.renewal.until
  const state = plotState({ ...row, reserved: reserved ? 1 : 0 }, now)
  return state === 'available' || (mine && !reserved) ? null : 'plot_taken'
}

function adoptionOf(
  index: number,
  request: AdoptionRequest,
  row: ChoiceRow,
  by: { holdHash: string | null; renews: string | null },
): ChosenAdoption {
  const tier = tierOf(JSON.parse(row.content!) as OfferContent, row.areaCmu)!
  return {
    index,
    plot: row.plot,
    season: row.season,
    garden: row.garden,
    slug: row.slug,
    offerId: row.offerId!,
    offerVersion: row.version!,
    areaCmu: row.areaCmu,
    priceFen: tier.priceFen,
    titleZh: `认购 ${row.nameZh} ${row.plot}`,
    titleEn: `Adopt plot ${row.plot}, ${row.nameEn || row.nameZh}`,
    specZh: `${formatMu(row.areaCmu)}亩 · ${row.season}年`,
    specEn: `${formatMu(row.areaCmu)} mu · season ${row.season}`,
    picture: row.scene,
    originCode: row.originCode,
    sample: row.sample,
    holdHash: by.holdHash,
    boardName: request.boardName,
    gift: request.gift,
    renews: by.renews,
  }
}
