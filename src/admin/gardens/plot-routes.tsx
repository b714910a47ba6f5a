import { type DeskPlot, type GardenInput, keepPlots, plotForm } from '../../adoption/garden-keeping.ts'
import { overlapping } from '../../adoption/plot-grid.ts'
import { parsePlot, type TypedPlot, typedPlot } from '../../adoption/plot-sheet.ts'
import type { Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { readForm, textOf, textsOf, ticked } from '../../http/form.ts'
import { withNamed } from '../../http/named.ts'
import { readEdit } from '../../staff/edit-lock.ts'
import { adminPaths } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { type Began, type Between, beganAnew, beganOf, differencesOf } from '../meanwhile.tsx'
import { PLOT_NAMES, PlotPage } from './plot-page.tsx'
import { all, CONFLICT, NO_PHOTO } from './plots-routes.tsx'
import { gardenOf } from './season.ts'
import { emptySlot, keepTypedPicture, type PictureSlot } from './update-pictures.ts'

/** Name of a plot's picture field. */
const PHOTO = 'photo'

type OwnPlot = { garden: GardenInput; plot: DeskPlot }

/** The plot an address names, of the garden it names. */
export const withPlot = withNamed(async (c): Promise<OwnPlot | null> => {
  const garden = await gardenOf(c)
  const plot = garden && (await ownPlot(c, garden))
  return plot ? { garden, plot } : null
})

export const showPlot = (c: Ctx, { plot }: OwnPlot) => plotPage(c, plot, openedOn(plot))

const openedOn = (plot: DeskPlot) => ({ typed: typedPlot(plot), was: typedPlot(plot), over: plot.edit })

export function plotTooLarge(c: Ctx, { plot }: OwnPlot) {
  const error = '照片太大（最多 14 MB）。请先用手机把照片改小，再选一次'
  return plotPage(c, plot, { ...openedOn(plot), error })
}

export async function adjustPlot(c: Ctx, { garden, plot: before }: OwnPlot) {
  const form = await readForm(c)
  const typed: TypedPlot = {
    code: before.code,
    ...textsOf(form, { area: 8, column: 12, row: 12, width: 6, height: 6 }),
    open: ticked(form, 'open') ? '是' : '否',
    landRef: textOf(form, 'landRef', 80),
  }
  const photo = await keepTypedPicture(c, form, PHOTO)
  const sent = { typed, photo, noPhoto: ticked(form, 'noPhoto') }
  return keepTyped(c, { garden, plot: before }, sent, beganOf<TypedPlot>(form))
}

type SentPlot = { typed: TypedPlot; photo: PictureSlot; noPhoto: boolean }

async function keepTyped(
  c: Ctx,
  { garden, plot: before }: OwnPlot,
  sent: SentPlot,
  began: Began<TypedPlot>,
): Promise<Response> {
  const { typed, photo, noPhoto } = sent
  const parsed = parsePlot(garden.code, typed, before)
  const again = (error: string) => plotPage(c, before, { typed, ...began, error, photo })
  if ('problem' in parsed) return again(parsed.problem)
  const under = overlapping(parsed.plot, await all(c, garden))
  if (under) return again(`和 ${under.code} 重叠，请改位置或大小`)
  if (photo.error ?? photo.altError) return again('照片没有保存，请看照片那一栏')
  const taken = photo.kept && {
    picture: photo.kept.src,
    pictureAltZh: photo.kept.zh,
    pictureAltEn: photo.kept.en,
  }
  const shown = noPhoto ? NO_PHOTO : (taken ?? {})
  const by = { staffId: c.var.staff.staffId, how: 'plot' as const }
  const plot = { ...parsed.plot, ...shown, over: began.over }
  if (before.edit !== began.over) return meanwhile(c, garden, sent, began)
  const done = await keepPlots(c.var.visit, garden.code, [plot], by)
  if (!done.ok) return meanwhile(c, garden, sent, began)
  return c.redirect(adminPaths.gardenPlots(garden.code, { saved: '1' }), 303)
}

/** A colleague saved the plot first, or somebody just claimed it. */
async function meanwhile(
  c: Ctx,
  garden: GardenInput,
  sent: SentPlot,
  began: Began<TypedPlot>,
): Promise<Response> {
  const { typed, photo } = sent
  const stored = await ownPlot(c, garden)
  if (!stored) return answerNotFound(c)
  const other = await readEdit(c.var.visit.db, plotForm(stored.code))
  if (other.edit === began.over) return plotPage(c, stored, { typed, ...began, error: CONFLICT, photo })
  const now = typedPlot(stored)
  const anew = beganAnew(typed, began, now, other)
  // Whose photo stays is asked: a form does not say which one it showed.
  if (anew.apart && !sent.noPhoto && !photo.kept)
    return keepTyped(c, { garden, plot: stored }, { ...sent, typed: anew.typed }, anew)
  const differences = differencesOf(
    PLOT_NAMES.map(([field, label]) => [label, now[field], anew.typed[field]]),
  )
  return plotPage(c, stored, { ...anew, photo, between: { other, differences } })
}

const ownPlot = async (c: Ctx, garden: GardenInput): Promise<DeskPlot | null> =>
  (await all(c, garden)).find((plot) => plot.code === c.req.param('plot')) ?? null

type Shown = Began<TypedPlot> & {
  typed: TypedPlot
  error?: string
  between?: Between
  photo?: PictureSlot
}

function plotPage(c: Ctx, plot: DeskPlot, { error, photo = emptySlot(PHOTO), ...shown }: Shown) {
  const body = PlotPage({ plot, ...shown, error: error ?? null, photo })
  const status = shown.between ? 409 : error ? 422 : 200
  return renderAdmin(c, { title: `地块 ${plot.code}`, current: adminPaths.gardens() }, body, status)
}
