import { Hono } from 'hono'
import { judgeBoardName } from '../../adoption/board-approving.ts'
import { makeDispatches, planDispatches } from '../../adoption/dispatching.ts'
import type { GardenInput } from '../../adoption/garden-keeping.ts'
import { readGardens, readOffer, waitingBoards } from '../../adoption/season-queries.ts'
import { withdrawUpdate } from '../../adoption/updating.ts'
import { closeSeason, planClosing } from '../../fulfilment/season-closing.ts'
import { pictureBodies } from '../../http/body-limit.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { exactOf, readForm, textOf, ticked } from '../../http/form.ts'
import { may } from '../../staff/roles.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { countOf, renderAdmin } from '../layout.tsx'
import { sayDone } from '../said.ts'
import { keepTypedCampaign, showCampaign } from './campaign-routes.tsx'
import { GardenClosingPage } from './closing-page.tsx'
import { enterTypedCorrection, showCorrection, withHarvest } from './correction-routes.tsx'
import { coverTooLarge, takeGardenCover } from './cover-routes.ts'
import { GardenDispatchesPage } from './dispatches-page.tsx'
import { changeGarden, makeGarden, showGardenEdit, showNewGarden } from './edit-routes.tsx'
import { GardensDeskPage } from './gardens-page.tsx'
import { enterTypedHarvest, showHarvests } from './harvest-routes.tsx'
import { publishTypedOffer, showOffers } from './offer-routes.tsx'
import { GardenBoardsPage } from './people-pages.tsx'
import { adjustPlot, plotTooLarge, showPlot, withPlot } from './plot-routes.tsx'
import {
  checkPlotSheet,
  exportCsv,
  exportXlsx,
  generateGrid,
  keepPlotRows,
  showPlots,
} from './plots-routes.tsx'
import { seasonOf, withGarden } from './season.ts'
import { showUpdates, tooLarge, writeTypedUpdate } from './update-routes.tsx'

export const gardenRoutes = new Hono<AppEnv>()

gardenRoutes.get(adminUrls.gardens.path, async (c) => {
  const { db, now } = c.var.visit
  const season = seasonOf(c)
  const { gardens, seasons } = await readGardens(db, season)
  const known = [...new Set([season, ...seasons])].sort((a, b) => b - a)
  const body = GardensDeskPage({
    gardens,
    season,
    seasons: known,
    now,
    can: (permission) => may(c.var.staff.role, permission),
  })
  return renderAdmin(c, { title: '茶园', current: adminPaths.gardens() }, body)
})

gardenRoutes.get(adminUrls.campaign.path, showCampaign)
gardenRoutes.post(adminUrls.campaign.path, keepTypedCampaign)
gardenRoutes.get(adminUrls.newGarden.path, showNewGarden)
gardenRoutes.post(adminUrls.newGarden.path, makeGarden)
gardenRoutes.get(adminUrls.editGarden.path, withGarden(showGardenEdit))
gardenRoutes.post(adminUrls.editGarden.path, changeGarden)
gardenRoutes.post(adminUrls.gardenCover.path, pictureBodies(coverTooLarge), takeGardenCover)

gardenRoutes.get(adminUrls.gardenPlots.path, withGarden(showPlots))
gardenRoutes.post(adminUrls.gardenGrid.path, withGarden(generateGrid))
gardenRoutes.get(adminUrls.gardenPlotsCsv.path, withGarden(exportCsv))
gardenRoutes.get(adminUrls.gardenPlotsXlsx.path, withGarden(exportXlsx))
gardenRoutes.post(adminUrls.gardenPlotSheet.path, withGarden(checkPlotSheet))
gardenRoutes.post(adminUrls.gardenPlotRows.path, withGarden(keepPlotRows))
gardenRoutes.get(adminUrls.gardenPlot.path, withPlot(showPlot))
gardenRoutes.post(adminUrls.gardenPlot.path, pictureBodies(withPlot(plotTooLarge)), withPlot(adjustPlot))

gardenRoutes.get(adminUrls.gardenOffers.path, withGarden(showOffers))
gardenRoutes.post(adminUrls.gardenOffers.path, withGarden(publishTypedOffer))

gardenRoutes.get(adminUrls.gardenUpdates.path, withGarden(showUpdates))
gardenRoutes.post(
  adminUrls.gardenUpdates.path,
  pictureBodies(withGarden(tooLarge)),
  withGarden(writeTypedUpdate),
)

gardenRoutes.post(adminUrls.gardenUpdateWithdrawal.path, async (c) => {
  const withdrawn = !ticked(await readForm(c), 'withdrawn', '0')
  const done = await withdrawUpdate(c.var.visit, c.req.param('id'), withdrawn, c.var.staff.staffId)
  if (!done.ok) return answerNotFound(c)
  const updates = adminPaths.gardenUpdates(done.value.garden, { season: seasonOf(c) })
  return sayDone(c, updates, withdrawn ? 'update_withdrawn' : 'update_shown')
})

