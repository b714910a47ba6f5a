import type { Language, Texts } from '../i18n/texts.ts'
import type { CheckoutErrors, CheckoutForm } from './checkout-form.ts'
import { ErrorSummary, TextField } from './fields.tsx'
import { PasteBox } from './paste-box.tsx'
import { RegionFields } from './region-fields.tsx'

type Props = {
  form: CheckoutForm
  errors: CheckoutErrors
  /** A phone that cannot be changed is shown, not asked for. */
  phoneFixed?: boolean
  t: Texts
  language: Language
}

/** Who gets a parcel and where it goes, where that is changed by itself. */
export const AddressFields = ({ form, errors, phoneFixed = false, t, language }: Props) => (
  <>
    <ErrorSummary title={t.checkout.summary} errors={errors} />
    <PasteBox texts={t.checkout} />
    <TextField
      name="name"
      label={t.mine.name}
      value={form.name}
      autocomplete="name"
      maxlength={40}
      errors={errors}
      errorText={t.checkout.errors.name}
    />
    {phoneFixed ? (
      <p class="form-field">
        <span>{t.mine.phone}</span> {form.phone}
        <input type="hidden" name="phone" value={form.phone} />
        <br />
        <small class="fine">{t.orders.phoneAfterPaying}</small>
      </p>
    ) : (
      <TextField
        name="phone"
        label={t.mine.phone}
        type="tel"
        value={form.phone}
        autocomplete="tel"
        maxlength={40}
        errors={errors}
        errorText={t.checkout.errors.phone}
      />
    )}
    <RegionFields form={form} errors={errors} t={t.checkout} language={language} />
    <TextField
      name="street"
      label={t.mine.street}
      value={form.street}
      autocomplete="street-address"
      maxlength={120}
      errors={errors}
      errorText={t.checkout.errors.street}
    />
  </>
)
