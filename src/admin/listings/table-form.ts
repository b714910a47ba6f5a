import type { CellChanges } from '../../catalog/listings/cell-changing.ts'
import { STOCK_REASONS } from '../../catalog/stock/adjusting.ts'
import { type Form, listOf, textOf, valuesOf } from '../../http/form.ts'
import { bareYuan, parseYuan } from '../../kernel/money.ts'
import { parseWhole } from '../../kernel/typed-number.ts'

/** Typed values by field; chosen SKUs as `chosen.SKU`. */
export const flat = (form: Form): Record<string, string> => ({
  ...valuesOf(form),
  ...Object.fromEntries(listOf(form, 'sku').map((sku) => [`chosen.${sku}`, 'on'])),
})

const whole = (text: string | undefined): number | null =>
  /^\d{1,9}$/.test(text ?? '') ? Number(text) : null
const MOST_PIECES = 9_999_999
const piecesOf = (text: string): number | null => parseWhole(text, MOST_PIECES, '件')

/**
 * The cells that were touched: those that differ from the number they were first shown with, which came back with
 * the form. `error` names the first thing nobody can read.
 */
export function cellsOf(form: Form): CellChanges & { error: string | null } {
  const reason = STOCK_REASONS.find((known) => known === textOf(form, 'reason')) ?? '更正'
  const cells: CellChanges & { error: string | null } = { prices: [], stock: [], reason, error: null }
  for (const name of Object.keys(form)) {
    const [kind = '', sku = ''] = name.split('.')
    if (kind !== 'price' && kind !== 'stock') continue
    const seen = whole(textOf(form, `seen-${kind}.${sku}`)) ?? Number.NaN
    const typed = textOf(form, name)
    if (kind === 'price') {
      const fen = parseYuan(typed)
      if (!fen) cells.error ??= `${sku} 的价格“${typed}”格式不对：请填元，例如 68 或 68.5。所有改动均未保存。`
      else if (fen !== seen) cells.prices.push({ sku, seenFen: seen, fen })
    } else {
      const available = piecesOf(typed)
      if (available === null)
        cells.error ??= `${sku} 的库存“${typed}”格式不对：请填整数件数。所有改动均未保存。`
      else if (available !== seen) cells.stock.push({ sku, seen, available, ...meantIn(form, sku) })
    }
  }
  return cells
}

/** What was chosen where the page asked whether a difference or a number was meant. */
function meantIn(form: Form, sku: string): { meant?: 'difference' | { over: number } } {
  const chosen = textOf(form, `moved.${sku}`)
  const over = whole(textOf(form, `now-stock.${sku}`))
  if (chosen === 'by') return { meant: 'difference' }
  return chosen === 'to' && over !== null ? { meant: { over } } : {}
}

/** A price as it is drawn: what stands in the box, the fen it counts from, and those it was opened with if they moved. */
export type PriceCell = { text: string; seen: number; was: number | null }

/** An untouched price shows what is now; a touched one keeps what was typed, beside both prices where it moved. */
export function priceCell(values: Record<string, string>, sku: string, now: number): PriceCell {
  const typed = values[`price.${sku}`]
  const seen = whole(values[`seen-price.${sku}`])
  const fen = typed === undefined ? null : parseYuan(typed)
  if (typed === undefined || seen === null || fen === seen || fen === now)
    return { text: bareYuan(now), seen: now, was: null }
  return { text: typed, seen: now, was: seen === now ? null : seen }
}

/** A stock as it is drawn; `moved` where it was typed over a number that is not there any more. */
export type StockCell = { text: string; seen: number; moved: MovedStock | null }
/** Pieces: when opened, now, typed (null when nobody can read it); `chosen` is what was meant, if it was said of these. */
export type MovedStock = { was: number; now: number; typed: number | null; chosen: 'by' | 'to' | null }

/** An untouched stock shows what is now; a touched one keeps what was typed and the number it was typed over. */
export function stockCell(values: Record<string, string>, sku: string, now: number): StockCell {
  const typed = values[`stock.${sku}`]
  const seen = whole(values[`seen-stock.${sku}`])
  if (typed === undefined || seen === null || piecesOf(typed) === seen)
    return { text: String(now), seen: now, moved: null }
  if (seen === now) return { text: typed, seen, moved: null }
  const asked = values[`moved.${sku}`]
  const chosen =
    asked === 'by' || (asked === 'to' && whole(values[`now-stock.${sku}`]) === now) ? asked : null
  return { text: typed, seen, moved: { was: seen, now, typed: piecesOf(typed), chosen } }
}
