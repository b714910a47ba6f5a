// The local database: settings for a laptop, migrations, sample world.

import { randomBytes } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { readD1Migrations } from '@cloudflare/vitest-plugin'
import * as esbuild from 'esbuild'
import { getPlatformProxy } from 'wrangler'

/** Writes .dev.vars with fresh secrets the first time; they never leave this machine. */
export function ensureSettings(port) {
  if (existsSync('.dev.vars')) return
  const secret = () => randomBytes(32).toString('base64url')
  const lines = [
    'APP_ENV=development',
    `PUBLIC_URL=http://127.0.0.1:${port}`,
    `SESSION_SECRET=${secret()}`,
    `PHONE_PEPPER=${secret()}`,
    `PHONE_KEY=${secret()}`,
  ]
  writeFileSync('.dev.vars', `${lines.join('\n')}\n`)
}

/**
 * The local database under `state` at the newest migration, with the sample world as of `now` (UTC ms).
 * Returns whether it was `filled` or `kept`, the first owner's token and the path of a sample order (each null once
 * there is none). One local runtime does it all: the command-line tool takes half a second a migration.
 */
export async function prepareLocal(state, now) {
  const { prepareWorld, ownerToken, sampleOrderPath } = await bundled('src/dev/world.ts')
  const proxy = await getPlatformProxy({ persist: { path: `${state}/v3` } })
  try {
    await migrate(proxy.env.DB)
    const filled = await prepareWorld(proxy.env, now)
    const owner = await ownerToken(proxy.env.DB, now)
    return { filled, owner, sampleOrder: await sampleOrderPath(proxy.env) }
  } finally {
    await proxy.dispose()
  }
}

/** Runs what is new in migrations/, each file in one batch, and notes it where `wrangler d1 migrations apply` does. */
async function migrate(db) {
  await db
    .prepare(
      `CREATE TABLE IF NOT EXISTS d1_migrations (
        id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`,
    )
    .run()
  const { results } = await db.prepare('SELECT name FROM d1_migrations').all()
  const applied = new Set(results.map(({ name }) => name))
  const migrations = await readD1Migrations('migrations')
  const unknown = [...applied].filter((name) => !migrations.some((one) => one.name === name))
  if (unknown.length > 0)
    throw new Error(
      `The local database was made by other migrations (${unknown[0]}). Start it over: npm run db:reset`,
    )
  for (const { name, queries } of migrations.filter(({ name }) => !applied.has(name)))
    await db.batch([
      ...queries.map((query) => db.prepare(query)),
      db.prepare('INSERT INTO d1_migrations (name) VALUES (?)').bind(name),
    ])
}

/** Runs TypeScript of ours in this process: bundled first, because Node does not resolve our imports. */
async function bundled(entry) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    external: ['node:*'],
  })
  const source = Buffer.from(outputFiles[0].contents).toString('base64')
  return import(`data:text/javascript;base64,${source}`)
}
