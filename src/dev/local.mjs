// The local database: settings for a laptop, migrations, sample world.

import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
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

export function migrate(state) {
  const args = ['wrangler', 'd1', 'migrations', 'apply', 'DB', '--local', '--persist-to', state]
  const run = spawnSync('npx', args, { env: { ...process.env, CI: '1' }, encoding: 'utf8' })
  if (run.status !== 0) throw new Error(`migrating failed:\n${run.stdout}${run.stderr}`)
}

export async function fill(state, now) {
  const built = await esbuild.build({
    entryPoints: ['src/dev/world.ts'],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    external: ['node:*'],
  })
  const source = Buffer.from(built.outputFiles[0].contents).toString('base64')
  const { prepareWorld, ownerToken, sampleOrderPath } = await import(`data:text/javascript;base64,${source}`)
  const proxy = await getPlatformProxy({ persist: { path: `${state}/v3` } })
  try {
    const filled = await prepareWorld(proxy.env, now)
    const owner = await ownerToken(proxy.env.DB, now)
    return { filled, owner, sampleOrder: await sampleOrderPath(proxy.env) }
  } finally {
    await proxy.dispose()
  }
}
