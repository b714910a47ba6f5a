import { inLanguage, type Texts } from '../i18n/texts.ts'
import { Icon } from '../ui/icon.tsx'
import { Scene } from '../ui/scene.tsx'
import { SquareMark } from '../ui/square-mark.tsx'
import { CampaignBand } from './campaign-band.tsx'
import type { CampaignOffer } from './campaign-offer.ts'
import type { ProductCard } from './card.ts'
import { FamilyTiles } from './family-tiles.tsx'
import { Card, type CardContext } from './product-card.tsx'
import type { HomeFact } from './queries.ts'
import { sceneOfFamily } from './scene-of.ts'
import { SearchForm } from './search-form.tsx'
import { SeasonTable } from './season-table.tsx'

export type HomePageProps = CardContext & {
  cards: ProductCard[]
  /** Products out of season now, the first to return first. */
  waiting: ProductCard[]
  count: number
  facts: HomeFact[]
  /** The sizes on sale; null between two sales. */
  offer: CampaignOffer | null
  shell: Texts['shell']
  finding: Texts['finding']
  campaign: Texts['gardens']
  scenes: Texts['scenes']
  teaPictures: Texts['teaPictures']
  fields: Texts['fields']
}

/** Field, slope, wood and yard: where what is no tea comes from. */
const FIELDS = ['chive', 'cili', 'honey', 'noodle'] as const

export function HomePage(props: HomePageProps) {
  const { t, paths, cards, count, shell } = props
  return (
    <>
      <section class="hero wrap">
        <div class="hero-words">
          <h1>{t.heroTitle}</h1>
          <p>{t.heroLine}</p>
          <SearchForm {...props} />
        </div>
        <div class="hero-picture">
          <Scene name="chuandong-spring" t={props.scenes} first />
          <a class="campaign-entry" href={paths.gardens}>
            <SquareMark colour="#F4EFE2" width={40} height={40} />
            <span>
              <strong>{shell.campaign}</strong>
              {t.slogan}
            </span>
            <Icon name="chevron-right" />
          </a>
        </div>
      </section>
      <div class="wrap">
        <FamilyTiles {...props} />
        <p class="institution-entry">
          <a href={paths.institutions()}>
            {t.institutionsEntry}
            <Icon name="chevron-right" />
          </a>
        </p>
        <SeasonTable {...props} />
        <section class="section">
          <div class="section-head">
            <h2>{t.inSeasonTitle}</h2>
            <a href={paths.products()}>{t.allOf(count)}</a>
          </div>
          <ul class="cards">
            {cards.map((item) => (
              <Card item={item} {...props} />
            ))}
          </ul>
        </section>
      </div>
      <CampaignBand {...props} />
      <div class="wrap">
        <section class="section">
          <div class="section-head">
            <h2>{t.from}</h2>
          </div>
          <Fields {...props} />
        </section>
        <Figures {...props} />
      </div>
    </>
  )
}

const Fields = ({ t, fields, paths }: HomePageProps) => (
  <ul class="fields">
    {FIELDS.map((family) => (
      <li>
        <a href={paths.products({ family })}>
          <Scene name={sceneOfFamily[family]!} />
          <h3>{t.families[family]}</h3>
          <p>{fields[family]}</p>
        </a>
      </li>
    ))}
  </ul>
)

/** Three sourced figures, each with its date; the programme's, never our own orders. */
const Figures = ({ t, paths, language, facts }: HomePageProps) => (
  <section class="section">
    <div class="section-head">
      <h2>{t.figures}</h2>
      <a href={paths.impact}>{t.allFigures}</a>
    </div>
    <ul class="figures">
      {facts.map((fact) => (
        <li>
          <span class="figure-value">{inLanguage(language, fact.valueZh, fact.valueEn)}</span>
          <p>{inLanguage(language, fact.labelZh, fact.labelEn)}</p>
          <p class="fine">
            {t.asOf(fact.asOf)} · {t.sourceOf(inLanguage(language, fact.sourceZh, fact.sourceEn))}
          </p>
        </li>
      ))}
    </ul>
  </section>
)
