import { Hono } from 'hono'
import { formatMu } from '../adoption/adoption.ts'
import { holdPlot, releaseHold } from '../adoption/holding.ts'
import { listPlots, type PlotView } from '../adoption/plots.ts'
import { type GardenView, readCampaign, readCertificate, readGarden } from '../adoption/queries.ts'
import { linesIn } from '../adoption/words.ts'
import type { AppEnv, Ctx } from '../http/context.ts'
import { problem } from '../http/problems.ts'
import { inLanguage } from '../i18n/texts.ts'
import { apiUrls } from '../urls.ts'
import { answering } from './answering.ts'
import { parsed, queried, refused } from './answers.ts'
import { countedHold } from './counting.ts'
import { gardenQuery, named, plotQuery } from './parameters.ts'
import { holdRequest } from './schemas.ts'

export const gardenApi = new Hono<AppEnv>()

const answerGardens = answering('gardens')
const answerGarden = answering('garden')
const answerPlots = answering('gardenPlots')
const answerHold = answering('plotHolds')
const answerCertificate = answering('certificate')

/** A season that is no year is one without an offer. */
const WRONG = { season: 'no_offer' }

gardenApi.get(apiUrls.gardens.path, async (c) => {
  const { db, language, now } = c.var.visit
  const { campaign, gardens } = await readCampaign(db, now)
  return answerGardens(c, {
    campaign: {
      title: inLanguage(language, campaign.titleZh, campaign.titleEn),
      slogan: inLanguage(language, campaign.sloganZh, campaign.sloganEn),
      open: campaign.open === 1,
    },
    items: gardens.map((garden) => summary(c, garden)),
    nextCursor: null,
  })
})

gardenApi.get(apiUrls.garden.path, async (c) => {
  const { db, now } = c.var.visit
  const asked = queried(c, gardenQuery, WRONG)
  if (!asked.ok) return asked.answer
  const garden = await readGarden(db, named(c, 'slug', 'slug'), asked.value.season ?? null, now)
  if (!garden) return problem(c, 404)
  return answerGarden(c, { ...summary(c, garden), offer: offerOf(c, garden) })
})

gardenApi.get(apiUrls.gardenPlots.path, async (c) => {
  const { db, now } = c.var.visit
  const asked = queried(c, plotQuery, WRONG)
  if (!asked.ok) return asked.answer
  const { season, areaMu, limit, cursor } = asked.value
  const garden = await readGarden(db, named(c, 'slug', 'slug'), season ?? null, now)
  if (!garden) return problem(c, 404)
  if (!garden.offer) return wrongSeason(c)
  const query = {
    garden: garden.code,
    season: garden.offer.season,
    areaCmu: areaMu === undefined ? null : Math.round(areaMu * 100),
    after: cursor ?? null,
    limit,
  }
  const { items, next } = await listPlots(db, query, now)
  return answerPlots(c, { season: garden.offer.season, items: items.map(plotAnswer), nextCursor: next })
})

gardenApi.post(apiUrls.plotHolds.path, async (c) => {
  c.header('Cache-Control', 'private, no-store')
  const body = await parsed(c, holdRequest)
  if (!body.ok) return body.answer
  const tooMany = await countedHold(c)
  if (tooMany) return tooMany
  const plot = named(c, 'code', 'plot')
  const { season, renews } = body.value
  const held = await holdPlot(c.var.visit, { plot, season, renews, visitor: null })
  return held.ok ? answerHold(c, held.value, 201) : refused(c, held.refusal, '')
})

gardenApi.delete(apiUrls.plotHold.path, async (c) => {
  c.header('Cache-Control', 'private, no-store')
  const hold = { plot: named(c, 'code', 'plot'), id: named(c, 'id', 'hold') }
  const released = await releaseHold(c.var.visit, hold)
  return released.ok ? c.body(null, 204) : refused(c, released.refusal)
})

gardenApi.get(apiUrls.certificate.path, async (c) => {
  c.header('Cache-Control', 'private, no-store')
  const { db, language } = c.var.visit
  const found = await readCertificate(db, named(c, 'code', 'certificate'))
  if (!found) return problem(c, 404)
  const { code, status, holder, plot, season, offerVersion, offerHash, issuedAt } = found
  return answerCertificate(c, {
    ...{ code, status, holder, plot, season, offerVersion, offerHash, issuedAt },
    garden: inLanguage(language, found.gardenNameZh, found.gardenNameEn),
    areaMu: Number(formatMu(found.areaCmu)),
    sample: found.sample === 1,
  })
})

const wrongSeason = (c: Ctx) =>
  problem(c, 422, 'validation', { errors: [{ path: 'season', code: 'no_offer', message: 'season' }] })

function summary(c: Ctx, garden: GardenView) {
  const { language } = c.var.visit
  return {
    code: garden.code,
    slug: garden.slug,
    name: inLanguage(language, garden.nameZh, garden.nameEn),
    place: inLanguage(language, garden.placeZh, garden.placeEn),
    story: inLanguage(language, garden.storyZh, garden.storyEn),
    season: garden.offer?.season ?? null,
    onSale: garden.onSale,
    sample: garden.sample === 1,
    tiers: garden.tiers.map((tier) => ({
      areaMu: Number(formatMu(tier.areaCmu)),
      priceFen: tier.priceFen,
      grams: tier.grams,
      visitGuests: tier.visitGuests,
      plots: tier.plots,
      left: tier.left,
    })),
  }
}

function offerOf(c: Ctx, { offer }: GardenView) {
  if (!offer) return null
  const { language } = c.var.visit
  const { content } = offer
  return {
    season: offer.season,
    version: offer.version,
    hash: offer.contentHash,
    sales: content.sales,
    grades: content.grades.map(({ code, nameZh, nameEn }) => ({
      code,
      name: inLanguage(language, nameZh, nameEn),
    })),
    dispatches: content.dispatches,
    postageIncluded: content.postageIncluded,
    priceSplit: content.priceSplit,
    refundRule: content.refundRule,
    shortfall: content.shortfall,
    renewal: content.renewal,
    updatesPromised: content.updatesPromised,
    benefits: linesIn(language, content.benefitsZh, content.benefitsEn),
    terms: linesIn(language, content.termsZh, content.termsEn),
    risks: linesIn(language, content.risksZh, content.risksEn),
  }
}

const plotAnswer = ({ code, areaCmu, u, v, width, height, state, heldUntil, sample }: PlotView) => ({
  code,
  areaMu: Number(formatMu(areaCmu)),
  state,
  heldUntil,
  /** Units of the garden's plan, a schematic drawing. */
  geometry: { u, v, width, height },
  sample: sample === 1,
})
