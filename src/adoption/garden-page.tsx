import { inLanguage, type Language, type Texts } from '../i18n/texts.ts'
import { formatYuan } from '../kernel/money.ts'
import { Picture } from '../ui/picture.tsx'
import type { Paths } from '../urls.ts'
import { formatMu } from './adoption.ts'
import { pageLink } from './picker.ts'
import { FindPlot, freeText } from './picker-find.tsx'
import { PickerList } from './picker-list.tsx'
import { PickerPlan } from './picker-plan.tsx'
import type { Picker, PickerQuery } from './picking.ts'
import { PlotCard } from './plot-card.tsx'
import { tierName } from './words.ts'

export type GardenPageProps = {
  picker: Picker
  query: PickerQuery & { zoom: number }
  /** A code that was looked for and is none of this garden's. */
  lost: string | null
  /** Something to say above the plan, such as why a plot could not be kept. */
  alert: string | null
  open: boolean
  t: Texts
  paths: Paths
  language: Language
  now: number
}

/** A garden's plots: the plan, the same as a list, sizes to filter by, and the plot pointed at. */
export function GardenPage(props: GardenPageProps) {
  const { picker, alert, t, language } = props
  const { garden } = picker
  return (
    <div class="picker">
      <Picture name={garden.scene} alt="" width={600} height={330} class="picker-scene" first />
      <div class="wrap">
        <nav class="crumbs" aria-label={t.shell.campaign}>
          <a href={props.paths.gardens}>{t.shell.campaign}</a>
          <span aria-hidden="true">/</span>
          <span>{inLanguage(language, garden.nameZh, garden.nameEn)}</span>
        </nav>
        <div class="picker-head">
          <div>
            <h1>{inLanguage(language, garden.nameZh, garden.nameEn)}</h1>
            <p class="fine">{headLine(props)}</p>
            <p class="fine">
              <a href={props.paths.gardenShare(garden.slug)} rel="nofollow">
                {t.sharing.open}
              </a>
            </p>
            <Seasons {...props} />
          </div>
          <Filter {...props} />
        </div>
        {alert ? (
          <p class="basket-alert" role="alert">
            {alert}
          </p>
        ) : null}
        <Notice {...props} />
        <FindPlot {...props} />
        <div class="picker-columns" id="plan">
          <PlotCard {...props} />
          <PickerPlan {...props} />
          <PickerList {...props} />
        </div>
        <p class="picker-story">{inLanguage(language, garden.storyZh, garden.storyEn)}</p>
      </div>
    </div>
  )
}

function headLine(props: GardenPageProps): string {
  const { picker, t, language } = props
  const { garden } = picker
  return t.shell.facts([
    inLanguage(language, garden.placeZh, garden.placeEn),
    ...(garden.offer ? [t.gardens.season(garden.offer.season), freeText(props)] : []),
  ])
}

function Notice({ picker, open, t }: GardenPageProps) {
  const { offer, onSale, selling } = picker.garden
  const texts = t.gardens
  if (!offer) return <p class="notice-info">{texts.noOffer}</p>
  if (selling === 0) return <p class="notice-info">{texts.notOpen}</p>
  const { fullDate } = texts.terms
  const { from, until } = offer.content.sales
  if (!onSale) return <p class="notice-info">{texts.notOnSale(fullDate(from), fullDate(until))}</p>
  return open ? null : <p class="notice-info">{texts.notOpen}</p>
}

/** Links to the other seasons one can buy; a garden with one season shows none. */
function Seasons(props: GardenPageProps) {
  const { picker, t } = props
  if (picker.seasons.length < 2) return null
  return (
    <nav class="season-switch" aria-label={t.gardens.seasons}>
      {picker.seasons.map((season) => (
        <a
          href={pageLink(props, { season: String(season), area: '', after: '', plot: '' })}
          aria-current={season === picker.garden.offer?.season ? 'true' : undefined}
        >
          {t.gardens.season(season)}
        </a>
      ))}
    </nav>
  )
}

function Filter(props: GardenPageProps) {
  const { picker, query, t } = props
  const texts = t.gardens
  const { tiers } = picker.garden
  if (tiers.length < 2) return null
  const all = tiers.reduce((sum, tier) => sum + tier.plots, 0)
  const entries = [
    { area: undefined, name: texts.allTiers, more: texts.plotCount(all), on: query.areaCmu === null },
    ...tiers.map((tier) => ({
      area: formatMu(tier.areaCmu),
      name: tierName(tier.areaCmu, texts),
      more: `¥${formatYuan(tier.priceFen)}`,
      on: query.areaCmu === tier.areaCmu,
    })),
  ]
  return (
    <nav class="tier-filter" aria-label={texts.filter}>
      {entries.map(({ area, name, more, on }) => (
        <a
          href={pageLink(props, { area: area ?? '', after: '' }, '#plan')}
          aria-current={on ? 'true' : undefined}
        >
          <b>{name}</b>
          <small>{more}</small>
        </a>
      ))}
    </nav>
  )
}
