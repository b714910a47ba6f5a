import { html, raw } from 'hono/html'

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
const STEP = 14
const CELL = 12

type Props = { open: (month: number) => boolean; month: number; label: string; numbered?: boolean }

/** Twelve cells, this month marked by a tick; `label` says the same in words. */
export const MonthStrip = ({ open, month, label, numbered }: Props) =>
  numbered ? numberedStrip({ open, month, label }) : drawnStrip({ open, month, label })

/** Bars alone are one small drawing: a list has hundreds of cells, and as elements they cost a fifth of its layout. */
function drawnStrip({ open, month, label }: Props) {
  const bars = (months: number[]) =>
    months.map((cell) => `M${(cell - 1) * STEP} 0h${CELL}v5h-${CELL}z`).join('')
  const closed = bars(MONTHS.filter((cell) => !open(cell)))
  const sold = bars(MONTHS.filter(open))
  const tick = `M${(month - 1) * STEP} 8h${CELL}v2h-${CELL}z`
  const now = open(month) ? bars([month]) + tick : tick
  return html`<svg class="season" viewBox="0 0 ${12 * STEP - 2} 10" preserveAspectRatio="none" role="img" aria-label="${label}">${raw(`<path d="${closed}"/><path class="is-open" d="${sold}"/><path class="${open(month) ? 'is-now is-open' : 'is-now'}" d="${now}"/>`)}</svg>`
}

function numberedStrip({ open, month, label }: Props) {
  const cells = MONTHS.map((cell) => {
    const state = `${open(cell) ? ' is-open' : ''}${cell === month ? ' is-now' : ''}`
    return `<li class="season-cell${state}" aria-hidden="true">${cell}</li>`
  })
  return html`<ol class="season-numbered" aria-label="${label}">${raw(cells.join(''))}</ol>`
}
