import { provinceName } from '../i18n/texts.ts'
import { PROVINCES } from '../kernel/provinces.ts'
import { ProvinceOptions } from '../ui/province-options.tsx'
import type { HomePageProps } from './home-page.tsx'
import { SearchForm } from './home-page.tsx'
import { formatCursor, type ProductList, type Sort } from './listing.ts'
import { Card } from './product-card.tsx'

export type ListFilters = {
  family?: string
  storage?: string
  origin?: string
  region?: string
  q?: string
  sort: Sort
  low?: string
  high?: string
}

export type ListPageProps = Omit<
  HomePageProps,
  'cards' | 'waiting' | 'count' | 'facts' | 'offer' | 'campaign'
> & {
  list: ProductList
  filters: ListFilters
  title: string
}

export function ListPage(props: ListPageProps) {
  const { t, paths, list, filters, title } = props
  const more = list.next ? paths.products({ ...filters, after: formatCursor(list.next) }) : null
  return (
    <div class="wrap">
      <div class="section-head crumbs-head">
        <h1>{title}</h1>
      </div>
      <SearchForm paths={paths} shell={props.shell} q={filters.q ?? ''} />
      <FamilyChips {...props} />
      <div class="columns">
        <Filters {...props} />
        <div>
          <div class="list-head">
            <span>{t.shown(list.items.length)}</span>
            <ActiveFilters {...props} />
          </div>
          {list.items.length === 0 && !more ? <p class="empty">{t.none}</p> : null}
          <ul class="cards">
            {list.items.map((item, index) => (
              <Card item={item} first={index < 2} {...props} />
            ))}
          </ul>
          {more ? (
            <p class="more">
              <a class="button button-secondary button-wide" href={more}>
                {t.more}
              </a>
            </p>
          ) : null}
        </div>
      </div>
    </div>
  )
}

const FAMILIES = ['tea', 'chive', 'cili', 'honey', 'noodle', 'gift']

function FamilyChips({ t, paths, list, filters }: ListPageProps) {
  const { family: current, q: _q, ...rest } = filters
  const chip = (family: string | undefined, label: string, count: number) => (
    <li>
      <a
        class="chip"
        href={paths.products({ ...rest, family })}
        aria-current={family === current ? 'true' : undefined}
      >
        {label} <small>{count}</small>
      </a>
    </li>
  )
  return (
    <ul class="chips">
      {chip(undefined, t.all, list.counts['all:'] ?? 0)}
      {FAMILIES.map((family) => chip(family, t.families[family]!, list.counts[`family:${family}`] ?? 0))}
    </ul>
  )
}

function Filters({ t, paths, list, filters, language }: ListPageProps) {
  const options = (name: 'origin' | 'storage', values: Record<string, string>) => (
    <fieldset>
      <legend>{t[name]}</legend>
      {Object.entries(values).map(([value, label]) => (
        <label class="option">
          <input type="radio" name={name} value={value} checked={filters[name] === value} />
          {label} <small>{list.counts[`${name}:${value}`] ?? 0}</small>
        </label>
      ))}
    </fieldset>
  )
  return (
    <details class="filters">
      <summary>{t.filter}</summary>
      <form action={paths.products()}>
        {filters.family ? <input type="hidden" name="family" value={filters.family} /> : null}
        {options('origin', t.origins)}
        {options('storage', t.storages)}
        <fieldset>
          <legend id="filter-region">{t.region}</legend>
          <select name="region" aria-labelledby="filter-region">
            <option value="">{t.anywhere}</option>
            <ProvinceOptions language={language} chosen={filters.region} />
          </select>
        </fieldset>
        <fieldset>
          <legend>{t.price}</legend>
          <div class="filter-prices">
            <input
              name="low"
              inputmode="decimal"
              value={filters.low ?? ''}
              placeholder={t.low}
              aria-label={t.low}
            />
            –
            <input
              name="high"
              inputmode="decimal"
              value={filters.high ?? ''}
              placeholder={t.high}
              aria-label={t.high}
            />
          </div>
        </fieldset>
        <fieldset>
          <legend id="filter-sort">{t.sort}</legend>
          <select name="sort" aria-labelledby="filter-sort">
            {Object.entries(t.sorts).map(([value, label]) => (
              <option value={value} selected={value === filters.sort}>
                {label}
              </option>
            ))}
          </select>
        </fieldset>
        <button class="button button-primary button-wide" type="submit">
          {t.apply}
        </button>
      </form>
    </details>
  )
}

function ActiveFilters({ t, paths, filters, language }: ListPageProps) {
  const province = PROVINCES.find((entry) => entry.code === filters.region)
  const active: [keyof ListFilters, string | undefined][] = [
    ['q', filters.q],
    ['origin', filters.origin && t.origins[filters.origin]],
    ['storage', filters.storage && t.storages[filters.storage]],
    ['region', province && t.deliverable(provinceName(language, province))],
    ['low', filters.low && `≥ ¥${filters.low}`],
    ['high', filters.high && `≤ ¥${filters.high}`],
  ]
  const shown = active.filter((entry): entry is [keyof ListFilters, string] => Boolean(entry[1]))
  return (
    <>
      {shown.map(([name, label]) => (
        <a
          class="chip"
          href={paths.products({ ...filters, [name]: undefined })}
          aria-label={t.removeFilter(label)}
        >
          {label} ×
        </a>
      ))}
      {shown.length ? <a href={paths.products()}>{t.clear}</a> : null}
    </>
  )
}
