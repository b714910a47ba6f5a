import { Hono } from 'hono'
import type { AppEnv, Ctx } from '../http/context.ts'
import { exactOf, readForm } from '../http/form.ts'
import { heldPlots, isPlot, keepHeldPlots } from '../http/held-plots.ts'
import { heldKeys, keepKey } from '../http/keyring.ts'
import { sharedPage } from '../http/page-cache.ts'
import { withinLimit } from '../http/rate-limit.ts'
import { tooManyText } from '../http/too-many.ts'
import { inLanguage } from '../i18n/texts.ts'
import type { Refusal } from '../kernel/result.ts'
import { hmac } from '../kernel/secrets.ts'
import { civilDate, MINUTE_MS } from '../kernel/time.ts'
import { renewalProof } from '../my/access.ts'
import { renderPage } from '../ui/document.tsx'
import { ZOOMS } from '../ui/plan-figure.tsx'
import { urls } from '../urls.ts'
import { assignPlot } from './assigning.ts'
import { CampaignPage } from './campaign-page.tsx'
import { MAX_HOLDS } from './claim.ts'
import { GardenPage } from './garden-page.tsx'
import { holdPlot, releaseHold } from './holding.ts'
import { readNearPlots } from './neighbours.ts'
import { renewable } from './offer.ts'
import { liveHolds, type PickerQuery, readPicker, readPlotPlace, type Visitor } from './picking.ts'
import { findPlot } from './plot-finding.ts'
import { PlotPage } from './plot-page.tsx'
import { readCampaign } from './queries.ts'
import { tierName } from './words.ts'

export const gardenRoutes = new Hono<AppEnv>()

const TRIES = { limit: 240, windowMs: 15 * MINUTE_MS }
const STYLES: ['gardenCss'] = ['gardenCss']

gardenRoutes.get(urls.gardens.path, sharedPage, (c) => campaignPage(c))

gardenRoutes.get(urls.garden.path, (c) => gardenPage(c, c.req.param('slug')))

gardenRoutes.post(urls.plotAssignment.path, async (c) => {
  const { t, paths } = c.var.visit
  const form = await readForm(c)
  const season = seasonFrom(exactOf(form, 'season'))
  const areaCmu = areaFrom(exactOf(form, 'area'), 1)
  const garden = exactOf(form, 'garden') || null
  if (!season || !areaCmu) return campaignPage(c, t.gardens.problems.no_tier)
  const { mine, visitor, limited } = await holder(c)
  if (limited) return tooFast(c)
  if (mine.length >= MAX_HOLDS) return campaignPage(c, t.tooMany.because.visitor)
  const wanted = { season, areaCmu, garden, visitor }
  const kept = await assignPlot(c.var.visit, wanted)
  if (kept.ok) {
    const { plot, id } = kept.value
    keepHeldPlots(c, [...mine, { plot, season, secret: id, renews: null }])
    return c.redirect(paths.cart, 303)
  }
  const { refusal } = kept
  if (refusal.code === 'too_many_open') return campaignPage(c, await tooManyText(c.var.visit, refusal.by))
  return campaignPage(c, t.gardens.noneLeft(tierName(areaCmu, t.gardens)))
})

gardenRoutes.get(urls.plot.path, async (c) => {
  const { paths } = c.var.visit
  const code = c.req.param('code')
  const [, id, token] = /^(adp_[\w-]{1,40})\.([\w-]{20,100})$/.exec(c.req.query('renews') ?? '') ?? []
  if (!id || !token) return plotPage(c, code, c.req.query('season'), {})
  // The right leaves the address at once, so that a copied link does not carry it.
  keepKey(c, 'adoptions', id, token)
  c.header('Cache-Control', 'private, no-store')
  return c.redirect(paths.plot(code, { season: c.req.query('season'), renews: id }), 303)
})

