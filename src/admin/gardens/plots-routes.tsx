import { type DeskPlot, type GardenInput, keepPlots, readDeskPlots } from '../../adoption/garden-keeping.ts'
import { findPlot } from '../../adoption/plot-finding.ts'
import { type GridWish, layGrid, nextCodes } from '../../adoption/plot-grid.ts'
import {
  MOST_PLOT_ROWS,
  PLOT_COLUMNS,
  PLOT_NUMBERS,
  type PlotRow,
  planPlotRows,
  plotRows,
  plotSheet,
  type TypedPlot,
} from '../../adoption/plot-sheet.ts'
import type { Plot } from '../../adoption/schema.ts'
import type { Ctx } from '../../http/context.ts'
import { type Form, readForm, rowsOf, textOf, textsOf } from '../../http/form.ts'
import { csvHeaders, writeCsv, writeXlsx, xlsxHeaders } from '../../kernel/spreadsheet.ts'
import { parseWhole } from '../../kernel/typed-number.ts'
import { adminPaths } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { noHeadings, readSentSheet } from '../sent-sheet.ts'
import { type GridTyped, PlotsPage, seenOf } from './plots-page.tsx'

const PAGE = 100
export const NO_PHOTO = { picture: null, pictureAltZh: null, pictureAltEn: null }
/** More than any garden has; one read for a look over all of them. */
const ALL = 20_000

export const CONFLICT = '没有保存：有地块刚被认购，面积不能改了；或者同事刚改过。下面是最新情况'
export const all = (c: Ctx, garden: GardenInput) => readDeskPlots(c.var.visit.db, garden.code, { limit: ALL })

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
  const [columns, rows] = [parseWhole(typed.columns, 6, '列'), parseWhole(typed.rows, 200, '行')]
  const [halves, wholes] = [
    parseWhole(typed.halves || '0', 200, '块'),
    parseWhole(typed.wholes || '0', 200, '块'),
  ]
  if (!columns || !rows) return { error: '列数写 1 到 6，行数写 1 到 200' }
  if (halves === null || wholes === null) return { error: '半亩和一亩的块数写 0 到 200' }
  const wish: GridWish = { columns, rows, halves, wholes }
  const from = Math.ceil(Math.max(0, ...known.map((plot) => plot.v + plot.height)))
  const spots = layGrid(wish, from)
  if (!spots)
    return { error: '放不下这么多大块：请加行数，或少放几块（一亩要 5 列 2 行，半亩要 2.5 列 2 行）' }
  const codes = nextCodes(
    garden,
    known.map((plot) => plot.code),
    spots.length,
  )
  if (!codes) return { error: '编号不够用：编号位数和已有的一样，请少生成一些' }
  const rest = { garden, landRef: null, ...NO_PHOTO, open: 1, sample: 0 }
  return { plots: spots.map((spot, n) => ({ ...rest, ...spot, code: codes[n]! })) }
}

export const exportCsv = async (c: Ctx, garden: GardenInput) =>
  c.body(writeCsv(plotSheet(await all(c, garden))), 200, csvHeaders(`plots-${garden.code.toLowerCase()}`))
export const exportXlsx = async (c: Ctx, garden: GardenInput) =>
  c.body(
    writeXlsx(plotSheet(await all(c, garden)), PLOT_NUMBERS),
    200,
    xlsxHeaders(`plots-${garden.code.toLowerCase()}`),
  )

export async function checkPlotSheet(c: Ctx, garden: GardenInput) {
  const too_many_rows = `一次最多 ${MOST_PLOT_ROWS} 行。请分成几张表`
  const read = await readSentSheet(c, { rows: MOST_PLOT_ROWS + 1 }, { too_many_rows })
  if ('error' in read) return page(c, garden, { error: read.error, status: 422 })
  const rows = plotRows(read.rows)
  if (!rows) return page(c, garden, { error: noHeadings(PLOT_COLUMNS), status: 422 })
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
