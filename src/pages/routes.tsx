import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { namedProducers, producerFrom } from '../catalog/producer-queries.ts'
import type { Db } from '../db/client.ts'
import type { AppEnv, Ctx } from '../http/context.ts'
import { sharedPage } from '../http/page-cache.ts'
import { inLanguage, type Language, type Texts } from '../i18n/texts.ts'
import { civilDate } from '../kernel/time.ts'
import { deadlinesOf } from '../settings/deadlines.ts'
import { type PageBodies, type PageName, pageTextStatement, usualText } from '../settings/page-texts.ts'
import { renderPage } from '../ui/document.tsx'
import { urls } from '../urls.ts'
import { ProducersPage } from './producers-page.tsx'
import { StoryPage } from './story-page.tsx'
import { FactsPage, type ImpactFact, ImpactPage, SectionsPage } from './text-pages.tsx'

export const pageRoutes = new Hono<AppEnv>()

/** Pages to be read, where nothing is sold. */
const READ = { styles: ['readingCss' as const] }

/** Figures the story chooses from: those of one source and year. The rest stand on their own page. */
const FACTS_TOLD = 6

pageRoutes.get(urls.privacy.path, sharedPage(), (c) => {
  const page = c.var.visit.t.pages.privacy
  return renderPage(c, { title: page.title }, SectionsPage(page))
})

pageRoutes.get(urls.story.path, sharedPage(), async (c) => {
  const { db, t, language, paths } = c.var.visit
  const [written, facts] = await db.batch([pageTextStatement(db, 'story'), factsStatement(db, FACTS_TOLD)])
  const { story, impact } = t.pages
  const text = textFor('story', written[0], language, t)
  const props = { t: story, impact, scenes: t.scenes, text, facts, language, paths }
  return renderPage(c, { title: story.title, description: story.lead, ...READ }, StoryPage(props))
})

pageRoutes.get(urls.terms.path, sharedPage(), async (c) => {
  const { deadlines } = await c.var.visit.shopfront()
  const { title, sections } = c.var.visit.t.pages.terms
  const { payMinutes } = deadlinesOf(deadlines)
  return renderPage(c, { title }, SectionsPage({ title, sections: sections(payMinutes) }))
})

pageRoutes.get(urls.contact.path, sharedPage(), async (c) => {
  const texts = c.var.visit.t.pages.contact
  const { phone, wechat, complaints } = (await c.var.visit.shopfront()).contact
  const rows = { [texts.phone]: phone, [texts.wechat]: wechat, [texts.complaints]: complaints }
  return renderPage(c, { title: texts.title }, FactsPage({ ...texts, rows }))
})

pageRoutes.get(urls.licences.path, sharedPage(), async (c) => {
  const { t } = c.var.visit
  const texts = t.pages.licences
  const { operator, licenceNo, foodLicenceNo, icp, policeRecord } = (await c.var.visit.shopfront()).contact
  const rows = {
    [texts.operator]: operator,
    [texts.licence]: licenceNo,
    [texts.food]: foodLicenceNo,
    [texts.icp]: icp,
    [texts.police]: policeRecord,
  }
  return renderPage(
    c,
    { title: texts.title },
    FactsPage({ ...texts, pending: t.pages.contact.pending, rows }),
  )
})

pageRoutes.get(urls.producers.path, sharedPage(), async (c) => {
  const { db, t, paths, language, now } = c.var.visit
  const [rows, products, written] = await db.batch([
    ...namedProducers(db),
    pageTextStatement(db, 'producers'),
  ])
  const producers = rows.map(producerFrom)
  const text = textFor('producers', written[0], language, t)
  const props = {
    t: t.pages.producers,
    scenes: t.scenes,
    text,
    language,
    paths,
    producers,
    products,
    families: await c.var.visit.families(),
    origins: t.catalog.origins,
    today: civilDate(now),
  }
  const { heading: title } = t.pages.producers
  return renderPage(c, { title, ...READ }, ProducersPage(props))
})

pageRoutes.get(urls.impact.path, sharedPage(), async (c) => {
  const { db, t, language } = c.var.visit
  const [facts] = await db.batch([factsStatement(db, 20)])
  return renderPage(c, { title: t.pages.impact.title }, ImpactPage({ t: t.pages.impact, language, facts }))
})

/** The first published figures, each with its source. */
const factsStatement = (db: Db, most: number) =>
  db.all<ImpactFact>(sql`
    SELECT value_zh valueZh, value_en valueEn, label_zh labelZh, label_en labelEn, as_of asOf, source_zh sourceZh,
      source_en sourceEn FROM impact_facts WHERE visible = 1 ORDER BY position LIMIT ${most}`)

/** What staff wrote, or what the shop comes with. */
const textFor = (page: PageName, written: PageBodies | undefined, language: Language, t: Texts): string =>
  written ? inLanguage(language, written.bodyZh, written.bodyEn) : usualText(page, t.pages)

// An address people guess.
pageRoutes.get(urls.login.path, (c: Ctx) => c.redirect(c.var.visit.paths.signIn(), 302))
