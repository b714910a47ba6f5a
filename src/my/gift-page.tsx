import { formatMu } from '../adoption/adoption.ts'
import { inLanguage, type Language, type Texts } from '../i18n/texts.ts'
import type { CheckoutForm } from '../orders/checkout-form.ts'
import { described, ErrorSummary, FieldError, TextField } from '../orders/fields.tsx'
import { RegionFields } from '../orders/region-fields.tsx'
import { Picture } from '../ui/picture.tsx'
import type { Paths } from '../urls.ts'
import type { GiftView } from './queries.ts'

/** By field; `form` is of the whole. */
export type GiftErrors = Partial<
  Record<'phone' | 'name' | 'toName' | 'region' | 'street' | 'consent' | 'form', string>
>

/** The claim as it was typed; of `address` the region and the street alone. */
export type TypedGift = {
  phone: string
  name: string
  consent: boolean
  toName: string
  address: CheckoutForm
}

type Props = {
  id: string
  token: string
  gift: GiftView
  typed: TypedGift
  errors: GiftErrors
  t: Texts
  paths: Paths
  language: Language
}

/** What the receiver of a gift sees first: the plot and the words with it, never the price. */
export const GiftPage = ({ id, token, gift, typed, errors, t, paths, language }: Props) => (
  <div class="wrap my my-gift">
    <Picture name={gift.scene} alt="" width={1200} height={900} class="scene-box" first />
    <h1>{t.mine.giftTitle}</h1>
    <p>
      {t.mine.giftFrom(
        `${inLanguage(language, gift.nameZh, gift.nameEn)} ${gift.plot}`,
        t.mine.area(formatMu(gift.areaCmu)),
        gift.season,
      )}
    </p>
    {gift.message ? (
      <blockquote class="my-message">
        <p class="fine">{t.mine.giftMessage}</p>
        <p>{gift.message}</p>
      </blockquote>
    ) : null}
    {gift.claimedAt === null ? null : <p class="notice-info">{t.mine.giftClaimed}</p>}
    {errors.form ? (
      <p class="basket-alert" role="alert">
        {errors.form}
      </p>
    ) : (
      <ErrorSummary title={t.checkout.summary} errors={errors} />
    )}
    <form method="post" action={paths.gift(id)} novalidate data-once>
      <input type="hidden" name="key" value={token} />
      <TextField
        name="phone"
        label={t.mine.giftPhone}
        type="tel"
        value={typed.phone}
        autocomplete="tel"
        maxlength={40}
        errors={errors}
        errorText={t.checkout.errors.phone}
      />
      {gift.claimedAt === null ? <Taking typed={typed} errors={errors} t={t} language={language} /> : null}
      <button class="button button-primary button-wide" type="submit">
        {gift.claimedAt === null ? t.mine.giftClaim : t.mine.giftReopen}
      </button>
    </form>
  </div>
)

/** What is asked once, when the gift is taken. */
const Taking = ({ typed, errors, t, language }: Pick<Props, 'typed' | 'errors' | 't' | 'language'>) => (
  <>
    <TextField
      name="name"
      label={t.mine.giftName}
      value={typed.name}
      autocomplete="name"
      maxlength={20}
      errors={errors}
      errorText={t.mine.giftNameMissing}
    />
    <fieldset class="gift-address">
      <legend>{t.mine.giftAddress}</legend>
      <p class="fine">{t.mine.giftAddressHint}</p>
      <TextField
        name="toName"
        label={t.mine.giftToName}
        value={typed.toName}
        autocomplete="shipping name"
        maxlength={40}
        errors={errors}
        errorText={t.checkout.errors.name}
      />
      <RegionFields form={typed.address} errors={errors} t={t.checkout} language={language} />
      <TextField
        name="street"
        label={t.mine.street}
        value={typed.address.street}
        autocomplete="street-address"
        maxlength={120}
        errors={errors}
        errorText={t.checkout.errors.street}
      />
    </fieldset>
    <div>
      <label class="check">
        <input
          {...described('consent', errors)}
          type="checkbox"
          name="consent"
          value="1"
          checked={typed.consent}
          required
        />{' '}
        {t.mine.giftConsent}
      </label>
      <FieldError name="consent" errors={errors} errorText={t.mine.giftConsentMissing} />
    </div>
  </>
)
