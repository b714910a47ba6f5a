import { createMiddleware } from 'hono/factory'
import { database } from '../db/client.ts'
import { settingsOf } from '../env.ts'
import { askedLanguage } from '../i18n/asked-language.ts'
import { type Language, texts } from '../i18n/texts.ts'
import { networkOf } from '../kernel/network.ts'
import { pathsFor } from '../urls.ts'
import type { AppEnv } from './context.ts'
import { familyNames, readingShop, shopfrontOf } from './shopfront.ts'

/** Programs and staff see no footer: their batches read nothing for it. */
const UNFRAMED = /^\/(?:api|admin|payments)(?:\/|$)/

/** Path and query of a request's address, which the runtime has already put in order: parsing it anew costs more than all else here. */
function partsOf(address: string): { path: string; query: string } {
  const start = address.indexOf('/', address.indexOf('//') + 2)
  const end = address.indexOf('?', start)
  return end < 0
    ? { path: address.slice(start), query: '' }
    : { path: address.slice(start, end), query: address.slice(end) }
}

/** Tells every handler the language, the clock, the settings and the database of this visit. */
export const visit = createMiddleware<AppEnv>(async (c, next) => {
  const settings = settingsOf(c.env)
  const { path, query } = partsOf(c.req.url)
  const inEnglish = path === '/en' || path.startsWith('/en/')
  const byHeader = path.startsWith('/api/')
  const asked = byHeader ? askedLanguage(c.req.header('Accept-Language')) : 'zh'
  const language: Language = inEnglish ? 'en' : asked
  const now = Date.now() + settings.clockOffsetMs
  const reading = readingShop(c.env.DB)
  const t = texts(language)
  const shopRow = () => reading.shopRow.read().catch(() => null)
  // One slash at the start: with two, a link to this page in Chinese would lead to another site.
  const bare = inEnglish ? path.slice(3).replace(/^\/*/, '/') : path
  c.set('visit', {
    language,
    t,
    paths: pathsFor(language),
    path,
    other: (inEnglish ? bare : bare === '/' ? '/en' : `/en${bare}`) + query,
    now,
    settings,
    network: networkOf(c.req.header('CF-Connecting-IP') ?? '') || null,
    db: database(UNFRAMED.test(bare) ? c.env.DB : reading.db),
    shopRow: reading.shopRow,
    shopfront: async () => shopfrontOf(JSON.parse((await shopRow())?.shop ?? '{}'), settings, now),
    families: async () => familyNames(await shopRow(), language, t.catalog.families),
  })
  await next()
  if (!byHeader) return
  c.header('Content-Language', language === 'en' ? 'en' : 'zh-CN')
  c.header('Vary', 'Accept-Language', { append: true })
})
