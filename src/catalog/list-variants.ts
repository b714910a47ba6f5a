import { sql } from 'drizzle-orm'
import { type Priced, priceAt } from './promotion.ts'
import { PRICED_JSON } from './promotion-statements.ts'

export type StockedVariant = {
  sku: string
  specZh: string
  specEn: string
  priceFen: number
  /** The usual price, where a lower one holds for a time and it was truly charged. */
  wasFen: number | null
  netG: number | null
  /** What can be promised now; of a bundle, as many as its scarcest component allows. */
  available: number
}

/** The SKUs of the product `p` as one JSON column, so that a list needs no second round trip. */
export const STOCKED_VARIANTS = sql`(
  SELECT json_group_array(json_object('sku', v.sku, 'specZh', v.spec_zh, 'specEn', v.spec_en, ${PRICED_JSON},
    'netG', v.net_g, 'available', CASE WHEN v.components IS NULL THEN v.available ELSE (
      SELECT coalesce(min(part.available / (c.value ->> 'quantity')), 0) FROM json_each(v.components) c
      CROSS JOIN variants part ON part.sku = c.value ->> 'sku') END) ORDER BY v.position)
  FROM variants v WHERE v.product_id = p.id AND v.sold_alone = 1)`

/** The column as it was read, at the prices of an instant. */
export const stockedNow = (column: string, now: number): StockedVariant[] =>
  (JSON.parse(column) as (Omit<StockedVariant, 'wasFen'> & Priced)[]).map((variant) => {
    const { sku, specZh, specEn, netG, available } = variant
    const { priceFen, wasFen } = priceAt(variant, now)
    return { sku, specZh, specEn, netG, available, priceFen, wasFen }
  })
