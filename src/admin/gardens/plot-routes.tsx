import {
  type DeskPlot,
  type GardenInput,
  keepPlots,
  plotForm,
  readDeskPlots,
} from '../../adoption/garden-keeping.ts'
import { findPlot } from '../../adoption/plot-finding.ts'
import { type GridWish, layGrid, nextCodes, overlapping } from '../../adoption/plot-grid.ts'
import {
  MOST_PLOT_ROWS,
  type PlotRow,
  parsePlot,
  planPlotRows,
  plotRows,
  plotSheet,
  type TypedPlot,
  typedPlot,
} from '../../adoption/plot-sheet.ts'
import type { Plot } from '../../adoption/schema.ts'
import type { Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { type Form, readForm, rowsOf, textOf, textsOf, ticked } from '../../http/form.ts'
import { withNamed } from '../../http/named.ts'
import { csvHeaders, writeCsv, writeXlsx, xlsxHeaders } from '../../kernel/spreadsheet.ts'
import { readEdit } from '../../staff/edit-lock.ts'
import { adminPaths } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { type Began, type Between, beganAnew, beganOf, differencesOf } from '../meanwhile.tsx'
import { readSentSheet } from '../sent-sheet.ts'
import { PLOT_NAMES, PlotPage } from './plot-page.tsx'
import { type GridTyped, PlotsPage, seenOf } from './plots-page.tsx'
import { gardenOf } from './season.ts'
import { emptySlot, keepTypedPicture, type PictureSlot } from './update-pictures.ts'

/** Name of a plot's picture field. */
const PHOTO = 'photo'
const PAGE = 100
const NO_PHOTO = { picture: null, pictureAltZh: null, pictureAltEn: null }
/** More than any garden has; one read for a look over all of them. */
const ALL = 20_000

const CONFLICT = '没有保存：有地块刚被认购，面积不能改了；或者同事刚改过。下面是最新情况'
const all = (c: Ctx, garden: GardenInput) => readDeskPlots(c.var.visit.db, garden.code, { limit: ALL })

/** The table; with a code looked for, that plot itself. */
export async function showPlots(c: Ctx, garden: GardenInput) {
  const typed = (c.req.query('find') ?? '').trim().slice(0, 20)
  const found = typed ? await findPlot(c.var.visit.db, garden.code, typed) : null
  if (found) return c.redirect(adminPaths.gardenPlot(garden.code, found.code), 303)
  return page(c, garden, { lost: typed })
}

type Grid = { typed: GridTyped; error: string | null; plots: Plot[] | null }

export async function generateGrid(c: Ctx, garden: GardenInput) {
  const form = await readForm(c)
  const typed: GridTyped = textsOf(form, { columns: 2, rows: 3, halves: 3, wholes: 3 })
  const made = gridOf(garden.code, typed, await all(c, garden))
  if ('error' in made)
    return page(c, garden, { grid: { typed, error: made.error, plots: null }, status: 422 })
  // What was looked at counts: a colleague's plots in between change the codes.
  if (textOf(form, 'step', 8) !== 'apply' || textOf(form, 'seen', 40) !== seenOf(made.plots))
    return page(c, garden, { grid: { typed, error: null, plots: made.plots } })
  const by = { staffId: c.var.staff.staffId, how: 'grid' as const }
  const done = await keepPlots(c.var.visit, garden.code, made.plots.map(fresh), by)
  if (!done.ok) return page(c, garden, { error: CONFLICT, status: 409 })
  return c.redirect(adminPaths.gardenPlots(garden.code, { saved: String(done.value.kept) }), 303)
}

/** A plot that is not there yet: of two people who make its code the second is told. */
const fresh = (plot: Plot) => ({ ...plot, over: 0 })

function gridOf(garden: string, typed: GridTyped, known: DeskPlot[]): { plots: Plot[] } | { error: string } {
  const whole = (text: string, most: number) =>
    /^\d{1,3}$/.test(text) && Number(text) <= most ? Number(text) : null
  const [columns, rows] = [whole(typed.columns, 6), whole(typed.rows, 200)]
  const [halves, wholes] = [whole(typed.halves || '0', 200), whole(typed.wholes || '0', 200)]
  if (!columns || !rows) return { error: '列数写 1 到 6,行数写 1 到 200' }
  if (halves === null || wholes === null) return { error: '半亩和一亩的块数写 0 到 200' }
  const wish: GridWish = { columns, rows, halves, wholes }
  const from = Math.ceil(Math.max(0, ...known.map((plot) => plot.v + plot.height)))
  const spots = layGrid(wish, from)
  if (!spots) return { error: '放不下这么多大块:请加行数,或少放几块(一亩要 5 列 2 行,半亩要 2.5 列 2 行)' }
  const codes = nextCodes(
    garden,
    known.map((plot) => plot.code),
    spots.length,
  )
  if (!codes) return { error: '编号不够用:编号位数和已有的一样,请少生成一些' }
  const rest = { garden, landRef: null, ...NO_PHOTO, open: 1, sample: 0 }
  return { plots: spots.map((spot, n) => ({ ...rest, ...spot, code: codes[n]! })) }
}

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
  const error = '照片太大(最多 14 MB)。请先用手机把照片改小,再选一次'
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
  const parsed = parsePlot(garden.code, typed, before)
  const photo = await keepTypedPicture(c, form, PHOTO)
  const began = beganOf<TypedPlot>(form)
  const again = (error: string) => plotPage(c, before, { typed, ...began, error, photo })
  if ('problem' in parsed) return again(parsed.problem)
  const under = overlapping(parsed.plot, await all(c, garden))
  if (under) return again(`和 ${under.code} 重叠,请改位置或大小`)
  if (photo.error ?? photo.altError) return again('照片没有保存,请看照片那一栏')
  const taken = photo.kept && {
    picture: photo.kept.src,
    pictureAltZh: photo.kept.zh,
    pictureAltEn: photo.kept.en,
  }
  const shown = ticked(form, 'noPhoto') ? NO_PHOTO : (taken ?? {})
  const by = { staffId: c.var.staff.staffId, how: 'plot' as const }
  const plot = { ...parsed.plot, ...shown, over: began.over }
  if (before.edit !== began.over) return meanwhile(c, garden, typed, began, photo)
  const done = await keepPlots(c.var.visit, garden.code, [plot], by)
  if (!done.ok) return meanwhile(c, garden, typed, began, photo)
  return c.redirect(adminPaths.gardenPlots(garden.code, { saved: '1' }), 303)
}

