import { Hono } from 'hono'
import type { AppEnv, Ctx } from '../http/context.ts'
import { exactOf, readForm } from '../http/form.ts'
import { heldPlots, isPlot, keepHeldPlots } from '../http/held-plots.ts'
import { keepKey } from '../http/keyring.ts'
import { sharedPage } from '../http/page-cache.ts'
import { withinLimit } from '../http/rate-limit.ts'
import { tooManyText } from '../http/too-many.ts'
import { MAX_HOLDS } from '../kernel/limits.ts'
import type { Refusal } from '../kernel/result.ts'
import { hmac } from '../kernel/secrets.ts'
import { MINUTE_MS } from '../kernel/time.ts'
import { urls } from '../urls.ts'
import { assignPlot } from './assigning.ts'
import { holdPlot, releaseHold } from './holding.ts'
import { liveHolds } from './picking.ts'
import {
  areaFrom,
  campaignPage,
  gardenPage,
  type PlotOutcome,
  plotPage,
  renewalFrom,
  seasonFrom,
} from './showing.tsx'
import { tierName } from './words.ts'

export const gardenRoutes = new Hono<AppEnv>()

const TRIES = { limit: 240, windowMs: 15 * MINUTE_MS }

gardenRoutes.get(urls.gardens.path, sharedPage(), (c) => campaignPage(c))

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

async function holdRefused(c: Ctx, plot: string, again: { season: string }, refusal: Refusal) {
  const texts = c.var.visit.t.gardens
  const answer = (alert: string, more: PlotOutcome = {}) =>
    plotPage(c, plot, again.season, { alert, status: 409, ...more })
  switch (refusal.code) {
    case 'plot_taken':
      return answer(refusal.near.length ? texts.taken(plot) : texts.takenNone(plot), { near: refusal.near })
    case 'out_of_season':
      return answer(texts.problems.not_on_sale!)
    case 'closed_for_now':
      return answer(texts.closed)
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
