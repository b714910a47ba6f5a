import type { R2Bucket } from '@cloudflare/workers-types'
import { typeOfKey } from '../media/key.ts'
import { mediaPath } from '../urls.ts'

/** Above this a poster would be slow to draw on a phone; px and compression of uploads keep most photos below. */
const MOST_BYTES = 1024 * 1024
const CHUNK = 0x8000

/** A kept photo as `data:`, by the address pages show it at; null when it is no photo of ours, too large or not there. */
export async function photoOf(bucket: R2Bucket, address: string): Promise<string | null> {
  const key = address.startsWith(mediaPath('')) ? address.slice(mediaPath('').length) : ''
  const type = typeOfKey(key)
  const object = type ? await bucket.get(key) : null
  if (!object || object.size > MOST_BYTES) return null
  const bytes = new Uint8Array(await object.arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += CHUNK)
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK))
  return `data:${type};base64,${btoa(text)}`
}
