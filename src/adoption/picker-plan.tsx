import { Plan, type PlanPlot } from '../art/plan.tsx'
import { inLanguage } from '../i18n/texts.ts'
import { formatYuan } from '../kernel/money.ts'
import { PlanFigure, PlanLegend, ZOOMS } from '../ui/plan-figure.tsx'
import type { GardenPageProps } from './garden-page.tsx'
import { isSelling, pageLink, planTexts, type ShownState, stateOf } from './picker.ts'
import type { PlotView } from './plots.ts'

const MOST_ROWS = 66
const COLUMNS = 6
/** As many columns as a phone of 390 px shows 44 px wide, at each step of enlarging. */
const ROOMY = [7, 11]

/** The plan 示意图 of the plots shown, its legend, and the links that enlarge it. */
export function PickerPlan(props: GardenPageProps) {
  const { picker, query, t, language } = props
  const texts = planTexts(props)
  const sheet = sheetOf(picker.plan)
  // Narrow plots start enlarged, so that a finger hits them.
  const least = ROOMY.filter((columns) => sheet && sheet.columns > columns).length
  const zoom = Math.max(query.zoom, least)
  const zoomed = (step: number) => pageLink(props, { zoom: step ? String(step) : '' }, '#plan')
  return (
    <div class="picker-plan">
      {picker.whole ? null : <p class="fine">{t.gardens.ofPage}</p>}
      <PlanLegend states={texts.states} counts={countsOf(props)} />
      {sheet ? (
        <PlanFigure
          mark={texts.mark}
          zoom={zoom}
          links={{
            texts: texts.zoom,
            closer: zoom < ZOOMS.length - 1 ? zoomed(zoom + 1) : null,
            wider: zoom > least ? zoomed(zoom - 1) : null,
          }}
        >
          <Plan
            plots={sheet.plots.map((plot) => planPlot(props, plot))}
            rows={sheet.rows}
            columns={sheet.columns}
            title={texts.title(inLanguage(language, picker.garden.nameZh, picker.garden.nameEn))}
            t={texts}
            selected={picker.chosen?.code ?? null}
          />
        </PlanFigure>
      ) : null}
    </div>
  )
}

function planPlot(props: GardenPageProps, plot: PlotView): PlanPlot {
  const { picker, query } = props
  const { u, v, width, height, code, areaCmu } = plot
  const state = stateOf(plot, picker.mine)
  const tier = picker.garden.tiers.find((own) => own.areaCmu === areaCmu)
  const fits = query.areaCmu === null || query.areaCmu === areaCmu
  return {
    ...{ u, v, width, height, code, areaCmu, state },
    href:
      fits && (state === 'available' || state === 'mine') ? pageLink(props, { plot: code }, '#plan') : null,
    label: state === 'available' && tier && isSelling(props) ? `¥${formatYuan(tier.priceFen)}` : undefined,
  }
}

/** How many plots of the plan are in each state; a state nobody sees is left out. */
function countsOf({ picker }: GardenPageProps): Partial<Record<ShownState, number>> {
  const counts: Partial<Record<ShownState, number>> = { available: 0, held: 0, adopted: 0 }
  for (const plot of picker.plan) {
    const state = stateOf(plot, picker.mine)
    counts[state] = (counts[state] ?? 0) + 1
  }
  return counts
}

/** The plots moved up to the top of a sheet; null when there is nothing to draw or they lie too far apart. */
function sheetOf(plots: PlotView[]) {
  if (!plots.length) return null
  const top = Math.floor(Math.min(...plots.map(({ v }) => v)))
  const rows = Math.ceil(Math.max(...plots.map(({ v, height }) => v + height))) - top
  const columns = Math.max(COLUMNS, Math.ceil(Math.max(...plots.map(({ u, width }) => u + width))))
  if (rows > MOST_ROWS || columns > 2 * COLUMNS) return null
  return { rows, columns, plots: plots.map((plot) => ({ ...plot, v: plot.v - top })) }
}
