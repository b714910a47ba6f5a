import { html } from '../ui/html.ts'
import type { HomePageProps } from './home-page.tsx'

/** Finds by Chinese words, pinyin, initials, English names and SKUs. */
export const SearchForm = ({ paths, shell, q }: Pick<HomePageProps, 'paths' | 'shell'> & { q?: string }) =>
  html`
    <form class="search" id="search" role="search" action="${paths.products()}">
      <input type="search" name="q" maxlength="40" value="${q ?? ''}"
        placeholder="${shell.searchHint}" aria-label="${shell.searchLabel}"/>
      <button class="button button-primary" type="submit">${shell.search}</button>
    </form>`
