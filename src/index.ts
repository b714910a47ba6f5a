import type { ScheduledController } from '@cloudflare/workers-types'
import { app } from './app.tsx'
import { database } from './db/client.ts'
import { type Bindings, settingsOf } from './env.ts'
import { runDue } from './jobs/running.ts'
import { JOBS } from './jobs.ts'

export default {
  fetch: app.fetch,
  async scheduled(_controller: ScheduledController, env: Bindings) {
    const settings = settingsOf(env)
    const now = Date.now() + settings.clockOffsetMs
    await runDue({ db: database(env.DB), bucket: env.MEDIA, settings, now }, [...JOBS])
  },
}
