import type { Plot } from './schema.ts'

/** Where a plot lies on its garden's plan, in the plan's units. */
export type PlacedPlot = Pick<Plot, 'code' | 'areaCmu' | 'u' | 'v' | 'width' | 'height'>

export const NEAR_PLOTS = 3

/** The free plots nearest to one that is gone, its own size first; nearest by the middles on the plan. Pure. */
export function nearPlots<P extends PlacedPlot>(gone: PlacedPlot, free: P[], count = NEAR_PLOTS): P[] {
  const far = (plot: PlacedPlot) =>
    (plot.u + plot.width / 2 - gone.u - gone.width / 2) ** 2 +
    (plot.v + plot.height / 2 - gone.v - gone.height / 2) ** 2
  const rank = (plot: PlacedPlot) => (plot.areaCmu === gone.areaCmu ? 0 : 1)
  const unique = new Map(free.filter((plot) => plot.code !== gone.code).map((plot) => [plot.code, plot]))
  return [...unique.values()]
    .sort((a, b) => rank(a) - rank(b) || far(a) - far(b) || (a.code < b.code ? -1 : 1))
    .slice(0, count)
}

/** As many units of the plan as a certificate shows from top to bottom, and its least and most columns. */
const WINDOW_ROWS = 14
const COLUMNS = { least: 6, most: 12 }

/** The part of a plan around one plot, moved to the top of its sheet; null where it is not among them or too wide. Pure. */
export function planAround<P extends PlacedPlot>(code: string, plots: P[]) {
  const own = plots.find((plot) => plot.code === code)
  if (!own) return null
  const first = Math.floor(Math.min(...plots.map(({ v }) => v)))
  const last = Math.ceil(Math.max(...plots.map(({ v, height }) => v + height)))
  const middle = Math.floor(own.v + own.height / 2 - WINDOW_ROWS / 2)
  const top = Math.max(first, Math.min(middle, last - WINDOW_ROWS))
  const shown = plots.filter(
    (plot) => plot.code === code || (plot.v >= top && plot.v + plot.height <= top + WINDOW_ROWS),
  )
  const columns = Math.ceil(Math.max(COLUMNS.least, ...shown.map(({ u, width }) => u + width)))
  if (columns > COLUMNS.most || own.v + own.height > top + 2 * WINDOW_ROWS) return null
  const moved = shown.map((plot) => ({ ...plot, v: plot.v - top }))
  return { plots: moved, columns, rows: Math.ceil(Math.max(...moved.map(({ v, height }) => v + height))) }
}
