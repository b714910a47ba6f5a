/** A SKU's usual price and its price for a time; instants in UTC milliseconds. */
export type Priced = {
  priceFen: number
  promoPriceFen: number | null
  promoFrom: number | null
  promoUntil: number | null
  promoWasCharged: number
}

/** The price that holds at an instant, and the usual one where it may be shown beside it. */
export type PriceNow = { priceFen: number; wasFen: number | null; promoUntil: number | null }

/**
 * What a SKU costs now. Pure: shelf, pages and API all ask here. A price for a time holds from its start to just before
 * its end, and never raises the usual price; that one is shown only if somebody truly paid it.
 */
export function priceAt(sku: Priced, now: number): PriceNow {
  const { priceFen, promoPriceFen, promoFrom, promoUntil } = sku
  const runs = promoFrom !== null && promoUntil !== null && promoFrom <= now && now < promoUntil
  if (promoPriceFen === null || !runs || promoPriceFen >= priceFen)
    return { priceFen, wasFen: null, promoUntil: null }
  return { priceFen: promoPriceFen, wasFen: sku.promoWasCharged ? priceFen : null, promoUntil }
}

/** Whether a SKU has a price for a time that runs or is still to come. */
export const hasPromotion = (sku: Priced, now: number): boolean =>
  sku.promoPriceFen !== null && sku.promoUntil !== null && sku.promoUntil > now
