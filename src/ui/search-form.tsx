import type { Texts } from '../i18n/texts.ts'
import type { Paths } from '../urls.ts'
import { html } from './html.ts'

type Props = { paths: Paths; shell: Texts['shell']; finding: Texts['finding']; q?: string }

/** Finds by Chinese words, pinyin, initials, English names and SKUs. */
export const SearchForm = ({ paths, shell, finding, q }: Props) =>
  html`
    <form class="search" id="search" role="search" action="${paths.products()}"
      data-suggestions="${paths.suggestions()}" data-suggestions-label="${finding.suggestions}">
      <input type="search" name="q" maxlength="40" value="${q ?? ''}"
        placeholder="${shell.searchHint}" aria-label="${shell.searchLabel}"/>
      <button class="button button-primary" type="submit">${shell.search}</button>
    </form>`
