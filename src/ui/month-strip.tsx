import { html, raw } from './html.ts'

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
const STEP = 14
const CELL = 12
const GAP = STEP - CELL
const WIDTH = 12 * STEP - GAP

type Props = { open: (month: number) => boolean; month: number; label: string; numbered?: boolean }

/** Twelve cells, this month marked by a tick; `label` says the same in words. */
export const MonthStrip = ({ open, month, label, numbered }: Props) =>
  numbered ? numberedStrip({ open, month, label }) : drawnStrip({ open, month, label })

/**
 * Bars alone are one small drawing: a list has hundreds of cells, and as elements they cost a fifth of its layout. A run
 * of months is one line, which the style dashes into cells of 12 with gaps of 2.
 */
function drawnStrip({ open, month, label }: Props) {
  const runs = MONTHS.filter((cell) => open(cell) && !(cell > 1 && open(cell - 1)))
    .map((first) => {
      const end = MONTHS.find((cell) => cell > first && !open(cell)) ?? MONTHS.length + 1
      return `M${(first - 1) * STEP} 2.5h${(end - first) * STEP - GAP}`
    })
    .join('')
  const left = (month - 1) * STEP
  const tick = `M${left} 8h${CELL}v2h-${CELL}z`
  const now = open(month)
    ? html`<path class="is-now is-open" d="M${left} 0h${CELL}v5h-${CELL}z${tick}"/>`
    : html`<path class="is-now" d="${tick}"/>`
  return html`
    <svg class="season" viewBox="0 0 ${WIDTH} 10" preserveAspectRatio="none" role="img" aria-label="${label}">
      <path d="M0 2.5h${WIDTH}"/>
      <path class="is-open" d="${runs}"/>
      ${now}
    </svg>`
}

function numberedStrip({ open, month, label }: Props) {
  const cells = MONTHS.map((cell) => {
    const state = `${open(cell) ? ' is-open' : ''}${cell === month ? ' is-now' : ''}`
    return `<li class="season-cell${state}" aria-hidden="true">${cell}</li>`
  })
  return html`<ol class="season-numbered" aria-label="${label}">${raw(cells.join(''))}</ol>`
}
