import type { Texts } from '../i18n/texts.ts'
import { html } from '../ui/html.ts'
import { hasPicture, Picture } from '../ui/picture.tsx'
import type { Paths } from '../urls.ts'

/** All families with their pictures, each a link to its list. */
export function FamilyTiles({ t, paths }: { t: Texts['catalog']; paths: Paths }) {
  const tiles = Object.entries(t.families).map(
    ([family, name]) =>
      html`
        <li>
          <a href="${paths.products({ family })}">
            ${Picture({ name: drawingOf(family), alt: '', width: 52, height: 52, small: true })}
            ${name}
          </a>
        </li>`,
  )
  return html`<ul class="families">${tiles}</ul>`
}

/** What staff add has no drawing of its own: the basket of the gift boxes stands for it. */
const drawingOf = (family: string): string =>
  hasPicture(`produce-${family}`) ? `produce#${family}` : 'produce#gift'
