import { inLanguage, type Language, type Texts } from '../i18n/texts.ts'
import { html } from '../ui/html.ts'
import { Picture } from '../ui/picture.tsx'
import { Price, unitPriceText, WasPrice } from '../ui/price.tsx'
import type { Paths } from '../urls.ts'
import type { ProductCard } from './card.ts'
import { cardTag } from './card-tag.ts'
import { laidCup } from './gallery.ts'

export type CardContext = { t: Texts['catalog']; paths: Paths; language: Language; month: number }

type CardProps = CardContext & {
  item: ProductCard
  first?: boolean
  /** Its cup is laid beside the pack, where it is a tea we have drawn one of. */
  withCup?: boolean
}

/** One product of a list. A template, since cards are most of what lists cost to draw. */
export const Card = (props: CardProps) => html`<li>${CardLink(props)}</li>`

/** The whole card is one link, with one tag at most. */
export function CardLink({ item, t, paths, language, month, first, withCup }: CardProps) {
  const said = (zh: string, en: string) => inLanguage(language, zh, en)
  const { card } = item
  const unit = unitPriceText(card.unit)
  const tag = cardTag(item, month, t)
  const photo = Picture({ name: item.picture, alt: '', width: 400, height: 400, first: first ?? false })
  return html`
      <a class="card" href="${paths.product(item.slug)}">
        <span class="card-picture">
          ${photo}
          ${withCup ? Cup(item.picture) : null}
          ${tag ? html`<span class="tag ${tag.kind}">${tag.text}</span>` : null}
        </span>
        <span class="card-name">${said(item.nameZh, item.nameEn)}</span>
        <span class="card-meta">${said(item.originZh, item.originEn)}${t.apart}${said(card.specZh, card.specEn)}</span>
        <span class="card-price">
          ${Price({ fen: item.priceFromFen })}
          ${WasPrice({ fen: item.wasFen, label: t.was })}
          ${unit ? html`<span class="card-unit">${unit}</span>` : null}
        </span>
      </a>`
}

/** The cup of a tea as it lies beside its pack; nothing for what has none of its own. */
export function Cup(picture: string) {
  const name = laidCup(picture)
  return name ? Picture({ name, alt: '', width: 400, height: 400, class: 'cup' }) : null
}
