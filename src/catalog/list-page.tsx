import { html } from '../ui/html.ts'
import { SearchForm } from '../ui/search-form.tsx'
import { ActiveFilters, FacetLinks, FamilyChips, FilterForm } from './list-filter-parts.tsx'
import { isSwapped, type ListFilters } from './list-filters.ts'
import { formatCursor, type ProductList } from './listing.ts'
import { NoResult } from './no-result.tsx'
import type { PageContext } from './page-context.ts'
import { Card } from './product-card.tsx'
import { RecentlyViewed } from './recently-viewed.tsx'

export type ListPageProps = PageContext & {
  list: ProductList
  filters: ListFilters
  title: string
  /** Not the first page of the list. */
  continued: boolean
}

export function ListPage(props: ListPageProps) {
  const { t, paths, list, filters, title } = props
  // The next page asks for what was found, not again for what finds nothing.
  const found = { ...filters, q: list.meant ?? filters.q }
  const more = list.next ? paths.products({ ...found, after: formatCursor(list.next) }) : null
  const cards = list.items.map((item, index) => Card({ ...props, item, first: index < 2 }))
  return html`
    <div class="wrap">
      <div class="section-head crumbs-head">
        <h1>${title}</h1>
        ${list.items.length ? html`<span class="fine">${countOf(props)}</span>` : null}
      </div>
      ${SearchForm({ ...props, q: filters.q ?? '' })}
      <div class="columns">
        <div class="sidebar">
          ${FamilyChips(props)}
          ${isSwapped(filters) ? html`<p class="notice-info" role="alert">${t.priceSwapped}</p>` : null}
          ${FacetLinks(props)}
          ${FilterForm(props)}
        </div>
        <div>
          ${ActiveFilters(props)}
          ${list.meant === null ? null : Meant(props, list.meant)}
          ${cards.length === 0 && !more ? NoResult(props) : null}
          ${props.continued ? Back(props) : null}
          <ul class="cards" data-cards>${cards}</ul>
          ${more ? More(more, t.more) : null}
        </div>
      </div>
      ${RecentlyViewed(props)}
    </div>`
}

/** How many there are, where that is known without counting: of all, or of one family. Else how many stand here. */
function countOf({ t, list, filters }: ListPageProps): string {
  const { family, sort: _, ...rest } = filters
  const known = list.counts[family ? `family:${family}` : 'all:']
  return known === undefined || Object.values(rest).some(Boolean)
    ? t.shown(list.items.length)
    : t.total(known)
}

/** Says that the products below are of another word than was typed. */
const Meant = ({ t, paths, filters }: ListPageProps, meant: string) =>
  html`
    <p class="meant" role="status">
      ${t.notFound(filters.q ?? '')}<br/>
      ${t.didYouMean}
      <a href="${paths.products({ ...filters, q: meant })}"><strong>${meant}</strong></a>${t.meantShown}
    </p>`

/** With scripts the next products come below these; without, they have a page of their own, which leads back. */
const More = (href: string, label: string) =>
  html`
    <p class="more"><a class="button button-secondary" href="${href}" data-more>${label}</a></p>`

const Back = ({ t, paths, filters: { sort, ...rest } }: ListPageProps) => {
  const start = paths.products({ ...rest, sort: sort === 'season' ? undefined : sort })
  return html`<p class="more-back"><a href="${start}">‹ ${t.fromStart}</a></p>`
}
