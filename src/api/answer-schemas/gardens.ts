import * as v from 'valibot'
import type { CertificateStatus } from '../../adoption/adoption.ts'
import type { PlotState } from '../../adoption/claim.ts'
import { areaMu, civilDate, fen, instant, list, period, whole } from './common.ts'

export const tier = v.object({
  areaMu,
  priceFen: fen,
  grams: v.record(v.string(), whole),
  visitGuests: whole,
  plots: whole,
  left: whole,
})

const shown = {
  code: v.string(),
  slug: v.string(),
  name: v.string(),
  place: v.string(),
  story: v.string(),
  season: v.nullable(whole),
  onSale: v.boolean(),
  sample: v.boolean(),
  tiers: v.array(tier),
}
export const garden = v.object(shown)
export const gardens = v.object({
  campaign: v.object({ title: v.string(), slogan: v.string(), open: v.boolean() }),
  ...list(garden),
})

/** What is sold for a season; published once, it never changes. */
export const offer = v.object({
  season: whole,
  version: whole,
  hash: v.string(),
  sales: period,
  grades: v.array(v.object({ code: v.string(), name: v.string() })),
  dispatches: v.array(
    v.object({ code: v.string(), from: civilDate, until: civilDate, grades: v.array(v.string()) }),
  ),
  postageIncluded: v.boolean(),
  priceSplit: v.nullable(v.array(v.object({ nameZh: v.string(), nameEn: v.string(), basisPoints: whole }))),
  refundRule: v.object({ fullUntil: civilDate, afterwards: v.literal('minus_sent') }),
  shortfall: v.object({ choices: v.array(v.picklist(['tea', 'credit', 'refund'])) }),
  renewal: v.nullable(period),
  updatesPromised: whole,
  benefits: v.array(v.string()),
  terms: v.array(v.string()),
  risks: v.array(v.string()),
})
export const gardenWithOffer = v.object({ ...shown, offer: v.nullable(offer) })

const PLOT_STATES = ['available', 'held', 'adopted'] as const satisfies PlotState[]
export const plot = v.object({
  code: v.string(),
  areaMu,
  state: v.picklist(PLOT_STATES),
  heldUntil: v.nullable(instant),
  geometry: v.object({ u: v.number(), v: v.number(), width: v.number(), height: v.number() }),
  sample: v.boolean(),
})
export const plots = v.object({ season: whole, ...list(plot) })

export const hold = v.object({ id: v.string(), expiresAt: instant })

const CERTIFICATE_STATES = [
  'valid',
  'transferred',
  'refunded',
  'concluded',
] as const satisfies CertificateStatus[]
export const certificate = v.object({
  code: v.string(),
  status: v.picklist(CERTIFICATE_STATES),
  holder: v.string(),
  plot: v.string(),
  season: whole,
  offerVersion: whole,
  offerHash: v.string(),
  issuedAt: instant,
  garden: v.string(),
  areaMu,
  sample: v.boolean(),
})
