// npm run dev: one command from a fresh clone to a shop that takes orders.
import { spawn } from 'node:child_process'
import { readFileSync, watch } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { ensureSettings, OtherMigrations, prepareLocal } from './local.mjs'
import { furtherSettings } from './settings.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8787' },
    now: { type: 'string' },
    since: { type: 'string', default: String(Date.now()) },
    state: { type: 'string', default: '.wrangler/state' },
    watch: { type: 'boolean', default: false },
  },
})
const base = `http://127.0.0.1:${values.port}`
ensureSettings(values.port)
const { filled, owner, sampleOrder } = await prepareLocal(
  values.state,
  values.now ? Date.parse(values.now) : Date.now(),
).catch((error) => {
  if (!(error instanceof OtherMigrations)) throw error
  console.error(error.message)
  process.exit(1)
})

const args = ['dev', '--ip', '127.0.0.1', '--port', values.port, '--persist-to', values.state]
args.push('--show-interactive-dev-session=false', '--var', `PUBLIC_URL:${base}`)
// A Worker that is loaded anew goes on where the clock stood.
if (values.now) args.push('--var', `SHOP_NOW:${values.now}`, '--var', `SHOP_NOW_SINCE:${values.since}`)
for (const [name, value] of Object.entries(furtherSettings(readFileSync('.dev.vars', 'utf8'))))
  args.push('--var', `${name}:${value}`)
const server = spawn('node_modules/.bin/wrangler', args, {
  stdio: 'inherit',
  // Nothing is asked of the network: neither for a newer tool nor for where the visitor is.
  env: { ...process.env, WRANGLER_HIDE_BANNER: 'true', CLOUDFLARE_CF_FETCH_ENABLED: 'false' },
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal))
server.on('exit', (code) => process.exit(code ?? 0))

if (values.watch) rebuildOnChange()
// The local runtime has no cron: without this nothing would be swept, sent or tried again on a laptop.
if (values.watch) setInterval(() => fetch(`${base}/cdn-cgi/local/scheduled`).catch(() => {}), 60_000).unref()
await answers(`${base}/healthz`)
console.log(`
  普定 · the shop      ${base}/
  in English          ${base}/en
  look up an order    ${base}/orders
  data                ${filled === 'filled' ? 'sample world filled in' : 'kept from the last start'} (npm run db:reset starts over)
  staff sign-in       ${base}/admin  (sample: owner / puding-sample, also manager, fulfilment, finance, viewer)
${sampleOrder ? `  a past season       ${base}${sampleOrder}\n` : ''}${owner ? ownerLine(owner) : ''}`)

function ownerLine(token) {
  return `  first owner         ${base}/admin/set-up?token=${token}  (once, within a day)\n`
}

/** Styles, browser scripts and pictures anew whenever a source changes; wrangler sees what came of it. */
function rebuildOnChange() {
  let pending
  watch('src', { recursive: true }, (_, file) => {
    if (!file || file.includes('.generated.')) return
    clearTimeout(pending)
    pending = setTimeout(() => spawn(process.execPath, ['src/dev/build.mjs'], { stdio: 'inherit' }), 100)
  })
}

async function answers(address) {
  while (
    !(await fetch(address).then(
      ({ ok }) => ok,
      () => false,
    ))
  )
    await sleep(100)
}
