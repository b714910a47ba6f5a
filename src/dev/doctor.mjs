// npm run doctor [-- --env-file FILE] [--node] [--online]: what is missing or wrong before a shop opens, in sentences. Of a
// shop on one machine with --node or DATA_DIR, or where the file is a shop.env or secrets.env lies beside it.
import { existsSync, readdirSync, readFileSync, statfsSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { parseArgs, parseEnv } from 'node:util'
import { unstable_readConfig } from 'wrangler'
import { bundled } from './local.mjs'

const { values } = parseArgs({
  options: {
    // What `wrangler secret put` was given, kept outside the repository; the laptop's own by default.
    'env-file': { type: 'string' },
    // On a machine of its own there are no bindings to look at, but a folder.
    node: { type: 'boolean', default: false },
    config: { type: 'string', default: 'wrangler.toml' },
    // Asks each provider about an order nobody has.
    online: { type: 'boolean', default: false },
  },
})

const { DATA_DIR } = process.env
const file = values['env-file'] ?? (DATA_DIR ? join(DATA_DIR, 'shop.env') : '.dev.vars')
const folder = dirname(resolve(file))
const secrets = join(folder, 'secrets.env')
const onMachine = values.node || Boolean(DATA_DIR) || basename(file) === 'shop.env' || existsSync(secrets)
if (!existsSync(file)) {
  console.error(`There is no ${file}: say where the settings are with --env-file FILE.`)
  process.exit(1)
}
const { examine } = await bundled('src/dev/doctor.ts')
const { knownSettings } = await bundled('src/node/settings.ts')
const findings = await examine(onMachine ? machineAsked() : deploymentAsked())

const MARKS = { good: '  ok   ', note: '  note ', wrong: '  WRONG' }
for (const { is, sentence } of findings) console.log(`${MARKS[is]} ${sentence}`)
const wrong = findings.filter(({ is }) => is === 'wrong').length
if (!values.online)
  console.log('\nProviders were not asked; -- --online asks each about an order nobody has.')
console.log(
  wrong ? `\n${wrong} ${wrong === 1 ? 'thing has' : 'things have'} to be put right.` : '\nNothing is wrong.',
)
process.exit(wrong ? 1 : 0)

function deploymentAsked() {
  const deployment = unstable_readConfig({ config: values.config })
  return {
    told: { ...deployment.vars, ...parseEnv(readFileSync(file, 'utf8')) },
    deployment,
    online: values.online,
  }
}

/** Settings as the shop reads them, its own file before that of secrets, and what the folder looks like. */
function machineAsked() {
  const told = knownSettings({ secrets, settings: file }, {})
  const { bavail, bsize, type } = statfsSync(folder)
  const seen = (name) => ({
    name,
    owner: statSync(join(folder, name)).uid,
    mode: statSync(join(folder, name)).mode,
  })
  // A backup made as root is one that the shop can neither try nor let go.
  const backups = namesIn(join(folder, 'backups')).map((name) => join('backups', name))
  const machine = {
    folder,
    owner: statSync(folder).uid,
    files: [...namesIn(folder), ...backups].filter((name) => !/-(?:wal|shm|journal)$/.test(name)).map(seen),
    freeBytes: bavail * bsize,
    fileSystem: type,
  }
  return { told, machine, online: values.online }
}

function namesIn(of) {
  return existsSync(of) ? readdirSync(of) : []
}
