import { Hono } from 'hono'
import { formatMu } from '../adoption/adoption.ts'
import { holdPlot, releaseHold } from '../adoption/holding.ts'
import { listPlots, MOST_PLOTS, type PlotView } from '../adoption/plots.ts'
import { type GardenView, readCampaign, readCertificate, readGarden } from '../adoption/queries.ts'
import { linesIn } from '../adoption/words.ts'
import type { AppEnv, Ctx } from '../http/context.ts'
import { problem } from '../http/problems.ts'
import { withinLimit } from '../http/rate-limit.ts'
import { inLanguage } from '../i18n/texts.ts'
import { hmac } from '../kernel/secrets.ts'
import { MINUTE_MS } from '../kernel/time.ts'
import { apiUrls } from '../urls.ts'
import { parsed, refused } from './answers.ts'
import { holdRequest } from './schemas.ts'

export const gardenApi = new Hono<AppEnv>()

const TRIES = { limit: 240, windowMs: 15 * MINUTE_MS }

gardenApi.get(apiUrls.gardens.path, async (c) => {
  const { db, language, now } = c.var.visit
  const { campaign, gardens } = await readCampaign(db, now)
  return c.json({
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
  const season = seasonOf(c)
  if (season === undefined) return wrongSeason(c)
  const garden = await readGarden(c.var.visit.db, c.req.param('slug'), season, c.var.visit.now)
  if (!garden) return problem(c, 404)
  return c.json({ ...summary(c, garden), offer: offerOf(c, garden) })
})

gardenApi.get(apiUrls.gardenPlots.path, async (c) => {
  const { db, now } = c.var.visit
  const season = seasonOf(c)
  if (season === undefined) return wrongSeason(c)
  const garden = await readGarden(db, c.req.param('slug'), season, now)
  if (!garden) return problem(c, 404)
  if (!garden.offer) return wrongSeason(c)
  const { cursor, limit, areaMu } = c.req.query()
  const wanted = Number(limit ?? MOST_PLOTS)
  const areaCmu = areaMu === undefined ? null : Math.round(Number(areaMu) * 100)
  if (!Number.isInteger(wanted) || wanted < 1) return invalid(c, 'limit')
  if (areaCmu !== null && !(areaCmu > 0)) return invalid(c, 'areaMu')
  if (cursor !== undefined && !/^[A-Za-z0-9-]{1,24}$/.test(cursor)) return problem(c, 400, 'malformed')
  const query = {
    garden: garden.code,
    season: garden.offer.season,
    areaCmu,
    after: cursor ?? null,
    limit: wanted,
  }
  const { items, next } = await listPlots(db, query, now)
  return c.json({ season: garden.offer.season, items: items.map(plotAnswer), nextCursor: next })
})

gardenApi.post(apiUrls.plotHolds.path, async (c) => {
  c.header('Cache-Control', 'private, no-store')
  const { db, settings, now, network } = c.var.visit
  const body = await parsed(c, holdRequest)
  if (!body.ok) return body.answer
  const bucket = `hold:${await hmac(settings.phonePepper, network ?? 'local')}`
  if (!(await withinLimit(db, bucket, TRIES.limit, TRIES.windowMs, now))) {
    c.header('Retry-After', String(TRIES.windowMs / 1000))
    return problem(c, 429)
  }
  const plot = c.req.param('code')
  const { season, renews } = body.value
  const held = await holdPlot(c.var.visit, { plot, season, renews, visitor: null })
  return held.ok ? c.json(held.value, 201) : refused(c, held.refusal, '')
})

gardenApi.delete(apiUrls.plotHold.path, async (c) => {
  c.header('Cache-Control', 'private, no-store')
  const released = await releaseHold(c.var.visit, { plot: c.req.param('code'), id: c.req.param('id') })
  return released.ok ? c.body(null, 204) : refused(c, released.refusal)
})

gardenApi.get(apiUrls.certificate.path, async (c) => {
  c.header('Cache-Control', 'private, no-store')
  const { db, language } = c.var.visit
  const found = await readCertificate(db, c.req.param('code'))
  if (!found) return problem(c, 404)
  const { code, status, holder, plot, season, offerVersion, offerHash, issuedAt } = found
  return c.json({
    ...{ code, status, holder, plot, season, offerVersion, offerHash, issuedAt },
    garden: inLanguage(language, found.gardenNameZh, found.gardenNameEn),
    areaMu: Number(formatMu(found.areaCmu)),
    sample: found.sample === 1,
  })
})

/** The season asked for, null when none is named, undefined when it is no year. */
function seasonOf(c: Ctx): number | null | undefined {
  const text = c.req.query('season')
  if (text === undefined) return null
  return /^20\d\d$/.test(text) ? Number(text) : undefined
}

const invalid = (c: Ctx, path: string, code = 'invalid') =>
  problem(c, 422, 'validation', { errors: [{ path, code, message: path }] })
const wrongSeason = (c: Ctx) => invalid(c, 'season', 'no_offer')

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
