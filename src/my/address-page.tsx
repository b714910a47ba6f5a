import type { Texts } from '../i18n/texts.ts'
import type { CheckoutErrors, CheckoutForm } from '../orders/checkout-form.ts'
import { ErrorSummary, TextField } from '../orders/fields.tsx'
import { RegionFields } from '../orders/region-fields.tsx'
import type { Paths } from '../paths.ts'

type Props = {
  form: CheckoutForm
  errors: CheckoutErrors
  tea: string
  action: string
  back: string
  t: Texts
  paths: Paths
}

/** One parcel's own address. */
export const AddressPage = ({ form, errors, tea, action, back, t }: Props) => (
  <div class="wrap checkout">
    <h1>{t.mine.changeAddress}</h1>
    <p>{tea}</p>
    <form method="post" action={action} novalidate data-once>
      <ErrorSummary title={t.checkout.summary} errors={errors} />
      <TextField
        name="name"
        label={t.mine.name}
        value={form.name}
        autocomplete="name"
        maxlength={40}
        errors={errors}
        errorText={t.checkout.errors.name}
      />
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
      <RegionFields form={form} errors={errors} t={t.checkout} />
      <TextField
        name="street"
        label={t.mine.street}
        value={form.street}
        autocomplete="street-address"
        maxlength={120}
        errors={errors}
        errorText={t.checkout.errors.street}
      />
      <button class="button button-primary button-wide" type="submit">
        {t.mine.saveAddress}
      </button>
      <p>
        <a href={back}>{t.mine.title}</a>
      </p>
    </form>
  </div>
)
