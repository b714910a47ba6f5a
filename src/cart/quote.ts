import type { ChosenAdoption } from '../adoption/choosing.ts'
import { dispatchOf } from '../catalog/dispatch.ts'
import { type FreightTemplate, freightFor, type Holiday, serves, shipDates } from '../catalog/freight.ts'
import { addFen, type Fen, fen, multiplyFen } from '../kernel/money.ts'
import type { ShortLine } from '../kernel/result.ts'
import { type AskedCode, type CodeOutcome, discountFor } from '../promotions/code.ts'
import { type Share, type SharedStock, type Stocked, shareStock } from './sharing.ts'

/** A SKU as the shop sells it now, with what its product says. */
export type Sellable = {
  sku: string
  slug: string
  titleZh: string
  titleEn: string
  specZh: string
  specEn: string
  picture: string
  family: string
  originCode: string
  producerId: string
  storage: string
  freightTemplate: string
  returnRule: string
  sample: number
  /** What it costs now. */
  priceFen: number
  /** The usual price, where a lower one holds for a time and it was truly charged. */
  wasFen: number | null
  promoUntil: number | null
  netG: number | null
  netMl: number | null
  grossG: number
  /** What can be promised now, in pieces of this SKU (for a bundle: of its scarcest component). */
  available: number
  seasonMask: number
  sellsOnlyInSeason: number
  /** What one piece draws down: itself, or its components. */
  stock: { sku: string; quantity: number }[]
}

export type CartItem = { sku: string; quantity: number }
export type ProblemReason =
  | 'not_sold'
  | 'sample'
  | 'out_of_season'
  | 'by_quotation'
  | 'undeliverable'
  | 'dispatch_paused'
  | 'out_of_stock'
/** `available` is what the order may have of it, given its other lines; `shared` says where these are the reason. */
export type QuoteProblem = ShortLine & { reason: ProblemReason }
export type QuoteLine = Sellable & {
  quantity: number
  /** Pieces this order may have of it, given its other lines. */
  left: number
  /** What it shares with other lines, where that keeps it from having more. */
  shared?: SharedStock
  amountFen: Fen
  /** Its share of what a code takes off. */
  discountFen: Fen
  problem: ProblemReason | null
}

export type QuoteGroup = {
  template: FreightTemplate
  storage: string
  lines: QuoteLine[]
  grossG: number
  subtotalFen: Fen
  freightFen: Fen
  missingForFreeFen: number | null
  /** Dates on which it can leave, earliest first. */
  shipDates: string[]
}

export type Quote = {
  groups: QuoteGroup[]
  /** Plots of the same order: in the subtotal, never in freight. */
  adoptions: (ChosenAdoption & { discountFen: Fen })[]
  /** The code typed and what it takes off, or why it takes nothing; null without one. */
  code: CodeOutcome | null
  subtotalFen: Fen
  freightFen: Fen
  discountFen: Fen
  totalFen: Fen
  problems: QuoteProblem[]
}

/** What a SKU is called. */
export type SkuName = Pick<Sellable, 'titleZh' | 'titleEn' | 'specZh' | 'specEn'>

export type Shelf = {
  sellables: Map<string, Sellable>
  /** What the sellables draw on. */
  stock: Map<string, Stocked>
  /** SKUs whose product was taken off, by the name it was sold under. */
  offShelf: Map<string, SkuName>
  /** Samples may be ordered: never where money is real. */
  sellsSamples: boolean
  templates: Map<string, FreightTemplate>
  holidays: Holiday[]
}

export const MAX_LINES = 50

/**
 * Prices, groups and freight of a basket for a province (short name, 广东). Pure: the preview, the cart and
 * the order all come from here, so they cannot differ. Lines with a problem carry no freight and no amount.
 */
