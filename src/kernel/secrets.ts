import { Buffer } from 'node:buffer'
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto'

/** HMAC-SHA-256, 32 bytes. */
export const mac = (secret: string, text: string): Uint8Array =>
  createHmac('sha256', secret).update(text).digest()

/** HMAC-SHA-256 as base64url (43 characters). */
export const hmac = async (secret: string, text: string): Promise<string> =>
  createHmac('sha256', secret).update(text).digest('base64url')

/** SHA-256 as base64url (43 characters). */
export const sha256 = async (text: string): Promise<string> =>
  createHash('sha256').update(text).digest('base64url')

/** 256 random bits as base64url, for a cookie; what is kept of them is their hash. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** Compares without telling by its timing how much was right. */
export function sameSecret(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  let difference = 0
  for (let i = 0; i < a.length; i += 1) difference |= a.charCodeAt(i) ^ b.charCodeAt(i)
  return difference === 0
}

/** AES-256-GCM under SHA-256(secret) as base64url: a 12-byte nonce of its own, what was sealed, a 16-byte tag. */
export async function seal(secret: string, text: string): Promise<string> {
  const iv = randomBytes(IV)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), iv)
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString(
    'base64url',
  )
}

/** What was sealed; throws where it was sealed under another secret, or changed since. */
export async function unseal(secret: string, sealed: string): Promise<string> {
  const bytes = Buffer.from(sealed, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), bytes.subarray(0, IV), {
    authTagLength: TAG,
  })
  decipher.setAuthTag(bytes.subarray(-TAG))
  return decipher.update(bytes.subarray(IV, -TAG), undefined, 'utf8') + decipher.final('utf8')
}

const IV = 12
const TAG = 16
const keyOf = (secret: string) => createHash('sha256').update(secret).digest()
