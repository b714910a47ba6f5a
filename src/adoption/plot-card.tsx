import { Price } from '../ui/price.tsx'
import { formatMu } from './adoption.ts'
import type { GardenPageProps } from './garden-page.tsx'
import { stateOf } from './picker.ts'
import { teaOf, tierName } from './words.ts'

/** The plot pointed at: what it brings, its price, and the button that keeps it; a bar at the foot of a phone. */
export function PlotCard(props: GardenPageProps) {
  const { picker, open, t, paths, language } = props
  const { chosen, garden } = picker
  if (!chosen || !garden.offer) return null
  const texts = t.gardens
  const { content, season } = garden.offer
  const tier = garden.tiers.find((own) => own.areaCmu === chosen.areaCmu)
  const state = stateOf(chosen, picker.mine)
  const terms = paths.plot(chosen.code, { season: String(season) })
  return (
    <section class="plot-card" aria-label={texts.chosen(chosen.code)}>
      <p class="plot-card-name">
        <b>{chosen.code}</b>{' '}
        {t.shell.facts([tierName(chosen.areaCmu, texts), texts.area(formatMu(chosen.areaCmu))])}
      </p>
      {tier ? (
        <>
          <p class="fine plot-card-tea">
            {t.shell.facts([...teaOf(content, tier, language, texts), texts.guests(tier.visitGuests)])}{' '}
            {chosen.sample === 1 ? <span class="tag tag-sample">{texts.sample}</span> : null}
          </p>
          <p class="plot-card-price">
            <Price fen={tier.priceFen} /> <small>{texts.perSeason}</small>
          </p>
        </>
      ) : null}
      {state === 'available' && tier && open && garden.onSale ? (
        <form method="post" action={paths.plotHold(chosen.code)} data-once>
          <input type="hidden" name="season" value={String(season)} />
          <button class="button button-primary button-wide" type="submit">
            {texts.hold}
          </button>
        </form>
      ) : (
        <p class="plot-card-state">
          {state === 'available' ? texts.stateNote.closed : texts.stateNote[state]}
        </p>
      )}
      <a class="plot-card-terms" href={terms}>
        {texts.allTerms}
      </a>
    </section>
  )
}
