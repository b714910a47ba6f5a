import { derOf } from './pem.ts'

const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
const encoder = new TextEncoder()

/** RSA with SHA-256 as both providers sign. `pem` is PKCS#8; throws where it is none. */
export const privateKey = (pem: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('pkcs8', derOf(pem, 'PRIVATE KEY'), RSA, false, ['sign'])

/** `pem` is SPKI; throws where it is none. */
export const publicKey = (pem: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('spki', derOf(pem, 'PUBLIC KEY'), RSA, false, ['verify'])

/** The signature of a text, in base64. */
export async function signed(key: CryptoKey, text: string): Promise<string> {
  const bytes = await crypto.subtle.sign(RSA, key, encoder.encode(text))
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
}

/** Whether a base64 signature is that of a text; what is no base64 is none. */
export async function isSigned(key: CryptoKey, text: string, signature: string): Promise<boolean> {
  const bytes = bytesOf(signature)
  return bytes !== null && crypto.subtle.verify(RSA, key, bytes, encoder.encode(text))
}

/** What base64 holds; null when it is none. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  } catch {
    return null
  }
}
