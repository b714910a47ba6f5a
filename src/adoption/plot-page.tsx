import { inLanguage, type Language, type Texts } from '../i18n/texts.ts'
import { Picture } from '../ui/picture.tsx'
import { PlotSwatch } from '../ui/plan-figure.tsx'
import { Price } from '../ui/price.tsx'
import type { Paths } from '../urls.ts'
import { formatMu } from './adoption.ts'
import { tierOf } from './offer.ts'
import { OfferTerms } from './offer-terms.tsx'
import type { PlotPlace } from './picking.ts'
import { teaOf, tierName } from './words.ts'

export type PlotPageProps = {
  place: PlotPlace
  /** Free plots near it, when it cannot be had. */
  near: { code: string; areaCmu: number }[]
  alert: string | null
  /** Whether it may be kept now: free, on sale (or being renewed), the campaign open. */
  buyable: boolean
  /** The adoption of the season before which the visitor renews; its id. */
  renews: string | null
  t: Texts
  paths: Paths
  language: Language
}

/** One plot with its offer's terms in full and the button that keeps it. */
export function PlotPage(props: PlotPageProps) {
  const { place, alert, t, paths, language } = props
  const { garden, plot } = place
  const { offer } = garden
  const texts = t.gardens
  const name = inLanguage(language, garden.nameZh, garden.nameEn)
  const season = offer ? String(offer.season) : undefined
  return (
    <div class="plot-page wrap">
      <nav class="crumbs" aria-label={t.shell.campaign}>
        <a href={paths.gardens}>{t.shell.campaign}</a>
        <span aria-hidden="true">/</span>
        <a href={paths.garden(garden.slug, { season })}>{name}</a>
        <span aria-hidden="true">/</span>
        <span>{plot.code}</span>
      </nav>
      <div class="plot-columns">
        <div class="plot-buy">
          {/* The hills of a garden are an ornament; a photo says something. */}
          <Picture
            name={plot.picture ?? garden.scene}
            alt={plot.picture ? photoWords(props) : ''}
            width={600}
            height={330}
            first
          />
          <h1>
            {texts.plotTitle(name, plot.code)}{' '}
            {plot.sample === 1 ? <span class="tag tag-sample">{texts.sampleShort}</span> : null}
          </h1>
          <p class="fine">{inLanguage(language, garden.placeZh, garden.placeEn)}</p>
          {alert ? (
            <p class="basket-alert" role="alert">
              {alert}
            </p>
          ) : null}
          <Near {...props} />
          {offer ? <Buying {...props} offer={offer} /> : <p class="notice-info">{texts.noOffer}</p>}
          <p>
            <a href={`${paths.garden(garden.slug, { season, plot: plot.code })}#plan`}>{texts.backToPlan}</a>
          </p>
        </div>
        {offer ? (
          <section class="plot-terms" aria-labelledby="terms-title">
            <h2 id="terms-title">{texts.terms.title}</h2>
            <p class="fine">
              {texts.terms.of(name, offer.season, offer.version)}
              <br />
              {texts.terms.hash} <code>{offer.contentHash}</code>
            </p>
            <OfferTerms
              content={offer.content}
              tier={tierOf(offer.content, plot.areaCmu)}
              language={language}
              t={texts}
            />
          </section>
        ) : null}
      </div>
    </div>
  )
}

/** The words given with the photo; without any in this language, what it is a photo of. */
function photoWords({ place: { plot, garden }, t, language }: PlotPageProps): string {
  const words = language === 'en' ? plot.pictureAltEn : plot.pictureAltZh
  return words || t.gardens.photoOf(inLanguage(language, garden.nameZh, garden.nameEn), plot.code)
}

type Offered = PlotPageProps & { offer: NonNullable<PlotPlace['garden']['offer']> }

function Buying(props: Offered) {
  const { place, offer, buyable, renews, t, paths, language } = props
  const { plot, mine, garden } = place
  const texts = t.gardens
  const tier = tierOf(offer.content, plot.areaCmu)
  const state = mine ? 'mine' : plot.state
  return (
    <div class="plot-buying">
      <p>
        <PlotSwatch state={state} />{' '}
        {state === 'available' && !buyable ? t.drawings.plan.unsold : t.drawings.plan.states[state]} ·{' '}
        {t.shell.facts([
          texts.season(offer.season),
          tierName(plot.areaCmu, texts),
          texts.area(formatMu(plot.areaCmu)),
        ])}
      </p>
      {tier ? (
        <>
          <p>{t.shell.facts(teaOf(offer.content, tier, language, texts))}</p>
          <p class="plot-price">
            <Price fen={tier.priceFen} large /> <small>{texts.perSeason}</small>
          </p>
        </>
      ) : null}
      {renews && buyable ? <p class="notice-info">{texts.renewal(offer.season)}</p> : null}
      {buyable ? (
        <form method="post" action={paths.plotHold(plot.code)} data-once>
          <input type="hidden" name="season" value={String(offer.season)} />
          {renews ? <input type="hidden" name="renews" value={renews} /> : null}
          <button class="button button-primary button-wide" type="submit">
            {texts.hold}
          </button>
          <p class="fine">{texts.holdNote}</p>
        </form>
      ) : (
        <Closed {...props} state={state} />
      )}
      <p class="fine">
        {texts.boundary}
        {garden.sample === 1 ? (
          <>
            {' '}
            <span class="tag tag-sample">{texts.sample}</span>
          </>
        ) : null}
      </p>
    </div>
  )
}

/** Why it cannot be kept, and where to go instead. */
function Closed({ place, state, t, paths, offer }: Offered & { state: 'mine' | PlotPlace['plot']['state'] }) {
  const texts = t.gardens
  const { fullDate } = texts.terms
  const { from, until } = offer.content.sales
  if (state === 'mine') {
    const kept = place.plot.state === 'held'
    return (
      <p class="plot-state">
        {texts.stateNote.mine}{' '}
        <a href={kept ? paths.cart : paths.myGardens}>{kept ? texts.toCart : texts.toMyGarden}</a>
      </p>
    )
  }
  if (state !== 'available') return <p class="plot-state">{texts.stateNote[state]}</p>
  if (place.garden.selling === 0) return <p class="plot-state">{texts.notOpen}</p>
  const text = place.garden.onSale ? texts.stateNote.closed : texts.notOnSale(fullDate(from), fullDate(until))
  return <p class="plot-state">{text}</p>
}

function Near({ near, place, t, paths }: PlotPageProps) {
  if (!near.length) return null
  const texts = t.gardens
  const season = place.garden.offer ? String(place.garden.offer.season) : undefined
  return (
    <nav class="near-plots" aria-label={texts.near}>
      <p>{texts.near}</p>
      {near.map(({ code, areaCmu }) => (
        <a class="button button-secondary" href={paths.plot(code, { season })}>
          {code} <small>{texts.area(formatMu(areaCmu))}</small>
        </a>
      ))}
    </nav>
  )
}
