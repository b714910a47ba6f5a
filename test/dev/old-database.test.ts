import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { D1Database } from '@cloudflare/workers-types'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { getPlatformProxy } from 'wrangler'
import { deepTest } from '../support/deep.ts'
import old from './fixtures/old-migrations.json' with { type: 'json' }

let state: string
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'old-database-'))
})
afterEach(() => {
  rmSync(state, { recursive: true })
})

/** A local database that says these migrations made it. */
async function madeBy(names: string[]): Promise<void> {
  const proxy = await getPlatformProxy<{ DB: D1Database }>({ persist: { path: `${state}/v3` } })
  const { DB } = proxy.env
  await DB.batch([
    DB.prepare(
      'CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY, name TEXT UNIQUE, applied_at TEXT DEFAULT CURRENT_TIMESTAMP)',
    ),
    ...names.map((name) => DB.prepare('INSERT INTO d1_migrations (name) VALUES (?)').bind(name)),
  ])
  await proxy.dispose()
}

/** What `npm run dev` does after the build, with this database. */
const started = () => {
  const run = spawnSync('node', ['src/dev/serve.mjs', '--state', state], { encoding: 'utf8' })
  return { status: run.status, complaint: run.stderr }
}
const sentence = (name: string) =>
  `The local database was made by other migrations (${name}). Start it over: npm run db:reset\n`

test('a local database of migrations that are gone ends the start with one sentence that says what helps', async () => {
  await madeBy(old)
  expect(started()).toEqual({ status: 1, complaint: sentence(old[0]!) })
})

// Another reason and the same sentence, for one more start of the tool.
deepTest('so does one of a migration that was edited since it ran', async () => {
  await madeBy(['0001_staff.sql'])
  writeFileSync(join(state, 'migrations.json'), JSON.stringify({ '0001_staff.sql': 'what it was' }))
  expect(started()).toEqual({ status: 1, complaint: sentence('0001_staff.sql') })
})
