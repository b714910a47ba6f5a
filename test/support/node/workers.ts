// Stands in for `cloudflare:workers` and `cloudflare:test` where the suites run over one machine's adapters: the same
// tests, the same bindings, another database underneath.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { readD1Migrations } from '@cloudflare/vitest-plugin'
import type { D1Database } from '@cloudflare/workers-types'
import { folderBucket } from '../../../src/node/bucket.ts'
import { pageCaches } from '../../../src/node/cache.ts'
import { d1Over } from '../../../src/node/d1.ts'
import { openSqlite } from '../../../src/node/sqlite.ts'
import { TEST_SETTINGS } from '../settings.ts'

type Migration = { name: string; queries: string[] }

const folder = mkdtempSync(join(tmpdir(), 'suite-'))
const place = join(folder, 'shop.db')
const media = join(folder, 'media')
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

const open = () => openSqlite(place, { synchronous: 'OFF' })
let file = open()

/** Another database in the place of the one that is open; null for an empty one. */
function lay(from: string | null): void {
  file.close()
  for (const part of ['', '-wal', '-shm']) rmSync(place + part, { force: true })
  if (from) copyFileSync(from, place)
  rmSync(media, { recursive: true, force: true })
  file = open()
}

/** Keeps worlds that were laid out, by name (test/support/shop.ts). */
const WORLDS = {
  fetch: async (address: string) => {
    const { pathname, searchParams } = new URL(address)
    const kept = join(folder, `world-${searchParams.get('world')}`)
    if (pathname === '/keep') {
      rmSync(kept, { force: true })
      const copying = new DatabaseSync(place)
      copying.prepare('VACUUM INTO ?').run(kept)
      copying.close()
    }
    if (pathname === '/lay') lay(kept)
    return new Response(null, { status: 204 })
  },
}

export const env = {
  ...TEST_SETTINGS,
  DEEP: process.env.DEEP ?? '',
  TEST_MIGRATIONS: await readD1Migrations('migrations'),
  DB: d1Over((asked) => file.run(asked)),
  MEDIA: folderBucket(media),
  WORLDS,
}

globalThis.caches = pageCaches() as unknown as CacheStorage

export async function reset(): Promise<void> {
  lay(null)
}

/** Applies what is new, as the runtime's own does, and notes it where that one notes it. */
export async function applyD1Migrations(db: D1Database, migrations: Migration[]): Promise<void> {
  await db.prepare('CREATE TABLE IF NOT EXISTS d1_migrations (name TEXT UNIQUE)').run()
  const { results } = await db.prepare('SELECT name FROM d1_migrations').all<{ name: string }>()
  for (const { name, queries } of migrations.filter(
    (one) => !results.some((known) => known.name === one.name),
  ))
    await db.batch([
      ...queries.map((query) => db.prepare(query)),
      db.prepare('INSERT INTO d1_migrations (name) VALUES (?)').bind(name),
    ])
}

const waiting = new WeakMap<object, Promise<unknown>[]>()

export function createExecutionContext() {
  const promises: Promise<unknown>[] = []
  const context = {
    waitUntil: (promise: Promise<unknown>) => void promises.push(promise),
    passThroughOnException: () => {},
    props: {},
  }
  waiting.set(context, promises)
  return context
}

export async function waitOnExecutionContext(context: object): Promise<void> {
  await Promise.all(waiting.get(context) ?? [])
}
