// Dashes, minus and invisible marks (phones wrap copied numbers in them), dots, parentheses and spaces.
const NOISE = /[\s\p{Pd}\p{Cf}\u2212.·•()_]/gu
const LONGEST_TYPED = 40

/**
 * Canonical phone number from what was typed: 11 digits of a mobile, or with `landline` also `020-12345678`.
 * Full-width digits, spaces, hyphens and +86 are mended; null when it is neither.
 */
export function parsePhone(text: string, { landline = false } = {}): string | null {
  if (text.length > LONGEST_TYPED) return null
  const typed = text.normalize('NFKC').replace(NOISE, '')
  const digits = typed.replace(/^(?:\+|00)?86(?=\d{10})/, '')
  if (/^1[3-9]\d{9}$/.test(digits)) return digits
  if (!landline) return null
  // The area code loses its 0 behind +86.
  const national = digits === typed || digits[0] === '0' ? digits : `0${digits}`
  const [, area, number] = /^(010|02\d|0[3-9]\d\d)([2-9]\d{6,7})$/.exec(national) ?? []
  return area && number && (area.length === 4 || number.length === 8) ? `${area}-${number}` : null
}

/** Hides the middle of a canonical number: 138****1234, 020-****5678. */
export function maskPhone(phone: string): string {
  if (!phone) return ''
  const shown = phone.startsWith('1') ? phone.slice(0, 3) : phone.replace(/[^-]*$/, '')
  return `${shown}****${phone.slice(-4)}`
}
