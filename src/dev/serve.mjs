// npm run dev: one command from a fresh clone to a shop that takes orders.
import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'
import { ensureSettings, fill, migrate } from './local.mjs'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8787' },
    now: { type: 'string' },
    since: { type: 'string', default: String(Date.now()) },
    state: { type: 'string', default: '.wrangler/state' },
  },
})
const base = `http://127.0.0.1:${values.port}`
ensureSettings(values.port)
migrate(values.state)
const { filled, owner, sampleOrder } = await fill(
  values.state,
  values.now ? Date.parse(values.now) : Date.now(),
)

console.log(`
  普定 · the shop      ${base}/
  in English          ${base}/en
  look up an order    ${base}/orders
  data                ${filled === 'filled' ? 'sample world filled in' : 'kept from the last start'} (npm run db:reset starts over)
  staff sign-in       ${base}/admin  (sample: owner / puding-sample, also manager, fulfilment, finance, viewer)
${sampleOrder ? `  a past season       ${base}${sampleOrder}\n` : ''}${owner ? `  first owner         ${base}/admin/set-up?token=${owner}  (once, within a day)\n` : ''}`)

const args = ['wrangler', 'dev', '--ip', '127.0.0.1', '--port', values.port, '--persist-to', values.state]
args.push('--show-interactive-dev-session=false', '--var', `PUBLIC_URL:${base}`)
// A Worker that is loaded anew goes on where the clock stood.
if (values.now) args.push('--var', `SHOP_NOW:${values.now}`, '--var', `SHOP_NOW_SINCE:${values.since}`)
const server = spawn('npx', args, { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal))
server.on('exit', (code) => process.exit(code ?? 0))
