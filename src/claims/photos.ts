import type { R2Bucket } from '@cloudflare/workers-types'
import { and, eq } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { select } from '../db/query.ts'
import type { PictureFault } from '../kernel/pictures.ts'
import { cleanPicture } from '../media/picture.ts'
import { MOST_PHOTOS } from './claim.ts'
import { claimPhotos } from './schema.ts'

/** The folder of all photos of claims. */
export const PHOTOS = 'claims/'

/**
 * Where a claim's photo lies: under the form's own random key, so that photos of a form with a mistake elsewhere are kept
 * while it is put right. No address of pictures reaches a key with a slash in it (media/key.ts).
 */
const keyOf = (clientKey: string, place: number): string => `${PHOTOS}${clientKey}/${place}`

export type KeptPhoto = { place: number; type: string; bytes: number }

/** Keeps photos of a form behind those it has, cleaned of all but their pixels. Faults: those of a picture, and `too_many`. */
export async function keepPhotos(
  bucket: R2Bucket,
  clientKey: string,
  sent: Uint8Array[],
): Promise<KeptPhoto[] | PictureFault | 'too_many'> {
  const before = await keptPhotos(bucket, clientKey)
  if (before.length + sent.length > MOST_PHOTOS) return 'too_many'
  const judged = sent.map(cleanPicture)
  const wrong = judged.find((one) => !one.ok)
  if (wrong && !wrong.ok) return wrong.fault
  const first = Math.max(0, ...before.map(({ place }) => place)) + 1
  const kept = await Promise.all(
    judged.flatMap((one, at) =>
      one.ok
        ? [
            bucket
              .put(keyOf(clientKey, first + at), one.picture.bytes, {
                httpMetadata: { contentType: one.picture.type },
              })
              .then(() => ({ place: first + at, type: one.picture.type, bytes: one.picture.bytes.length })),
          ]
        : [],
    ),
  )
  return [...before, ...kept]
}

/** Photos a form has sent so far, in their order. */
export async function keptPhotos(bucket: R2Bucket, clientKey: string): Promise<KeptPhoto[]> {
  const found = await Promise.all(
    Array.from({ length: MOST_PHOTOS }, (_, at) => bucket.head(keyOf(clientKey, at + 1))),
  )
  return found.flatMap((object, at) =>
    object
      ? [{ place: at + 1, type: object.httpMetadata?.contentType ?? 'image/jpeg', bytes: object.size }]
      : [],
  )
}

/** One photo of a claim with its bytes; null when there is none. */
export async function openPhoto(
  { db, bucket }: { db: Db; bucket: R2Bucket },
  { id, clientKey }: { id: string; clientKey: string },
  place: number,
) {
  const [row] = await db.all(
    select({ type: claimPhotos.type })
      .from(claimPhotos)
      .where(and(eq(claimPhotos.claimId, id), eq(claimPhotos.place, place))),
  )
  const object = row ? await bucket.get(keyOf(clientKey, place)) : null
  return row && object ? { type: row.type, object } : null
}
