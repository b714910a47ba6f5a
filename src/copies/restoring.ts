import { type SQL, sql } from 'drizzle-orm'
import { rewordAllAnew, rewordProducts } from '../catalog/search/rewording.ts'
import { type Db, mapped } from '../db/client.ts'
import { allRules, findBroken } from '../invariants/checking.ts'
import { sha256Hex } from '../kernel/hashing.ts'
import { indexAllAnew, indexOrders, unindexed } from '../orders/indexing.ts'
import type { Shop } from '../shop.ts'
import { unpacked } from './bytes.ts'
import type { Manifest } from './manifest.ts'
import type { Values } from './parts.ts'
import { beginProgress, forgetProgress, note, type Progress, readProgress } from './progress.ts'
import { type CopiedTable, readTables } from './tables.ts'

/** Reads one object of the copy by its name in the folder; null when it is not there. */
export type Read = (file: string) => Promise<Uint8Array<ArrayBuffer> | null>

/** Why nothing, or not all, was restored, in a sentence. */
export class NotRestored extends Error {
  override name = 'NotRestored'
}

/** D1 takes two megabytes as one value. */
const LONGEST_VALUE = 400_000
const BUDGET = { rows: 100_000, ms: 600_000 }

/**
 * Restores a copy into a migrated database that no shop has used yet: rows as they were, with no trigger at work, then
 * the search made anew. What it has done it notes in the database itself, so that one that was stopped goes on where it
 * was when it is called again with the same copy. Answers how many rows there are. Throws NotRestored when the copy is not
 * whole, does not fit, the database holds orders or staff, or what was restored breaks a reference or a rule of the books.
 */
export async function restoreCopy(shop: Shop, read: Read): Promise<{ at: number; rows: number }> {
  const { db } = shop
  const manifest = await readManifest(read)
  const begun = await readProgress(db)
  if (begun && begun.copy !== String(manifest.at))
    throw new NotRestored('another copy was begun in this database: start over with an empty one')
  if (!begun) await insistUnused(db)
  const tables = await readTables(db)
  const ordered = tables.filter(({ name }) => manifest.tables.some((copied) => copied.name === name))
  const strange = manifest.tables.find((copied) => !fits(copied, tables))
  if (strange) throw new NotRestored(`this version of the shop has no ${strange.name} as the copy has it`)
  const progress = begun ?? (await begin(db, String(manifest.at), ordered))
  if (!progress.filled) {
    for (const table of ordered) await fill(db, manifest, table, read, progress.parts)
    await db.batch([
      indexAllAnew(db),
      rewordAllAnew(db),
      ...progress.triggers.map((text) => db.run(sql.raw(text))),
      note(db, 'filled', '1'),
    ])
  }
  await rewordProducts(shop, BUDGET)
  await indexOrders(shop, BUDGET)
  await check(shop, manifest)
  await forgetProgress(db)
  return { at: manifest.at, rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0) }
}

/** Empties the tables and takes the triggers away, which are noted with the copy in the same batch. */
async function begin(db: Db, copy: string, tables: CopiedTable[]): Promise<Progress> {
  const triggers = await db.all<{ name: string; sql: string }>(
    sql`SELECT name, sql FROM sqlite_master WHERE type = 'trigger'`,
  )
  await db.batch([
    ...beginProgress(db, copy, triggers),
    ...triggers.map(({ name }) => db.run(sql.raw(`DROP TRIGGER "${name}"`))),
    // What the migrations put there stands in the copy as well, as it became.
    ...tables.toReversed().map(({ name }) => db.run(sql.raw(`DELETE FROM "${name}"`))),
  ])
  return { copy, triggers: triggers.map((trigger) => trigger.sql), parts: new Set(), filled: false }
}

async function readManifest(read: Read): Promise<Manifest> {
  const bytes = await read('manifest.json')
  if (!bytes) throw new NotRestored('there is no manifest.json: the copy was never finished')
  const manifest = JSON.parse(new TextDecoder().decode(bytes)) as Manifest
  if (manifest.format !== 1) throw new NotRestored('the copy is of a format this version does not know')
  return manifest
}

async function insistUnused(db: Db): Promise<void> {
  const [row] = await db.all<{ used: number }>(
    sql`SELECT EXISTS (SELECT 1 FROM orders) OR EXISTS (SELECT 1 FROM staff) used`,
  )
  if (row!.used)
    throw new NotRestored('the database holds orders or staff already: restore into an empty one')
}

/** Columns a newer version has besides get their defaults; one that is gone would be lost. */
const fits = (copied: Manifest['tables'][number], tables: CopiedTable[]): boolean => {
  const own = tables.find(({ name }) => name === copied.name)
  return own !== undefined && copied.columns.every((column) => own.columns.includes(column))
}

async function fill(
  ...[db, manifest, { name }, read, done]: [Db, Manifest, CopiedTable, Read, Set<string>]
): Promise<void> {
  const { columns } = manifest.tables.find((copied) => copied.name === name)!
  for (const part of manifest.parts.filter(({ table, file }) => table === name && !done.has(file))) {
    const bytes = await read(part.file)
    if (!bytes || sha256Hex(bytes) !== part.sha256)
      throw new NotRestored(`${part.file} is ${bytes ? 'not as it was written' : 'missing'}`)
    const slices = sliced(await unpacked(bytes))
    if (slices.length)
      await db.batch([
        note(db, `part ${part.file}`, ''),
        // A row may refer to one that comes after it.
        db.run(sql`PRAGMA defer_foreign_keys = on`),
        ...slices.map((rows) => db.run(inserted(name, columns, rows))),
      ])
  }
}

const inserted = (table: string, columns: string[], rows: string): SQL => sql`
  INSERT INTO ${sql.raw(`"${table}"`)} (${sql.raw(columns.map((column) => `"${column}"`).join(', '))})
  SELECT ${sql.raw(columns.map((_, at) => `j.value ->> ${at}`).join(', '))} FROM json_each(${rows}) j`

/** Rows as JSON, as many at a time as a value may hold. */
function sliced(rows: Values[]): string[] {
  const slices: string[][] = []
  let length = LONGEST_VALUE
  for (const row of rows.map((values) => JSON.stringify(values))) {
    if (length + row.length > LONGEST_VALUE) {
      slices.push([])
      length = 0
    }
    slices.at(-1)!.push(row)
    length += row.length
  }
  return slices.map((own) => `[${own.join(',')}]`)
}

async function check({ db, now }: Shop, manifest: Manifest): Promise<void> {
  // What a phone was sealed with is no part of a copy.
  if ((await unindexed(db)).length)
    throw new NotRestored('phones cannot be read: PHONE_KEY has to be the one the shop had')
  const loose = await db.all<{ table: string }>(sql`PRAGMA foreign_key_check`)
  if (loose[0]) throw new NotRestored(`a row of ${loose[0].table} refers to one that is not there`)
  const counts = await db.batch(manifest.tables.map(({ name }) => countOf(db, name)))
  const short = manifest.tables.find(({ rows }, at) => counts[at] !== rows)
  if (short) throw new NotRestored(`${short.name} has not as many rows as the copy`)
  const broken = await findBroken(db, allRules(now))
  if (broken.length)
    throw new NotRestored(`the books do not hold: ${broken.map(({ code }) => code).join(', ')}`)
}

const countOf = (db: Db, table: string) =>
  mapped(db.all<{ n: number }>(sql`SELECT count(*) n FROM ${sql.raw(`"${table}"`)}`), ([row]) => row!.n)
