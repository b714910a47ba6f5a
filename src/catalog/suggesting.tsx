import { inLanguage, type Language, type Texts } from '../i18n/texts.ts'
import { html } from '../ui/html.ts'
import type { Paths } from '../urls.ts'
import type { ProductCard } from './card.ts'
import { folded } from './search/folding.ts'

/** As many products as stand under a search box without scrolling on a phone that shows its keyboard. */
export const MOST_SUGGESTED = 5
const MOST_GROUPS = 2

type Props = {
  q: string
  products: ProductCard[]
  t: Texts['catalog']
  finding: Texts['finding']
  paths: Paths
  language: Language
}

/**
 * What may be meant by the beginning of a search, as the options of a listbox: families and places whose name holds it,
 * then products, then the search itself. Nothing for an empty one.
 */
export function Suggestions({ q, products, t, finding, paths, language }: Props) {
  const typed = folded(q).trim()
  if (!typed) return html``
  const named = (names: Record<string, string>, href: (code: string) => string, kind: string) =>
    Object.entries(names)
      .filter(([, name]) => folded(name).includes(typed))
      .slice(0, MOST_GROUPS)
      .map(([code, name]) => Option(href(code), name, kind))
  return html`
    ${named(t.families, (family) => paths.products({ family }), finding.family)}
    ${named(t.origins, (origin) => paths.products({ origin }), finding.place)}
    ${products.map((one) =>
      Option(
        paths.product(one.slug),
        inLanguage(language, one.nameZh, one.nameEn),
        inLanguage(language, one.originZh, one.originEn),
      ),
    )}
    ${Option(paths.products({ q }), finding.everything(q), '')}`
}

const Option = (href: string, name: string, kind: string) =>
  html`<li role="option" aria-selected="false"><a href="${href}" tabindex="-1">${name}${kind ? html` <small>${kind}</small>` : null}</a></li>`
