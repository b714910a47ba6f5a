import type { ShortLine } from '../kernel/result.ts'
import type { CartItem, Shelf } from './quote.ts'

/** What is on the shelf of a stocked SKU, and what it is called where it lies in a box. */
export type Stocked = {
  available: number
  titleZh: string
  titleEn: string
  specZh: string
  specEn: string
}

export type Draw = { sku: string; quantity: number; stock: { sku: string; quantity: number }[] }

/** Why a line can have no more than the others left it. */
export type SharedStock = NonNullable<ShortLine['shared']>

export type Share = {
  /** Pieces the line may have in this order, the other lines as they are granted. */
  left: number
  /** Where other lines are what keeps it from having more. */
  shared?: SharedStock
}

/**
 * Divides the shelf among the lines of one order, bundles taken apart: each is granted what it asks for as far as the
 * lines before it left it. An order of every line cut to its `left` succeeds. Pure; one answer a line, in their order.
 */
export function shareStock(lines: Draw[], shelf: Map<string, Stocked>): Share[] {
  const free = new Map([...shelf].map(([sku, { available }]) => [sku, { available }]))
  const granted = lines.map((line) => {
    const pieces = Math.min(line.quantity, possible(line.stock, free))
    for (const { sku, quantity } of line.stock) {
      const part = free.get(sku)
      if (part) part.available -= quantity * pieces
    }
    return pieces
  })
  const taking = lines.filter((_, at) => granted[at]! > 0)
  return lines.map((line, at) => ({
    left: granted[at]! + possible(line.stock, free),
    shared: sharedBy(line, taking, shelf, free),
  }))
}

/** Pieces that can be made of what is there. */
export const possible = (stock: Draw['stock'], shelf: Map<string, { available: number }>): number =>
  Math.min(...stock.map(({ sku, quantity }) => Math.floor((shelf.get(sku)?.available ?? 0) / quantity)))

function sharedBy(
  line: Draw,
  taking: Draw[],
  shelf: Map<string, Stocked>,
  free: Map<string, { available: number }>,
): SharedStock | undefined {
  for (const { sku, quantity } of line.stock) {
    const available = shelf.get(sku)?.available ?? 0
    const others = taking.filter((one) => one !== line && one.stock.some((part) => part.sku === sku))
    if (available < quantity || (free.get(sku)?.available ?? 0) >= quantity || !others.length) continue
    const alike = others.every(({ stock }) => stock.find((part) => part.sku === sku)?.quantity === quantity)
    const together = alike ? Math.floor(available / quantity) : null
    return { sku, available, with: others.map((one) => one.sku), together }
  }
  return undefined
}

/** What each line may have, where prices and freight are agreed otherwise; what is not sold has nothing to share. */
export const sharesOf = (items: CartItem[], shelf: Shelf): (Share & CartItem)[] => {
  const lines = items.map((item) => ({ ...item, stock: shelf.sellables.get(item.sku)?.stock ?? [] }))
  const shares = shareStock(lines, shelf.stock)
  return items.map((item, at) => ({ ...item, ...shares[at]! }))
}

/** The lines that are short. */
export const shortLines = (items: CartItem[], shelf: Shelf): ShortLine[] =>
  sharesOf(items, shelf).flatMap(({ sku, quantity, left, shared }) =>
    left < quantity ? [{ sku, available: left, shared }] : [],
  )
