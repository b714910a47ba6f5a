import type { BasketPlot } from '../adoption/basket.ts'
import { nextSeasonMonth } from '../catalog/season.ts'
import { inLanguage, type Language, provinceName, type Texts } from '../i18n/texts.ts'
import { formatYuan } from '../kernel/money.ts'
import type { Province } from '../kernel/provinces.ts'
import { civilDate, monthOf } from '../kernel/time.ts'
import type { AskedCode } from '../promotions/code.ts'
import type { CartLine } from './cookie.ts'
import { type CartItem, type Quote, type QuoteLine, quote, type Shelf, type SkuName } from './quote.ts'

/** A cart as it can be bought now: quantities cut to what is left, and what changed since it was seen. */
export type CartView = {
  province: Province
  quote: Quote
  items: CartItem[]
  /** SKUs whose quantity was cut to what is left. */
  reduced: Set<string>
  /** Price seen when it was put in, where the shop now asks another. */
  seenFen: Map<string, number>
  /** What the shop no longer sells, or never did: then without a name. */
  gone: { sku: string; name: SkuName | null }[]
  /** Plots to adopt, those that cannot be had now included. */
  plots: BasketPlot[]
}

/** Pure: the cart page and the checkout both come from here. */
export function viewCart(
  lines: CartLine[],
  shelf: Shelf,
  province: Province,
  now: number,
  plots: BasketPlot[] = [],
  asked: AskedCode | null = null,
): CartView {
  const reduced = new Set<string>()
  const seenFen = new Map<string, number>()
  const items = lines.map(({ sku, quantity, seenFen: seen }) => {
    const sellable = shelf.sellables.get(sku)
    if (sellable && sellable.priceFen !== seen) seenFen.set(sku, seen)
    // What is sold out keeps its quantity and becomes a problem; zero pieces would say nothing.
    if (!sellable || sellable.available < 1 || quantity <= sellable.available) return { sku, quantity }
    reduced.add(sku)
    return { sku, quantity: sellable.available }
  })
  const gone = lines
    .filter(({ sku }) => !shelf.sellables.has(sku))
    .map(({ sku }) => ({ sku, name: shelf.offShelf.get(sku) ?? null }))
  const chosen = plots.flatMap((plot) => plot.chosen ?? [])
  const decided = quote(items, shelf, province.name, now, chosen, asked)
  return { province, quote: decided, items, reduced, seenFen, gone, plots }
}

/** Whether something in it keeps it from being ordered. */
export const isBlocked = ({ quote, plots }: CartView): boolean =>
  quote.problems.length > 0 || plots.some((plot) => plot.reason !== null)

export const titleOf = (language: Language, line: { titleZh: string; titleEn: string }): string =>
  inLanguage(language, line.titleZh, line.titleEn)

/** Says that something in the cart is no longer sold, by its name where it once was on the shelf. */
export function goneText(
  { sku, name }: CartView['gone'][number],
  language: Language,
  t: Texts['cart'],
): string {
  return t.notSold(
    name ? `${titleOf(language, name)} ${inLanguage(language, name.specZh, name.specEn)}` : sku,
  )
}

/** Why a line cannot be bought as it stands, and how to mend it; null when it can. */
export function problemText(
  line: QuoteLine,
  view: CartView,
  language: Language,
  t: Texts['cart'],
  now: number,
): string | null {
  const title = titleOf(language, line)
  switch (line.problem) {
    case null:
      return null
    case 'out_of_stock':
      return line.available < 1 ? t.soldOut(title) : t.sharedStock(title)
    case 'out_of_season':
      return t.outOfSeason(title, nextSeasonMonth(line.seasonMask, monthOf(civilDate(now))))
    case 'undeliverable':
      return t.undeliverable(title, provinceName(language, view.province))
    case 'by_quotation':
      return t.byQuotation(title)
    case 'not_sold':
      return t.notSold(title)
  }
}

/** What changed on a line since it was put in: its price, its stock. */
export function changeTexts(line: QuoteLine, view: CartView, language: Language, t: Texts['cart']): string[] {
  const title = titleOf(language, line)
  const before = view.seenFen.get(line.sku)
  return [
    ...(before === undefined ? [] : [t.priceChanged(title, formatYuan(before), formatYuan(line.priceFen))]),
    ...(view.reduced.has(line.sku) ? [t.stockReduced(title, line.available)] : []),
  ]
}
