import { html } from '../ui/html.ts'
import type { HomePageProps } from './home-page.tsx'

/** Finds by Chinese words, pinyin, initials, English names and SKUs. */
export const SearchForm = ({
  paths,
  shell,
  finding,
  q,
}: Pick<HomePageProps, 'paths' | 'shell' | 'finding'> & { q?: string }) =>
  html`
    <form class="search" id="search" role="search" action="${paths.products()}"
      data-suggestions="${paths.suggestions()}" data-suggestions-label="${finding.suggestions}">
      <input type="search" name="q" maxlength="40" value="${q ?? ''}"
        placeholder="${shell.searchHint}" aria-label="${shell.searchLabel}"/>
      <button class="button button-primary" type="submit">${shell.search}</button>
    </form>`
