import { sql } from 'drizzle-orm'
import { CertificatePage, type CertificateProps } from '../adoption/certificate-page.tsx'
import { CertificatePicture } from '../adoption/certificate-picture.tsx'
import { type PlacedPlot, planAround } from '../adoption/near.ts'
import { aroundStatement } from '../adoption/neighbours.ts'
import { type OfferContent, tierOf } from '../adoption/offer.ts'
import { readCertificate } from '../adoption/queries.ts'
import type { Garden, Offer } from '../adoption/schema.ts'
import type { Ctx } from '../http/context.ts'
import { answerNotFound } from '../http/failures.tsx'
import { inLanguage } from '../i18n/texts.ts'
import { civilDate } from '../kernel/time.ts'
import { renderPage } from '../ui/document.tsx'
import { teaText } from './tea-table.tsx'

/** Nobody passes on what was given back or away. */
export const canBePassedOn = (status: string): boolean => status === 'valid' || status === 'concluded'

/** The certificate and what verifying it says; anyone with the code may look, and it holds no phone number. */
export async function showCertificate(c: Ctx) {
  const { t } = c.var.visit
  const certificate = await certificateOf(c)
  if (!certificate) return answerNotFound(c)
  c.header('Cache-Control', 'private, no-store')
  const title = `${t.mine.certificate} ${certificate.plot}`
  return renderPage(
    c,
    {
      title,
      noindex: true,
      current: 'gardens',

      styles: ['certificateCss', 'gardenCss'],
    },
    CertificatePage(certificate),
  )
}

/** The same as one drawing that can be kept as a picture. */
export async function showCertificatePicture(c: Ctx) {
  const certificate = await certificateOf(c)
  if (!certificate) return answerNotFound(c)
  c.header('Cache-Control', 'private, no-store')
  c.header('X-Robots-Tag', 'noindex')
  return c.body(String(CertificatePicture(certificate)), 200, {
    'Content-Type': 'image/svg+xml; charset=utf-8',
  })
}

/** What the certificate of the address says; null where there is none. */
export async function certificateOf(c: Ctx): Promise<(CertificateProps & { gardenScene: string }) | null> {
  const { db, t, paths, language, settings } = c.var.visit
  const found = await readCertificate(db, c.req.param('code') ?? '')
  if (!found) return null
  const [gardens, offers, around] = await db.batch([
    db.all<Pick<Garden, 'placeZh' | 'placeEn' | 'keeperZh' | 'keeperEn' | 'scene'>>(sql`
      SELECT scene, place_zh placeZh, place_en placeEn, keeper_zh keeperZh, keeper_en keeperEn FROM gardens
      WHERE code = ${found.garden}`),
    db.all<Pick<Offer, 'content'>>(sql`
      SELECT o.content FROM adoptions a CROSS JOIN offers o ON o.id = a.offer_id WHERE a.id = ${found.adoptionId}`),
    aroundStatement(db, found.garden, found.plot),
  ])
  const garden = gardens[0]!
  const content = JSON.parse(offers[0]!.content) as OfferContent
  const tier = tierOf(content, found.areaCmu)
  const verifyUrl = settings.publicUrl + paths.certificate(found.code)
  return {
    t: t.drawings,
    status: found.status,
    holder: found.holder,
    plot: found.plot,
    garden: inLanguage(language, found.gardenNameZh, found.gardenNameEn),
    place: inLanguage(language, garden.placeZh, garden.placeEn),
    gardenScene: garden.scene,
    scene: garden.scene.replace('scene-garden-', 'certificate-foot-'),
    keeper: inLanguage(language, garden.keeperZh ?? '', garden.keeperEn ?? '') || null,
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
    pictureUrl: paths.certificatePicture(found.code),
    share: canBePassedOn(found.status)
      ? { href: paths.certificateShare(found.code), label: t.sharing.open }
      : null,
    sample: found.sample === 1,
    plan: planOf(found.plot, around),
  }
}

/** Other people's plots are nobody's business here: all but this one are drawn alike. */
function planOf(code: string, around: PlacedPlot[]): CertificateProps['plan'] {
  const plan = planAround(code, around)
  const plots = plan?.plots.map((plot) => ({
    ...plot,
    state: plot.code === code ? ('mine' as const) : ('available' as const),
    href: null,
  }))
  return plan && plots ? { ...plan, plots } : null
}
