import type { BasketPlot } from '../adoption/basket.ts'
import { inLanguage, type Language, type Texts } from '../i18n/texts.ts'
import { formatInstant } from '../kernel/time.ts'
import { Icon } from '../ui/icon.tsx'
import { Picture } from '../ui/picture.tsx'
import type { Paths } from '../urls.ts'
import { Amount } from './group-parts.tsx'

type Props = { plots: BasketPlot[]; t: Texts['gardens']; paths: Paths; language: Language; now: number }

/** Plots are a group of their own: no parcel carries them, and each is kept only for a while. */
export function PlotGroup(props: Props) {
  const { plots, t, paths } = props
  if (!plots.length) return null
  return (
    <section class="parcel">
      <header class="parcel-head">
        <Icon name="mountain" />
        <h2 class="parcel-name">{t.cart.group}</h2>
        <p class="parcel-meta">{t.cart.groupMeta}</p>
      </header>
      <ul class="parcel-lines">
        {plots.map((plot) => (
          <PlotRow {...props} one={plot} />
        ))}
      </ul>
      <p class="plot-more">
        <a href={paths.products({ family: 'tea' })}>{t.cart.addGoods}</a>
      </p>
    </section>
  )
}

export const plotTitle = ({ plot, gardenZh, gardenEn, chosen }: BasketPlot, language: Language): string =>
  chosen
    ? inLanguage(language, chosen.titleZh, chosen.titleEn)
    : `${inLanguage(language, gardenZh, gardenEn)} ${plot}`

function PlotRow({ one, t, paths, language, now }: Props & { one: BasketPlot }) {
  const { chosen, plot, season } = one
  const title = plotTitle(one, language)
  return (
    <li class="basket-line" id={`plot-${plot}`}>
      <Picture name={one.picture ?? 'scene-empty'} alt="" width={96} height={96} />
      <div class="basket-what">
        <a class="basket-title" href={paths.plot(plot, { season: String(season) })}>
          {title}
        </a>
        {chosen ? <p class="fine">{inLanguage(language, chosen.specZh, chosen.specEn)}</p> : null}
        <Kept one={one} t={t} now={now} />
      </div>
      <div class="line-stepper">
        {one.keptUntil === null ? <Lapsed one={one} t={t} paths={paths} /> : null}
      </div>
      <p class="basket-amount">{chosen ? <Amount fen={chosen.priceFen} strong /> : '—'}</p>
      <form class="basket-remove" method="post" action={paths.plotRelease(plot)}>
        <input type="hidden" name="season" value={String(season)} />
        <button type="submit" aria-label={t.cart.releaseOf(title)}>
          <Icon name="close" />
        </button>
      </form>
    </li>
  )
}

type KeptProps = {
  one: BasketPlot
  t: Texts['gardens']
  now: number
  /** Where something was typed, a page must not load anew by itself when the time is over. */
  stay?: boolean
}

/** Until when it is kept, in words; a script counts it down. Or why it cannot be had. */
export function Kept({ one, t, now, stay }: KeptProps) {
  if (one.reason) return <p class="basket-problem">{t.problems[one.reason]}</p>
  if (!one.held) return null
  if (one.keptUntil === null) return <p class="basket-change">{t.cart.over}</p>
  return (
    <p
      class="basket-change"
      data-left-ms={String(one.keptUntil - now)}
      data-over-text={stay ? t.cart.over : undefined}
    >
      {t.cart.keptUntil(formatInstant(one.keptUntil).slice(11, 16))}{' '}
      <span class="clock" data-clock data-label={t.cart.leftClock} hidden />
    </p>
  )
}

function Lapsed({ one, t, paths }: { one: BasketPlot; t: Texts['gardens']; paths: Paths }) {
  const season = String(one.season)
  const garden = one.slug ? paths.garden(one.slug, { season }) : paths.gardens
  return (
    <>
      {one.chosen ? (
        <form method="post" action={paths.plotHold(one.plot)} data-once>
          <input type="hidden" name="season" value={season} />
          <button class="link-button" type="submit">
            {t.cart.again}
          </button>
        </form>
      ) : null}
      <a class="link-button" href={garden}>
        {t.cart.chooseOther}
      </a>
    </>
  )
}
