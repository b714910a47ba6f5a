import { provinceName } from '../i18n/texts.ts'
import { formatYuan, parseYuan } from '../kernel/money.ts'
import { PROVINCES } from '../kernel/provinces.ts'
import { html, raw } from '../ui/html.ts'
import { ProvinceOptions } from '../ui/province-options.tsx'
import type { HomePageProps } from './home-page.tsx'
import { isSwapped, type ListFilters } from './list-filters.ts'
import { formatCursor, type ProductList } from './listing.ts'
import { NoResult } from './no-result.tsx'
import { Card } from './product-card.tsx'
import { RecentlyViewed } from './recently-viewed.tsx'
import { SearchForm } from './search-form.tsx'

export type ListPageProps = Omit<
  HomePageProps,
  'cards' | 'waiting' | 'count' | 'facts' | 'offer' | 'campaign' | 'fields'
> & {
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
      <div class="section-head crumbs-head"><h1>${title}</h1></div>
      ${SearchForm({ ...props, q: filters.q ?? '' })}
      ${FamilyChips(props)}
      ${isSwapped(filters) ? html`<p class="notice-info" role="alert">${t.priceSwapped}</p>` : null}
      <div class="columns">
        ${Filters(props)}
        <div>
          <div class="list-head">
            <span>${t.shown(list.items.length)}</span>
            ${ActiveFilters(props)}
          </div>
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
    <p class="more"><a class="button button-secondary button-wide" href="${href}" data-more>${label}</a></p>`

const Back = ({ t, paths, filters: { sort, ...rest } }: ListPageProps) => {
  const start = paths.products({ ...rest, sort: sort === 'season' ? undefined : sort })
  return html`<p class="more-back"><a href="${start}">‹ ${t.fromStart}</a></p>`
}

const CURRENT = raw(' aria-current="true"')
const WRONG = raw(' aria-invalid="true" aria-describedby="filter-price-wrong"')
const OPEN = raw(' open')
const CHECKED = raw(' checked')
const SELECTED = raw(' selected')

function FamilyChips({ t, paths, list, filters }: ListPageProps) {
  const { family: current, ...rest } = filters
  const chip = (family: string | undefined, label: string, count: number) =>
    html`
      <li>
        <a class="chip" href="${paths.products({ ...rest, family })}"${family === current ? CURRENT : null}>
          ${label} ${filters.q ? null : html`<small>${count}</small>`}
        </a>
      </li>`
  const own = Object.entries(t.families).map(([family, name]) =>
    chip(family, name, list.counts[`family:${family}`] ?? 0),
  )
  return html`<ul class="chips">${chip(undefined, t.all, list.counts['all:'] ?? 0)}${own}</ul>`
}

/** Templates: a list draws its thirty options each time. */
function Filters({ t, paths, list, filters, language }: ListPageProps) {
  const options = (name: 'origin' | 'storage', values: Record<string, string>) => {
    const labels = Object.entries(values).map(
      ([value, label]) =>
        html`
          <label class="option">
            <input type="radio" name="${name}" value="${value}"${filters[name] === value ? CHECKED : null}/>
            ${label} <small>${list.counts[`${name}:${value}`] ?? 0}</small>
          </label>`,
    )
    return html`<fieldset><legend>${t[name]}</legend>${labels}</fieldset>`
  }
  const wrong = (name: 'low' | 'high') => filters[name] !== undefined && parseYuan(filters[name]) === null
  const bound = (name: 'low' | 'high') =>
    html`
      <input name="${name}" inputmode="decimal" value="${filters[name] ?? ''}"
        placeholder="${t[name]}" aria-label="${t[name]}"${wrong(name) || isSwapped(filters) ? WRONG : null}/>`
  const sorts = Object.entries(t.sorts).map(
    ([value, label]) =>
      html`<option value="${value}"${value === filters.sort ? SELECTED : null}>${label}</option>`,
  )
  const hidden = (['family', 'q'] as const).map((name) =>
    filters[name] ? html`<input type="hidden" name="${name}" value="${filters[name]}"/>` : null,
  )
  const provinces = ProvinceOptions({ language, chosen: filters.region })
  const odd = wrong('low') || wrong('high')
  const swapped = isSwapped(filters)
  return html`
    <details class="filters"${odd || swapped ? OPEN : null}>
      <summary>${t.filter}</summary>
      <form action="${paths.products()}">
        ${hidden}
        ${options('origin', t.origins)}
        ${options('storage', t.storages)}
        <fieldset>
          <legend id="filter-region">${t.region}</legend>
          <select name="region" aria-labelledby="filter-region">
            <option value="">${t.anywhere}</option>
            ${provinces}
          </select>
        </fieldset>
        <fieldset>
          <legend>${t.price}</legend>
          <div class="filter-prices">${bound('low')} – ${bound('high')}</div>
          ${odd || swapped ? html`<p class="form-error" id="filter-price-wrong">${odd ? t.priceWrong : t.priceSwapped}</p>` : null}
        </fieldset>
        <fieldset>
          <legend id="filter-sort">${t.sort}</legend>
          <select name="sort" aria-labelledby="filter-sort">${sorts}</select>
        </fieldset>
        <button class="button button-primary button-wide" type="submit">${t.apply}</button>
      </form>
    </details>`
}

function ActiveFilters({ t, paths, filters, language }: ListPageProps) {
  const province = PROVINCES.find((entry) => entry.code === filters.region)
  const bound = (sign: string, typed: string | undefined) => {
    const amount = parseYuan(typed ?? '')
    return amount === null ? undefined : `${sign} ¥${formatYuan(amount)}`
  }
  const active: [keyof ListFilters, string | undefined][] = [
    ['q', filters.q],
    ['origin', filters.origin && t.origins[filters.origin]],
    ['storage', filters.storage && t.storages[filters.storage]],
    ['region', province && t.deliverable(provinceName(language, province))],
    ['low', bound('≥', filters.low)],
    ['high', bound('≤', filters.high)],
  ]
  const shown = active.filter((entry): entry is [keyof ListFilters, string] => Boolean(entry[1]))
  const chips = shown.map(
    ([name, label]) =>
      html`
        <a class="chip" href="${paths.products({ ...filters, [name]: undefined })}"
          aria-label="${t.removeFilter(label)}">${label} ×</a>`,
  )
  return html`
    ${chips}
    ${shown.length ? html`<a href="${paths.products()}">${t.clear}</a>` : null}`
}
