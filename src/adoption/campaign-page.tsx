import { inLanguage, type Language, type Texts } from '../i18n/texts.ts'
import { FillStrip } from '../ui/fill-strip.tsx'
import { Icon } from '../ui/icon.tsx'
import { Picture } from '../ui/picture.tsx'
import { Scene } from '../ui/scene.tsx'
import type { Paths } from '../urls.ts'
import { CampaignSections } from './campaign-sections.tsx'
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

/** The campaign: what it is and where it starts, six questions, gardens, the year, sizes, and what it is not. */
export function CampaignPage(props: CampaignPageProps) {
  const { campaign, gardens, t, language } = props
  const lead = leading(gardens)
  const texts = t.gardens
  return (
    <div class="campaign">
      <header class="campaign-top wrap">
        <div>
          <h1>{inLanguage(language, campaign.titleZh, campaign.titleEn)}</h1>
          <p>
            {inLanguage(language, campaign.sloganZh, campaign.sloganEn)}
            {lead?.offer ? <span class="campaign-season"> · {texts.season(lead.offer.season)}</span> : null}
          </p>
          <Start {...props} lead={lead} />
        </div>
        <p class="board-scene">
          <Scene name="name-board" t={t.scenes} first />
          <b>{texts.boardSample}</b>
          <span class="tag tag-sample">{texts.sampleShort}</span>
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
        <Gardens {...props} />
        <CampaignSections {...props} lead={lead} />
      </div>
    </div>
  )
}

export type WithLead = CampaignPageProps & { lead: GardenView | null }

function Start({ campaign, gardens, lead, t }: WithLead) {
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
      <p class="fine">
        {gardens.some((garden) => garden.sample === 1) ? (
          <span class="tag tag-sample">{texts.sample}</span>
        ) : null}{' '}
        {lead?.offer ? `${texts.version(lead.offer.version)} · ` : ''}
        {texts.boundary}
      </p>
    </div>
  )
}

const Gardens = ({ gardens, t, paths, language }: CampaignPageProps) => (
  <section class="section" id="gardens" aria-labelledby="gardens-title">
    <div class="section-head">
      <h2 id="gardens-title">{t.gardens.places(gardens.length)}</h2>
      <span class="fine">{t.gardens.skyline}</span>
    </div>
    <ul class="garden-cards">
      {gardens.map((garden) => (
        <li class="garden-card">
          <Picture name={garden.scene} alt="" width={1200} height={900} class="scene-box" />
          <div class="garden-card-text">
            <h3>
              <a href={paths.garden(garden.slug, seasonOf(garden))}>
                {inLanguage(language, garden.nameZh, garden.nameEn)}
              </a>{' '}
              {garden.sample === 1 ? <span class="tag tag-sample">{t.gardens.sampleShort}</span> : null}
              <span class="garden-letter">{garden.code}</span>
            </h3>
            <p class="fine">
              {inLanguage(language, garden.placeZh, garden.placeEn)} · {t.gardens.plotsIn(plotsOf(garden))}
            </p>
            <Numbers garden={garden} t={t} />
            <Icon name="chevron-right" />
          </div>
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
function Numbers({ garden, t }: { garden: GardenView; t: Texts }) {
  if (!garden.offer) return <p class="fine">{t.gardens.noOffer}</p>
  const adopted = garden.tiers.reduce((sum, tier) => sum + tier.adopted, 0)
  const left = garden.tiers.reduce((sum, tier) => sum + tier.left, 0)
  const words = { ...t.drawings.fill, available: left ? t.gardens.left : () => t.gardens.soldOut }
  return <FillStrip counts={{ adopted, available: left }} t={words} />
}
