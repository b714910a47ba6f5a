import type { HomePageProps } from './home-page.tsx'
import { Card } from './product-card.tsx'

const MOST = 2

/** Boxes to give, and the way of those who buy for many; what is sold by quotation alone has its own page. */
export function GiftBand(props: HomePageProps) {
  const { t, paths, cards } = props
  const boxes = cards.gifts.filter(({ freightTemplate }) => freightTemplate !== 'quotation').slice(0, MOST)
  if (boxes.length === 0) return null
  return (
    <section class="gift-band">
      <div class="wrap">
        <div class="gift-words">
          <h2>{t.giftTitle}</h2>
          <p>{t.giftLine}</p>
          <p class="fine">{t.giftNote}</p>
          <a class="button" href={paths.products({ family: 'gift' })}>
            {t.seeGifts}
          </a>
          <a class="gift-quote" href={paths.institutions()}>
            {t.institutionsEntry}
          </a>
        </div>
        <ul class="cards">
          {boxes.map((item) => (
            <Card item={item} {...props} />
          ))}
        </ul>
      </div>
    </section>
  )
}