gardenRoutes.post(urls.plotHold.path, async (c) => {
  const { t, paths } = c.var.visit
  const plot = c.req.param('code')
  const form = await readForm(c)
  const season = seasonFrom(exactOf(form, 'season'))
  if (!season) return plotPage(c, plot, undefined, { alert: t.gardens.problems.no_offer!, status: 422 })
  const { mine, visitor, limited } = await holder(c)
  if (limited) return tooFast(c)
  const known = heldPlots(c).find((one) => isPlot(one, plot, season))
  const others = mine.filter((one) => !isPlot(one, plot, season))
  const again = { season: String(season), renews: exactOf(form, 'renews') || known?.renews || undefined }
  if (others.length >= MAX_HOLDS)
    return plotPage(c, plot, again.season, { alert: t.tooMany.because.visitor, status: 409 })
  const renews = await renewalFrom(c, again.renews)
  const held = await holdPlot(c.var.visit, {
    ...{ plot, season, renews, visitor },
    holdId: known?.secret ?? null,
  })
  if (!held.ok) return holdRefused(c, plot, again, held.refusal)
  const kept = { plot, season, secret: held.value.id, renews: renews?.adoptionId ?? null }
  keepHeldPlots(c, [...others, kept])
  return c.redirect(paths.cart, 303)
})

gardenRoutes.post(urls.plotRelease.path, async (c) => {
  const { paths } = c.var.visit
  const plot = c.req.param('code')
  const season = Number(exactOf(await readForm(c), 'season'))
  const kept = heldPlots(c)
  const own = kept.find((one) => isPlot(one, plot, season))
  if (!own) return c.redirect(paths.cart, 303)
  await releaseHold(c.var.visit, { plot, id: own.secret })
  keepHeldPlots(
    c,
    kept.filter((one) => one !== own),
  )
  return c.redirect(`${paths.cart}?released=${plot}`, 303)
})

async function campaignPage(c: Ctx, alert: string | null = null) {
  const { db, now, t, paths, language } = c.var.visit
  const { campaign, gardens } = await readCampaign(db, now)
  const meta = {
    title: inLanguage(language, campaign.titleZh, campaign.titleEn),
    description: inLanguage(language, campaign.sloganZh, campaign.sloganEn),
    current: 'gardens' as const,
    canonicalPath: paths.gardens,
    styles: STYLES,
  }
  const body = CampaignPage({ campaign, gardens, alert, t, paths, language })
  return renderPage(c, meta, body, alert ? 409 : 200)
}

async function gardenPage(c: Ctx, slug: string) {
  const { t, paths, language, now } = c.var.visit
  const typed = (c.req.query('find') ?? '').trim().slice(0, 20)
  const query = { ...pickerQuery(c, slug), zoom: zoomFrom(c.req.query('zoom')) }
  const picker = await readPicker(c.var.visit, query, visitorOf(c))
  if (!picker) return c.notFound()
  c.header('Cache-Control', 'private, no-cache')
  const { garden, chosen } = picker
  if (typed) {
    const found = await findPlot(c.var.visit.db, garden.code, typed)
    // From a page of its own on, unless one page shows them all.
    const after = picker.whole ? undefined : (found?.after ?? undefined)
    const season = garden.offer ? String(garden.offer.season) : undefined
    if (found) return c.redirect(`${paths.garden(slug, { season, plot: found.code, after })}#plan`, 303)
  }
  const missing = query.season !== null && !garden.offer
  const alert = query.plot && !chosen ? t.gardens.problems.other_garden! : null
  const body = GardenPage({
    picker,
    query,
    lost: typed || null,
    alert,
    open: picker.open,
    t,
    paths,
    language,
    now,
  })
  const meta = {
    title: inLanguage(language, garden.nameZh, garden.nameEn),
    current: 'gardens' as const,
    canonicalPath: paths.garden(slug),
    back: { href: paths.gardens, label: t.shell.campaign },
    hideTabBar: chosen !== null,
    styles: STYLES,
  }
  return renderPage(c, meta, body, missing ? 404 : 200)
}

type PlotOutcome = { alert?: string; near?: { code: string; areaCmu: number }[]; status?: 409 | 422 | 429 }

