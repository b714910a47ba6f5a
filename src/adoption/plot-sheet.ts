import { bareYuan } from '../kernel/money.ts'
import { belowHeadings } from '../kernel/spreadsheet.ts'
import { parseDecimal } from '../kernel/typed-number.ts'
import type { DeskPlot } from './garden-keeping.ts'
import { overlapping } from './plot-grid.ts'
import { parsePlace } from './plot-place.ts'
import type { Plot } from './schema.ts'

export const PLOT_COLUMNS = [
  '地块',
  '面积（亩）',
  '列',
  '行',
  '占几列',
  '占几行',
  '开放',
  '土地文件',
] as const
/** Columns a spreadsheet adds up. */
export const PLOT_NUMBERS = ['面积（亩）', '列', '行', '占几列', '占几行']
/** Sheets exported before counted from 0 under these names; they still come back. */
const COUNTED_FROM_0 = { 列: '横', 行: '纵', 占几列: '宽', 占几行: '高' } as const
export const MOST_PLOT_ROWS = 2000

export type TypedPlot = {
  code: string
  area: string
  /** Where it begins, the first column from the left and the first row from the top being 1. */
  column: string
  row: string
  width: string
  height: string
  open: string
  landRef: string
}

export type PlotRow = {
  /** Row of the sheet as a spreadsheet counts them: the heading is 1. */
  at: number
  typed: TypedPlot
  status: 'new' | 'changed' | 'same' | 'wrong'
  /** What to fix; '' when nothing. */
  problem: string
  plot: Plot | null
  /** The newest save of the plot as it was judged; 0 when nobody saved it yet, or it is new. */
  over: number
  /** What differs from the plot there is, in words. */
  changes: string[]
}

// Hundredths, written as those of a yuan are: "0.1", "2.5".
const hundredths = (typed: string): number | null => parseDecimal(typed, 2, '亩')
const decimal = (value: number): string => bareYuan(Math.round(value * 100))

export const typedPlot = (plot: Plot): TypedPlot => ({
  code: plot.code,
  area: bareYuan(plot.areaCmu),
  column: decimal(plot.u + 1),
  row: decimal(plot.v + 1),
  width: decimal(plot.width),
  height: decimal(plot.height),
  open: plot.open ? '是' : '否',
  landRef: plot.landRef ?? '',
})

const cellsOf = (typed: TypedPlot): string[] => [
  typed.code,
  typed.area,
  typed.column,
  typed.row,
  typed.width,
  typed.height,
  typed.open,
  typed.landRef,
]

/** The sheet of a garden's plots; what it holds can be read back unchanged. */
export const plotSheet = (plots: Plot[]): string[][] => [
  [...PLOT_COLUMNS],
  ...plots.map((plot) => cellsOf(typedPlot(plot))),
]

