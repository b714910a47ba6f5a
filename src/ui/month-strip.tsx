import { html, raw } from 'hono/html'

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

type Props = { open: (month: number) => boolean; month: number; label: string; numbered?: boolean }

/**
 * Twelve cells, this month marked by a tick; `label` says the same in words. Written as text and not as elements:
 * a list draws hundreds of cells, and they were a sixth of the time its page took.
 */
export const MonthStrip = ({ open, month, label, numbered }: Props) => {
  const cells = MONTHS.map((cell) => {
    const state = `${open(cell) ? ' is-open' : ''}${cell === month ? ' is-now' : ''}`
    return `<li class="season-cell${state}" aria-hidden="true">${numbered ? cell : ''}</li>`
  })
  return html`<ol class="${numbered ? 'season season--numbered' : 'season'}" aria-label="${label}">${raw(cells.join(''))}</ol>`
}