gardenRoutes.get(adminUrls.gardenHarvests.path, withGarden(showHarvests))
gardenRoutes.post(adminUrls.gardenHarvests.path, withGarden(enterTypedHarvest))
gardenRoutes.get(adminUrls.gardenHarvestCorrection.path, withHarvest(showCorrection))
gardenRoutes.post(adminUrls.gardenHarvestCorrection.path, withHarvest(enterTypedCorrection))

gardenRoutes.get(
  adminUrls.gardenDispatches.path,
  withGarden((c, garden) => dispatchesPage(c, garden, c.req.query('period') ?? null)),
)
gardenRoutes.post(adminUrls.gardenDispatches.path, withGarden(dispatch))
gardenRoutes.get(
  adminUrls.gardenBoards.path,
  withGarden((c, garden) => boardsPage(c, garden)),
)
gardenRoutes.post(adminUrls.boardName.path, withGarden(judgeBoard))
gardenRoutes.get(
  adminUrls.gardenClosing.path,
  withGarden((c, garden) => closingPage(c, garden)),
)
gardenRoutes.post(adminUrls.gardenClosing.path, withGarden(closeGarden))

async function dispatch(c: Ctx, garden: GardenInput) {
  const form = await readForm(c)
  const period = textOf(form, 'period', 24)
  const of = { garden: garden.code, season: seasonOf(c), period }
  const made = await makeDispatches(c.var.visit, of, textOf(form, 'seen'), c.var.staff.staffId)
  if (!made.ok) {
    const error = '没有安排：收成或认购刚有变化，或同事已经安排过。下面是最新情况'
    return dispatchesPage(c, garden, period, { error, status: 409 })
  }
  return c.redirect(
    adminPaths.gardenDispatches(garden.code, { season: of.season, made: made.value.made }),
    303,
  )
}

async function judgeBoard(c: Ctx, garden: GardenInput) {
  const form = await readForm(c)
  const asked = textOf(form, 'state')
  const state = asked === 'approved' || asked === 'refused' ? asked : null
  if (!state) return answerNotFound(c)
  const name = exactOf(form, 'seenName')
  const id = c.req.param('id') ?? ''
  const done = await judgeBoardName(c.var.visit, id, name, state, c.var.staff.staffId)
  const boards = adminPaths.gardenBoards(garden.code, { season: seasonOf(c) })
  if (done.ok) return sayDone(c, boards, state === 'approved' ? 'board_approved' : 'board_refused')
  if (done.refusal.code === 'not_found') return answerNotFound(c)
  return boardsPage(c, garden, {
    error: '这个名牌同事已经审过，或认购人刚改了名字。下面是最新的',
    status: 409,
  })
}

async function closeGarden(c: Ctx, garden: GardenInput) {
  const season = seasonOf(c)
  const typed = textOf(await readForm(c), 'typed')
  if (typed !== String(season))
    return closingPage(c, garden, { error: `请输入 ${season} 确认，现在还没有关季`, typed, status: 422 })
  const done = await closeSeason(c.var.visit, garden.code, season, c.var.staff.staffId)
  if (done.ok) return sayDone(c, adminPaths.gardenClosing(garden.code, { season }), 'season_closed')
  const error = '没有关季：还有包裹未寄出，或同事已关季。以下是最新情况'
  return closingPage(c, garden, { error, status: 409 })
}

type Outcome = { error?: string; typed?: string; status?: number }

async function dispatchesPage(c: Ctx, garden: GardenInput, period: string | null, outcome: Outcome = {}) {
  const { db } = c.var.visit
  const season = seasonOf(c)
  const offer = await readOffer(db, garden.code, season)
  const plan = period ? await planDispatches(c.var.visit, garden.code, season, period) : null
  const body = GardenDispatchesPage({
    garden,
    season,
    offer,
    plan: plan?.ok ? plan.value : null,
    error: outcome.error ?? null,
    made: c.req.method === 'GET' ? countOf(c.req.query('made')) : null,
  })
  return renderAdmin(c, { title: '安排寄送', current: adminPaths.gardens() }, body, outcome.status)
}

async function boardsPage(c: Ctx, garden: GardenInput, outcome: Outcome = {}) {
  const season = seasonOf(c)
  const boards = await waitingBoards(c.var.visit.db, garden.code, season)
  const { now } = c.var.visit
  const body = GardenBoardsPage({ garden, season, boards, now, error: outcome.error ?? null })
  return renderAdmin(c, { title: '审名牌', current: adminPaths.gardens() }, body, outcome.status)
}

async function closingPage(c: Ctx, garden: GardenInput, outcome: Outcome = {}) {
  const { db } = c.var.visit
  const season = seasonOf(c)
  const plan = await planClosing(c.var.visit, garden.code, season)
  const offer = await readOffer(db, garden.code, season)
  const body = GardenClosingPage({
    garden,
    season,
    plan,
    grades: offer?.grades ?? [],
    error: outcome.error ?? null,
    typed: outcome.typed ?? '',
  })
  return renderAdmin(c, { title: '关季', current: adminPaths.gardens() }, body, outcome.status)
}
