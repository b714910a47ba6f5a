const encoder = new TextEncoder()

/** HMAC-SHA-256 as base64url (43 characters). */
export async function hmac(secret: string, text: string): Promise<string> {
  const bytes = await (await keyed(secret))(text)
  return base64url(bytes.buffer)
}

/** HMAC-SHA-256 of many texts under one secret. */
export async function keyed(secret: string): Promise<(text: string) => Promise<Uint8Array<ArrayBuffer>>> {
  const key = await crypto.subtle.importKey(
    'raw',
    encoder.encode(secret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  )
  return async (text) => new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(text)))
}

export async function sha256(text: string): Promise<string> {
  return base64url(await crypto.subtle.digest('SHA-256', encoder.encode(text)))
}

/** 256 random bits as base64url, for a cookie; what is kept of them is their hash. */
export const newSecret = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)).buffer)

/** Compares without telling by its timing how much was right. */
export function sameSecret(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  let difference = 0
  for (let i = 0; i < a.length; i += 1) difference |= a.charCodeAt(i) ^ b.charCodeAt(i)
  return difference === 0
}

/** AES-256-GCM under SHA-256(secret); the result carries its own 12-byte nonce. */
export async function seal(secret: string, text: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv },
    await aesKey(secret),
    encoder.encode(text),
  )
  return base64url(new Uint8Array([...iv, ...new Uint8Array(sealed)]).buffer)
}

export async function unseal(secret: string, sealed: string): Promise<string> {
  const bytes = Uint8Array.from(atob(sealed.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0))
  const plain = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv: bytes.slice(0, 12) },
    await aesKey(secret),
    bytes.slice(12),
  )
  return new TextDecoder().decode(plain)
}

async function aesKey(secret: string) {
  const raw = await crypto.subtle.digest('SHA-256', encoder.encode(secret))
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

function base64url(buffer: ArrayBuffer): string {
  const text = btoa(String.fromCharCode(...new Uint8Array(buffer)))
  return text.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}
