import type { R2Bucket } from '@cloudflare/workers-types'
import type { Db } from '../db/client.ts'
import { failedOn } from '../db/failures.ts'
import { insert } from '../db/query.ts'
import { sha256Hex } from '../kernel/hashing.ts'
import { newId } from '../kernel/ids.ts'
import type { PictureFault } from '../kernel/pictures.ts'
import { audit } from '../staff/auditing.ts'
import { mediaKey } from './key.ts'
import { type CleanPicture, cleanPicture } from './picture.ts'
import { readByClientKey, type StoredPicture } from './queries.ts'
import { media } from './schema.ts'
import { checkSizes, type Images, makeSizes } from './sizes.ts'

/** Where pictures go. */
export type MediaStore = { db: Db; bucket: R2Bucket; images: Images; now: number }

/** What staff send: the picture, copies the browser made of it, what it shows, and the upload's own key. */
export type Upload = {
  clientKey: string
  bytes: Uint8Array
  sizes: Uint8Array[]
  altZh: string
  altEn: string
  /** A `cover` is drawn for one place and not offered for others. */
  kind?: 'picture' | 'cover'
}

export type Stored =
  | { ok: true; picture: StoredPicture; repeated: boolean }
  | { ok: false; fault: PictureFault | 'idempotency_mismatch' }

/**
 * Keeps a picture: cleaned, under its hash, with narrower copies, an audit entry in the same batch. The same client
 * key again answers with the row of the first time; with another picture it is refused (`idempotency_mismatch`).
 */
export async function storePicture(store: MediaStore, upload: Upload, staffId: string): Promise<Stored> {
  const judged = cleanPicture(upload.bytes)
  if (!judged.ok) return judged
  const whole = judged.picture
  const hash = sha256Hex(whole.bytes)
  const known = await repeated(store, upload, staffId, hash)
  if (known) return known
  const sizes = await sizesOf(store.images, upload.sizes, whole)
  if (!sizes.ok) return sizes
  // Bytes first: without its row an object is only unused, a row without its object would be a broken picture.
  const put = await Promise.all([whole, ...sizes.picture].map((picture) => keep(store.bucket, picture)))
  const id = newId('med', store.now)
  const copies = sizes.picture.map(({ width, height }, i) => ({ key: put[i + 1]!, width, height }))
  const row = { id, hash, ...upload, ...whole, sizes: JSON.stringify(copies), bytes: whole.bytes.length }
  try {
    await store.db.batch([keepRow(store, row, staffId), entry(store, row, staffId)])
  } catch (error) {
    // Two sendings of one upload: the other was first.
    const other = failedOn(error, 'media.client_key') && (await repeated(store, upload, staffId, hash))
    if (!other) throw error
    return other
  }
  const stored = await readByClientKey(store.db, staffId, upload.clientKey)
  return { ok: true, picture: stored!, repeated: false }
}

async function repeated(store: MediaStore, upload: Upload, staffId: string, hash: string) {
  const known = await readByClientKey(store.db, staffId, upload.clientKey)
  if (!known) return null
  if (known.hash !== hash) return { ok: false, fault: 'idempotency_mismatch' } as const
  return { ok: true, picture: known, repeated: true } as const
}

async function sizesOf(images: Images, sent: Uint8Array[], whole: CleanPicture) {
  const checked = checkSizes(sent, whole)
  const made = checked.ok ? await makeSizes(images, whole) : null
  return made ? ({ ok: true, picture: made } as const) : checked
}

async function keep(bucket: R2Bucket, picture: CleanPicture): Promise<string> {
  const key = mediaKey(sha256Hex(picture.bytes), picture.type)
  await bucket.put(key, picture.bytes, { httpMetadata: { contentType: picture.type } })
  return key
}

type Row = Omit<CleanPicture, 'bytes'> & {
  id: string
  hash: string
  bytes: number
  sizes: string
  clientKey: string
  altZh: string
  altEn: string
  kind?: Upload['kind']
}

const keepRow = ({ db, now }: MediaStore, row: Row, staffId: string) =>
  db.run(insert(media).values({ ...row, staffId, at: now }))

const entry = ({ db, now }: MediaStore, { id, hash, width, height, bytes }: Row, staffId: string) =>
  audit(
    db,
    { staffId, verb: 'media.stored', object: `media:${id}`, after: { hash, width, height, bytes } },
    now,
  )
