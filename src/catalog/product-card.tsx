import { inLanguage, type Language, type Texts } from '../i18n/texts.ts'
import { html } from '../ui/html.ts'
import { Picture } from '../ui/picture.tsx'
import { Price, unitPriceText, WasPrice } from '../ui/price.tsx'
import type { Paths } from '../urls.ts'
import type { ProductCard } from './card.ts'
import { SeasonStrip } from './season-strip.tsx'
import { seasonTag, seasonText } from './season-texts.ts'

export type CardContext = { t: Texts['catalog']; paths: Paths; language: Language; month: number }

/** One product of a list: the whole card is one link. A template, since cards are most of what lists cost to draw. */
export function Card({
  item,
  t,
  paths,
  language,
  month,
  first,
}: CardContext & { item: ProductCard; first?: boolean }) {
  const said = (zh: string, en: string) => inLanguage(language, zh, en)
  const { card } = item
  const unit = [unitPriceText(card.unit) ?? t.bundle, card.specs > 1 ? t.specs(card.specs) : '']
  const photo = Picture({ name: item.picture, alt: '', width: 400, height: 400, first: first ?? false })
  const strip = SeasonStrip({ mask: item.seasonMask, month, label: seasonText(item.seasonMask, t) })
  return html`
    <li>
      <a class="card" href="${paths.product(item.slug)}">
        ${photo}
        <span class="card-body">
          <span class="card-name">${said(item.nameZh, item.nameEn)}</span>
          <span class="card-meta">${said(item.originZh, item.originEn)} · ${said(card.specZh, card.specEn)}</span>
          ${strip}
          <span class="card-price">
            ${Price({ fen: item.priceFromFen })}
            ${WasPrice({ fen: item.wasFen, label: t.was })}
          </span>
          <span class="card-unit">${unit.filter(Boolean).join(' · ')}</span>
          <span class="tags">${tagsOf(item, month, t)}</span>
        </span>
      </a>
    </li>`
}

const tag = (kind: string, text: string) => html`<span class="${`tag ${kind}`.trim()}">${text}</span>`

function tagsOf(item: ProductCard, month: number, t: Texts['catalog']) {
  const season = seasonTag(item, month, t)
  return [
    item.storage === 'cold' ? tag('tag-cold', t.cold) : null,
    item.freightTemplate === 'quotation' ? tag('', t.quotation) : null,
    item.promoUntil === null ? null : tag('tag-promo', t.promo),
    item.soldOut ? tag('tag-out', t.soldOut) : null,
    tag(season.kind, season.text),
  ]
}
