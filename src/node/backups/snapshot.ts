import { existsSync } from 'node:fs'
import { backup, DatabaseSync } from 'node:sqlite'
import { DAY_MS, dayStart, MINUTE_MS } from '../../kernel/time.ts'
import { BackupFailed } from './trouble.ts'

/** Pages copied at a time: four megabytes. */
const PAGES = 1000
/** How long a writer that holds the whole file is waited for. */
const BUSY_MS = 5000

/**
 * Copies a database that is written to meanwhile, as it stood at one moment, into a file that is not there yet; answers
 * the moment. The connection holds that moment open while pages are copied: without it each write of another connection
 * would begin the copy again.
 */
export async function snapshot(from: string, into: string, busyMs = BUSY_MS): Promise<number> {
  if (!existsSync(from))
    throw new BackupFailed('no_database', `${from} is not there: there is nothing to copy`)
  const source = new DatabaseSync(from, { readOnly: true, timeout: busyMs })
  try {
    source.exec('BEGIN')
    source.prepare('SELECT count(*) FROM sqlite_master').get()
    const at = Date.now()
    await backup(source, into, { rate: PAGES })
    return at
  } finally {
    source.close()
  }
}

/** What is written down of a copy, to be found again at a restore. */
export type Facts = { migrations: string[]; rows: Record<string, number>; fen: number }

/** Reads a copy: whether its pages hold together, its version, its rows. Afterwards it is one file that needs no log. */
export function readFacts(path: string, paid: { from: number; to: number }): Facts {
  const db = new DatabaseSync(path)
  try {
    db.exec('PRAGMA journal_mode = DELETE')
    const [found] = db.prepare('PRAGMA quick_check(1)').all()
    if (found?.quick_check !== 'ok')
      throw new BackupFailed('corrupt', `the database is damaged: ${found?.quick_check}`)
    const tables = db
      .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
        AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name`)
      .all()
      .map(({ name }) => String(name))
    const count = (table: string) => Number(db.prepare(`SELECT count(*) n FROM "${table}"`).get()!.n)
    const migrations = db.prepare('SELECT name FROM d1_migrations ORDER BY name').all()
    return {
      migrations: migrations.map(({ name }) => String(name)),
      rows: Object.fromEntries(tables.map((table) => [table, count(table)])),
      fen: paidBetween(db, paid),
    }
  } finally {
    db.close()
  }
}

/** Money that was taken from one moment to another, in fen. */
export const paidBetween = (db: DatabaseSync, { from, to }: { from: number; to: number }): number =>
  Number(
    db
      .prepare('SELECT coalesce(sum(amount_fen), 0) fen FROM captures WHERE at >= ? AND at < ?')
      .get(from, to)!.fen,
  )

/** What was begun before midnight may be written after it. */
const STRAGGLERS_MS = 5 * MINUTE_MS

/** The day before the one of `now` (UTC ms, the shop's clock): nothing is added to it any more. */
export function yesterdayOf(now: number): { from: number; to: number } {
  const to = dayStart(now - STRAGGLERS_MS)
  return { from: to - DAY_MS, to }
}
