import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Place } from './place.ts'

/** Migrations run, the copy that was made before them, and how many the database has that this version does not know. */
export type Migrated = { applied: string[]; copy: string | null; unknown: number }

/**
 * Brings the database to this version: each file of `folder` that has not run, in one transaction with its mark, where
 * `wrangler d1 migrations apply` keeps it too. Before the first one a database with rows is copied beside: an update
 * can be taken back. One that a newer version made is left as it is, since migrations only add.
 */
export function migrate(place: Place, folder: string): Migrated {
  const db = new DatabaseSync(place.database, { timeout: 5000 })
  try {
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
    db.exec(`CREATE TABLE IF NOT EXISTS d1_migrations (
      id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`)
    const known = db
      .prepare('SELECT name FROM d1_migrations')
      .all()
      .map(({ name }) => String(name))
    const files = readdirSync(folder)
      .filter((file) => file.endsWith('.sql'))
      .sort()
    const fresh = files.filter((file) => !known.includes(file))
    const copy = fresh.length && known.length ? copyBefore(db, place, fresh[0]!) : null
    for (const file of fresh) apply(db, file, readFileSync(join(folder, file), 'utf8'))
    return { applied: fresh, copy, unknown: known.filter((name) => !files.includes(name)).length }
  } finally {
    db.close()
  }
}

function copyBefore(db: DatabaseSync, place: Place, file: string): string {
  mkdirSync(place.copies, { recursive: true, mode: 0o700 })
  const copy = join(place.copies, `before-${file.slice(0, 4)}.db`)
  // A start that failed half way tries again: the copy from before it is the one to keep.
  if (isWhole(copy)) return copy
  // Beside, and renamed: one that was killed meanwhile leaves none that looks like one.
  const beside = `${copy}.part`
  rmSync(beside, { force: true })
  try {
    db.prepare('VACUUM INTO ?').run(beside)
  } catch (error) {
    // On a disk that is full it would only take room.
    rmSync(beside, { force: true })
    throw error
  }
  renameSync(beside, copy)
  return copy
}

function isWhole(copy: string): boolean {
  if (!existsSync(copy)) return false
  const db = new DatabaseSync(copy, { readOnly: true })
  try {
    return db.prepare('SELECT name FROM d1_migrations').all().length > 0
  } catch {
    return false
  } finally {
    db.close()
  }
}

function apply(db: DatabaseSync, file: string, sql: string): void {
  db.exec('BEGIN IMMEDIATE')
  try {
    db.exec(sql)
    db.prepare('INSERT INTO d1_migrations (name) VALUES (?)').run(file)
    db.exec('COMMIT')
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK')
    throw new Error(`${file} did not run: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    })
  }
}
