import { inLanguage, type Language, type Texts } from '../i18n/texts.ts'
import { Picture } from '../ui/picture.tsx'
import { Scene } from '../ui/scene.tsx'
import type { Paths } from '../urls.ts'
import { CampaignSections } from './campaign-sections.tsx'
import { CampaignYear } from './campaign-year.tsx'
import type { CampaignView, GardenView } from './queries.ts'
import { answersOf } from './words.ts'

export type CampaignPageProps = {
  campaign: CampaignView
  gardens: GardenView[]
  /** Why nothing could be assigned, said above everything. */
  alert: string | null
  t: Texts
  paths: Paths
  language: Language
}

/** The garden whose offer the page tells: the first on sale, else the first that has one. */
export const leading = (gardens: GardenView[]): GardenView | null =>
  gardens.find((garden) => garden.onSale) ?? gardens.find((garden) => garden.offer) ?? null

/** The campaign: what it is and where it starts, six questions, the year, gardens, sizes, and what it is not. */
export function CampaignPage(props: CampaignPageProps) {
  const { campaign, gardens, t, language } = props
  const lead = leading(gardens)
  const texts = t.gardens
  return (
    <div class="campaign">
      <header class="campaign-top wrap">
        <div>
          <h1>{inLanguage(language, campaign.titleZh, campaign.titleEn)}</h1>
          <p class="campaign-slogan">{inLanguage(language, campaign.sloganZh, campaign.sloganEn)}</p>
          {lead?.offer ? (
            <p>
              {t.shell.facts([
                texts.places(gardens.length),
                texts.plotsIn(gardens.reduce((sum, garden) => sum + plotsOf(garden), 0)),
                texts.season(lead.offer.season),
              ])}
            </p>
          ) : null}
          <Start {...props} />
        </div>
        <p class="board-scene">
          <Scene name="name-board" t={t.scenes} first />
          <b>{texts.boardSample}</b>
          <span class="tag tag-sample">{texts.boardTag}</span>
        </p>
      </header>
      <div class="wrap">
        {props.alert ? (
          <p class="basket-alert" role="alert">
            {props.alert}
          </p>
        ) : null}
        <dl class="questions">
          {answersOf(lead?.offer?.content ?? null, language, texts).map(([question, answer]) => (
            <div>
              <dt>{question}</dt>
              <dd>{answer}</dd>
            </div>
          ))}
        </dl>
      </div>
      <CampaignYear {...props} lead={lead} />
      <div class="wrap">
        <Gardens {...props} />
        <CampaignSections {...props} lead={lead} />
      </div>
    </div>
  )
}

export type WithLead = CampaignPageProps & { lead: GardenView | null }

function Start({ campaign, gardens, t }: CampaignPageProps) {
  const texts = t.gardens
  const open = campaign.open === 1 && gardens.some((garden) => garden.onSale)
  return (
    <div class="campaign-start">
      {open ? (
        <p class="campaign-buttons">
          <a class="button button-primary" href="#gardens">
            {texts.choose}
          </a>
          <a class="button button-secondary" href="#tiers">
            {texts.assign}
          </a>
        </p>
      ) : (
        <p class="notice-info">{texts.notOpen}</p>
      )}
      <p class="fine">{texts.boundary}</p>
    </div>
  )
}

const Gardens = ({ gardens, t, paths, language }: CampaignPageProps) => (
  <section class="section" id="gardens" aria-labelledby="gardens-title">
    <h2 id="gardens-title">{t.gardens.places(gardens.length)}</h2>
    <ul class="garden-cards">
      {gardens.map((garden) => (
        <li class="garden-card">
          <Picture name={garden.scene} alt="" width={1200} height={900} class="scene-box" />
          <h3>
            <a href={paths.garden(garden.slug, seasonOf(garden))}>
              {inLanguage(language, garden.nameZh, garden.nameEn)}
            </a>
            <span class="garden-letter">{garden.code}</span>
          </h3>
          <p>{t.shell.facts([inLanguage(language, garden.placeZh, garden.placeEn), plotsText(garden, t)])}</p>
        </li>
      ))}
    </ul>
    <p class="fine">{t.gardens.leftNote}</p>
  </section>
)

export const seasonOf = ({ offer }: GardenView): Record<string, string | undefined> => ({
  season: offer ? String(offer.season) : undefined,
})

const plotsOf = ({ tiers }: GardenView): number => tiers.reduce((sum, tier) => sum + tier.plots, 0)

/** Adopted and not adopted: who merely keeps a plot for minutes is not counted here, and a copy stays true. */
function plotsText(garden: GardenView, { gardens: texts }: Texts): string {
  if (!garden.offer) return texts.noOffer
  const left = garden.tiers.reduce((sum, tier) => sum + tier.left, 0)
  return left ? texts.free(plotsOf(garden), left) : texts.soldOut
}
