import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import source from '../db/sample/catalogue.sample.json' with { type: 'json' }
import type { AppEnv, Ctx } from '../http/context.ts'
import { sharedPage } from '../http/page-cache.ts'
import { inLanguage } from '../i18n/texts.ts'
import { renderPage } from '../ui/document.tsx'
import { GardensPage } from './gardens-page.tsx'
import { FactsPage, type ImpactFact, ImpactPage, ProducersPage, SectionsPage } from './text-pages.tsx'

export const pageRoutes = new Hono<AppEnv>()

for (const name of ['story', 'terms', 'privacy'] as const) {
  pageRoutes.get(`/${name}`, (c) => {
    const page = c.var.visit.t.pages[name]
    return renderPage(c, { title: page.title }, SectionsPage(page))
  })
}

pageRoutes.get('/contact', (c) => {
  const { t, settings } = c.var.visit
  const texts = t.pages.contact
  const { phone, wechat, complaints } = settings.shop
  const rows = { [texts.phone]: phone, [texts.wechat]: wechat, [texts.complaints]: complaints }
  return renderPage(c, { title: texts.title }, FactsPage({ ...texts, rows }))
})

pageRoutes.get('/licences', (c) => {
  const { t, settings } = c.var.visit
  const texts = t.pages.licences
  const { licenceNo, foodLicenceNo, icp, policeRecord } = settings.shop
  const rows = {
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

pageRoutes.get('/producers', sharedPage, async (c) => {
  const { db, t, language } = c.var.visit
  const [rows] = await db.batch([
    db.all<{ nameZh: string; nameEn: string; sample: number }>(
      sql`SELECT name_zh nameZh, name_en nameEn, sample FROM producers ORDER BY id LIMIT 50`,
    ),
  ])
  const names = rows.map((row) => ({
    name: inLanguage(language, row.nameZh, row.nameEn),
    sample: row.sample === 1,
  }))
  return renderPage(
    c,
    { title: t.pages.producers.title },
    ProducersPage({ ...t.pages.producers, label: t.pages.producers.sample, names }),
  )
})

pageRoutes.get('/impact', sharedPage, async (c) => {
  const { db, t, language } = c.var.visit
  const [facts] = await db.batch([
    db.all<ImpactFact>(sql`
      SELECT value_zh valueZh, value_en valueEn, label_zh labelZh, label_en labelEn, as_of asOf, source_zh sourceZh,
        source_en sourceEn FROM impact_facts WHERE visible = 1 ORDER BY position LIMIT 20`),
  ])
  return renderPage(c, { title: t.pages.impact.title }, ImpactPage({ t: t.pages.impact, language, facts }))
})

pageRoutes.get('/gardens', (c) => {
  const { t, paths } = c.var.visit
  const body = GardensPage({ t: t.pages.gardens, paths, tiers: source.adoption.tiers })
  return renderPage(c, { title: t.pages.gardens.title, current: 'gardens' }, body)
})

// Accounts come later; until then an order is found by its number and phone.
pageRoutes.get('/login', (c: Ctx) => c.redirect(c.var.visit.paths.orders, 302))
