import { html } from '../ui/html.ts'
import { Picture } from '../ui/picture.tsx'
import { FamilyTiles } from './family-tiles.tsx'
import { isSwapped } from './list-filters.ts'
import type { ListPageProps } from './list-page.tsx'
import { Card } from './product-card.tsx'

/** A list without products: after a search the way on is its words without filters, a family, or what comes nearest. */
export function NoResult(props: ListPageProps) {
  const { t, paths, list, filters } = props
  const { q } = filters
  // Said above, where a phone shows it before the filters.
  if (isSwapped(filters)) return null
  const basket = Picture({
    name: 'basket',
    alt: '',
    width: 200,
    height: 150,
    class: 'empty-picture',
    first: true,
  })
  const narrowed = Object.entries(filters).some(([name, value]) => name !== 'q' && name !== 'sort' && value)
  if (!q) {
    const words = narrowed ? t.none : t.noneYet
    return html`<div class="empty-head">${basket}<p class="empty">${words}</p></div>`
  }
  const proposed = list.proposed.items.map((item) => Card({ ...props, item }))
  return html`
    <div class="no-result">
      <div class="empty-head">
        ${basket}
        <p class="empty" role="status">
          ${narrowed ? t.notFoundFiltered(q) : t.notFound(q)}
          ${narrowed ? html` <a href="${paths.products({ q })}">${t.withoutFilters}</a>` : null}
        </p>
      </div>
      <h2>${t.byFamily}</h2>
      ${FamilyTiles(props)}
      ${proposed.length ? html`<h2>${list.proposed.near ? t.nearest : t.inSeasonTitle}</h2><ul class="cards">${proposed}</ul>` : null}
    </div>`
}
