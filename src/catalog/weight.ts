import { parseDecimal } from '../kernel/typed-number.ts'

/** Grams from "2.3" kg, at most three decimals and 999 kg; null when it is anything else. */
export function parseKg(text: string): number | null {
  const grams = parseDecimal(text, 3, 'kg')
  return grams !== null && grams < 1_000_000 ? grams : null
}

/** Kilograms without needless decimals: 2300 → "2.3". */
export function formatKg(grams: number): string {
  const decimals = String(grams % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '')
  return `${Math.floor(grams / 1000)}${decimals ? `.${decimals}` : ''}`
}
