// npm run move -- --to-cloudflare | --from-cloudflare: moves the shop between DATA_DIR and what wrangler.toml binds.
import { readFileSync } from 'node:fs'
import { parseArgs, parseEnv } from 'node:util'
import { getPlatformProxy } from 'wrangler'
import { bundled, migrate } from './local.mjs'

const { values } = parseArgs({
  options: {
    'to-cloudflare': { type: 'boolean', default: false },
    'from-cloudflare': { type: 'boolean', default: false },
    // A copy of a shop that goes on selling: for a trial, since what is ordered meanwhile is not in it.
    live: { type: 'boolean', default: false },
    replace: { type: 'boolean', default: false },
    // Another configuration, whose bindings say remote = true, means the database and bucket at Cloudflare.
    config: { type: 'string', default: 'wrangler.toml' },
    state: { type: 'string', default: '.wrangler/state' },
    // The secrets at Cloudflare, which nobody can read there; .dev.vars otherwise.
    'env-file': { type: 'string' },
  },
})

const end = (sentence) => {
  console.error(sentence)
  process.exitCode = 1
}

async function run() {
  const { toCloudflare, fromCloudflare } = await bundled('src/node/moving/sides.ts')
  const local = values.config === 'wrangler.toml'
  const proxy = await getPlatformProxy({ configPath: values.config, persist: { path: `${values.state}/v3` } })
  try {
    if (local) await migrate(proxy.env.DB, `${values.state}/migrations.json`)
    const secrets = values['env-file'] ? parseEnv(readFileSync(values['env-file'], 'utf8')) : {}
    const cloud = { ...proxy.env, PUBLIC_URL: 'http://127.0.0.1', ...definedIn(proxy.env), ...secrets }
    const { live, replace } = values
    const of = { dataDir: process.env.DATA_DIR || undefined, live, now: Date.now(), say: console.log }
    const moved = values['to-cloudflare']
      ? await toCloudflare(cloud, of)
      : await fromCloudflare(cloud, { ...of, replace, migrations: 'migrations' })
    console.log(`Moved as of ${new Date(moved.at).toISOString()}: ${moved.tables} tables, ${moved.rows} rows, \
${moved.objects.there} pictures and files; the same on both sides, and the books hold.`)
    if (moved.replaced) console.log(`The database that was there: ${moved.replaced}.`)
    if (moved.changed.length)
      console.log(`Changed at the source since, and not moved: ${moved.changed.join(', ')}.`)
    console.log('It is stopped over there as well: sell again at its desk once the address leads to it.')
  } finally {
    await proxy.dispose()
  }
}

/** Bindings that are set. */
const definedIn = (env) => Object.fromEntries(Object.entries(env).filter(([, value]) => value))

if (values['to-cloudflare'] === values['from-cloudflare'])
  end('Say where to: --to-cloudflare or --from-cloudflare.')
else
  await run().catch((error) => {
    if (!['NotMoved', 'NotRestored', 'BackupFailed', 'WrongSetting'].includes(error.name)) throw error
    end(`Not moved: ${error.message}.`)
  })
