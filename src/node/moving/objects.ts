import type { R2Bucket } from '@cloudflare/workers-types'
import { sha256Hex } from '../../kernel/hashing.ts'

/** The night's copies of the database: the other side makes its own. */
const COPIES = 'copies/'

/**
 * Copies every object from one bucket to another by its key, those that are not there yet in their size, and reads each
 * of them back. Answers how many there are and how many were copied. Throws where one is not the same afterwards.
 */
export async function copyObjects(from: R2Bucket, to: R2Bucket): Promise<{ there: number; copied: number }> {
  const counted = { there: 0, copied: 0 }
  for await (const { key, size } of objectsOf(from)) {
    counted.there += 1
    if ((await to.head(key))?.size === size) continue
    const object = await from.get(key)
    if (!object) continue
    const bytes = await object.arrayBuffer()
    const contentType = object.httpMetadata?.contentType
    await to.put(key, bytes, contentType ? { httpMetadata: { contentType } } : {})
    const back = await to.get(key)
    if (!back || sha256Hex(new Uint8Array(await back.arrayBuffer())) !== sha256Hex(new Uint8Array(bytes)))
      throw new Error(`${key} is not the same over there`)
    counted.copied += 1
  }
  return counted
}

async function* objectsOf(bucket: R2Bucket) {
  for (let cursor: string | undefined; ; ) {
    const page = await bucket.list({ limit: 500, ...(cursor ? { cursor } : {}) })
    yield* page.objects.filter(({ key }) => !key.startsWith(COPIES))
    if (!page.truncated) return
    cursor = page.cursor
  }
}
