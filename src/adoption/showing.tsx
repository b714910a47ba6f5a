import type { Ctx } from '../http/context.ts'
import { heldPlots } from '../http/held-plots.ts'
import { heldKeys, keepKey } from '../http/keyring.ts'
import { inLanguage } from '../i18n/texts.ts'
import { anySample, sellsSamples } from '../kernel/samples.ts'
import { civilDate } from '../kernel/time.ts'
import { renewalProof } from '../my/access.ts'
import { renderPage } from '../ui/document.tsx'
import { ZOOMS } from '../ui/plan-figure.tsx'
import { CampaignPage } from './campaign-page.tsx'
import { GardenPage } from './garden-page.tsx'
import { readNearPlots } from './neighbours.ts'
import { renewable } from './offer.ts'
import { type PickerQuery, readPicker, readPlotPlace, type Visitor } from './picking.ts'
import { findPlot } from './plot-finding.ts'
import { PlotPage } from './plot-page.tsx'
import { readCampaign } from './queries.ts'
import { gardenCoverOf, sceneCoverOf } from './share-cover.ts'

const STYLES: ['gardenCss'] = ['gardenCss']

export async function campaignPage(c: Ctx, alert: string | null = null) {
  const { db, now, t, paths, language } = c.var.visit
  const { campaign, gardens } = await readCampaign(db, now)
  const meta = {
    title: inLanguage(language, campaign.titleZh, campaign.titleEn),
    description: inLanguage(language, campaign.sloganZh, campaign.sloganEn),
    current: 'gardens' as const,
    samples: anySample(gardens),
    canonicalPath: paths.gardens,
    shareImage: gardens[0] && sceneCoverOf(gardens[0].scene),
    styles: STYLES,
  }
  const body = CampaignPage({ campaign, gardens, alert, t, paths, language })
  return renderPage(c, meta, body, alert ? 409 : 200)
}

export async function gardenPage(c: Ctx, slug: string) {
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
    samples: garden.sample === 1,
    canonicalPath: paths.garden(slug),
    shareImage: gardenCoverOf(garden),
    back: { href: paths.gardens, label: t.shell.campaign },
    hideTabBar: chosen !== null,
    styles: STYLES,
  }
  return renderPage(c, meta, body, missing ? 404 : 200)
}

export type PlotOutcome = {
  alert?: string
  near?: { code: string; areaCmu: number }[]
  status?: 409 | 422 | 429
}

export async function plotPage(c: Ctx, code: string, season: string | undefined, outcome: PlotOutcome) {
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
  const sampleOnly = plot.sample === 1 && !sellsSamples(c.var.visit.settings)
  const buyable = open && !place.mine && offer !== null && (free || (renewing && plot.state !== 'adopted'))
  const near =
    outcome.near ??
    (offer && !place.mine && !buyable && !sampleOnly ? await readNearPlots(db, code, offer.season, now) : [])
  const body = PlotPage({
    ...{ place, near, buyable, t, paths, language },
    alert: outcome.alert ?? (sampleOnly ? t.gardens.problems.sample! : null),
    renews: renewing ? renews.adoptionId : null,
  })
  const meta = {
    title: t.gardens.plotTitle(inLanguage(language, garden.nameZh, garden.nameEn), plot.code),
    current: 'gardens' as const,
    samples: plot.sample === 1,
    canonicalPath: paths.plot(plot.code),
    shareImage: gardenCoverOf(garden),
    back: { href: paths.garden(garden.slug), label: t.gardens.backToPlan },
    styles: STYLES,
  }
  return renderPage(c, meta, body, outcome.status ?? (offer ? 200 : 404))
}

const visitorOf = (c: Ctx): Visitor => ({
  holds: heldPlots(c),
  adoptions: heldKeys(c, 'adoptions').map(({ number, token }) => ({ id: number, token })),
})

/** The adoption being renewed, when this browser holds the right to it; kept beside its other rights. */
export async function renewalFrom(c: Ctx, id: string | undefined) {
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

export const seasonFrom = (typed: string): number | null => (/^20\d\d$/.test(typed) ? Number(typed) : null)

const zoomFrom = (typed: string | undefined): number =>
  /^\d$/.test(typed ?? '') ? Math.min(Number(typed), ZOOMS.length - 1) : 0

/** An area as hundredths of a mu; `per` is 100 where it was written in mu. */
export function areaFrom(typed: string, per: 1 | 100): number | null {
  if (!/^\d{1,5}(\.\d{1,2})?$/.test(typed)) return null
  return Math.round(Number(typed) * per) || null
}
