import { inLanguage } from '../i18n/texts.ts'
import type { ProductCard } from './card.ts'
import type { HomePageProps } from './home-page.tsx'
import { inSeason } from './season.ts'

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
const ROWS = 5

/** The year of what has a season, this month framed; each row leads to its product. */
export function SeasonTable({ cards, waiting, t, paths, language, month, shell }: HomePageProps) {
  const rows = seasonal([...cards, ...waiting])
  if (rows.length === 0) return null
  return (
    <section class="section">
      <div class="section-head">
        <h2>{t.monthTitle(month)}</h2>
        <span class="tag tag-sample">{shell.sample}</span>
      </div>
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
            <tr class={`year-${item.family}`}>
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
      <p class="fine">{t.monthNote}</p>
    </section>
  )
}

/** One product for each family and season: what is sold all the year has no row. */
function seasonal(cards: ProductCard[]): ProductCard[] {
  const seen = new Set<string>()
  return cards
    .filter((item) => {
      const key = `${item.family}:${item.seasonMask}`
      if (item.seasonMask === 4095 || seen.has(key)) return false
      return seen.add(key)
    })
    .slice(0, ROWS)
}
