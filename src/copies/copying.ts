import type { R2Bucket } from '@cloudflare/workers-types'
import type { Db } from '../db/client.ts'
import { nightBefore, type Ran } from '../jobs/running.ts'
import type { Budget } from '../jobs/working-off.ts'
import { sha256Hex } from '../kernel/hashing.ts'
import { civilDate } from '../kernel/time.ts'
import { packed } from './bytes.ts'
import { folderOf, type Manifest, manifestKey, type OpenPart, progressKey } from './manifest.ts'
import { keyIn, markStatement, rowsStatement, type Values } from './parts.ts'
import { forgetOldCopies } from './retaining.ts'
import { type CopiedTable, readTables } from './tables.ts'

type Place = { db: Db; bucket?: R2Bucket; now: number }
type Progress = { parts: OpenPart[] }

/** Rows of a part; one of long texts is smaller. */
const ROWS = 2000
const LONG_ROWS = 100
const LONG = ['product_versions', 'product_drafts', 'page_revisions', 'offers', 'audit_entries']
/** How many rows of a table are read at once. */
export const rowsAtATime = (table: string): number => (LONG.includes(table) ? LONG_ROWS : ROWS)

/** How often what changed meanwhile is read again until all of it is of one moment, and how much of it at a time. */
const CLOSINGS = 6
const MOST_CHANGED = 30

/** A copy whose rows went on changing while it was made; the next run begins where this one ended. */
export class Unsettled extends Error {
  override name = 'Unsettled'
}

/**
 * Copies the database into the bucket, a night's copy under its date: parts are read one after the other, over several
 * runs if need be; then one batch looks at all of them at once and reads what has changed since, so that the whole is of
 * that one moment. Done for the night, it does nothing.
 */
export async function copyDatabase({ db, bucket, now }: Place, budget: Budget): Promise<Ran> {
  if (!bucket) return { note: 'no bucket' }
  const day = civilDate(nightBefore(now))
  if (await bucket.head(manifestKey(day))) return { note: 'done' }
  const until = Date.now() + budget.ms
  const tables = await readTables(db)
  const kept = await bucket.get(progressKey(day))
  const { parts }: Progress = kept ? await kept.json<Progress>() : { parts: [] }
  const save = () => bucket.put(progressKey(day), JSON.stringify({ parts } satisfies Progress))
  for (const table of tables) {
    for (let range = nextRange(parts, table); range; range = nextRange(parts, table)) {
      if (Date.now() >= until) {
        await save()
        return { note: `${parts.length} parts`, more: true }
      }
      parts.push(await readPart(db, bucket, day, table, range.after, parts.length))
    }
  }
  await save()
  const rows = await close(db, bucket, day, tables, parts, now)
  await bucket.delete(progressKey(day))
  await forgetOldCopies(bucket, day)
  return { note: `${rows} rows` }
}

/**
 * For a machine that backs itself up each hour: no second copy among its pictures, and those an earlier version left there
 * end like any other.
 */
export async function leaveToBackups({ bucket, now }: Omit<Place, 'db'>): Promise<Ran> {
  if (bucket) await forgetOldCopies(bucket, civilDate(nightBefore(now)))
  return { note: 'left to the backups' }
}

/** What of a table is read next; null once its last part is. */
function nextRange(parts: OpenPart[], { name }: CopiedTable): { after: OpenPart['upTo'] } | null {
  const last = parts.findLast((part) => part.table === name)
  if (!last) return { after: null }
  return last.upTo ? { after: last.upTo } : null
}

async function readPart(
  ...[db, bucket, day, table, after, at]: [Db, R2Bucket, string, CopiedTable, OpenPart['after'], number]
): Promise<OpenPart> {
  const limit = rowsAtATime(table.name)
  const range = { after, upTo: null }
  const [rows, mark] = await db.batch([
    rowsStatement(db, table, range, limit),
    markStatement(db, table, range, limit),
  ])
  const last = rows.at(-1)
  // The last part of a table is open at its end: what comes after it belongs to it.
  const upTo = last && rows.length === limit ? keyIn(table, last) : null
  const file = `${String(at).padStart(4, '0')}-${table.name}.jsonl.gz`
  return { table: table.name, file, after, upTo, mark, ...(await put(bucket, day, file, rows)) }
}

async function put(bucket: R2Bucket, day: string, file: string, rows: Values[]) {
  const bytes = await packed(rows)
  await bucket.put(folderOf(day) + file, bytes)
  return { rows: rows.length, sha256: sha256Hex(bytes) }
}

/** Brings all parts to one moment and says so in the manifest; answers how many rows there are. */
async function close(
  ...[db, bucket, day, tables, parts, at]: [Db, R2Bucket, string, CopiedTable[], OpenPart[], number]
): Promise<number> {
  const tableOf = new Map(tables.map((table) => [table.name, table]))
  let changed: OpenPart[] = []
  for (let tries = 0; tries < CLOSINGS; tries += 1) {
    const marks = parts.map((part) => markStatement(db, tableOf.get(part.table)!, part))
    const read = changed.map((part) => rowsStatement(db, tableOf.get(part.table)!, part))
    const answers = await db.batch([...marks, ...read])
    const now = answers.slice(0, parts.length) as string[]
    const rows = answers.slice(parts.length) as Values[][]
    for (const [index, part] of changed.entries())
      Object.assign(part, await put(bucket, day, part.file, rows[index]!), {
        mark: now[parts.indexOf(part)]!,
      })
    const others = parts.filter((part, index) => part.mark !== now[index])
    if (!others.length) return finish(bucket, day, tables, parts, at)
    // What has changed once is read with every further look, since it will change again.
    const known = [...changed, ...others]
    changed = known.length <= MOST_CHANGED ? known : []
    if (!changed.length) await refresh(db, bucket, day, tableOf, others)
  }
  throw new Unsettled(`the rows of ${changed.map(({ table }) => table).join(', ')} went on changing`)
}

/** Very many changed: each is read by itself first, so that the batch that reads at one moment stays small. */
async function refresh(
  ...[db, bucket, day, tableOf, parts]: [Db, R2Bucket, string, Map<string, CopiedTable>, OpenPart[]]
) {
  for (const part of parts) {
    const table = tableOf.get(part.table)!
    const [rows, mark] = await db.batch([rowsStatement(db, table, part), markStatement(db, table, part)])
    Object.assign(part, await put(bucket, day, part.file, rows), { mark })
  }
}

async function finish(
  ...[bucket, day, tables, parts, at]: [R2Bucket, string, CopiedTable[], OpenPart[], number]
): Promise<number> {
  const rowsOf = (name: string) =>
    parts.filter((part) => part.table === name).reduce((sum, { rows }) => sum + rows, 0)
  const manifest: Manifest = {
    format: 1,
    at,
    tables: tables.map(({ name, columns }) => ({ name, columns, rows: rowsOf(name) })),
    parts: parts.map(({ table, file, rows, sha256 }) => ({ table, file, rows, sha256 })),
  }
  await bucket.put(manifestKey(day), JSON.stringify(manifest))
  return parts.reduce((sum, { rows }) => sum + rows, 0)
}
