import type { Visit } from '../http/context.ts'
import type { Shopfront } from '../http/shopfront.ts'
import { inLanguage } from '../i18n/texts.ts'

type Props = { visit: Visit } & Pick<Shopfront, 'banner' | 'closed'>

/**
 * One line of news above the page. Scripts let a visitor close it for good; without them it stays. That the shop is closed
 * stands there until it is not.
 */
export function BannerLine({ visit, banner, closed }: Props) {
  if (closed)
    return (
      <aside class="banner-line" aria-label={visit.t.shell.news}>
        <div class="wrap">
          <span>{visit.t.shell.closed}</span>
        </div>
      </aside>
    )
  if (!banner) return null
  const { language, t } = visit
  const text = inLanguage(language, banner.textZh, banner.textEn)
  return (
    <aside class="banner-line" aria-label={t.shell.news} data-banner={`${banner.firstOn} ${banner.textZh}`}>
      <div class="wrap">
        {banner.href ? <a href={banner.href}>{text}</a> : <span>{text}</span>}
        <button type="button" class="banner-close" data-banner-close hidden aria-label={t.shell.close}>
          ×
        </button>
      </div>
    </aside>
  )
}
