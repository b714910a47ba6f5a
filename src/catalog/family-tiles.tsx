import { isMarked } from '../art/family-marks.ts'
import type { Texts } from '../i18n/texts.ts'
import { html } from '../ui/html.ts'
import { Icon } from '../ui/icon.tsx'
import { SquareMark } from '../ui/square-mark.tsx'
import type { Paths } from '../urls.ts'

/** All families with their marks, each a link to its list. */
export function FamilyTiles({ t, paths }: { t: Texts['catalog']; paths: Paths }) {
  const tiles = Object.entries(t.families).map(
    ([family, name]) =>
      html`
        <li>
          <a class="of-${family}" href="${paths.products({ family })}">
            ${Sign(family)}
            <b>${name}</b>
          </a>
        </li>`,
  )
  return html`<ul class="families">${tiles}</ul>`
}

/** What staff add has no mark: the shop's own mark stands for it. */
const Sign = (family: string) =>
  isMarked(family)
    ? Icon({ name: `family-${family}` })
    : SquareMark({ colour: '#1F5B42', width: 32, height: 32 })