/** Rows below the heading; null when the heading lacks a column. Empty rows are left out. */
export function plotRows(rows: string[][]): { at: number; typed: TypedPlot }[] | null {
  const before = PLOT_COLUMNS.map((name) => (name in COUNTED_FROM_0 ? COUNTED_FROM_0[name as '列'] : name))
  const old = belowHeadings(rows, before)
  const found = old ?? belowHeadings(rows, PLOT_COLUMNS)
  if (!found) return null
  const names = old ? before : PLOT_COLUMNS
  return found.rows.flatMap(({ at, cells }) => {
    const cell = (n: number) => (cells[found.column(names[n]!)] ?? '').trim().replace(/^'/, '').slice(0, 80)
    if (!cells.some((text) => text.trim())) return []
    const [code, area, first, second, width, height, open, landRef] = names.map((_, n) => cell(n))
    const [column, row] = [first!, second!].map((text) => (old ? fromOne(text) : text))
    const typed = { code, area, column, row, width, height, open, landRef } as TypedPlot
    return [{ at, typed: { ...typed, code: typed.code.toUpperCase() } }]
  })
}

/** "2.5" counted from 0 is "3.5" counted from 1; what is no number stays as it is, to be told. */
const fromOne = (typed: string): string => {
  const offset = hundredths(typed)
  return offset === null ? typed : bareYuan(offset + 100)
}

/** A plot out of what was typed, or the sentence that says what to fix. `before` is the plot there is, if any. */
export function parsePlot(
  garden: string,
  typed: TypedPlot,
  before: DeskPlot | null,
): { plot: Plot } | { problem: string } {
  const wrong = (problem: string) => ({ problem })
  if (!new RegExp(`^${garden}-\\d{2,5}$`).test(typed.code)) return wrong(`编号要像 ${garden}-01`)
  const areaCmu = hundredths(typed.area)
  if (!areaCmu || areaCmu > 100_000) return wrong('面积写亩数，如 0.1、0.5、1')
  if (before?.claimed && before.areaCmu !== areaCmu)
    return wrong('这块地有人认购或正在保留，面积和茶园不能改；位置、开放和土地文件可以改')
  const [u, v] = [typed.column, typed.row].map(parsePlace)
  const [width, height] = [typed.width, typed.height].map(hundredths)
  if (u == null || v == null) return wrong('列和行从 1 数起，写 3，或 3.5（从第 3 列中间起）')
  if (!width || !height) return wrong('占几列、占几行写数字，如 1、2.5，要大于 0')
  if (u + width > 600) return wrong('放不下：示意图只有 6 列，请改列或占几列')
  if (v + height > 100_000) return wrong('放不下：示意图最多 1000 行，请改行或占几行')
  if (!['是', '否'].includes(typed.open)) return wrong('“开放”写 是 或 否')
  return {
    plot: {
      code: typed.code,
      garden,
      areaCmu,
      u: u / 100,
      v: v / 100,
      width: width / 100,
      height: height / 100,
      landRef: typed.landRef || null,
      picture: before?.picture ?? null,
      pictureAltZh: before?.pictureAltZh ?? null,
      pictureAltEn: before?.pictureAltEn ?? null,
      open: typed.open === '是' ? 1 : 0,
      sample: before?.sample ?? 0,
    },
  }
}

/** What a sheet would do to the plots there are, row by row; nothing is written. Pure. */
export function planPlotRows(
  garden: string,
  rows: { at: number; typed: TypedPlot }[],
  known: DeskPlot[],
): PlotRow[] {
  const before = new Map(known.map((plot) => [plot.code, plot]))
  const seen = new Set<string>()
  const judged = rows.map(({ at, typed }): PlotRow => {
    const own = before.get(typed.code) ?? null
    const over = own?.edit ?? 0
    const wrong = (problem: string): PlotRow => ({
      ...{ at, typed, status: 'wrong', problem, plot: null, over, changes: [] },
    })
    if (seen.has(typed.code)) return wrong('这个编号在表里出现了两次')
    seen.add(typed.code)
    const parsed = parsePlot(garden, typed, own)
    if ('problem' in parsed) return wrong(parsed.problem)
    const { plot } = parsed
    const changes = own ? plotChanges(own, plot) : []
    const status = !own ? 'new' : changes.length ? 'changed' : 'same'
    return { at, typed, status, problem: '', plot, over, changes }
  })
  return withoutOverlaps(judged, known)
}

/** What differs between two states of a plot, one sentence a column: a sheet may be older than what it changes. */
function plotChanges(before: Plot, after: Plot): string[] {
  const [old, now] = [cellsOf(typedPlot(before)), cellsOf(typedPlot(after))]
  return PLOT_COLUMNS.flatMap((name, n) =>
    old[n] === now[n] ? [] : [`${name}：${old[n] || '（空）'} → ${now[n] || '（空）'}`],
  )
}

/** A plot that would lie on another one is wrong, whichever of the two moved. */
function withoutOverlaps(rows: PlotRow[], known: DeskPlot[]): PlotRow[] {
  const after = new Map<string, Plot>(known.map((plot) => [plot.code, plot]))
  for (const row of rows) if (row.plot) after.set(row.plot.code, row.plot)
  // Only plots of one band of rows can meet.
  const bands = new Map<number, Plot[]>()
  for (const plot of after.values())
    for (let band = Math.floor(plot.v); band < plot.v + plot.height; band += 1)
      bands.set(band, [...(bands.get(band) ?? []), plot])
  return rows.map((row) => {
    if (!row.plot || row.status === 'same') return row
    const near = bands.get(Math.floor(row.plot.v)) ?? []
    const deeper = Array.from(
      { length: Math.ceil(row.plot.height) },
      (_, n) => bands.get(Math.floor(row.plot!.v) + n + 1) ?? [],
    )
    const under = overlapping(row.plot, [...near, ...deeper.flat()])
    return under
      ? { ...row, status: 'wrong', problem: `和 ${under.code} 重叠，请改位置或大小`, plot: null }
      : row
  })
}
