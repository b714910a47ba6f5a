import { bentSheet, cellPath, insetOf, pathRow, SHEET_WIDTH, type UnitBox } from './plan-bend.ts'
import { PLOT_LOOKS, PlanGround, PlotFills, type PlotState } from './plan-sheet.tsx'
import { STAR } from './star.ts'

export type { PlotState }

/** A plot of the plan. `href` null: nothing to choose, but it can still be reached and read. */
export type PlanPlot = UnitBox & {
  code: string
  /** Hundredths of a mu. */
  areaCmu: number
  state: PlotState
  href: string | null
  /** More words for its accessible name, such as the price or the minutes it is kept. */
  label?: string
}

export type PlanTexts = {
  states: Record<PlotState, string>
  /** Area in hundredths of a mu, in words. */
  area: (cmu: number) => string
  chosen: string
  name: (parts: string[]) => string
}

export type PlanProps = {
  plots: PlanPlot[]
  t: PlanTexts
  title: string
  columns?: number
  rows: number
  landscape?: boolean
  selected?: string | null
  /** A small picture without words and links: every plot's shape, and the star. */
  mini?: boolean
}

type CellProps = { plot: PlanPlot; sheet: ReturnType<typeof bentSheet>; props: PlanProps }

/**
 * The schematic plan 示意图 as one SVG of links in the order of the plots. It draws what it is given: a page of at
 * most 66 plots, on at most 6 × 66 units; choosing the page is the caller's.
 */
export const Plan = (props: PlanProps) => {
  const { plots, title, rows, columns = 6, landscape, mini } = props
  const pathAt = pathRow(plots, rows)
  const sheet = bentSheet({ columns, rows, landscape }, pathAt)
  return (
    <svg
      class={mini ? 'plan plan--mini' : 'plan'}
      viewBox={`0 0 ${SHEET_WIDTH} ${sheet.height}`}
      role={mini ? 'img' : 'group'}
      aria-label={title}
    >
      <PlotFills sheet={sheet} states={new Set(plots.map(({ state }) => state))} />
      <PlanGround sheet={sheet} pathAt={pathAt} />
      {plots.map((plot) =>
        mini ? (
          <MiniCell plot={plot} sheet={sheet} props={props} />
        ) : (
          <Cell plot={plot} sheet={sheet} props={props} />
        ),
      )}
    </svg>
  )
}

const Shape = ({ plot, sheet, inset }: Omit<CellProps, 'props'> & { inset: number }) => (
  <path
    fill={`url(#${plot.state})`}
    stroke={plot.state === 'adopted' ? undefined : PLOT_LOOKS[plot.state].edge}
    d={cellPath(sheet, plot, inset)}
  />
)

const centreOf = ({ plot, sheet }: Omit<CellProps, 'props'>): [number, number] => {
  const [x, y] = sheet.at(plot.u + plot.width / 2, sheet.shifted(plot.v) + plot.height / 2)
  return [Math.round(x), Math.round(y)]
}

/** Plots narrower than this leave the garden's letter out of the code they show. */
const NARROW = 84
/** Width of a letter of a code, and of the star with its gap, in drawing units. */
const LETTER = 15.5
const STAR_ROOM = 32

/** Where the star of one's own plot lies about its middle: before the code where there is room, else above it. */
function starOf(code: string, large: boolean) {
  if (!large) return { x: -13, y: -35, codeX: 0, codeY: 22 }
  const half = Math.round((code.length * LETTER) / 2)
  return { x: -half - STAR_ROOM / 2, y: -27, codeX: STAR_ROOM / 2, codeY: -4 }
}

const Cell = ({ plot, sheet, props }: CellProps) => {
  const { t, selected } = props
  const chosen = plot.code === selected
  const area = t.area(plot.areaCmu)
  const state = t.states[plot.state]
  const parts = [`${plot.code} ${area}`, state, plot.label, chosen ? t.chosen : undefined]
  const name = t.name(parts.filter((part) => part !== undefined))
  const act = {
    'aria-label': name,
    ...(plot.href === null ? { role: 'img', tabindex: 0 } : { href: plot.href }),
  }
  const [x, y] = centreOf({ plot, sheet })
  const large = plot.width >= 2 && plot.height >= 1.6
  const code = plot.width * sheet.unitWidth < NARROW ? plot.code.replace(/^.*-/, '') : plot.code
  const star = plot.state === 'mine' ? starOf(code, large) : null
  return (
    <a class={`plot-${plot.state}`} {...act} {...(chosen ? { 'aria-current': 'true', id: 'chosen' } : {})}>
      {chosen ? <path fill="#FFF" stroke="#17211C" stroke-width="7" d={cellPath(sheet, plot, 0)} /> : null}
      <Shape plot={plot} sheet={sheet} inset={chosen ? 9 : insetOf(sheet, plot)} />
      {star ? <path class="star" d={STAR} transform={`translate(${x + star.x} ${y + star.y})`} /> : null}
      <text x={x + (star?.codeX ?? 0)} y={y + (star?.codeY ?? (large ? -4 : 9))}>
        {code}
      </text>
      {large ? (
        <text class="more" x={x} y={y + 28}>
          {area} · {state}
        </text>
      ) : null}
    </a>
  )
}

const MiniCell = ({ plot, sheet }: CellProps) => {
  const [x, y] = centreOf({ plot, sheet })
  return (
    <>
      <Shape plot={plot} sheet={sheet} inset={insetOf(sheet, plot)} />
      {plot.state === 'mine' ? (
        <path class="star" d={STAR} transform={`translate(${x - 39} ${y - 39})scale(3)`} />
      ) : null}
    </>
  )
}
