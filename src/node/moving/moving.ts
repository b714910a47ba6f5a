import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { copyDatabase } from '../../copies/copying.ts'
import { folderOf, type Manifest, manifestKey } from '../../copies/manifest.ts'
import { readProgress } from '../../copies/progress.ts'
import { restoreCopy } from '../../copies/restoring.ts'
import { database } from '../../db/client.ts'
import { type Bindings, settingsOf } from '../../env.ts'
import { nightBefore } from '../../jobs/running.ts'
import { civilDate } from '../../kernel/time.ts'
import { stoppedStatement } from '../../settings/selling.ts'
import { folderBucket } from '../bucket.ts'
import { SECRETS } from '../settings.ts'
import { differences, sumsOf, sumsOfCopy } from './comparing.ts'
import { copyObjects } from './objects.ts'

/** Why the shop was not moved, in a sentence; what was done is kept, and the same command goes on from there. */
export class NotMoved extends Error {
  override name = 'NotMoved'
}

export type Moved = {
  at: number
  rows: number
  tables: number
  objects: { there: number; copied: number }
  /** Tables of the source that changed while a shop that went on selling was copied. */
  changed: string[]
}

/** Little enough that a run that is killed has not much to do again. */
const BUDGET = { rows: 2000, ms: 3000 }

/**
 * Moves a shop from one database and bucket into others, which hold none yet: a copy of one moment is kept in `folder`, laid
 * out over there, and compared row by row; the search is made anew; pictures go by their key. Each step is noted, so that
 * one that was stopped goes on. Unless `live`, the source has to be stopped, and must not have changed meanwhile. Throws
 * NotMoved.
 */
export async function move(of: {
  from: Bindings
  to: Bindings
  folder: string
  live: boolean
  now: number
  say: (line: string) => void
}): Promise<Moved> {
  const { from, to, folder, live, say } = of
  const source = database(from.DB)
  const target = database(to.DB)
  insistSameSecrets(from, to)
  await insistSameVersion(from, to)
  if (!live && !(await stoppedStatement(source))[0]!.stopped)
    throw new NotMoved('the shop takes orders: stop it first at the desk, or add --live for a trial')
  const at = begunAt(folder, of.now)
  const bucket = folderBucket(folder)
  const day = civilDate(nightBefore(at))
  while ((await copyDatabase({ db: source, bucket, now: at }, BUDGET)).more) say('copying …')
  const read = async (file: string) => {
    const object = await bucket.get(folderOf(day) + file)
    return object && new Uint8Array(await object.arrayBuffer())
  }
  const manifest = (await (await bucket.get(manifestKey(day)))!.json()) as Manifest
  say(`copied ${manifest.tables.length} tables`)
  const copied = await sumsOfCopy(manifest, read)
  const before = live ? [] : differences(copied, await sumsOf(source))
  if (before.length) {
    rmSync(folder, { recursive: true, force: true })
    throw new NotMoved(`the source changed while it was copied: ${before.join(', ')}. Begin again`)
  }
  // A run that ended just after its last row was in has nothing to lay out any more.
  const laid = !(await readProgress(target)) && !differences(copied, await sumsOf(target)).length
  if (!laid) await restoreCopy({ db: target, settings: settingsOf(to), now: of.now }, read)
  const rows = Object.values(copied).reduce((sum, table) => sum + table.rows, 0)
  const wrong = differences(copied, await sumsOf(target))
  if (wrong.length) throw new NotMoved(`not the same over there: ${wrong.join(', ')}`)
  say(`laid out and compared ${rows} rows`)
  const objects = await copyObjects(from.MEDIA, to.MEDIA)
  say(`copied ${objects.copied} of ${objects.there} pictures and files`)
  const changed = differences(copied, await sumsOf(source))
  return { at, rows, tables: manifest.tables.length, objects, changed }
}

/** When the move that is kept in the folder began; now, where none was. */
function begunAt(folder: string, now: number): number {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const kept = join(folder, '.begun')
  if (!existsSync(kept)) writeFileSync(kept, String(now), { mode: 0o600 })
  return Number(readFileSync(kept, 'utf8'))
}

function insistSameSecrets(from: Bindings, to: Bindings): void {
  const value = (side: Bindings, name: string) =>
    (side as unknown as Record<string, string | undefined>)[name]
  const other = SECRETS.filter((name) => !value(from, name) || value(from, name) !== value(to, name))
  if (other.length)
    throw new NotMoved(
      `${other.join(', ')} must be the same on both sides: phones are sealed with them, and links signed`,
    )
}

async function insistSameVersion(from: Bindings, to: Bindings): Promise<void> {
  const versionOf = async ({ DB }: Bindings) => {
    const rows = await database(DB).all<{ name: string }>(sql`SELECT name FROM d1_migrations ORDER BY name`)
    return rows.map(({ name }) => name).join()
  }
  const [one, other] = [await versionOf(from), await versionOf(to)]
  if (one !== other)
    throw new NotMoved('the two sides are of different versions: bring both to the same migrations first')
}
