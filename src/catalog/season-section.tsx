import { boughtNow, rowsOfYear } from './home.ts'
import type { HomePageProps } from './home-page.tsx'
import { Card } from './product-card.tsx'
import { SeasonTable } from './season-table.tsx'

const ROWS = 6
const CARDS = 2

/** The year in the hills, and what of this month can be bought now. */
export function SeasonSection(props: HomePageProps) {
  const { t, month } = props
  const { teas, others } = props.cards
  const cards = boughtNow(others, month, CARDS)
  const rows = rowsOfYear([...teas, ...others], month, ROWS)
  if (rows.length + cards.length === 0) return null
  return (
    <section class="section">
      <div class="section-head">
        <h2>{t.monthTitle(month)}</h2>
        <p class="fine">{t.monthNote}</p>
      </div>
      <div class="month">
        {rows.length ? <SeasonTable {...props} rows={rows} /> : null}
        {cards.length ? (
          <ul class="cards">
            {cards.map((item) => (
              <Card item={item} {...props} />
            ))}
          </ul>
        ) : null}
      </div>
    </section>
  )
}
