// npm run doctor [-- --env-file FILE] [--online]: what is missing or wrong before a shop opens, in sentences.
import { existsSync, readFileSync } from 'node:fs'
import { parseArgs, parseEnv } from 'node:util'
import { unstable_readConfig } from 'wrangler'
import { bundled } from './local.mjs'

const { values } = parseArgs({
  options: {
    // What `wrangler secret put` was given, kept outside the repository; the laptop's own by default.
    'env-file': { type: 'string', default: '.dev.vars' },
    config: { type: 'string', default: 'wrangler.toml' },
    // Asks each provider about an order nobody has.
    online: { type: 'boolean', default: false },
  },
})

const file = values['env-file']
if (!existsSync(file)) {
  console.error(`There is no ${file}: say where the settings are with --env-file FILE.`)
  process.exit(1)
}
const { examine } = await bundled('src/dev/doctor.ts')
const deployment = unstable_readConfig({ config: values.config })
const told = { ...deployment.vars, ...parseEnv(readFileSync(file, 'utf8')) }
const findings = await examine({ told, deployment, online: values.online })

const MARKS = { good: '  ok   ', note: '  note ', wrong: '  WRONG' }
for (const { is, sentence } of findings) console.log(`${MARKS[is]} ${sentence}`)
const wrong = findings.filter(({ is }) => is === 'wrong').length
if (!values.online)
  console.log('\nProviders were not asked; -- --online asks each about an order nobody has.')
console.log(
  wrong ? `\n${wrong} ${wrong === 1 ? 'thing has' : 'things have'} to be put right.` : '\nNothing is wrong.',
)
process.exit(wrong ? 1 : 0)
