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
