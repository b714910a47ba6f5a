import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readD1Migrations } from '@cloudflare/vitest-plugin'
import type { D1Database } from '@cloudflare/workers-types'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { database } from '../../src/db/client.ts'
import { fillSampleWorld } from '../../src/db/sample/world.ts'

const SECRET = 'runtime-secret-0000000000'
export const SHOP_NOW = '2026-11-23T10:00:00+08:00'
/** All a Worker is told but its own address. */
export const SETTINGS = {
  APP_ENV: 'development',
  SESSION_SECRET: SECRET,
  PHONE_PEPPER: SECRET,
  PHONE_KEY: SECRET,
  SHOP_NOW,
}

/** Where what was made of some sources is kept, by a hash of them. */
const UPLOADED = '.wrangler/uploaded'

/** All that the uploaded script is made of. */
function sourcesHash(): string {
  const hash = createHash('sha256')
  for (const file of [
    ...globSync('src/**/*.*').sort(),
    'wrangler.toml',
    'tsconfig.json',
    'package-lock.json',
  ])
    hash.update(file).update(readFileSync(file))
  return hash.digest('hex')
}

/** What `wrangler deploy` would upload. The tool takes seconds to start: what it made of these very sources is read again. */
export function uploadedScript(): string {
  const kept = join(UPLOADED, `${sourcesHash()}.js`)
  if (existsSync(kept)) return readFileSync(kept, 'utf8')
  const out = mkdtempSync(join(tmpdir(), 'uploaded-'))
  try {
    const run = spawnSync('npx', ['wrangler', 'deploy', '--dry-run', '--outdir', out], { encoding: 'utf8' })
    if (run.status !== 0) throw new Error(run.stdout + run.stderr)
    const script = readFileSync(join(out, 'index.js'), 'utf8')
    keep(kept, script)
    return script
  } finally {
    rmSync(out, { recursive: true })
  }
}

/** In one step, since others may read it; what was made of other sources goes. */
function keep(file: string, script: string): void {
  mkdirSync(UPLOADED, { recursive: true })
  const making = `${file}.${process.pid}`
  writeFileSync(making, script)
  renameSync(making, file)
  for (const old of globSync(`${UPLOADED}/*.js`)) if (old !== file) rmSync(old, { force: true })
}

/**
 * The uploaded script in a workerd of its own, without what `wrangler dev` puts around it; `entry` loads it,
 * `publicUrl` is what visitors call it, `more` what else it is set up with.
 */
export const runtime = (...of: Parameters<typeof optionsOf>) => new Miniflare(optionsOf(...of))

/** The same as options: a runtime that is told others keeps its rows. */
export const optionsOf = (
  script: string,
  entry = `export { default } from '/shop.mjs'`,
  publicUrl = 'http://127.0.0.1',
  more: Record<string, string> = {},
) =>
  convertV4MiniflareOptions({
    name: 'shop',
    modulesRoot: '/',
    modules: [
      { type: 'ESModule', path: '/entry.mjs', contents: entry },
      { type: 'ESModule', path: '/shop.mjs', contents: script },
    ],
    compatibilityDate: '2026-10-01',
    compatibilityFlags: ['nodejs_compat'],
    d1Databases: { DB: 'shop' },
    r2Buckets: { MEDIA: 'media' },
    bindings: { ...SETTINGS, PUBLIC_URL: publicUrl, ...more },
    inspectorPort: 0,
  })

/** Migrations and the sample world in the runtime's own database. */
export async function fillRuntime(mf: Miniflare): Promise<void> {
  const db = (await mf.getD1Database('DB')) as unknown as D1Database
  for (const { queries } of await readD1Migrations('migrations'))
    await db.batch(queries.map((query) => db.prepare(query)))
  await fillSampleWorld(database(db), Date.parse(SHOP_NOW))
}
