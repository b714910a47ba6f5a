// npm run db:reset: a fresh local database with the sample world.
import { rm } from 'node:fs/promises'
import { ensureSettings, prepareLocal } from './local.mjs'

await rm('.wrangler/state', { recursive: true, force: true })
ensureSettings('8787')
await prepareLocal('.wrangler/state', Date.now())
console.log('The local database holds the sample world again.')
