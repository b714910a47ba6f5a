import { hexOf } from '../../kernel/hashing.ts'

const encoder = new TextEncoder()

/** HMAC-SHA-256 under a key of bytes or text. */
export async function signedBytes(key: string | ArrayBuffer, text: string): Promise<ArrayBuffer> {
  const raw = typeof key === 'string' ? encoder.encode(key) : key
  const made = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return crypto.subtle.sign('HMAC', made, encoder.encode(text))
}

/** The same in hexadecimal. */
export const signedHex = async (key: string | ArrayBuffer, text: string): Promise<string> =>
  hexOf(await signedBytes(key, text))
