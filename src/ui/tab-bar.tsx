import type { Ctx } from '../http/context.ts'
import type { Section } from './document.tsx'
import { Icon } from './icon.tsx'

export function TabBar({ c, current }: { c: Ctx; current: Section | undefined }) {
  const { t, paths } = c.var.visit
  const tabs: [Section, string, string, string][] = [
    ['home', paths.home, t.shell.home, 'home'],
    ['products', paths.products(), t.shell.shop, 'bag'],
    ['gardens', paths.gardens, t.shell.campaign, 'mountain'],
    ['orders', paths.orders, t.shell.orders, 'receipt'],
  ]
  return (
    <nav class="tab-bar" aria-label={t.shell.tabs}>
      {tabs.map(([section, href, label, icon]) => (
        <a href={href} aria-current={section === current ? 'page' : undefined}>
          <Icon name={icon} />
          <span>{label}</span>
        </a>
      ))}
    </nav>
  )
}
