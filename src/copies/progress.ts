import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'

/** How far a restore has come: the moment of its copy, triggers that wait to be put back, parts that are in. */
export type Progress = { copy: string; triggers: string[]; parts: Set<string>; filled: boolean }

// Kept in a table of the database that is being filled, in the batches that fill it: a part and its note are both there
// or neither. It is gone once the restore has ended.

/** The statements that begin to keep it. */
export const beginProgress = (db: Db, copy: string, triggers: { name: string; sql: string }[]) => [
  db.run(sql`CREATE TABLE restoring (what TEXT NOT NULL PRIMARY KEY, said TEXT NOT NULL) STRICT`),
  note(db, 'copy', copy),
  ...triggers.map(({ name, sql: text }) => note(db, `trigger ${name}`, text)),
]

export const note = (db: Db, what: string, said: string) =>
  db.run(sql`INSERT INTO restoring (what, said) VALUES (${what}, ${said})`)

export const forgetProgress = (db: Db) => db.run(sql`DROP TABLE restoring`)

/** What an earlier call left; null when there is none. */
export async function readProgress(db: Db): Promise<Progress | null> {
  const known = await db.all(sql`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'restoring'`)
  if (!known.length) return null
  const rows = await db.all<{ what: string; said: string }>(sql`SELECT what, said FROM restoring`)
  const beginning = (word: string) => rows.filter(({ what }) => what.startsWith(`${word} `))
  return {
    copy: rows.find(({ what }) => what === 'copy')?.said ?? '',
    triggers: beginning('trigger').map(({ said }) => said),
    parts: new Set(beginning('part').map(({ what }) => what.slice('part '.length))),
    filled: rows.some(({ what }) => what === 'filled'),
  }
}
