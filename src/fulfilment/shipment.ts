/** Who says that a parcel came; nobody did where it is assumed. */
export type DeliveredBy = 'shopper' | 'staff' | 'assumed'

/** Letters, digits and hyphens, 6 to 30, in capitals; null when it cannot be a number of a parcel. */
export function parseTrackingNo(typed: string): string | null {
  const canonical = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Cf}]/gu, '')
  return /^[A-Z0-9-]{6,30}$/.test(canonical) ? canonical : null
}

/** Boxes of one parcel. */
const MOST_BOXES = 20
const WHOLE_NUMBER = 10

/**
 * The numbers of one parcel that went in several boxes: between 、 , ; / or line ends, or spaces where each part is a
 * whole number by itself. Each once; null when one of them cannot be a number, or there is none.
 */
export function parseTrackingNos(typed: string): string[] | null {
  const parts = typed.split(/[、，,；;/\n]+/).filter((part) => part.trim())
  const numbers = parts.flatMap((part) => {
    const words = part.trim().split(/\s+/)
    return words.every((word) => (parseTrackingNo(word)?.length ?? 0) >= WHOLE_NUMBER) ? words : [part]
  })
  const parsed = numbers.map(parseTrackingNo)
  if (!parsed.length || parsed.length > MOST_BOXES || parsed.includes(null)) return null
  return [...new Set(parsed as string[])]
}

export type LeftLine = { line: number; sku: string; storage: string; quantity: number; left: number }
export type ShippedLine = { line: number; quantity: number }

/** What is left to send of each line. */
export function leftToShip(
  lines: { line: number; sku: string; storage: string; quantity: number }[],
  shipped: ShippedLine[],
): LeftLine[] {
  const sent = new Map<number, number>()
  for (const { line, quantity } of shipped) sent.set(line, (sent.get(line) ?? 0) + quantity)
  return lines.map(({ line, sku, storage, quantity }) => ({
    line,
    sku,
    storage,
    quantity,
    left: quantity - (sent.get(line) ?? 0),
  }))
}

/**
 * What goes into each of so many boxes: a line each and the rest in the last; where there are more boxes than lines, the
 * lines of most pieces are shared, and boxes beyond the last piece hold a part of one: nothing is counted in them.
 */
export function shareOut(lines: LeftLine[], boxes: number): LeftLine[][] {
  const last = Math.min(boxes, lines.length) - 1
  const shares = lines.slice(0, last + 1).map((line, at) => (at < last ? [line] : lines.slice(at)))
  while (shares.length < boxes) {
    const single = shares.map((share) => (share.length === 1 ? share[0]!.left : 0))
    const most = Math.max(...single)
    if (most < 2) break
    const at = single.indexOf(most)
    const line = shares[at]![0]!
    const half = Math.ceil(most / 2)
    shares.splice(at, 1, [{ ...line, left: half }], [{ ...line, left: most - half }])
  }
  return [...shares, ...Array.from({ length: boxes - shares.length }, () => [])]
}
