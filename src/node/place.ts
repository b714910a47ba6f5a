import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Where everything of one shop lies: one folder to keep, copy and move. */
export type Place = ReturnType<typeof placeAt>

/** Where a shop lies that was told no DATA_DIR. */
export const DEFAULT_FOLDER = './data'

/** The parts of `DATA_DIR`; the folder is made, for its owner alone, when it is not there. */
export function placeAt(folder = DEFAULT_FOLDER) {
  const root = resolve(folder)
  mkdirSync(root, { recursive: true, mode: 0o700 })
  return {
    root,
    /** The database; beside it lie SQLite's -wal and -shm while it is open. */
    database: join(root, 'shop.db'),
    /** Pictures, scans, invoices: what R2 holds on Cloudflare. */
    media: join(root, 'media'),
    /** Settings of this shop, NAME=value, written by whoever runs it. */
    settings: join(root, 'shop.env'),
    /** Secrets made at the first start. Without them phones in no copy can be read. */
    secrets: join(root, 'secrets.env'),
    copies: join(root, 'backups'),
  }
}
