import { html, raw } from './html.ts'

const CELLS_AT_MOST = 30

/** `held` is left out where it cannot be true for long, as on a page that is kept as a copy. */
export type PlotCounts = { adopted: number; held?: number; available: number }

type Words = Record<keyof PlotCounts, (count: number) => string>

const STATES: (keyof PlotCounts)[] = ['adopted', 'held', 'available']

/** How full a garden is: a cell a plot (of more than 30 plots, a cell a share), and the numbers in words. */
export const FillStrip = ({ counts, t }: { counts: PlotCounts; t: Words }) => {
  const shown = STATES.filter((state) => counts[state] !== undefined)
  const plots = shown.reduce((sum, state) => sum + counts[state]!, 0)
  const scale = Math.min(1, CELLS_AT_MOST / Math.max(1, plots))
  let past = 0
  const cells = shown.map((state) => {
    const from = Math.round(past * scale)
    past += counts[state]!
    return `<i class="fill-${state}"></i>`.repeat(Math.round(past * scale) - from)
  })
  return (
    <>
      {html`<span class="fill" aria-hidden="true">${raw(cells.join(''))}</span>`}
      <span class="fill-words">
        {shown.map((state) => (
          <span class={state === 'available' ? 'fill-left' : undefined}>{t[state](counts[state]!)}</span>
        ))}
      </span>
    </>
  )
}
