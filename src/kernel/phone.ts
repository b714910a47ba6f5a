/**
 * Canonical phone number from what was typed: full-width digits, spaces, hyphens, brackets and +86 are mended.
 * Mobile numbers only, unless `landline` allows an area code and number (institutions). Null when it is neither.
 */
export function parsePhone(text: string, allow: { landline?: boolean } = {}): string | null {
  const digits = text
    .normalize('NFKC')
    .replace(/[\s\-‐-―.()]/g, '')
    .replace(/^(?:\+|00)86/, '')
    .replace(/^86(?=1[3-9]\d{9}$)/, '')
  if (/^1[3-9]\d{9}$/.test(digits)) return digits
  return allow.landline && /^0\d{2,3}[2-9]\d{6,7}$/.test(digits) ? digits : null
}

/** 13800001234 → 138****1234. */
export const maskPhone = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-4)}`
