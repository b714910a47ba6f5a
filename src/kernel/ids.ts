const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Time-ordered id such as `ord_01k9…`: 10 characters of time (ms), 16 random ones (80 bits). */
export const newId = (prefix: string, at: number): string =>
  idFrom(prefix, at) + randomLetters(16).toLowerCase()

/** What every id made at `at` (UTC ms) begins with: a lower bound for those made then or later. */
export function idFrom(prefix: string, at: number): string {
  let time = ''
  for (let rest = at, i = 0; i < 10; i += 1, rest = Math.floor(rest / 32)) time = CROCKFORD[rest % 32] + time
  return `${prefix}_${time.toLowerCase()}`
}

/** Order number people read out: 11 random Crockford characters and a check letter (Luhn mod 32). */
export function newOrderNumber(): string {
  const body = randomLetters(11)
  return body + checkLetter(body)
}

/** Canonical order number from what was typed (spaces, hyphens, O/I/L fixed); null when it cannot be one. */
export function parseOrderNumber(text: string): string | null {
  const canonical = canonicalOf(text)
  if (!SHAPE.test(canonical)) return null
  return checkLetter(canonical.slice(0, 11)) === canonical[11] ? canonical : null
}

/** Whether it looks like an order number; one that does and cannot be one was mistyped somewhere. */
export const isOrderNumberShaped = (text: string): boolean => /^[0-9A-Z]{12}$/.test(canonicalOf(text))

const SHAPE = /^[0-9A-HJKMNP-TV-Z]{12}$/
const canonicalOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Cf}-]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')

export const formatOrderNumber = (number: string): string => number.replace(/(.{4})(?=.)/g, '$1-')

function checkLetter(body: string): string {
  let sum = 0
  for (let i = 0; i < body.length; i += 1) {
    const value = CROCKFORD.indexOf(body[i]!)
    const doubled = (body.length - i) % 2 === 1 ? value * 2 : value
    sum += Math.floor(doubled / 32) + (doubled % 32)
  }
  return CROCKFORD[(32 - (sum % 32)) % 32]!
}

export function randomLetters(count: number): string {
  // 256 is a multiple of 32, so the remainder carries no bias.
  return Array.from(crypto.getRandomValues(new Uint8Array(count)), (byte) => CROCKFORD[byte % 32]).join('')
}
