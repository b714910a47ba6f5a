import type { ShownVariant } from './queries.ts'

/** The SKU asked for; else, or where that one is sold out and another is not, the cheapest, as on its card. */
export function chosenOf(variants: ShownVariant[], asked: string | undefined): ShownVariant | undefined {
  const sold = variants.filter(({ available }) => available > 0)
  const among = sold.length ? sold : variants
  const [first] = among.toSorted((a, b) => a.priceFen - b.priceFen)
  return among.find(({ sku }) => sku === asked) ?? first
}
