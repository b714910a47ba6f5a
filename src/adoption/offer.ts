import * as v from 'valibot'
import { sha256 } from '../kernel/secrets.ts'

const whole = v.pipe(v.number(), v.integer(), v.minValue(0))
const most = v.pipe(whole, v.maxValue(100_000_000))
const civil = v.pipe(v.string(), v.isoDate())
const words = (limit: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(limit))
/** English texts may be missing: pages then show the Chinese. */
const english = (limit: number) => v.pipe(v.string(), v.trim(), v.maxLength(limit))
const code = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,23}$/))
const sentences = v.pipe(v.array(words(300)), v.maxLength(30))
const period = v.pipe(
  v.object({ from: civil, until: civil }),
  v.check(({ from, until }) => from <= until, 'period'),
)

export const offerTier = v.object({
  /** Hundredths of a mu. */
  areaCmu: v.pipe(whole, v.minValue(1), v.maxValue(100_000)),
  priceFen: v.pipe(most, v.minValue(1)),
  /** Grams promised, by code of a grade. */
  grams: v.record(code, most),
  visitGuests: v.pipe(whole, v.maxValue(100)),
})

export const offerGrade = v.object({
  code,
  nameZh: words(40),
  nameEn: english(60),
  /** What a refund takes off for tea already sent. */
  valueFenPer100g: most,
})

/** What is sold for a garden's season. Published once, it never changes; an order keeps its id, version and hash. */
export const offerContent = v.pipe(
  v.object({
    grades: v.pipe(v.array(offerGrade), v.minLength(1), v.maxLength(12)),
    tiers: v.pipe(v.array(offerTier), v.minLength(1), v.maxLength(12)),
    dispatches: v.pipe(
      v.array(v.object({ code, from: civil, until: civil, grades: v.array(code) })),
      v.maxLength(12),
    ),
    postageIncluded: v.boolean(),
    benefitsZh: sentences,
    benefitsEn: sentences,
    updatesPromised: v.pipe(whole, v.maxValue(60)),
    /** Where the price goes; null until an administrator fills it in. Parts sum to the price in basis points. */
    priceSplit: v.nullable(
      v.pipe(
        v.array(
          v.object({
            nameZh: words(40),
            nameEn: english(60),
            basisPoints: v.pipe(whole, v.maxValue(10_000)),
          }),
        ),
        v.check((parts) => parts.reduce((sum, part) => sum + part.basisPoints, 0) === 10_000, 'price_split'),
      ),
    ),
    shareRule: v.literal('by_area'),
    shortfall: v.object({ choices: v.array(v.picklist(['tea', 'credit', 'refund'])) }),
    /** Full until the end of that day, afterwards less the tea already sent. */
    refundRule: v.object({ fullUntil: civil, afterwards: v.literal('minus_sent') }),
    sales: period,
    /** The present adopter first; null where there is no season before. */
    renewal: v.nullable(period),
    termsZh: sentences,
    termsEn: sentences,
    risksZh: sentences,
    risksEn: sentences,
  }),
  v.check(({ grades, tiers, dispatches }) => {
    const known = new Set(grades.map((grade) => grade.code))
    const named = [
      ...tiers.flatMap((tier) => Object.keys(tier.grams)),
      ...dispatches.flatMap((one) => one.grades),
    ]
    return known.size === grades.length && named.every((one) => known.has(one))
  }, 'unknown_grade'),
  v.check(({ tiers }) => new Set(tiers.map((tier) => tier.areaCmu)).size === tiers.length, 'tier_twice'),
)

export type OfferContent = v.InferOutput<typeof offerContent>
export type OfferTier = v.InferOutput<typeof offerTier>
export type OfferGrade = v.InferOutput<typeof offerGrade>

/** An offer as it can be bought. */
export type CurrentOffer = { id: string; version: number; contentHash: string; content: OfferContent }

/** JSON with sorted keys and no spaces: the same content always has the same text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const entries = Object.entries(value)
    .filter(([, own]) => own !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, own]) => `${JSON.stringify(key)}:${canonicalJson(own)}`).join(',')}}`
}

/** Fingerprint printed on certificates, base64url of SHA-256 (43 characters). */
export const offerHash = (content: OfferContent): Promise<string> => sha256(canonicalJson(content))

export const tierOf = (content: OfferContent, areaCmu: number): OfferTier | null =>
  content.tiers.find((tier) => tier.areaCmu === areaCmu) ?? null

/** Whether anyone may buy on that civil date. */
export const onSale = ({ sales }: OfferContent, on: string): boolean => sales.from <= on && on <= sales.until

/** Whether the present adopter may renew on that civil date. */
export const renewable = ({ renewal }: OfferContent, on: string): boolean =>
  renewal !== null && renewal.from <= on && on <= renewal.until
