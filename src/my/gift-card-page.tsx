import { formatMu } from '../adoption/adoption.ts'
import { inLanguage, type Language, type Texts } from '../i18n/texts.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { Picture } from '../ui/picture.tsx'
import { QrCode } from '../ui/qr-code.tsx'
import type { GiftView } from './queries.ts'

type Props = { gift: GiftView; link: string; t: Texts; language: Language }

/** A gift's card: garden, words of the giver and the code that opens it; no price, no phone. */
export const GiftCardPage = ({ gift, link, t, language }: Props) => {
  const words = t.mine
  const place = `${inLanguage(language, gift.nameZh, gift.nameEn)} ${gift.plot}`
  const text = words.giftText(place, gift.season, link)
  return (
    <div class="wrap my gift-card-page">
      <article class="gift-card">
        <Picture name={gift.scene} alt="" width={1200} height={900} class="scene-box" first />
        <h1>{words.giftCardTitle}</h1>
        <p>{words.giftFrom(place, words.area(formatMu(gift.areaCmu)), gift.season)}</p>
        {gift.message ? (
          <blockquote class="my-message">
            <p>{gift.message}</p>
          </blockquote>
        ) : null}
        <div class="gift-card-code">
          <QrCode text={link} label={words.giftCardScan} />
          <p>{words.giftCardHow}</p>
        </div>
      </article>
      <div class="no-print">
        <p class="fine">{words.giftCardKeep}</p>
        <p class="gift-card-text">{text}</p>
        <CopyButton
          text={text}
          words={{ ...t.orders, copy: words.giftCopyText }}
          class="button button-secondary"
        />
      </div>
    </div>
  )
}
