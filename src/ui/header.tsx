import type { Ctx } from '../http/context.ts'
import type { Shopfront } from '../http/shopfront.ts'
import type { PageMeta } from './document.tsx'
import { Icon } from './icon.tsx'
import { SquareMark } from './square-mark.tsx'

/** Families in the menu, in the order the shop tells them. */
const FAMILIES = ['tea', 'chive', 'cili', 'honey', 'noodle', 'gift'] as const

type Props = { c: Ctx; meta: PageMeta; freight: Shopfront['freightFrom'] }

export function Header({ c, meta, freight }: Props) {
  const { t, paths } = c.var.visit
  return (
    <header class="site-header">
      <div class="site-strip">
        <div class="wrap">
          <span>{freight ? t.catalog.stripFreightOf(freight) : t.catalog.stripFreight}</span>
          <span>
            <span class="tag tag-sample">{t.shell.sample}</span> {t.shell.sampleNote}
          </span>
        </div>
      </div>
      <div class="wrap site-bar">
        {meta.back ? (
          <a class="site-back" href={meta.back.href} aria-label={`${t.shell.back}: ${meta.back.label}`}>
            <Icon name="chevron-left" />
          </a>
        ) : null}
        <a class="brand" href={paths.home}>
          <SquareMark colour="#1F5B42" width={32} height={32} />
          <span class="brand-name">{t.shell.brand}</span>
          <span class="brand-line">
            {t.shell.brandLine.map((line) => (
              <span>{line}</span>
            ))}
          </span>
        </a>
        <nav class="site-menu" aria-label={t.shell.menu}>
          {FAMILIES.map((family) => (
            <a href={paths.products({ family })}>{t.catalog.families[family]}</a>
          ))}
          <a href={paths.gardens} aria-current={meta.current === 'gardens' ? 'page' : undefined}>
            {t.shell.campaign}
          </a>
        </nav>
        <div class="site-icons">
          <a class="icon-link" href={`${paths.products()}#search`} aria-label={t.shell.search}>
            <Icon name="search" />
          </a>
          <a class="icon-link icon-link--wide" href={paths.orders} aria-label={t.shell.lookup}>
            <Icon name="receipt" />
          </a>
          <a class="icon-link" href={paths.cart} aria-label={t.shell.cart}>
            <Icon name="cart" />
            <span class="badge" data-cart-count hidden />
          </a>
        </div>
      </div>
    </header>
  )
}
