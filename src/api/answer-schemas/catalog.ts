import * as v from 'valibot'
import { fen, instant, list, whole } from './common.ts'

export const family = v.object({ code: v.string(), name: v.string(), products: whole })
export const families = v.object(list(family))

const months = v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(12)))

export const listedVariant = v.object({
  sku: v.string(),
  spec: v.string(),
  priceFen: fen,
  wasFen: v.nullable(fen),
  netG: v.nullable(whole),
  available: whole,
})

/** What a product says of itself in a list and alone. */
const shown = {
  slug: v.string(),
  name: v.string(),
  family: v.string(),
  origin: v.string(),
  storage: v.string(),
  priceFromFen: fen,
  inSeason: v.boolean(),
  seasonMonths: months,
  sample: v.boolean(),
}

export const listedProduct = v.object({ ...shown, variants: v.array(listedVariant) })
export const products = v.object({ ...list(listedProduct), didYouMean: v.nullable(v.string()) })

export const variant = v.object({
  ...listedVariant.entries,
  promoUntil: v.nullable(instant),
  netMl: v.nullable(whole),
})

export const product = v.object({
  ...shown,
  sellsOnlyInSeason: v.boolean(),
  shelfLifeDays: whole,
  labelFacts: v.record(v.string(), v.string()),
  producer: v.string(),
  freightTemplate: v.string(),
  returnRule: v.string(),
  story: v.string(),
  variants: v.array(variant),
})

export const impactFact = v.object({
  value: v.string(),
  label: v.string(),
  asOf: v.string(),
  source: v.string(),
})
export const impact = v.object({
  facts: v.array(impactFact),
  own: v.object({ amountFen: fen, orders: whole }),
})

/** The description itself; what it holds is OpenAPI's to say. */
export const openApi = v.objectWithRest(
  {
    openapi: v.string(),
    info: v.record(v.string(), v.unknown()),
    paths: v.record(v.string(), v.unknown()),
  },
  v.unknown(),
)
