import { readCampaign } from '../adoption/queries.ts'
import { gardenCoverOf } from '../adoption/share-cover.ts'
import type { Ctx } from '../http/context.ts'
import { answerNotFound } from '../http/failures.tsx'
import { inLanguage } from '../i18n/texts.ts'
import { canBePassedOn, certificateOf } from '../my/certificate.tsx'
import { answerDrawing, keepPrivate, sharePage } from './answering.tsx'
import { type Art, drawingOf } from './art.tsx'
import { certificatePoster } from './certificate-poster.tsx'
import { gardenPoster } from './garden-poster.tsx'

export async function showGardenPoster(c: Ctx) {
  const found = await gardenOf(c)
  if (!found) return answerNotFound(c)
  const { t, paths, language, settings } = c.var.visit
  const { garden, campaign, name } = found
  const words = t.sharing
  const mu = garden.tiers.map(({ areaCmu }) => String(areaCmu / 100))
  const rows: [string, string][] = [
    [words.place, words.ofCounty(inLanguage(language, garden.placeZh, garden.placeEn))],
    ...(garden.offer ? ([[words.season, words.seasonValue(garden.offer.season)]] as [string, string][]) : []),
    ...(mu.length ? ([[words.sizes, words.mu(mu)]] as [string, string][]) : []),
  ]
  const slogan = inLanguage(language, campaign.sloganZh, campaign.sloganEn)
  return answerDrawing(
    c,
    gardenPoster({
      ...frameOf(c, garden.scene, garden.sample === 1),
      ...{ title: name, line: slogan || t.drawings.certificate.slogan, rows },
      ...{ url: settings.publicUrl + paths.garden(garden.slug), scan: words.scanGarden },
    }),
  )
}

export async function showGardenShare(c: Ctx) {
  const found = await gardenOf(c)
  if (!found) return answerNotFound(c)
  const { paths } = c.var.visit
  const { slug } = found.garden
  const page = paths.garden(slug)
  return sharePage(c, {
    of: found.name,
    page,
    picture: paths.gardenPoster(slug),
    current: 'gardens',
    shown: { cover: gardenCoverOf(found.garden) ?? null },
  })
}

/** What its holder passes on: the board, the plot and the number, but no name of a person. */
export async function showCertificatePoster(c: Ctx) {
  const found = await certificateOf(c)
  if (!found || !canBePassedOn(found.status)) return answerNotFound(c)
  keepPrivate(c)
  const { t } = c.var.visit
  const words = t.sharing
  const { garden, plot, areaMu, place, season, code } = found
  return answerDrawing(
    c,
    certificatePoster({
      ...frameOf(c, found.gardenScene, found.sample),
      ...{ title: t.drawings.certificate.campaign, line: t.drawings.certificate.slogan },
      board: found.boardName ?? words.plotIn(garden, plot),
      rows: [
        [words.garden, [words.plotIn(garden, plot), words.mu([String(areaMu)])].join(words.comma)],
        [words.place, words.ofCounty(place)],
        [words.season, words.seasonValue(season)],
        [words.number, code.replace(/(.{4})(?=.)/g, '$1 ')],
      ],
      ...{ url: found.verifyUrl, scan: words.scanCertificate },
    }),
  )
}

export async function showCertificateShare(c: Ctx) {
  const found = await certificateOf(c)
  if (!found || !canBePassedOn(found.status)) return answerNotFound(c)
  keepPrivate(c)
  const { t, paths } = c.var.visit
  return sharePage(c, {
    of: `${t.drawings.certificate.title} ${found.plot}`,
    page: paths.certificate(found.code),
    picture: paths.certificatePoster(found.code),
    current: 'gardens',
  })
}

/** What all of these sheets say alike. */
function frameOf(c: Ctx, scene: string, sample: boolean) {
  const { t } = c.var.visit
  return {
    art: drawingOf(scene) ?? (drawingOf('scene-place-puding') as Art),
    shop: t.shell.brand,
    boundary: t.drawings.certificate.boundary,
    sample: sample ? t.sharing.sample : null,
  }
}

async function gardenOf(c: Ctx) {
  const { db, now, language } = c.var.visit
  const { campaign, gardens } = await readCampaign(db, now)
  const garden = gardens.find(({ slug }) => slug === c.req.param('slug'))
  return garden ? { garden, campaign, name: inLanguage(language, garden.nameZh, garden.nameEn) } : null
}
