import type { WaitingLine } from './queries.ts'

/** A SKU to fetch: alone, and for boxes that are packed from it. */
export type ShelfRow = { sku: string; alone: number; inBoxes: number; pieces: number; orders: number }
/** A bundle to pack: how many, and what goes into each. */
export type BoxRow = {
  sku: string
  name: string
  pieces: number
  orders: number
  contents: { sku: string; each: number; pieces: number }[]
}
export type PickGroup = { storage: string; orders: number; shelf: ShelfRow[]; boxes: BoxRow[] }

/** Whether a line is packed from other SKUs; it has no stock of its own. */
export const isBundle = ({ sku, parts }: Pick<WaitingLine, 'sku' | 'parts'>): boolean =>
  parts.some((part) => part.sku !== sku)

/**
 * What has to be fetched for the lines of one storage: every SKU that stock is drawn from, summed, bundles taken apart;
 * and the bundles to pack from them. The sums are the stock movements of what is still to send.
 */
export function pickGroup(storage: string, lines: WaitingLine[]): PickGroup {
  const orders = new Set(lines.map((line) => line.orderId))
  const skus = new Set(lines.flatMap(({ parts }) => parts.map(({ sku }) => sku)))
  // A box whose contents were changed meanwhile is packed as it was bought.
  const boxes = new Map<string, WaitingLine[]>()
  for (const line of lines.filter(isBundle)) {
    const key = `${line.sku} ${JSON.stringify(line.parts)}`
    boxes.set(key, [...(boxes.get(key) ?? []), line])
  }
  return {
    storage,
    orders: orders.size,
    shelf: [...skus].toSorted().map((sku) => shelfRow(sku, lines)),
    boxes: [...boxes.keys()].toSorted().map((key) => boxRow(boxes.get(key)!)),
  }
}

const total = (lines: { pieces: number }[]) => lines.reduce((sum, { pieces }) => sum + pieces, 0)

function shelfRow(sku: string, lines: WaitingLine[]): ShelfRow {
  const drawing = lines.flatMap((line) =>
    line.parts
      .filter((part) => part.sku === sku)
      .map(({ quantity }) => ({ line, pieces: quantity * line.pieces })),
  )
  const inBoxes = total(drawing.filter(({ line }) => isBundle(line)))
  const pieces = total(drawing)
  const orders = new Set(drawing.map(({ line }) => line.orderId)).size
  return { sku, alone: pieces - inBoxes, inBoxes, pieces, orders }
}

function boxRow(lines: WaitingLine[]): BoxRow {
  const { sku, titleZh, specZh, parts } = lines[0]!
  const pieces = total(lines)
  return {
    sku,
    name: `${titleZh} ${specZh}`,
    pieces,
    orders: new Set(lines.map(({ orderId }) => orderId)).size,
    contents: parts.map((part) => ({ sku: part.sku, each: part.quantity, pieces: part.quantity * pieces })),
  }
}
