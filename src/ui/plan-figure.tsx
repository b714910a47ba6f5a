import type { Child } from 'hono/jsx'
import type { PlotState } from '../art/plan-sheet.tsx'
import { assets } from './assets.generated.ts'
import { Icon } from './icon.tsx'

export const ZOOMS = [1, 1.5, 2, 3] as const

export type ZoomLinks = {
  texts: { closer: string; wider: string }
  closer: string | null
  wider: string | null
}

type FigureProps = {
  /** Says that the drawing is a schematic 示意图. */
  mark: { short: string; more: string }
  /** Index into ZOOMS; links change it, so it needs no script. */
  zoom: number
  links: ZoomLinks
  children: Child
}

/** The plan in its frame: the mark that it is schematic, two zoom links, and a window to move it in. */
export const PlanFigure = ({ mark, zoom, links, children }: FigureProps) => (
  <figure class="plan-figure">
    <figcaption>
      {mark.short}
      <span class="plan-more">{mark.more}</span>
    </figcaption>
    <div class="plan-zoom">
      <ZoomLink href={links.wider} icon="minus" name={links.texts.wider} />
      <ZoomLink href={links.closer} icon="plus" name={links.texts.closer} />
    </div>
    <div class={`plan-window plan-zoom-${zoom}`}>{children}</div>
  </figure>
)

const ZoomLink = ({ href, icon, name }: { href: string | null; icon: string; name: string }) =>
  href === null ? (
    <span aria-hidden="true">
      <Icon name={icon} />
    </span>
  ) : (
    <a href={href} aria-label={name}>
      <Icon name={icon} />
    </a>
  )

/** A little bent plot in the shape of a state; words beside it say the same. */
export const PlotSwatch = ({ state }: { state: PlotState }) => (
  <svg class="plot-swatch" width="24" height="20" aria-hidden="true" focusable="false">
    <use href={`${assets.icons}#plot-${state}`} />
  </svg>
)

type LegendProps = { states: Record<PlotState, string>; counts: Partial<Record<PlotState, number>> }

/** The four states in shape, word and number; a state that no plot has is left out. */
export const PlanLegend = ({ states, counts }: LegendProps) => (
  <ul class="plan-legend">
    {(Object.keys(states) as PlotState[])
      .filter((state) => counts[state] !== undefined)
      .map((state) => (
        <li>
          <PlotSwatch state={state} /> {states[state]} <b>{counts[state]}</b>
        </li>
      ))}
  </ul>
)
