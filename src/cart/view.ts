import type { BasketPlot } from '../adoption/basket.ts'
import { MAX_QUANTITY } from '../catalog/card.ts'
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
  /** What the lines draw on, by SKU. */
  stock: Shelf['stock']
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
  const seenFen = new Map<string, number>()
  for (const { sku, seenFen: seen } of lines) {
    const sellable = shelf.sellables.get(sku)
    if (sellable && sellable.priceFen !== seen) seenFen.set(sku, seen)
  }
  const gone = lines
    .filter(({ sku }) => !shelf.sellables.has(sku))
    .map(({ sku }) => ({ sku, name: shelf.offShelf.get(sku) ?? null }))
  const chosen = plots.flatMap((plot) => plot.chosen ?? [])
  const quoted = (items: CartItem[]) => quote(items, shelf, province.name, now, chosen, asked)
  const wanted = quoted(lines)
  // What is sold out keeps its quantity and becomes a problem; zero pieces would say nothing.
  const short = wanted.problems.filter(({ reason, available }) => reason === 'out_of_stock' && available > 0)
  const left = new Map(short.map(({ sku, available }) => [sku, available]))
  const items = lines.map(({ sku, quantity }) => ({ sku, quantity: left.get(sku) ?? quantity }))
  const decided = short.length ? quoted(items) : wanted
  const reduced = new Set(left.keys())
  return { province, quote: decided, items, reduced, seenFen, gone, plots, stock: shelf.stock }
}

/** Whether something in it keeps it from being ordered. */
export const isBlocked = ({ quote, plots }: CartView): boolean =>
  quote.problems.length > 0 || plots.some((plot) => plot.reason !== null)

export const titleOf = (language: Language, line: { titleZh: string; titleEn: string }): string =>
  inLanguage(language, line.titleZh, line.titleEn)

const fullName = (language: Language, one: SkuName): string =>
  `${titleOf(language, one)} ${inLanguage(language, one.specZh, one.specEn)}`

/** Says that something in the cart is no longer sold, by its name where it once was on the shelf. */
export function goneText(
  { sku, name }: CartView['gone'][number],
  language: Language,
  t: Texts['cart'],
): string {
  return t.notSold(name ? fullName(language, name) : sku)
}

/** Why a line cannot be bought as it stands, and how to fix it; null when it can. */
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
      return sharedText(line, view, language, t, t.sharedNone) ?? t.soldOut(title)
    case 'out_of_season':
      return t.outOfSeason(title, nextSeasonMonth(line.seasonMask, monthOf(civilDate(now))))
    case 'undeliverable':
      return t.undeliverable(title, provinceName(language, view.province))
    case 'dispatch_paused':
      return t.dispatchPaused(title)
    case 'by_quotation':
      return t.byQuotation(title)
    case 'not_sold':
      return t.notSold(title)
    case 'sample':
      return t.sampleOnly(title)
  }
}

/** What changed on a line since it was put in: its price, its stock. */
export function changeTexts(line: QuoteLine, view: CartView, language: Language, t: Texts['cart']): string[] {
  const title = titleOf(language, line)
  const before = view.seenFen.get(line.sku)
  return [
    ...(before === undefined ? [] : [t.priceChanged(title, formatYuan(before), formatYuan(line.priceFen))]),
    ...(view.reduced.has(line.sku) ? [reducedText(line, view, language, t)] : []),
  ]
}

const reducedText = (line: QuoteLine, view: CartView, language: Language, t: Texts['cart']): string =>
  sharedText(line, view, language, t, t.sharedReduced(line.left)) ??
  t.stockReduced(titleOf(language, line), line.left)

/** Why there can be no more of a line that is bought as it was asked for; null where the others do not keep it down. */
export const limitText = (
  line: QuoteLine,
  view: CartView,
  language: Language,
  t: Texts['cart'],
): string | null =>
  line.problem === null && line.quantity < MAX_QUANTITY && !view.reduced.has(line.sku)
    ? sharedText(line, view, language, t, '')
    : null

/** What a line shares with which others, and what follows; null where they do not keep it down. */
function sharedText(
  line: QuoteLine,
  view: CartView,
  language: Language,
  t: Texts['cart'],
  then: string,
): string | null {
  const part = line.shared && view.stock.get(line.shared.sku)
  if (!line.shared || !part) return null
  const { available, together } = line.shared
  const lines = view.quote.groups.flatMap((group) => group.lines)
  const others = lines.filter(({ sku }) => line.shared?.with.includes(sku))
  // Two sizes of one product have one title.
  const named = (one: QuoteLine): string => {
    const title = titleOf(language, one)
    const alike = [line, ...others].filter((other) => titleOf(language, other) === title)
    return alike.length > 1 ? fullName(language, one) : title
  }
  const words = {
    ...{ title: named(line), part: fullName(language, part), available, together },
    others: new Intl.ListFormat(language).format(others.map((one) => `“${named(one)}”`)),
  }
  return t.sharedStock(words) + then
}
