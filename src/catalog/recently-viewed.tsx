import type { Texts } from '../i18n/texts.ts'
import { html } from '../ui/html.ts'

type Props = { finding: Texts['finding']; seen?: { name: string; picture: string } }

/** Where the browser shows what was looked at before; `seen` is the product of this page, which it remembers. */
export const RecentlyViewed = ({ finding, seen }: Props) =>
  html`
    <section class="section recent" data-recent data-name="${seen?.name ?? ''}" data-picture="${seen?.picture ?? ''}" hidden>
      <div class="section-head">
        <h2>${finding.recent}</h2>
        <button class="link-button" type="button">${finding.forget}</button>
      </div>
      <ul></ul>
    </section>`
