// Dashes, minus and invisible marks (phones wrap copied numbers in them), dots, parentheses and spaces.
const NOISE = /[\s\p{Pd}\p{Cf}\u2212.·•()_]/gu
const LONGEST_TYPED = 40
// What other shops print behind a number they lend: -7804, 转3321, [2568]; and the extension of an office.
const EXTENSION = /^(.*\d[\s)]*)(?:(\p{Pd}|转|轉|分机号?|#|ext\.?)\s*:?\s*(\d{1,6})|[[【](\d{1,6})[\]】])$/iu
const OVERSEAS = [/^(852)([2-9]\d{7})$/, /^(853)((?:6\d|28|8\d)\d{6})$/, /^(886)0?(9\d{8}|[2-8]\d{7,8})$/]

/** Canonical mobile of the mainland, 11 digits, from what was typed; null when it is anything else. */
export function parseMobile(text: string): string | null {
  const phone = parsePhone(text)
  return phone && /^1\d{10}$/.test(phone) ? phone : null
}

/**
 * Canonical phone that a courier can call, from what was typed: 11 digits of a mobile, `020-12345678`, `400-820-8820`,
 * `+85291234567` (Hong Kong, Macao and Taiwan), each with its extension as it was written: `-7804`, `转3321`, `[2568]`.
 * Full-width digits, spaces, hyphens and +86 are put right; null when it is none of these.
 */
export function parsePhone(text: string): string | null {
  if (text.length > LONGEST_TYPED) return null
  const typed = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim()
  const whole = parseNumber(typed)
  if (whole) return whole
  const [, before = '', sign = '', extension, bracketed] = EXTENSION.exec(typed) ?? []
  const number = parseNumber(before)
  if (!number) return null
  if (bracketed) return `${number}[${bracketed}]`
  return `${number}${/\p{Pd}/u.test(sign) ? '-' : '转'}${extension}`
}

function parseNumber(text: string): string | null {
  const typed = text.replace(NOISE, '')
  const digits = typed.replace(/^(?:\+|00)?86(?=\d{10})/, '')
  if (/^1[3-9]\d{9}$/.test(digits)) return digits
  const [, service, first, last] = /^([48]00)(\d{3})(\d{4})$/.exec(digits) ?? []
  if (service) return `${service}-${first}-${last}`
  for (const place of OVERSEAS) {
    const [, code, number] = place.exec(typed.replace(/^(?:\+|00)/, '')) ?? []
    if (code) return `+${code}${number}`
  }
  // The area code loses its 0 behind +86.
  const national = digits === typed || digits[0] === '0' ? digits : `0${digits}`
  const [, area, number] = /^(010|02\d|0[3-9]\d\d)([2-9]\d{6,7})$/.exec(national) ?? []
  return area && number && (area.length === 4 || number.length === 8) ? `${area}-${number}` : null
}

/** A canonical phone without its extension: what its owner knows it by, and is looked up with. */
export const numberOf = (phone: string): string =>
  /^(?:1\d{10}|\+\d+|0\d+-\d+|[48]00-\d{3}-\d{4})/.exec(phone)?.[0] ?? phone

/** Hides the middle of a canonical number and its extension: 138****1234, 020-****5678, 138****1234-****. */
export function maskPhone(phone: string): string {
  if (!phone) return ''
  const number = numberOf(phone)
  const [shown = ''] = /^(?:1\d\d|\+\d{3}|0\d+-|[48]00-)/.exec(number) ?? []
  return `${shown}****${number.slice(-4)}${phone.slice(number.length).replace(/\d/g, '*')}`
}
