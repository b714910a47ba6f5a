/** Where a plot lies on its garden's plan, in the plan's units. */
export type PlacedPlot = {
  code: string
  areaCmu: number
  u: number
  v: number
  width: number
  height: number
}

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
