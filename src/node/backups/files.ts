import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pipeline } from 'node:stream/promises'
import { BackupFailed } from './trouble.ts'

export type Bytes = AsyncIterable<Uint8Array>
/** What is done to bytes on their way. */
export type Through = (bytes: Bytes) => Bytes

/** Counts and hashes what passes. */
export function measured() {
  const hash = createHash('sha256')
  const measure = { bytes: 0, sha256: '' }
  const through: Through = async function* (source) {
    for await (const chunk of source) {
      hash.update(chunk)
      measure.bytes += chunk.length
      yield chunk
    }
    measure.sha256 = hash.digest('hex')
  }
  return { measure, through }
}

export async function hashOfFile(path: string): Promise<string> {
  const { measure, through } = measured()
  for await (const _ of through(createReadStream(path)));
  return measure.sha256
}

/** Writes a file beside, synced to the disk, and renames it: whoever looks, and a machine that stops, finds all of it or nothing. */
export async function writeWhole(path: string, bytes: Bytes): Promise<{ bytes: number; sha256: string }> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const beside = join(dirname(path), `.${randomUUID()}.part`)
  const { measure, through } = measured()
  try {
    await pipeline(bytes, through, createWriteStream(beside, { mode: 0o600, flush: true }))
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
  await syncFolder(dirname(path))
  return measure
}

/** A name is on the disk once its folder is. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

/** Names in a folder; none where there is no folder. */
export const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })

/**
 * Works in a folder of its own below another, which only one process may do at a time for one purpose; what one that was
 * killed left is cleared first. The lock is SQLite's on a file without rows: however its holder ends, it is let go.
 * Throws BackupFailed (under_way) when another has it.
 */
export async function inWorkFolder<T>(
  below: string,
  purpose: 'making' | 'sending' | 'drill' | 'restoring',
  work: (folder: string) => Promise<T>,
): Promise<T> {
  await mkdir(below, { recursive: true, mode: 0o700 })
  const lock = new DatabaseSync(join(below, `.${purpose}.lock`), { timeout: 0 })
  const folder = join(below, `.${purpose}-${randomUUID()}`)
  try {
    take(lock, below)
    for (const name of await namesIn(below))
      if (name.startsWith(`.${purpose}-`)) await rm(join(below, name), { recursive: true, force: true })
    await mkdir(folder, { mode: 0o700 })
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
    lock.close()
  }
}

function take(lock: DatabaseSync, folder: string): void {
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    if ((error as { errcode?: number }).errcode !== 5) throw error
    throw new BackupFailed('under_way', `another process works on the backups of ${folder}`)
  }
}
