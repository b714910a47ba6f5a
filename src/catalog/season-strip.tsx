import { html, raw } from 'hono/html'
import { inSeason } from './season.ts'

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

/**
 * Twelve cells: in season or not, this month marked by a tick. `label` says the same in words. Written as text and
 * not as elements: a list draws hundreds of cells, and they were two fifths of the time a page took.
 */
export const SeasonStrip = ({
  mask,
  month,
  label,
  numbered,
}: {
  mask: number
  month: number
  label: string
  numbered?: boolean
}) => {
  const cells = MONTHS.map((cell) => {
    const state = `${inSeason(mask, cell) ? ' is-open' : ''}${cell === month ? ' is-now' : ''}`
    return `<li class="season-cell${state}" aria-hidden="true">${numbered ? cell : ''}</li>`
  })
  return html`<ol class="${numbered ? 'season season--numbered' : 'season'}" aria-label="${label}">${raw(cells.join(''))}</ol>`
}
