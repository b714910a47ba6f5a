import { createMiddleware } from 'hono/factory'
import { database } from '../db/client.ts'
import { settingsOf } from '../env.ts'
import { type Language, texts } from '../i18n/texts.ts'
import { pathsFor } from '../paths.ts'
import type { AppEnv } from './context.ts'
import { readingShop, shopfrontOf } from './shopfront.ts'

/** Programs and staff see no footer: their batches read nothing for it. */
const UNFRAMED = /^\/(?:api|admin|payments)(?:\/|$)/

/** Tells every handler the language, the clock, the settings and the database of this visit. */
export const visit = createMiddleware<AppEnv>(async (c, next) => {
  const settings = settingsOf(c.env)
  const url = new URL(c.req.url)
  const inEnglish = url.pathname === '/en' || url.pathname.startsWith('/en/')
  const asked =
    c.req.header('Accept-Language')?.trim().toLowerCase().startsWith('en') && url.pathname.startsWith('/api/')
  const language: Language = inEnglish || asked ? 'en' : 'zh'
  const now = Date.now() + settings.clockOffsetMs
  const reading = readingShop(c.env.DB)
  const bare = inEnglish ? url.pathname.slice(3) || '/' : url.pathname
  c.set('visit', {
    language,
    t: texts(language),
    paths: pathsFor(language),
    other: (inEnglish ? bare : bare === '/' ? '/en' : `/en${bare}`) + url.search,
    now,
    settings,
    db: database(UNFRAMED.test(bare) ? c.env.DB : reading.db),
    shopRow: reading.shopRow,
    shopfront: async () => {
      const row = await reading.shopRow.read().catch(() => null)
      return shopfrontOf(JSON.parse(row?.shop ?? '{}'), settings, now)
    },
  })
  await next()
})
