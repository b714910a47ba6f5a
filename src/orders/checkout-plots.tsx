import type { BasketPlot } from '../adoption/basket.ts'
import { Amount } from '../cart/group-parts.tsx'
import { Kept, plotTitle } from '../cart/plot-group.tsx'
import { inLanguage } from '../i18n/texts.ts'
import { BOARD_NAME_MOST } from '../kernel/limits.ts'
import { Picture } from '../ui/picture.tsx'
import type { CheckoutPageProps } from './checkout-page.tsx'
import { described, Labelled } from './fields.tsx'
import { isGift, type PlotForm, plotField } from './plot-form.ts'

/** Each plot with the name on its board and whom it is for. */
export function CheckoutPlots(props: CheckoutPageProps) {
  const { form, view, t } = props
  if (!form.plots.length) return null
  return (
    <section class="checkout-plots" aria-labelledby="plots-title">
      <h2 id="plots-title">{t.gardens.checkout.title}</h2>
      {form.plots.map((own) => {
        const one = view.plots.find((plot) => plot.plot === own.plot && plot.season === own.season)
        return one ? <PlotFields {...props} own={own} one={one} /> : null
      })}
    </section>
  )
}

function PlotFields(props: CheckoutPageProps & { own: PlotForm; one: BasketPlot }) {
  const { own, one, t, language, now, plotErrors } = props
  const texts = t.gardens.checkout
  const board = plotField('board', own)
  return (
    <fieldset class="plot-fields">
      <legend>{plotTitle(one, language)}</legend>
      <div class="checkout-line">
        <Picture name={one.picture ?? 'scene-empty'} alt="" width={64} height={64} />
        <div>
          {one.chosen ? <p>{inLanguage(language, one.chosen.specZh, one.chosen.specEn)}</p> : null}
          <Kept one={one} t={t.gardens} now={now} stay />
        </div>
        {one.chosen ? <Amount fen={one.chosen.priceFen} /> : null}
      </div>
      {one.reason ? (
        <button
          class="button button-secondary"
          type="submit"
          name="drop"
          value={`${own.plot}.${own.season}`}
          formnovalidate
        >
          {texts.drop(own.plot)}
        </button>
      ) : null}
      <Labelled name={board} label={texts.board} errors={plotErrors} errorText={texts.errors.board}>
        <input
          {...described(board, plotErrors)}
          name={board}
          value={own.boardName}
          autocomplete="off"
          data-most={String(BOARD_NAME_MOST)}
        />
        <p class="fine">{texts.boardHint}</p>
      </Labelled>
      <GiftFields {...props} />
    </fieldset>
  )
}

function GiftFields({ own, t, plotErrors }: CheckoutPageProps & { own: PlotForm }) {
  const texts = t.gardens.checkout
  const forWhom = plotField('for', own)
  const phone = plotField('giftPhone', own)
  const message = plotField('giftMessage', own)
  const choices = [
    ['', texts.self, !isGift(own)],
    ['gift', texts.gift, isGift(own)],
  ] as const
  return (
    <div class="gift-choice">
      <fieldset class="choices">
        <legend>{texts.forWhom}</legend>
        {choices.map(([value, label, checked]) => (
          <label class="choice">
            <input type="radio" name={forWhom} value={value} checked={checked} />
            {label}
          </label>
        ))}
      </fieldset>
      <div class="gift-fields">
        <Labelled name={phone} label={texts.giftPhone} errors={plotErrors} errorText={texts.errors.giftPhone}>
          <input
            {...described(phone, plotErrors)}
            name={phone}
            type="tel"
            value={own.giftPhone}
            autocomplete="off"
          />
        </Labelled>
        <Labelled
          name={message}
          label={texts.giftMessage}
          errors={plotErrors}
          errorText={texts.errors.giftMessage}
        >
          <textarea {...described(message, plotErrors)} name={message} rows={2} maxlength={100}>
            {own.giftMessage}
          </textarea>
        </Labelled>
        <p class="fine">{texts.giftNote}</p>
      </div>
    </div>
  )
}
