import type { Texts } from '../i18n/texts.ts'
import { Icon } from '../ui/icon.tsx'
import { Scene } from '../ui/scene.tsx'
import { SearchForm } from '../ui/search-form.tsx'
import { SquareMark } from '../ui/square-mark.tsx'
import { CampaignBand } from './campaign-band.tsx'
import type { CampaignOffer } from './campaign-offer.ts'
import { FamilyTiles } from './family-tiles.tsx'
import { GiftBand } from './gift-band.tsx'
import type { HomeCards, HomeFact } from './home.ts'
import { Figures, Places } from './home-places.tsx'
import type { PageContext } from './page-context.ts'
import { SeasonSection } from './season-section.tsx'
import { TeaSection } from './tea-section.tsx'

export type HomePageProps = PageContext & {
  cards: HomeCards
  /** Products listed, by facet. */
  count: Record<string, number>
  facts: HomeFact[]
  /** The sizes on sale; null between two sales. */
  offer: CampaignOffer | null
  campaign: Texts['gardens']
  fields: Texts['fields']
}

/** From the cup to the hills: tea, boxes, the campaign, the year, the places, the figures. What is not sold is left out. */
export function HomePage(props: HomePageProps) {
  return (
    <>
      <Hero {...props} />
      <div class="wrap">
        <FamilyTiles {...props} />
        <TeaSection {...props} />
      </div>
      <GiftBand {...props} />
      <CampaignBand {...props} />
      <div class="wrap">
        <SeasonSection {...props} />
        <Places {...props} />
        <Figures {...props} />
      </div>
    </>
  )
}

/** What is sold, from where, and the way to a plot of one's own. */
const Hero = (props: HomePageProps) => {
  const { t, paths, shell, cards } = props
  return (
    <section class="hero wrap">
      <div class="hero-words">
        <h1>{t.heroTitle}</h1>
        <p>{t.heroLine}</p>
        <SearchForm {...props} />
        <div class="hero-ways">
          {cards.teas.length ? (
            <a class="button button-primary" href={paths.products({ family: 'tea' })}>
              {t.chooseTea}
            </a>
          ) : null}
          {cards.gifts.length ? (
            <a class="button" href={paths.products({ family: 'gift' })}>
              {t.seeGifts}
            </a>
          ) : null}
        </div>
      </div>
      <div class="hero-picture">
        <Scene name="chuandong-spring" t={props.scenes} first />
        <a class="campaign-entry" href={paths.gardens}>
          <SquareMark colour="#F4EFE2" width={36} height={36} />
          <span>
            <strong>{shell.campaign}</strong>
            {t.slogan}
          </span>
          <Icon name="chevron-right" />
        </a>
      </div>
    </section>
  )
}