export function quote(
  items: CartItem[],
  shelf: Shelf,
  province: string,
  now: number,
  adoptions: ChosenAdoption[] = [],
  asked: AskedCode | null = null,
): Quote {
  const lines = linesOf(items, shelf, province, now)
  const gone = items.filter(({ sku }) => !shelf.sellables.has(sku))
  const problems: QuoteProblem[] = [
    ...gone.map(({ sku }) => ({ sku, reason: 'not_sold' as const, available: 0 })),
    ...lines.flatMap(({ sku, problem, left, shared }) =>
      problem ? [{ sku, reason: problem, available: left, shared }] : [],
    ),
  ]
  const groups = grouped(lines, shelf, province, now)
  const subtotalFen = addFen(
    ...groups.map((group) => group.subtotalFen),
    ...adoptions.map((adoption) => adoption.priceFen),
  )
  const freightFen = addFen(...groups.map((group) => group.freightFen))
  const plots = adoptions.map((adoption) => ({ ...adoption, discountFen: fen(0) }))
  const code = asked ? takeOff(asked, groups, plots, freightFen, now) : null
  const discountFen = code?.discountFen ?? fen(0)
  return {
    groups,
    adoptions: plots,
    code,
    subtotalFen,
    freightFen,
    discountFen,
    totalFen: addFen(subtotalFen, freightFen, -discountFen),
    problems,
  }
}

/** Writes each line's share of the discount on it; lines with a problem take no part. */
function takeOff(
  asked: AskedCode,
  groups: QuoteGroup[],
  plots: Quote['adoptions'],
  freightFen: Fen,
  now: number,
): CodeOutcome {
  const sold = groups.flatMap((group) => group.lines.filter((line) => line.problem === null))
  const priced = [
    ...sold.map(({ family, amountFen }) => ({ family, amountFen })),
    ...plots.map(({ priceFen }) => ({ family: 'adoption', amountFen: fen(priceFen) })),
  ]
  const { outcome, shares } = discountFor(asked, priced, freightFen, now)
  for (const [at, line] of [...sold, ...plots].entries()) line.discountFen = shares[at]!
  return outcome
}

/** What can be sold there and now shares the stock; what cannot leaves its part to the others. */
function linesOf(items: CartItem[], shelf: Shelf, province: string, now: number): QuoteLine[] {
  const known = items.flatMap(({ sku, quantity }) => {
    const sellable = shelf.sellables.get(sku)
    return sellable ? [{ ...sellable, quantity, problem: problemOf(sellable, shelf, province, now) }] : []
  })
  const sold = known.filter((line) => line.problem === null)
  const shares = new Map(shareStock(sold, shelf.stock).map((share, at) => [sold[at], share]))
  return known.map((line) => {
    const { left, shared }: Share = shares.get(line) ?? { left: line.available }
    return {
      ...line,
      ...{ left, shared, discountFen: fen(0) },
      amountFen: multiplyFen(line.priceFen, line.quantity),
      problem: line.problem ?? (line.quantity > left ? 'out_of_stock' : null),
    }
  })
}

/** Why it is not sold there and now, however much of it there is. */
function problemOf(line: Sellable, shelf: Shelf, province: string, now: number): ProblemReason | null {
  const template = shelf.templates.get(line.freightTemplate)
  if (!template) return 'not_sold'
  if (line.sample === 1 && !shelf.sellsSamples) return 'sample'
  if (template.rules.kind === 'quotation') return 'by_quotation'
  const { problem } = dispatchOf(line, template.rules, shelf.holidays, now)
  if (problem === 'out_of_season') return problem
  return serves(template.rules, province) ? problem : 'undeliverable'
}

function grouped(lines: QuoteLine[], shelf: Shelf, province: string, now: number): QuoteGroup[] {
  const byTemplate = new Map<string, QuoteLine[]>()
  for (const line of lines) {
    byTemplate.set(line.freightTemplate, [...(byTemplate.get(line.freightTemplate) ?? []), line])
  }
  return [...byTemplate].flatMap(([code, members]) => {
    const template = shelf.templates.get(code)
    if (!template) return []
    const sold = members.filter((line) => line.problem === null)
    const grossG = sold.reduce((sum, line) => sum + line.grossG * line.quantity, 0)
    const subtotalFen = addFen(...sold.map((line) => line.amountFen))
    const all = shipDates(template.rules, shelf.holidays, now)
    const freight = sold.length ? freightFor(template.rules, province, grossG, subtotalFen) : null
    return {
      template,
      storage: members[0]?.storage ?? 'ambient',
      lines: members,
      grossG,
      subtotalFen,
      freightFen: freight?.fee ?? fen(0),
      missingForFreeFen: freight?.missingFen ?? null,
      // Each of them leaves on its first dates: what all share are those of the one whose season ends first.
      shipDates: sold
        .map((line) => dispatchOf(line, template.rules, shelf.holidays, now).dates)
        .reduce((shared, dates) => (dates.length < shared.length ? dates : shared), all),
    }
  })
}
