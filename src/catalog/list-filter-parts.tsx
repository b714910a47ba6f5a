import { provinceName } from '../i18n/texts.ts'
import { formatYuan, parseYuan } from '../kernel/money.ts'
import { PROVINCES } from '../kernel/provinces.ts'
import { html, raw } from '../ui/html.ts'
import { ProvinceOptions } from '../ui/province-options.tsx'
import { isSwapped, type ListFilters } from './list-filters.ts'
import type { ListPageProps } from './list-page.tsx'

// Templates: a list draws its thirty options each time.

const CURRENT = raw(' aria-current="true"')
const WRONG = raw(' aria-invalid="true" aria-describedby="filter-price-wrong"')
const OPEN = raw(' open')
const SELECTED = raw(' selected')

/** Chips in one row on a phone, a list beside the cards on a desktop; a search counts nothing. */
export function FamilyChips({ t, paths, list, filters }: ListPageProps) {
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
  return html`<ul class="chips" aria-label="${t.family}">${chip(undefined, t.all, list.counts['all:'] ?? 0)}${own}</ul>`
}

/** Origins and storage, each a link; the one in use leads back to all. */
export function FacetLinks({ t, paths, list, filters }: ListPageProps) {
  const facet = (name: 'origin' | 'storage', values: Record<string, string>) => {
    const links = Object.entries(values).map(([value, label]) => {
      const chosen = filters[name] === value
      const href = paths.products({ ...filters, [name]: chosen ? undefined : value })
      return html`
        <li>
          <a href="${href}"${chosen ? CURRENT : null}>
            ${label} ${filters.q ? null : html`<small>${list.counts[`${name}:${value}`] ?? 0}</small>`}
          </a>
        </li>`
    })
    return html`
      <div class="facet" role="group" aria-label="${t[name]}">
        <p>${t[name]}</p>
        <ul>${links}</ul>
      </div>`
  }
  return html`<div class="facets">${facet('origin', t.origins)}${facet('storage', t.storages)}</div>`
}

/** What is chosen or typed: destination, price, order. */
export function FilterForm({ t, paths, filters, language }: ListPageProps) {
  const wrong = (name: 'low' | 'high') => filters[name] !== undefined && parseYuan(filters[name]) === null
  const bound = (name: 'low' | 'high') =>
    html`
      <input name="${name}" inputmode="decimal" value="${filters[name] ?? ''}"
        placeholder="${t[name]}" aria-label="${t[name]}"${wrong(name) || isSwapped(filters) ? WRONG : null}/>`
  const sorts = Object.entries(t.sorts).map(
    ([value, label]) =>
      html`<option value="${value}"${value === filters.sort ? SELECTED : null}>${label}</option>`,
  )
  const hidden = (['family', 'q', 'origin', 'storage'] as const).map((name) =>
    filters[name] ? html`<input type="hidden" name="${name}" value="${filters[name]}"/>` : null,
  )
  const provinces = ProvinceOptions({ language, chosen: filters.region })
  const odd = wrong('low') || wrong('high')
  const swapped = isSwapped(filters)
  return html`
    <details class="filters"${odd || swapped ? OPEN : null}>
      <summary>${t.moreFilters}</summary>
      <form action="${paths.products()}">
        ${hidden}
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
        <button class="button button-secondary button-wide" type="submit">${t.apply}</button>
      </form>
    </details>`
}

/** What the list is narrowed to, each taken off at a press; nothing while it is whole. */
export function ActiveFilters({ t, paths, filters, language }: ListPageProps) {
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
  if (shown.length === 0) return null
  const chips = shown.map(
    ([name, label]) =>
      html`
        <a class="chip" href="${paths.products({ ...filters, [name]: undefined })}"
          aria-label="${t.removeFilter(label)}">${label} ×</a>`,
  )
  return html`
    <div class="list-head">
      ${chips}
      <a href="${paths.products()}">${t.clear}</a>
    </div>`
}
