import { inLanguage, type Language, type Texts } from '../i18n/texts.ts'
import type { Paths } from '../paths.ts'
import { Picture } from '../ui/picture.tsx'
import { Price, unitPriceText, WasPrice } from '../ui/price.tsx'
import type { ProductCard } from './card.ts'
import { SeasonStrip } from './season-strip.tsx'
import { seasonTag, seasonText } from './season-texts.ts'

export type CardContext = { t: Texts['catalog']; paths: Paths; language: Language; month: number }

/** One product of a list: the whole card is one link. */
export function Card({
  item,
  t,
  paths,
  language,
  month,
  first,
}: CardContext & { item: ProductCard; first?: boolean }) {
  const unit = unitPriceText(item.card.unit)
  const more = item.card.specs > 1 ? t.specs(item.card.specs) : null
  const tag = seasonTag(item, month, t)
  return (
    <li>
      <a class="card" href={paths.product(item.slug)}>
        <Picture name={item.picture} alt="" width={400} height={400} first={first ?? false} />
        <span class="card-body">
          <span class="card-name">{inLanguage(language, item.nameZh, item.nameEn)}</span>
          <span class="card-meta">
            {inLanguage(language, item.originZh, item.originEn)} ·{' '}
            {inLanguage(language, item.card.specZh, item.card.specEn)}
          </span>
          <SeasonStrip mask={item.seasonMask} month={month} label={seasonText(item.seasonMask, t)} />
          <span class="card-price">
            <Price fen={item.priceFromFen} />
            <WasPrice fen={item.wasFen} label={t.was} />
          </span>
          <span class="card-unit">{[unit ?? t.bundle, more].filter(Boolean).join(' · ')}</span>
          <span class="tags">
            {item.storage === 'cold' ? <span class="tag tag-cold">{t.cold}</span> : null}
            {item.freightTemplate === 'quotation' ? <span class="tag">{t.quotation}</span> : null}
            {item.promoUntil === null ? null : <span class="tag tag-promo">{t.promo}</span>}
            {item.soldOut ? <span class="tag tag-out">{t.soldOut}</span> : null}
            <span class={`tag ${tag.kind}`}>{tag.text}</span>
          </span>
        </span>
      </a>
    </li>
  )
}
