import { formatMu } from './adoption.ts'
import type { GardenPageProps } from './garden-page.tsx'
import type { PlotView } from './plots.ts'

export type ShownState = PlotView['state'] | 'mine'

/** How a plot is drawn for its visitor. */
export const stateOf = (plot: PlotView, mine: Set<string>): ShownState =>
  mine.has(plot.code) ? 'mine' : plot.state

/** Whether anybody may adopt here now: before and after its time, and while the campaign rests, nothing is to be had. */
export const isSelling = ({ picker }: Pick<GardenPageProps, 'picker'>): boolean =>
  picker.garden.onSale && picker.garden.selling === 1

/** The words of the plan; a plot nobody has is not offered while nothing is sold. */
export const planTexts = (props: GardenPageProps): GardenPageProps['t']['drawings']['plan'] => {
  const { plan } = props.t.drawings
  return isSelling(props) ? plan : { ...plan, states: { ...plan.states, available: plan.unsold } }
}

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
