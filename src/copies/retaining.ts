import type { R2Bucket } from '@cloudflare/workers-types'
import { ALL_COPIES, folderOf, outdated } from './manifest.ts'

/** Deletes the copies of days that are not kept any more, whole ones at a time. */
export async function forgetOldCopies(bucket: R2Bucket, today: string): Promise<void> {
  const { delimitedPrefixes } = await bucket.list({ prefix: ALL_COPIES, delimiter: '/' })
  const days = delimitedPrefixes.map((prefix) => prefix.slice(ALL_COPIES.length, -1))
  for (const day of outdated(days, today)) {
    for (;;) {
      const { objects, truncated } = await bucket.list({ prefix: folderOf(day), limit: 500 })
      if (objects.length) await bucket.delete(objects.map(({ key }) => key))
      if (!truncated) break
    }
  }
}
