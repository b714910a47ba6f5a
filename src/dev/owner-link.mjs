// npm run owner-link [-- --remote]: a one-time link for the first owner, of the local or the deployed shop.
import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'

const place = process.argv.includes('--remote') ? '--remote' : '--local'
const token = randomBytes(20).toString('hex')
const hash = createHash('sha256').update(token).digest('base64url')
const over = Date.now() + 86_400_000
const command = `INSERT INTO staff_setups (token_hash, role, expires_at) VALUES ('${hash}', 'owner', ${over})`
const run = spawnSync('npx', ['wrangler', 'd1', 'execute', 'DB', place, '--yes', '--command', command], {
  encoding: 'utf8',
})
if (run.status !== 0) throw new Error(run.stdout + run.stderr)
console.log(`Open within a day, once:  <address of the shop>/admin/set-up?token=${token}`)
