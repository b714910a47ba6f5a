import { inSeason } from './season.ts'

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

/** Twelve cells: in season or not, this month marked by a tick. `label` says the same in words. */
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
}) => (
  <ol class={numbered ? 'season season--numbered' : 'season'} aria-label={label}>
    {MONTHS.map((cell) => (
      <li
        class={`season-cell${inSeason(mask, cell) ? ' is-open' : ''}${cell === month ? ' is-now' : ''}`}
        aria-hidden="true"
      >
        {numbered ? cell : ''}
      </li>
    ))}
  </ol>
)
