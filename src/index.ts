import type { ExecutionContext, ScheduledController } from '@cloudflare/workers-types'
import { forgetOldLimits } from './accounts/rate-limit.ts'
import { forgetOldSessions } from './accounts/sessions.ts'
import { forgetOldSetups } from './accounts/setting-up.ts'
import { forgetHolds } from './adoption/holding.ts'
import { app } from './app.tsx'
import { rollSeason } from './catalog/season-rolling.ts'
import { forgetOldSheets } from './catalog/sheets/keeping.ts'
import { checkStock } from './catalog/stock/reconciling.ts'
import { database } from './db/client.ts'
import { type Bindings, settingsOf } from './env.ts'
import { sweepDeliveries } from './fulfilment/receiving.ts'
import { expireQuotations } from './institutions/expiring.ts'
import { forgetQuotations } from './institutions/forgetting.ts'
import { forgetExpired, forgetOldKeys } from './orders/retaining.ts'
import { sweep } from './payments/sweeping.ts'

const NIGHTLY = '20 18 * * *'

export default {
  fetch: app.fetch,
  async scheduled(controller: ScheduledController, env: Bindings, _ctx: ExecutionContext) {
    const settings = settingsOf(env)
    const now = Date.now() + settings.clockOffsetMs
    const db = database(env.DB)
    await sweep({ db, settings, now })
    await sweepDeliveries({ db, settings, now })
    if (controller.cron !== NIGHTLY) return
    await rollSeason(db, now)
    await expireQuotations(db, now)
    await forgetOldLimits(db, now)
    await forgetOldSessions(db, now)
    await forgetOldSetups(db, now)
    await forgetOldKeys(db, now)
    await forgetOldSheets(db, now)
    await forgetHolds(db, now)
    await checkStock(db, now)
    await forgetExpired({ db, settings, now })
    await forgetQuotations({ db, settings, now })
  },
}
