// Time-based one-time passwords, RFC 6238: HMAC-SHA-1, six digits, 30 seconds.
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const STEP_MS = 30_000

/** 160 random bits in base32, as authenticator apps read them. */
export function newTotpSecret(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) => ALPHABET[byte % 32]).join('')
}

export const totpStep = (now: number): number => Math.floor(now / STEP_MS)

export async function totpCode(secret: string, step: number): Promise<string> {
  const key = await crypto.subtle.importKey(
    'raw',
    fromBase32(secret),
    { name: 'HMAC', hash: 'SHA-1' },
    false,
    ['sign'],
  )
  const counter = new DataView(new ArrayBuffer(8))
  counter.setUint32(0, Math.floor(step / 2 ** 32))
  counter.setUint32(4, step % 2 ** 32)
  const mac = new DataView(await crypto.subtle.sign('HMAC', key, counter.buffer))
  const number = mac.getUint32(mac.getUint8(19) & 15) & 0x7fffffff
  return String(number % 1_000_000).padStart(6, '0')
}

/** The step a code belongs to, one before or after included; null when wrong or not newer than `lastStep`. */
export async function matchingStep(secret: string, code: string, now: number, lastStep: number) {
  const typed = code.normalize('NFKC').replace(/\s/g, '')
  for (const step of [0, -1, 1].map((offset) => totpStep(now) + offset)) {
    if (step > lastStep && (await totpCode(secret, step)) === typed) return step
  }
  return null
}

export const totpUri = (secret: string, login: string): string =>
  `otpauth://totp/${encodeURIComponent('普定')}:${encodeURIComponent(login)}?secret=${secret}&issuer=${encodeURIComponent('普定')}`

function fromBase32(text: string): Uint8Array<ArrayBuffer> {
  const bytes: number[] = []
  let bits = 0
  let value = 0
  for (const letter of text) {
    value = ((value << 5) | ALPHABET.indexOf(letter)) & 0xffff
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes.push((value >> bits) & 255)
    }
  }
  return new Uint8Array(bytes)
}
