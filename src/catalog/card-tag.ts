import type { Texts } from '../i18n/texts.ts'
import type { ProductCard } from './card.ts'
import { closedNow, nextSeasonMonth } from './season.ts'

type Tag = { kind: string; text: string }
type Tagged = Pick<
  ProductCard,
  | 'storage'
  | 'freightTemplate'
  | 'promoUntil'
  | 'soldOut'
  | 'seasonMask'
  | 'sellsOnlyInSeason'
  | 'over'
  | 'lastOn'
>

/** The one thing of a product that changes whether to press its card; null for most. */
export function cardTag(item: Tagged, month: number, t: Texts['catalog']): Tag | null {
  if (closedNow(item, month) || item.over)
    return { kind: 'tag-next', text: t.expected(nextSeasonMonth(item.seasonMask, month) ?? month) }
  if (item.soldOut) return { kind: 'tag-out', text: t.soldOut }
  if (item.freightTemplate === 'quotation') return { kind: 'tag-season', text: t.quotation }
  if (item.promoUntil !== null) return { kind: 'tag-promo', text: t.promo }
  const cold = item.storage === 'cold'
  const words = [cold ? t.cold : '', item.lastOn ? t.buyUntil(item.lastOn) : ''].filter(Boolean)
  return words.length ? { kind: cold ? 'tag-cold' : 'tag-next', text: words.join(t.apart) } : null
}
