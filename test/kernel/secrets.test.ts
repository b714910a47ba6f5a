import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hmac, seal, sha256, unseal } from '../../src/kernel/secrets.ts'

const SECRET = 'a-secret-of-tests-0001'
const encoder = new TextEncoder()
const base64url = (bytes: ArrayBuffer) => Buffer.from(bytes).toString('base64url')

/** The same by Web Cryptography, by which the first rows were sealed and marked. */
const web = {
  hmac: async (secret: string, text: string) => {
    const hash = { name: 'HMAC', hash: 'SHA-256' }
    const key = await crypto.subtle.importKey('raw', encoder.encode(secret), hash, false, ['sign'])
    return base64url(await crypto.subtle.sign('HMAC', key, encoder.encode(text)))
  },
  sha256: async (text: string) => base64url(await crypto.subtle.digest('SHA-256', encoder.encode(text))),
  seal: async (secret: string, text: string) => {
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const raw = await crypto.subtle.digest('SHA-256', encoder.encode(secret))
    const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt'])
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, encoder.encode(text))
    return Buffer.concat([iv, new Uint8Array(sealed)]).toString('base64url')
  },
}

test('what was sealed, marked and hashed by Web Cryptography is read as before', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
      expect(await unseal(SECRET, await web.seal(SECRET, text))).toBe(text)
      expect(await hmac(SECRET, text)).toBe(await web.hmac(SECRET, text))
      expect(await sha256(text)).toBe(await web.sha256(text))
    }),
    { numRuns: 30 },
  )
})

test('what is sealed opens by its own secret, whole, and by no other', async () => {
  const sealed = await seal(SECRET, '13812345678')
  expect(await unseal(SECRET, sealed)).toBe('13812345678')
  expect(await seal(SECRET, '13812345678')).not.toBe(sealed)
  await expect(unseal('another-secret-of-tests', sealed)).rejects.toThrow()
  const bytes = Buffer.from(sealed, 'base64url')
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes)
    changed[at] = changed[at]! ^ 1
    await expect(unseal(SECRET, changed.toString('base64url'))).rejects.toThrow()
  }
  for (const short of [
    '',
    'abc',
    bytes.subarray(0, 27).toString('base64url'),
    bytes.subarray(0, -1).toString('base64url'),
  ])
    await expect(unseal(SECRET, short)).rejects.toThrow()
})
