import type { Texts } from '../i18n/texts.ts'
import { html } from '../ui/html.ts'
import { hasPicture, Picture } from '../ui/picture.tsx'
import { SquareMark } from '../ui/square-mark.tsx'
import type { Paths } from '../urls.ts'

/** All families with their pictures, each a link to its list. */
export function FamilyTiles({ t, paths }: { t: Texts['catalog']; paths: Paths }) {
  const tiles = Object.entries(t.families).map(
    ([family, name]) =>
      html`
        <li>
          <a href="${paths.products({ family })}">
            ${Sign(family)}
            ${name}
          </a>
        </li>`,
  )
  return html`<ul class="families">${tiles}</ul>`
}

/** What staff add has no drawing: the shop's own mark stands for it. */
const Sign = (family: string) =>
  hasPicture(`produce-${family}`)
    ? Picture({ name: `produce#${family}`, alt: '', width: 52, height: 52, small: true })
    : SquareMark({ colour: '#1F5B42', width: 40, height: 40 })
