import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Place } from './place.ts'

/** Another process serves this shop: two would run each timed job twice and keep pages that the other changed. */
export class AlreadyOpen extends Error {
  override name = 'AlreadyOpen'
}

/** What holds the place for as long as this process lives. */
const held: DatabaseSync[] = []

/**
 * Takes the place for this process alone; throws AlreadyOpen where another one has it. The lock is SQLite's own on a file
 * without rows: the system gives it back however the process ends.
 */
export function onlyOne({ root }: Place): void {
  const lock = new DatabaseSync(join(root, 'shop.lock'), { timeout: 0 })
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE; COMMIT')
    held.push(lock)
  } catch (error) {
    lock.close()
    if (((error as { errcode?: number }).errcode ?? 0) % 256 !== BUSY) throw error
    throw new AlreadyOpen(
      `A shop is running on ${root} already: end it first, or give this one a DATA_DIR of its own.`,
    )
  }
}

const BUSY = 5
