import type { Settings } from '../env.ts'
import { sha256 } from '../kernel/secrets.ts'
import type { ChoiceRow } from './choice-reading.ts'
import {
  type AdoptionProblemReason,
  type AdoptionRequest,
  type ChosenAdoption,
  chooseAdoptions,
} from './choosing.ts'
import type { OfferContent } from './offer.ts'

/** A plot in the cart: as it can be had now, and until when it is kept. */
export type BasketPlot = {
  plot: string
  season: number
  slug: string | null
  gardenZh: string
  gardenEn: string
  picture: string | null
  chosen: ChosenAdoption | null
  reason: AdoptionProblemReason | null
  content: OfferContent | null
  offerVersion: number | null
  /** UTC ms; null once the hold is over, however free the plot still is. */
  keptUntil: number | null
  /** Whether it was kept at all; one named at the checkout may not have been. */
  held: boolean
}

/** Pure but for the hashing: what `choiceStatement` read for the plots of a basket, in their order. */
export async function basketPlots(
  settings: Settings,
  requests: AdoptionRequest[],
  rows: ChoiceRow[],
  now: number,
): Promise<BasketPlot[]> {
  const { chosen, problems } = await chooseAdoptions(settings, requests, rows, now)
  return Promise.all(
    requests.map(async (request, index) => {
      const row = rows.find((one) => one.n === index)
      const hash = request.holdId === null ? null : await sha256(request.holdId)
      const own = row?.orderId === null && row.holdHash !== null && row.holdHash === hash
      return {
        plot: request.plot ?? '',
        season: request.season,
        slug: row?.slug ?? null,
        gardenZh: row?.nameZh ?? '',
        gardenEn: row?.nameEn ?? '',
        picture: row?.scene ?? null,
        chosen: chosen.find((one) => one.index === index) ?? null,
        reason: problems.find((one) => one.index === index)?.reason ?? null,
        content: row?.content ? (JSON.parse(row.content) as OfferContent) : null,
        offerVersion: row?.version ?? null,
        held: request.holdId !== null,
        keptUntil: own && row.expiresAt !== null && row.expiresAt > now ? row.expiresAt : null,
      }
    }),
  )
}
