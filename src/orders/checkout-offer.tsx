import type { BasketPlot } from '../adoption/basket.ts'
import { tierOf } from '../adoption/offer.ts'
import { OfferTerms } from '../adoption/offer-terms.tsx'
import { teaOf } from '../adoption/words.ts'
import { inLanguage } from '../i18n/texts.ts'
import type { CheckoutPageProps } from './checkout-page.tsx'
import { ConsentBox } from './consent-boxes.tsx'

/** Every offer the plots are bought by, in full and in place, and the two consents to it. */
export function CheckoutOffer(props: CheckoutPageProps) {
  const { view, t } = props
  const plots = view.plots.filter(sold)
  const ids = [...new Set(plots.map((plot) => plot.chosen!.offerId))]
  const offers = ids.map((id) => plots.filter((plot) => plot.chosen!.offerId === id))
  if (!offers.length) return null
  const texts = t.gardens.checkout
  return (
    <div class="checkout-offer">
      <h3 id="offer-title">{t.gardens.terms.title}</h3>
      <div class="offer-scroll" tabindex={0} role="region" aria-labelledby="offer-title">
        {offers.map((plots) => (
          <Offer {...props} plots={plots} />
        ))}
      </div>
      <Agreement {...props} name="adoptionTerms" value="adoption_terms" text={texts.terms} />
      <Agreement {...props} name="adoptionRisk" value="adoption_risk" text={texts.risk} />
    </div>
  )
}

const sold = ({ chosen, content }: BasketPlot): boolean => chosen !== null && content !== null

function Offer({ plots, t, language }: CheckoutPageProps & { plots: BasketPlot[] }) {
  const first = plots[0]!
  const content = first.content!
  const texts = t.gardens
  const name = inLanguage(language, first.gardenZh, first.gardenEn)
  return (
    <article>
      <p>
        <b>{texts.terms.of(name, first.season, first.offerVersion ?? 1)}</b>
      </p>
      {plots.map(({ plot, chosen }) => {
        const tier = tierOf(content, chosen!.areaCmu)
        return (
          <p>{t.shell.labelled(plot, tier ? t.shell.facts(teaOf(content, tier, language, texts)) : '')}</p>
        )
      })}
      <OfferTerms content={content} tier={null} language={language} t={texts} level="h4" />
    </article>
  )
}

function Agreement(
  props: CheckoutPageProps & { name: 'adoptionTerms' | 'adoptionRisk'; value: string; text: string },
) {
  const { name, value, text, form, plotErrors, t } = props
  return (
    <ConsentBox
      name={name}
      value={value}
      checked={form.consents.includes(value)}
      errors={plotErrors}
      errorText={t.gardens.checkout.errors[name]}
    >
      {text}
    </ConsentBox>
  )
}
