import { createWriteStream } from 'node:fs'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { isSafeKey, typePlace } from '../bucket.ts'
import { migrate } from '../migrating.ts'
import { type Place, placeAt } from '../place.ts'
import { checkCopy, type Phones } from './checking.ts'
import { hashOfFile } from './files.ts'
import { type Picture, readList } from './pictures.ts'
import { readFacts } from './snapshot.ts'
import type { Source } from './source.ts'
import { BackupFailed, damaged } from './trouble.ts'

export type LaidOut = { place: Place; pictures: Picture[]; phones: Phones; migrated: string[] }

/**
 * Lays a backup out in an empty folder and looks at all of it: the files against the manifest, the rows against what was
 * counted, then, brought to this version, references, books and phones. `kept` is where pictures lie already that need not
 * be fetched again. Throws BackupFailed with the first thing that does not hold.
 */
export async function layOut(
  source: Source,
  of: { folder: string; migrations: string; phoneKey: string | undefined; now: number; kept?: Place },
): Promise<LaidOut> {
  const { manifest } = source
  await refuseNewer(manifest.migrations, of.migrations)
  const place = placeAt(of.folder)
  await whole(manifest.database.file, () =>
    pipeline(
      source.part(manifest.database),
      createGunzip(),
      createWriteStream(place.database, { mode: 0o600, flush: true }),
    ),
  )
  const { rows, fen, migrations } = readFacts(place.database, manifest.paid)
  const told = JSON.stringify([manifest.rows, manifest.paid.fen, manifest.migrations])
  if (JSON.stringify([rows, fen, migrations]) !== told)
    throw damaged(manifest.database.file, 'does not hold the rows that its manifest counts')
  const pictures = await whole(manifest.media.file, () => readList(source.part(manifest.media)))
  if (pictures.length !== manifest.media.count) throw damaged(manifest.media.file)
  for (const picture of pictures) await lay(source, place, picture, of.kept)
  const { applied } = migrate(place, of.migrations)
  const phones = await checkCopy(place.database, of.phoneKey, of.now)
  return { place, pictures, phones, migrated: applied }
}

/** One of a newer version may hold what this one would lose or spoil. */
async function refuseNewer(had: string[], folder: string): Promise<void> {
  const known = new Set(await readdir(folder))
  const newer = had.filter((name) => !known.has(name))
  if (newer.length)
    throw new BackupFailed(
      'newer',
      `the backup is of a newer version of the shop (${newer.at(-1)}): restore it with that one or a later one`,
    )
}

/** What does not unzip is damaged. */
async function whole<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const { code = '' } = error as { code?: string }
    if (code === 'Z_BUF_ERROR') throw damaged(file, 'is cut off')
    if (code.startsWith('Z_') || error instanceof SyntaxError) throw damaged(file)
    throw error
  }
}

async function lay(source: Source, place: Place, picture: Picture, kept: Place | undefined): Promise<void> {
  const { key, sha256, type } = picture
  if (!isSafeKey(key)) throw damaged(source.manifest.media.file)
  if (kept && (await isThere(kept, picture))) return
  const path = join(place.media, key)
  await mkdir(dirname(path), { recursive: true })
  await pipeline(source.picture(sha256), createWriteStream(path, { mode: 0o600, flush: true }))
  if (type === null) return
  await mkdir(dirname(typePlace(place.media, key)), { recursive: true })
  await pipeline([Buffer.from(type)], createWriteStream(typePlace(place.media, key), { flush: true }))
}

/** Whether a picture lies there as it was, under the same type. */
async function isThere({ media }: Place, { key, sha256, type }: Picture): Promise<boolean> {
  const told = await readFile(typePlace(media, key), 'utf8').catch(missing)
  return told === type && (await hashOfFile(join(media, key)).catch(missing)) === sha256
}

function missing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
