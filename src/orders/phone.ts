/**
 * Canonical phone number from what was typed: full-width digits, spaces, hyphens and +86 are mended. Mobile
 * numbers have 11 digits; a landline with its area code is allowed for institutions. Null when it is neither.
 */
export function parsePhone(text: string): string | null {
  const digits = text
    .normalize('NFKC')
    .replace(/[\s\-‐-―()]/g, '')
    .replace(/^(?:\+|00)86/, '')
    .replace(/^86(?=1[3-9]\d{9}$)/, '')
  return /^1[3-9]\d{9}$/.test(digits) || /^0\d{2,3}[2-9]\d{6,7}$/.test(digits) ? digits : null
}
