import { inLanguage } from '../i18n/texts.ts'
import type { HomeCard } from './home.ts'
import type { CardContext } from './product-card.tsx'
import { inSeason } from './season.ts'

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

/** Black tea is drawn in its own colour, beside the other teas. */
const cropOf = ({ family, teaClass }: HomeCard): string => (teaClass === 'black' ? 'black' : family)

/** The year of what has a season, this month framed; each row leads to its product. */
export const SeasonTable = ({ rows, t, paths, language, month }: CardContext & { rows: HomeCard[] }) => (
  <table class="year">
    <thead>
      <tr>
        <td />
        {MONTHS.map((cell) => (
          <th scope="col" class={cell === month ? 'is-now' : undefined}>
            {cell}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map((item) => (
        <tr class={`year-${cropOf(item)}`}>
          <th scope="row">
            <a href={paths.product(item.slug)}>{inLanguage(language, item.nameZh, item.nameEn)}</a>
          </th>
          {MONTHS.map((cell) => {
            const open = inSeason(item.seasonMask, cell)
            const classes = [open && 'year-open', cell === month && 'is-now'].filter(Boolean)
            return <td class={classes.join(' ') || undefined}>{open ? t.open : null}</td>
          })}
        </tr>
      ))}
    </tbody>
  </table>
)
