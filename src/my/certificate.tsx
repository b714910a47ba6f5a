import { sql } from 'drizzle-orm'
import { CertificatePage } from '../adoption/certificate-page.tsx'
import { type OfferContent, tierOf } from '../adoption/offer.ts'
import { listPlots } from '../adoption/plots.ts'
import { readCertificate } from '../adoption/queries.ts'
import type { Garden } from '../adoption/schema.ts'
import type { Ctx } from '../http/context.ts'
import { answerNotFound } from '../http/failures.tsx'
import { inLanguage } from '../i18n/texts.ts'
import { civilDate } from '../kernel/time.ts'
import { renderPage } from '../ui/document.tsx'
import { teaText } from './tea-table.tsx'

/** As many plots as the little plan beside the name shows. */
const ON_PLAN = 66

/** The certificate and what verifying it says; anyone with the code may look, and it holds no phone number. */
export async function showCertificate(c: Ctx) {
  const { db, t, paths, language, settings, now } = c.var.visit
  const found = await readCertificate(db, c.req.param('code') ?? '')
  if (!found) return answerNotFound(c)
  const [gardens, offers] = await db.batch([
    db.all<Pick<Garden, 'placeZh' | 'placeEn' | 'keeperZh' | 'keeperEn' | 'scene'>>(sql`
      SELECT scene, place_zh placeZh, place_en placeEn, keeper_zh keeperZh, keeper_en keeperEn FROM gardens
      WHERE code = ${found.garden}`),
    db.all<{ content: string }>(sql`
      SELECT o.content FROM adoptions a CROSS JOIN offers o ON o.id = a.offer_id WHERE a.id = ${found.adoptionId}`),
  ])
  const garden = gardens[0]!
  const content = JSON.parse(offers[0]!.content) as OfferContent
  const tier = tierOf(content, found.areaCmu)
  // Other people's plots are nobody's business here: all but this one are drawn alike.
  const { items } = await listPlots(db, { garden: found.garden, season: found.season, limit: ON_PLAN }, now)
  const plots = items.map((plot) => ({
    ...plot,
    state: plot.code === found.plot ? ('mine' as const) : ('available' as const),
    href: null,
  }))
  const rows = Math.max(1, ...plots.map((plot) => Math.ceil(plot.v + plot.height)))
  const keeper = language === 'en' ? garden.keeperEn : garden.keeperZh
  const verifyUrl = settings.publicUrl + paths.certificate(found.code)
  const body = CertificatePage({
    t: t.drawings,
    status: found.status,
    holder: found.holder,
    plot: found.plot,
    garden: inLanguage(language, found.gardenNameZh, found.gardenNameEn),
    place: inLanguage(language, garden.placeZh, garden.placeEn),
    scene: garden.scene.replace('scene-garden-', 'certificate-foot-'),
    keeper,
    areaMu: found.areaCmu / 100,
    season: found.season,
    tea: content.grades.flatMap((grade) => teaText([grade], tier?.grams ?? {}, t.mine, language) || []),
    guests: tier?.visitGuests ?? 0,
    boardName: found.boardName || null,
    offerVersion: found.offerVersion,
    contentHash: found.offerHash,
    issuedAt: civilDate(found.issuedAt),
    code: found.code,
    verifyUrl,
    sample: found.sample === 1,
    plan: plots.some((plot) => plot.state === 'mine') ? { plots, rows } : null,
  })
  c.header('Cache-Control', 'private, no-store')
  const title = `${t.mine.certificate} ${found.plot}`
  return renderPage(
    c,
    { title, noindex: true, current: 'gardens', styles: ['certificateCss', 'gardenCss'] },
    body,
  )
}
