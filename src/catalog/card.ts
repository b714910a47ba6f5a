import type { Fen } from '../kernel/money.ts'
import { unitPriceFen } from '../kernel/money.ts'
import type { Priced } from './promotion.ts'
import type { Variant } from './schema.ts'

export type UnitPrice = { fen: Fen; measure: '100 g' | '500 g' | '100 ml' }

/** What a card shows beyond its product's own columns; stored with the product when it is published. */
export type Card = {
  bundle: 0 | 1
  sku: string
  specZh: string
  specEn: string
  unit: UnitPrice | null
  specs: number
  /** SKUs with their prices over time, where one has a price for a time. */
  sold?: CardSku[]
}

type CardSku = Priced & Pick<Variant, 'sku' | 'specZh' | 'specEn' | 'netG' | 'netMl'>

/** A row of a list: one product, one row read. */
export type ProductCard = {
  slug: string
  nameZh: string
  nameEn: string
  family: string
  storage: string
  originCode: string
  originZh: string
  originEn: string
  freightTemplate: string
  seasonMask: number
  sellsOnlyInSeason: number
  picture: string
  sample: number
  soldOut: number
  priceFromFen: number
  /** The usual price, where a lower one holds for a time and it was truly charged. */
  wasFen: number | null
  /** Its season is over: ordered now it would leave after it. */
  over: boolean
  /** The last day to order it, where its season ends with this month. */
  lastOn: string | null
  /** When the lower price ends. */
  promoUntil: number | null
  card: Card
}

/** Yuan per 100 ml, per 500 g for what is bought by the pound (chives, noodles, honey), else per 100 g. */
export function unitPrice(
  family: string,
  variant: { priceFen: number; netG: number | null; netMl: number | null },
): UnitPrice | null {
  if (family === 'gift') return null
  if (variant.netMl) return { fen: unitPriceFen(variant.priceFen, variant.netMl, 100), measure: '100 ml' }
  if (!variant.netG) return null
  const byPound = family === 'chive' || family === 'noodle' || family === 'honey'
  return byPound
    ? { fen: unitPriceFen(variant.priceFen, variant.netG, 500), measure: '500 g' }
    : { fen: unitPriceFen(variant.priceFen, variant.netG, 100), measure: '100 g' }
}

/** Pieces of one SKU that one order may hold. */
export const MAX_QUANTITY = 20
