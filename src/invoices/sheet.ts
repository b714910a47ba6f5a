import { lackingOf, NO_TAX_FACTS, type TaxFacts } from '../catalog/tax.ts'
import { allocateFen, fen } from '../kernel/money.ts'
import type { OrderFreight } from '../orders/order.ts'
import { type Account, capturedAttempt } from '../payments/account.ts'

/** One line to copy. `amountFen` holds the tax; `netFen` and `taxFen` are its two parts. */
export type SheetLine = {
  /** `line.2` or `freight.0`. */
  key: string
  name: string
  spec: string
  unit: string
  quantity: number
  tax: TaxFacts
  amountFen: number
  netFen: number
  taxFen: number
}
/** What is to be copied at the bureau's platform; sums to the fen. */
export type Sheet = { lines: SheetLine[]; amountFen: number; netFen: number; taxFen: number }

/** Facts of SKUs, and what was typed for single lines of this sheet. */
export type Facts = { bySku: Map<string, TaxFacts>; typed: Record<string, TaxFacts> }

type Part = Pick<SheetLine, 'key' | 'name' | 'spec' | 'unit' | 'quantity' | 'tax'> & { leftFen: number }

/** What the order keeps of what was paid, in fen: the sum of its invoice. A refund its provider refused is still owed. */
export function keptFen(account: Account): number {
  const attempt = capturedAttempt(account)
  if (!attempt || !account.capture) return 0
  const back = account.refunds.filter(({ attemptId }) => attemptId === attempt.id)
  return Math.max(0, account.capture.amountFen - back.reduce((sum, { amountFen }) => sum + amountFen, 0))
}

/**
 * The copy sheet of an order as it stands: what is left of each line after discounts and refunds, freight beside it.
 * What was allowed for the order as a whole is taken off all lines by largest remainder. Null when nothing is left.
 */
export function sheetOf(account: Account, facts: Facts): Sheet | null {
  const parts = [...goodsOf(account, facts), ...freightOf(account, facts)].filter(
    ({ leftFen }) => leftFen > 0,
  )
  const kept = keptFen(account)
  if (kept === 0 || parts.length === 0) return null
  const shares = allocateFen(
    fen(kept),
    parts.map(({ leftFen }) => leftFen),
  )
  const lines = parts
    .map(({ leftFen: _, ...part }, at) => ({ ...part, ...taxParts(shares[at]!, part.tax.rateBp ?? 0) }))
    .filter(({ amountFen }) => amountFen > 0)
  const sum = (of: 'netFen' | 'taxFen') => lines.reduce((total, line) => total + line[of], 0)
  return { lines, amountFen: kept, netFen: sum('netFen'), taxFen: sum('taxFen') }
}

/** An amount that holds its tax, in its two parts; the tax is what rounding leaves. */
export function taxParts(amountFen: number, rateBp: number) {
  const netFen = Math.round((amountFen * 10_000) / (10_000 + rateBp))
  return { amountFen, netFen, taxFen: amountFen - netFen }
}

const sumOf = (rows: { amountFen: number }[]) => rows.reduce((sum, { amountFen }) => sum + amountFen, 0)

function goodsOf(account: Account, facts: Facts): Part[] {
  return account.lines.map((line) => {
    const own = <Row extends { line: number | null }>(rows: Row[]) =>
      rows.filter((row) => row.line === line.line)
    const back = own(account.refundedLines)
    const key = `line.${line.line}`
    const tax = facts.typed[key] ?? facts.bySku.get(line.sku ?? '') ?? NO_TAX_FACTS
    const pieces = line.quantity - back.reduce((sum, { quantity }) => sum + quantity, 0)
    return {
      ...{ key, name: tax.name || line.titleZh, spec: line.specZh, unit: line.sku ? '件' : '份', tax },
      quantity: Math.max(1, pieces),
      leftFen: line.amountFen - line.discountFen - sumOf(back) - sumOf(own(account.allowances)),
    }
  })
}

/** Freight is part of the price of what travelled: it follows the highest rate in its box (增值税法 art. 12). */
function freightOf(account: Account, facts: Facts): Part[] {
  const groups = JSON.parse(account.order.freight) as OrderFreight[]
  return groups.map((group, place) => {
    const key = `freight.${place}`
    const inside = account.lines
      .filter(({ sku }) => sku !== null && group.skus.includes(sku))
      .map((line) => facts.typed[`line.${line.line}`] ?? facts.bySku.get(line.sku!) ?? NO_TAX_FACTS)
    const known = inside.every(({ rateBp }) => rateBp !== null)
    const [highest = NO_TAX_FACTS] = known ? inside.sort((a, b) => b.rateBp! - a.rateBp!) : []
    const back = account.refundedFreight.filter((own) => own.place === place)
    return {
      ...{ key, name: '运费', spec: '', unit: '次', quantity: 1 },
      tax: facts.typed[key] ?? { ...highest, name: '' },
      leftFen: group.feeFen - sumOf(back),
    }
  })
}

/** What each line of a sheet still lacks, by its key; empty: it can be issued. */
export const lackingIn = (sheet: Sheet): Map<string, ReturnType<typeof lackingOf>> =>
  new Map(
    sheet.lines.flatMap(({ key, tax }) => {
      const lacking = lackingOf(tax)
      return lacking.length ? [[key, lacking] as const] : []
    }),
  )

/** A line's price for one piece with its tax, in yuan with eight decimals where it does not come out even. */
export function pieceYuan({ amountFen, quantity }: Pick<SheetLine, 'amountFen' | 'quantity'>): string {
  const units = (BigInt(amountFen) * 10n ** 6n * 2n + BigInt(quantity)) / (2n * BigInt(quantity))
  const digits = String(units).padStart(9, '0')
  return `${digits.slice(0, -8)}.${digits.slice(-8).replace(/0{1,6}$/, '')}`
}
