/** Grams from "2.3" kg, at most three decimals and 999 kg; null when it is anything else. */
export function parseKg(text: string): number | null {
  const match = /^(\d{1,3})(?:\.(\d{1,3}))?$/.exec(text.trim())
  return match ? Number(match[1]) * 1000 + Number((match[2] ?? '').padEnd(3, '0')) : null
}

/** Kilograms without needless decimals: 2300 → "2.3". */
export function formatKg(grams: number): string {
  const decimals = String(grams % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '')
  return `${Math.floor(grams / 1000)}${decimals ? `.${decimals}` : ''}`
}
