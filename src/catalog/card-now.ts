import type { Card, ProductCard } from './card.ts'
import { cardOf } from './listings/publication.ts'
import { priceAt } from './promotion.ts'

/** What a card says of the price now: its cheapest SKU at the price that holds at this instant. Pure. */
export function cardNow(
  card: Card,
  family: string,
  priceFromFen: number,
  now: number,
): Pick<ProductCard, 'card' | 'priceFromFen' | 'wasFen' | 'promoUntil'> {
  const { sold } = card
  if (!sold?.length) return { card, priceFromFen, wasFen: null, promoUntil: null }
  const prices = sold.map((sku) => ({
    ...sku,
    ...priceAt(sku, now),
    soldAlone: true,
    components: [],
  }))
  const own = { ...cardOf(family, prices), bundle: card.bundle }
  const cheapest = prices.find(({ sku }) => sku === own.sku)!
  const { wasFen, promoUntil } = cheapest
  return { card: own, priceFromFen: cheapest.priceFen, wasFen, promoUntil }
}
