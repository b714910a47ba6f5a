// The local database: settings for a laptop, migrations, sample world.

import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
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
    await migrate(proxy.env.DB, `${state}/migrations.json`)
    const filled = await prepareWorld(proxy.env, now)
    const owner = await ownerToken(proxy.env.DB, now)
    return { filled, owner, sampleOrder: await sampleOrderPath(proxy.env) }
  } finally {
    await proxy.dispose()
  }
}

/**
 * Restores a copy, whose files `read` gives, into the database that `config` binds: a local one under `state`, migrated
 * first, or one at Cloudflare that was migrated before. Answers the moment it is of and its rows.
 */
export async function restoreLocal({ config, state }, read) {
  const { restoreInto } = await bundled('src/dev/restoring.ts')
  const proxy = await getPlatformProxy({ configPath: config, persist: { path: `${state}/v3` } })
  try {
    if (config === 'wrangler.toml') await migrate(proxy.env.DB, `${state}/migrations.json`)
    return await restoreInto(proxy.env, read, Date.now())
  } finally {
    await proxy.dispose()
  }
}

/** The local database was made by migrations that are gone or say something else now; the message says what helps. */
export class OtherMigrations extends Error {
  constructor(name) {
    super(`The local database was made by other migrations (${name}). Start it over: npm run db:reset`)
  }
}

/**
 * Runs what is new in migrations/, each file in one batch, and notes it where `wrangler d1 migrations apply` does. What a
 * file said when it ran is kept in `kept`: one that was edited since is noticed.
 */
export async function migrate(db, kept) {
  await db
    .prepare(
      `CREATE TABLE IF NOT EXISTS d1_migrations (
        id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`,
    )
    .run()
  const { results } = await db.prepare('SELECT name FROM d1_migrations').all()
  const applied = results.map(({ name }) => name)
  const migrations = await readD1Migrations('migrations')
  const now = Object.fromEntries(migrations.map(({ name, queries }) => [name, hashOf(queries)]))
  const then = existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : {}
  const other = applied.find((name) => !now[name] || (then[name] && then[name] !== now[name]))
  if (other) throw new OtherMigrations(other)
  for (const { name, queries } of migrations.filter(({ name }) => !applied.includes(name)))
    await db.batch([
      ...queries.map((query) => db.prepare(query)),
      db.prepare('INSERT INTO d1_migrations (name) VALUES (?)').bind(name),
    ])
  writeFileSync(kept, JSON.stringify(now))
}

const hashOf = (queries) => createHash('sha256').update(queries.join()).digest('hex')

/** Runs TypeScript of ours in this process: bundled first, because Node does not resolve our imports. */
export async function bundled(entry) {
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
