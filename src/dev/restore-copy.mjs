// npm run restore:copy -- --date 2026-11-29 | --from FOLDER: lays a night's copy out in an empty database and checks it.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { restoreLocal } from './local.mjs'

const { values } = parseArgs({
  options: {
    // A folder with the files of one day, or a day in the bucket: that of the deployed shop, or with --local this one's.
    from: { type: 'string' },
    date: { type: 'string' },
    local: { type: 'boolean', default: false },
    bucket: { type: 'string', default: 'puding-shop-media' },
    // Where to: a local database of its own, or what another wrangler configuration binds.
    into: { type: 'string', default: '.wrangler/restored' },
    config: { type: 'string', default: 'wrangler.toml' },
  },
})

const end = (sentence) => {
  console.error(sentence)
  process.exit(1)
}
if (!values.from === !values.date)
  end('Say which copy: --date 2026-11-29 (a day in the bucket) or --from FOLDER (files of one day).')
const folder = values.from ?? `.wrangler/copies/${values.date}`
if (values.date) mkdirSync(folder, { recursive: true })

/** One file of the copy: from the folder, or fetched into it from the bucket first. */
async function read(file) {
  const path = join(folder, file)
  if (values.date && !existsSync(path)) {
    const key = `${values.bucket}/copies/${values.date}/${file}`
    const place = values.local ? ['--local', '--persist-to', '.wrangler/state'] : ['--remote']
    const run = spawnSync(
      'node_modules/.bin/wrangler',
      ['r2', 'object', 'get', key, '--file', path, ...place],
      {
        encoding: 'utf8',
      },
    )
    if (run.status !== 0) end(`${key} could not be fetched from the bucket:\n${run.stderr || run.stdout}`)
  }
  return existsSync(path) ? new Uint8Array(readFileSync(path)) : null
}

try {
  const { at, rows } = await restoreLocal({ config: values.config, state: values.into }, read)
  const when = new Date(at).toISOString()
  console.log(`Restored as of ${when}: ${rows} rows; references, counts and books hold.`)
  if (values.config === 'wrangler.toml')
    console.log(`Look at it: npm run build && node src/dev/serve.mjs --state ${values.into}`)
} catch (error) {
  if (error.name !== 'NotRestored') throw error
  end(`Not restored: ${error.message}.`)
}
