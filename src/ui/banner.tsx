import type { Visit } from '../http/context.ts'
import type { Shopfront } from '../http/shopfront.ts'
import { inLanguage } from '../i18n/texts.ts'

/** One line of news above the page. Scripts let a visitor close it for good; without them it stays. */
export function BannerLine({ visit, banner }: { visit: Visit; banner: Shopfront['banner'] }) {
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
