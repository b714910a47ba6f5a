import type { Visit } from '../http/context.ts'
import type { Shopfront } from '../http/shopfront.ts'
import type { PageMeta } from './document.tsx'
import { CURRENT_PAGE, drawnOnce, html } from './html.ts'
import { Icon } from './icon.tsx'
import { SquareMark } from './square-mark.tsx'

type Props = {
  visit: Visit
  meta: PageMeta
  /** Names by code, in the shop's order. */
  families: Record<string, string>
  freight: Shopfront['freightFrom']
}

/** A template: every page has one, and its elements never differ but in words. */
export function Header({ visit, meta, families, freight }: Props) {
  const { shell, catalog } = visit.t
  // Of freight nobody has set yet nothing is promised.
  const known = freight && (freight.ambientFen ?? freight.coldFen) !== null
  const back = meta.back
    ? html`
        <a class="site-back" href="${meta.back.href}" aria-label="${shell.labelled(shell.back, meta.back.label)}">
          ${Icon({ name: 'chevron-left' })}
        </a>`
    : null
  return html`
    <header class="site-header">
      <div class="site-strip">
        <div class="wrap">
          <span>${known ? catalog.stripFreightOf(freight) : null}</span>
          ${meta.samples ? Samples(shell) : html`<span>${shell.programme}</span>`}
        </div>
      </div>
      <div class="wrap site-bar">
        ${back}
        ${Bar({ visit, families, inGardens: meta.current === 'gardens' })}
      </div>
    </header>`
}

const Samples = (shell: Visit['t']['shell']) =>
  html`<span><span class="tag tag-sample">${shell.sample}</span> ${shell.sampleNote}</span>`

/** Mark, menu and signs. */
const Bar = drawnOnce(
  ({ visit, families, inGardens }: Pick<Props, 'visit' | 'families'> & { inGardens: boolean }) =>
    `${visit.language} ${inGardens} ${JSON.stringify(families)}`,
  ({ visit: { t, paths }, families, inGardens }) => {
    const { shell } = t
    const menu = Object.entries(families).map(
      ([family, name]) => html`<a href="${paths.products({ family })}">${name}</a>`,
    )
    return html`
      <a class="brand" href="${paths.home}">
        ${SquareMark({ colour: '#1F5B42', width: 32, height: 32 })}
        <span class="brand-name">${shell.brand}</span>
      </a>
      <nav class="site-menu" aria-label="${shell.menu}">
        ${menu}
        <a href="${paths.gardens}"${inGardens ? CURRENT_PAGE : null}>${shell.campaign}</a>
      </nav>
      <div class="site-icons">
        <a class="icon-link" href="${paths.products()}#search" aria-label="${shell.search}">
          ${Icon({ name: 'search' })}
        </a>
        <a class="icon-link icon-link--wide" href="${paths.orders}" aria-label="${shell.lookup}">
          ${Icon({ name: 'receipt' })}
        </a>
        <a class="icon-link" href="${paths.cart}" aria-label="${shell.cart}">
          ${Icon({ name: 'cart' })}
          <span class="badge" data-cart-count hidden></span>
        </a>
      </div>`
  },
)