async function plotPage(c: Ctx, code: string, season: string | undefined, outcome: PlotOutcome) {
  const { t, paths, language, db, now } = c.var.visit
  const asked = season === undefined ? null : (seasonFrom(season) ?? 0)
  const place = await readPlotPlace(c.var.visit, code, asked, visitorOf(c))
  if (!place) return c.notFound()
  c.header('Cache-Control', 'private, no-cache')
  const { garden, plot, open } = place
  const { offer } = garden
  const renews = await renewalFrom(c, c.req.query('renews'))
  const renewing = renews !== null && offer !== null && renewable(offer.content, civilDate(now))
  const free = plot.state === 'available' && garden.onSale
  const buyable = open && !place.mine && offer !== null && (free || (renewing && plot.state !== 'adopted'))
  const near =
    outcome.near ?? (offer && !place.mine && !buyable ? await readNearPlots(db, code, offer.season, now) : [])
  const body = PlotPage({
    ...{ place, near, buyable, t, paths, language },
    alert: outcome.alert ?? null,
    renews: renewing ? renews.adoptionId : null,
  })
  const meta = {
    title: t.gardens.plotTitle(inLanguage(language, garden.nameZh, garden.nameEn), plot.code),
    current: 'gardens' as const,
    canonicalPath: paths.plot(plot.code),
    back: { href: paths.garden(garden.slug), label: t.gardens.backToPlan },
    styles: STYLES,
  }
  return renderPage(c, meta, body, outcome.status ?? (offer ? 200 : 404))
}

async function holdRefused(c: Ctx, plot: string, again: { season: string }, refusal: Refusal) {
  const texts = c.var.visit.t.gardens
  const answer = (alert: string, more: PlotOutcome = {}) =>
    plotPage(c, plot, again.season, { alert, status: 409, ...more })
  switch (refusal.code) {
    case 'plot_taken':
      return answer(refusal.near.length ? texts.taken(plot) : texts.takenNone(plot), { near: refusal.near })
    case 'out_of_season':
      return answer(texts.problems.not_on_sale!)
    case 'too_many_open':
      return answer(await tooManyText(c.var.visit, refusal.by))
    case 'adoption_invalid':
      return answer(texts.problems[refusal.problems[0]?.reason ?? ''] ?? texts.problems.plot_taken!, {
        status: 422,
      })
    default:
      return answer(texts.problems.plot_taken!)
  }
}

/** Who asks for a plot: their holds that still stand, whose account they count on, and whether they ask too often. */
async function holder(c: Ctx) {
  const { db, settings, now, network } = c.var.visit
  const bucket = `hold:${await hmac(settings.phonePepper, network ?? 'local')}`
  const limited = !(await withinLimit(db, bucket, TRIES.limit, TRIES.windowMs, now))
  // Cookies can be thrown away: the network counts as well, by its plots (holdPlot).
  const mine = await liveHolds(c.var.visit, heldPlots(c))
  return { mine, visitor: mine[0]?.secret ?? null, limited }
}

function tooFast(c: Ctx) {
  c.header('Retry-After', String(TRIES.windowMs / 1000))
  return campaignPage(c, c.var.visit.t.gardens.rateLimited)
}

const visitorOf = (c: Ctx): Visitor => ({
  holds: heldPlots(c),
  adoptions: heldKeys(c, 'adoptions').map(({ number, token }) => ({ id: number, token })),
})

/** The adoption being renewed, when this browser holds the right to it; kept beside its other rights. */
async function renewalFrom(c: Ctx, id: string | undefined) {
  if (!id) return null
  const key = heldKeys(c, 'adoptions').find(({ number }) => number === id)
  if (key) return { adoptionId: key.number, token: key.token }
  const proof = await renewalProof(c, id)
  if (proof) keepKey(c, 'adoptions', id, proof.token)
  return proof
}

function pickerQuery(c: Ctx, slug: string): PickerQuery {
  const { season, area, after, plot } = c.req.query()
  const code = (typed: string | undefined) => (/^[A-Z0-9-]{1,24}$/.test(typed ?? '') ? typed! : null)
  return {
    slug,
    season: season === undefined ? null : (seasonFrom(season) ?? 0),
    areaCmu: areaFrom(area ?? '', 100),
    after: code(after),
    plot: code(plot),
  }
}

const seasonFrom = (typed: string): number | null => (/^20\d\d$/.test(typed) ? Number(typed) : null)

const zoomFrom = (typed: string | undefined): number =>
  /^\d$/.test(typed ?? '') ? Math.min(Number(typed), ZOOMS.length - 1) : 0

/** An area as hundredths of a mu; `per` is 100 where it was written in mu. */
function areaFrom(typed: string, per: 1 | 100): number | null {
  if (!/^\d{1,5}(\.\d{1,2})?$/.test(typed)) return null
  return Math.round(Number(typed) * per) || null
}
