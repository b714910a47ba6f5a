import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { isSafeKey, keysBelow, typePlace } from '../bucket.ts'
import type { Place } from '../place.ts'
import type { Phones } from './checking.ts'
import { inWorkFolder, syncFolder } from './files.ts'
import { layOut } from './laying-out.ts'
import type { Source } from './source.ts'
import { BackupFailed, troubleOf } from './trouble.ts'

export type Restored = {
  at: number
  rows: number
  pictures: number
  phones: Phones
  migrated: string[]
  /** Where the database that was there lies now. */
  replaced: string | null
}

/**
 * Puts a backup in the place of a shop that does not run. Everything is laid out beside and looked at first; until all of
 * it holds, nothing is changed. Throws BackupFailed: exists (without `replace`), in_use, or what is wrong with the backup.
 */
export async function restore(
  source: Source,
  of: { place: Place; replace: boolean; migrations: string; phoneKey: string | undefined; now: number },
): Promise<Restored> {
  const { place, replace } = of
  try {
    return await inWorkFolder(place.root, 'restoring', async (beside) => {
      insistRoom(place.database, replace)
      const laid = await layOut(source, { ...of, folder: beside, kept: place })
      // Once more: it took minutes, in which a shop may have begun there.
      insistRoom(place.database, replace)
      await movePictures(laid.place.media, place.media)
      const replaced = await setAside(place.database)
      await rename(laid.place.database, place.database)
      await syncFolder(place.root)
      const { at, rows } = source.manifest
      return {
        ...{ at, replaced, pictures: laid.pictures.length, phones: laid.phones, migrated: laid.migrated },
        rows: Object.values(rows).reduce((sum, count) => sum + count, 0),
      }
    })
  } catch (error) {
    throw troubleOf(error, place.root)
  }
}

/** Throws BackupFailed where a database lies that may not be put aside: exists (not asked to), in_use. */
function insistRoom(database: string, replace: boolean): void {
  if (!existsSync(database)) return
  if (!replace)
    throw new BackupFailed(
      'exists',
      `${database} is there already: add --replace, which keeps it beside, or choose a folder with --into`,
    )
  insistUnused(database)
}

/**
 * Throws BackupFailed (in_use) while any process has the database open; folds its log in otherwise, so that it is whole
 * where it is put. One that cannot be read is put aside as it is.
 */
export function insistUnused(database: string): void {
  const db = new DatabaseSync(database, { timeout: 0 })
  try {
    db.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT; PRAGMA wal_checkpoint(TRUNCATE)')
  } catch (error) {
    const base = ((error as { errcode?: number }).errcode ?? 0) & 0xff
    if (base === 5 || base === 6)
      throw new BackupFailed(
        'in_use',
        `${database} is in use: stop the shop first (SIGTERM, or systemctl stop)`,
      )
  } finally {
    db.close()
  }
}

/** Takes a database away with its log, under another name; a log that lies there alone belongs to nothing new either. */
export async function setAside(database: string, now = Date.now()): Promise<string | null> {
  const kept = `${database}.replaced-${new Date(now).toISOString().replace(/[-:.]/g, '')}`
  const had = existsSync(database)
  // First the log: beside another database than its own it makes that one unreadable.
  for (const part of ['-wal', '']) if (existsSync(database + part)) await rename(database + part, kept + part)
  await rm(`${database}-shm`, { force: true })
  await syncFolder(dirname(database))
  return had ? kept : null
}

async function movePictures(from: string, to: string): Promise<void> {
  for (const key of (await keysBelow(from)).filter(isSafeKey))
    for (const place of [(folder: string) => typePlace(folder, key), (folder: string) => join(folder, key)])
      if (existsSync(place(from))) {
        await mkdir(dirname(place(to)), { recursive: true })
        await rename(place(from), place(to))
      }
}
