import type { Visit } from '../http/context.ts'
import type { Section } from './document.tsx'
import { CURRENT_PAGE, drawnOnce, html } from './html.ts'
import { Icon } from './icon.tsx'

type Props = { visit: Visit; current: Section | undefined }

export const TabBar = drawnOnce(({ visit, current }: Props) => `${visit.language} ${current}`, drawTabBar)

function drawTabBar({ visit, current }: Props) {
  const { t, paths } = visit
  const tabs: [Section, string, string, string][] = [
    ['home', paths.home, t.shell.home, 'home'],
    ['products', paths.products(), t.shell.shop, 'bag'],
    ['gardens', paths.gardens, t.shell.campaign, 'mountain'],
    ['orders', paths.orders, t.shell.orders, 'receipt'],
  ]
  const links = tabs.map(
    ([section, href, label, icon]) =>
      html`
        <a href="${href}"${section === current ? CURRENT_PAGE : null}>
          ${Icon({ name: icon })}
          <span>${label}</span>
        </a>`,
  )
  return html`<nav class="tab-bar" aria-label="${t.shell.tabs}">${links}</nav>`
}
