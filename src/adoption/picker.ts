import { formatMu } from './adoption.ts'
import type { GardenPageProps } from './garden-page.tsx'
import type { PlotView } from './plots.ts'

export type ShownState = PlotView['state'] | 'mine'

/** How a plot is drawn for its visitor. */
export const stateOf = (plot: PlotView, mine: Set<string>): ShownState =>
  mine.has(plot.code) ? 'mine' : plot.state

/** The same page with something else chosen; `hash` says where it opens. */
export function pageLink(
  { picker, query, paths }: GardenPageProps,
  change: Partial<Record<'area' | 'after' | 'zoom' | 'plot' | 'season', string>>,
  hash = '',
): string {
  const { offer, slug } = picker.garden
  const kept = {
    season: offer ? String(offer.season) : undefined,
    area: query.areaCmu === null ? undefined : formatMu(query.areaCmu),
    after: query.after ?? undefined,
    zoom: query.zoom ? String(query.zoom) : undefined,
    plot: query.plot ?? undefined,
  }
  return paths.garden(slug, { ...kept, ...change }) + hash
}
