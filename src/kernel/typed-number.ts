const GROUPED = /^\d{1,3}(?:,\d{3})+(?=\.|$)/

/**
 * A number as people type it, in plain digits: full width, thousands set apart (`1,000`), marks nobody sees, its unit
 * behind it. What is no number stays what it is.
 */
export function plainNumber(typed: string, unit = ''): string {
  const text = typed
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim()
  const bare = unit && text.endsWith(unit) ? text.slice(0, -unit.length).trim() : text
  return GROUPED.test(bare) ? bare.replaceAll(',', '') : bare
}

/** A whole number from 0 to `most`, also as programs write it (`120.0`); null for anything else. */
export function parseWhole(typed: string, most: number, unit = ''): number | null {
  const [digits] = /^\d+(?=\.0+$|$)/.exec(plainNumber(typed, unit)) ?? []
  return digits && Number(digits) <= most ? Number(digits) : null
}

/** A number with at most so many decimals in units of the last one: two of them read "2.5" as 250; null for anything else. */
export function parseDecimal(typed: string, decimals: number, unit = ''): number | null {
  const [, whole, part = ''] = /^(\d{1,9})(?:\.(\d+))?$/.exec(plainNumber(typed, unit)) ?? []
  if (whole === undefined || part.length > decimals) return null
  return Number(whole) * 10 ** decimals + Number(part.padEnd(decimals, '0') || 0)
}

/** Whether a number looks mistyped beside the one before: tenfold and more, or the same digits and one too many. */
export function looksMistyped(before: number, after: number): boolean {
  if (before <= 0 || after <= before) return false
  const [old, digits] = [String(before), [...String(after)]]
  return after >= before * 10 || digits.some((_, at) => digits.toSpliced(at, 1).join('') === old)
}