/** A colleague saved the plot first, or somebody just claimed it. */
async function meanwhile(
  c: Ctx,
  garden: GardenInput,
  typed: TypedPlot,
  began: Began<TypedPlot>,
  photo: PictureSlot,
) {
  const stored = await ownPlot(c, garden)
  if (!stored) return answerNotFound(c)
  const other = await readEdit(c.var.visit.db, plotForm(stored.code))
  if (other.edit === began.over) return plotPage(c, stored, { typed, ...began, error: CONFLICT, photo })
  const now = typedPlot(stored)
  const anew = beganAnew(typed, began, now, other)
  const differences = differencesOf(
    PLOT_NAMES.map(([field, label]) => [label, now[field], anew.typed[field]]),
  )
  return plotPage(c, stored, { ...anew, photo, between: { other, differences } })
}

const ownPlot = async (c: Ctx, garden: GardenInput): Promise<DeskPlot | null> =>
  (await all(c, garden)).find((plot) => plot.code === c.req.param('plot')) ?? null

export const exportCsv = async (c: Ctx, garden: GardenInput) =>
  c.body(writeCsv(plotSheet(await all(c, garden))), 200, csvHeaders(`plots-${garden.code.toLowerCase()}`))
export const exportXlsx = async (c: Ctx, garden: GardenInput) =>
  c.body(writeXlsx(plotSheet(await all(c, garden))), 200, xlsxHeaders(`plots-${garden.code.toLowerCase()}`))

export async function checkPlotSheet(c: Ctx, garden: GardenInput) {
  const too_many_rows = `一次最多 ${MOST_PLOT_ROWS} 行。请分成几张表`
  const read = await readSentSheet(c, { rows: MOST_PLOT_ROWS + 1 }, { too_many_rows })
  if ('error' in read) return page(c, garden, { error: read.error, status: 422 })
  const rows = plotRows(read.rows)
  if (!rows) return page(c, garden, { error: '没有找到表头。请用下面导出的表格来改', status: 422 })
  return page(c, garden, { planned: planPlotRows(garden.code, rows, await all(c, garden)) })
}

export async function keepPlotRows(c: Ctx, garden: GardenInput) {
  const rows = sentBack(await readForm(c))
  const planned = planPlotRows(garden.code, rows, await all(c, garden))
  // What was looked at counts: a plot that a colleague saved since is looked at once more.
  const wrong = planned.some((row, n) => row.status === 'wrong' || row.over !== rows[n]!.over)
  if (wrong || !rows.length)
    return page(c, garden, {
      planned,
      error: '没有保存：地块刚被认购或被同事改过。下面是最新的核对结果',
      status: 409,
    })
  const plots = planned.flatMap(({ plot, over, status }) =>
    plot && status !== 'same' ? [{ ...plot, over }] : [],
  )
  const by = { staffId: c.var.staff.staffId, how: 'sheet' as const }
  const done = await keepPlots(c.var.visit, garden.code, plots, by)
  if (!done.ok) return page(c, garden, { error: CONFLICT, status: 409 })
  return c.redirect(adminPaths.gardenPlots(garden.code, { saved: String(done.value.kept) }), 303)
}

/** The rows of the dry run, sent back by its page and judged anew; none when they are not whole. */
function sentBack(form: Form): { at: number; over: number; typed: TypedPlot }[] {
  const cell = (value: unknown) => String(value ?? '').slice(0, 80)
  return rowsOf(form, 'rows', MOST_PLOT_ROWS).map((sent) => {
    const [at, over, code, area, column, row, width, height, open, landRef] = sent
    const cells = { code, area, column, row, width, height, open, landRef }
    const typed = Object.fromEntries(Object.entries(cells).map(([name, value]) => [name, cell(value)]))
    return { at: Number(at) || 0, over: Number(over) || 0, typed: typed as TypedPlot }
  })
}

type Outcome = { lost?: string; grid?: Grid; planned?: PlotRow[]; error?: string; status?: 409 | 422 }

async function page(c: Ctx, garden: GardenInput, outcome: Outcome) {
  const { db } = c.var.visit
  const after = c.req.query('after')
  const found = await readDeskPlots(db, garden.code, { after, limit: PAGE + 1 })
  const body = PlotsPage({
    garden,
    plots: found.slice(0, PAGE),
    next: found.length > PAGE ? found[PAGE - 1]!.code : null,
    grid: outcome.grid ?? {
      typed: { columns: '6', rows: '', halves: '0', wholes: '0' },
      error: null,
      plots: null,
    },
    planned: outcome.planned ?? null,
    error: outcome.error ?? null,
    lost: outcome.lost ?? '',
    saved: /^\d{1,5}$/.test(c.req.query('saved') ?? '') ? c.req.query('saved')! : null,
  })
  return renderAdmin(c, { title: '地块', current: adminPaths.gardens() }, body, outcome.status ?? 200)
}

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
