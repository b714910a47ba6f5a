// npm run db:reset: a fresh local database with the sample world.
import { rm } from 'node:fs/promises'
import { ensureSettings, fill, migrate } from './local.mjs'

await rm('.wrangler/state', { recursive: true, force: true })
ensureSettings('8787')
migrate('.wrangler/state')
await fill('.wrangler/state', Date.now())
console.log('The local database holds the sample world again.')
