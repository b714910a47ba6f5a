import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, link, mkdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { keysBelow, typePlace } from '../bucket.ts'
import type { Place } from '../place.ts'
import { type Bytes, hashOfFile, namesIn, writeWhole } from './files.ts'
import { mediaFile } from './manifest.ts'

/** An object of the bucket as it was: where it lay, its bytes by their hash, what type it was said to be. */
export type Picture = { key: string; sha256: string; bytes: number; mtimeMs: number; type: string | null }

/** The nightly copies of a shop at Cloudflare lie in the bucket too; a backup holds the database itself. */
const COPIES = 'copies/'

export const mirrorOf = (copies: string): string => join(copies, 'media')
/** Where bytes are kept for all backups. */
export const mirrorPlace = (copies: string, sha256: string): string =>
  join(mirrorOf(copies), sha256.slice(0, 2), sha256)

/**
 * Keeps every picture and scan once, by its hash: a second name of the same file where the disk allows it, else a copy. What
 * was kept before is known by size and time of change in `known`. Answers what there is.
 */
export async function mirror(place: Place, known: Picture[]): Promise<Picture[]> {
  const before = new Map(known.map((picture) => [picture.key, picture]))
  const found: Picture[] = []
  for (const key of await keysBelow(place.media)) {
    if (key.startsWith(COPIES)) continue
    const picture = await keep(place, key, before.get(key)).catch(gone)
    if (picture) found.push(picture)
  }
  return found
}

/** Deleted while we looked: it is not in this backup. */
function gone(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}

async function keep(place: Place, key: string, before: Picture | undefined): Promise<Picture> {
  const path = join(place.media, key)
  const { size, mtimeMs } = await stat(path)
  const type = await readFile(typePlace(place.media, key), 'utf8').catch(gone)
  if (before && before.bytes === size && before.mtimeMs === mtimeMs) {
    const kept = await stat(mirrorPlace(place.copies, before.sha256)).catch(gone)
    if (kept?.size === size) return { ...before, type }
  }
  const folder = mirrorOf(place.copies)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // Hashed under a name of its own, so that what is kept is what was hashed.
  const beside = join(folder, `.${randomUUID()}.part`)
  try {
    await link(path, beside).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') throw error
      return copyFile(path, beside)
    })
    const sha256 = await hashOfFile(beside)
    const kept = mirrorPlace(place.copies, sha256)
    await mkdir(dirname(kept), { recursive: true, mode: 0o700 })
    await rename(beside, kept)
    return { key, sha256, bytes: size, mtimeMs, type }
  } finally {
    // Two names of one file are not renamed into one.
    await rm(beside, { force: true })
  }
}

/** Writes the list of a backup, a line each, gzipped. */
export const writeList = (path: string, pictures: Picture[]) =>
  writeWhole(path, Readable.from(lines(pictures)).pipe(createGzip()))

function* lines(pictures: Picture[]) {
  for (const { key, sha256, bytes, mtimeMs, type } of pictures)
    yield Buffer.from(`${JSON.stringify([key, sha256, bytes, mtimeMs, type])}\n`)
}

/** Reads such a list; throws where it is not whole. */
export async function readList(bytes: Bytes): Promise<Picture[]> {
  const chunks: Uint8Array[] = []
  await pipeline(bytes, createGunzip(), async (unzipped: Bytes) => {
    for await (const chunk of unzipped) chunks.push(chunk)
  })
  const told = Buffer.concat(chunks).toString('utf8').split('\n').filter(Boolean)
  return told.map((line) => {
    const [key, sha256, size, mtimeMs, type] = JSON.parse(line) as [string, string, number, number, string]
    return { key, sha256, bytes: size, mtimeMs, type }
  })
}

/** The list of a backup in a folder. */
export const listOf = (copies: string, name: string): Promise<Picture[]> =>
  readList(createReadStream(join(copies, mediaFile(name))))

/** Deletes bytes that no backup of the folder lists any more; a list that cannot be read keeps all of them. */
export async function forgetPictures(copies: string, names: string[]): Promise<void> {
  const wanted = new Set<string>()
  for (const name of names) for (const { sha256 } of await listOf(copies, name)) wanted.add(sha256)
  for (const folder of await namesIn(mirrorOf(copies)))
    for (const sha256 of folder.startsWith('.') ? [] : await namesIn(join(mirrorOf(copies), folder)))
      if (!wanted.has(sha256)) await rm(mirrorPlace(copies, sha256), { force: true })
}
