import type { Texts } from '../i18n/texts.ts'
import { html } from '../ui/html.ts'
import { Picture } from '../ui/picture.tsx'
import type { Paths } from '../urls.ts'

/** The families in the shop's order. */
export const FAMILIES = ['tea', 'chive', 'cili', 'honey', 'noodle', 'gift']

/** All families with their pictures, each a link to its list. */
export function FamilyTiles({ t, paths }: { t: Texts['catalog']; paths: Paths }) {
  const tiles = FAMILIES.map(
    (family) =>
      html`
        <li>
          <a href="${paths.products({ family })}">
            ${Picture({ name: `produce#${family}`, alt: '', width: 52, height: 52, small: true })}
            ${t.families[family]}
          </a>
        </li>`,
  )
  return html`<ul class="families">${tiles}</ul>`
}
