import { createReadStream } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import type { Place } from '../place.ts'
import { inWorkFolder, namesIn, writeWhole } from './files.ts'
import {
  databaseFile,
  filesOf,
  type Manifest,
  manifestFile,
  mediaFile,
  momentOf,
  nameAt,
  outdated,
} from './manifest.ts'
import { forgetPictures, listOf, mirror, writeList } from './pictures.ts'
import { readFacts, snapshot, yesterdayOf } from './snapshot.ts'
import { damaged, troubleOf } from './trouble.ts'

export type Making = {
  place: Place
  /** What the shop's clock says beyond the machine's, ms. */
  clockOffsetMs?: number
  /** How long a writer that holds the whole file is waited for, ms. */
  busyMs?: number
}

/**
 * Makes a backup of a shop, which may serve meanwhile: the database as of one moment, and every picture once. What was
 * there before stays whole until this one is, then what is outdated goes. Throws BackupFailed with why there is none.
 */
export async function makeBackup({ place, clockOffsetMs = 0, busyMs }: Making): Promise<Manifest> {
  const { copies } = place
  try {
    return await inWorkFolder(copies, 'making', async (work) => {
      await clearHalfMade(copies)
      const made = await write(place, work, { clockOffsetMs, busyMs })
      await forgetOutdated(copies)
      return made
    })
  } catch (error) {
    throw troubleOf(error, copies)
  }
}

async function write(
  place: Place,
  work: string,
  { clockOffsetMs, busyMs }: { clockOffsetMs: number; busyMs: number | undefined },
): Promise<Manifest> {
  const { copies } = place
  const copy = join(work, 'shop.db')
  const at = await snapshot(place.database, copy, busyMs)
  const window = yesterdayOf(at + clockOffsetMs)
  const { migrations, rows, fen } = readFacts(copy, window)
  const name = nameAt(at)
  const [before] = (await backupsIn(copies)).toReversed()
  const pictures = await mirror(place, before ? await listOf(copies, before).catch(() => []) : [])
  try {
    const database = await writeWhole(
      join(copies, databaseFile(name)),
      createReadStream(copy).pipe(createGzip()),
    )
    const list = await writeList(join(copies, mediaFile(name)), pictures)
    const manifest: Manifest = {
      ...{ format: 1, name, at, migrations, rows },
      database: { file: databaseFile(name), ...database },
      paid: { ...window, fen },
      media: {
        ...{ file: mediaFile(name), ...list, count: pictures.length },
        objectBytes: pictures.reduce((sum, { bytes }) => sum + bytes, 0),
      },
    }
    const text = `${JSON.stringify(manifest, null, 2)}\n`
    await writeWhole(join(copies, manifestFile(name)), Readable.from([Buffer.from(text)]))
    return manifest
  } catch (error) {
    for (const file of filesOf(name)) await rm(join(copies, file), { force: true })
    throw error
  }
}

/** Backups of a folder by name, the oldest first. */
export const backupsIn = async (copies: string): Promise<string[]> =>
  (await namesIn(copies))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .filter((name) => momentOf(name) !== null)
    .sort()

/** The manifest of a backup; throws BackupFailed (damaged) when it is none. */
export async function manifestIn(copies: string, name: string): Promise<Manifest> {
  return parseManifest(await readFile(join(copies, manifestFile(name)), 'utf8'), name)
}

export function parseManifest(text: string, name: string): Manifest {
  try {
    const manifest = JSON.parse(text) as Manifest
    if (manifest.format === 1 && manifest.name === name && nameAt(manifest.at) === name) return manifest
  } catch {
    // What is no JSON is no manifest.
  }
  throw damaged(manifestFile(name))
}

/** What a run that was killed left behind: half written files, files of a backup that never came to be. */
async function clearHalfMade(copies: string): Promise<void> {
  const files = await namesIn(copies)
  const whole = new Set((await backupsIn(copies)).flatMap(filesOf))
  const ours = (file: string) => momentOf(file.split('.')[0]!) !== null && !whole.has(file)
  for (const file of files)
    if (file.endsWith('.part') || ours(file)) await rm(join(copies, file), { force: true })
}

async function forgetOutdated(copies: string): Promise<void> {
  const names = await backupsIn(copies)
  const old = outdated(names)
  // The manifest first: what is deleted by half is no backup any more.
  for (const name of old)
    for (const file of filesOf(name).toReversed()) await rm(join(copies, file), { force: true })
  if (old.length)
    await forgetPictures(
      copies,
      names.filter((name) => !old.includes(name)),
    )
}
