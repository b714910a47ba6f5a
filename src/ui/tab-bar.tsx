import { html, raw } from 'hono/html'
import type { Visit } from '../http/context.ts'
import type { Section } from './document.tsx'
import { Icon } from './icon.tsx'

const CURRENT = raw(' aria-current="page"')

export function TabBar({ visit, current }: { visit: Visit; current: Section | undefined }) {
  const { t, paths } = visit
  const tabs: [Section, string, string, string][] = [
    ['home', paths.home, t.shell.home, 'home'],
    ['products', paths.products(), t.shell.shop, 'bag'],
    ['gardens', paths.gardens, t.shell.campaign, 'mountain'],
    ['orders', paths.orders, t.shell.orders, 'receipt'],
  ]
  const links = tabs.map(
    ([section, href, label, icon]) =>
      html`<a href="${href}"${section === current ? CURRENT : null}>${Icon({ name: icon })}<span>${label}</span></a>`,
  )
  return html`<nav class="tab-bar" aria-label="${t.shell.tabs}">${links}</nav>`
}
