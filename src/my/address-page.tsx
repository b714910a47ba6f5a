import type { Language, Texts } from '../i18n/texts.ts'
import { AddressFields } from '../orders/address-fields.tsx'
import type { CheckoutErrors, CheckoutForm } from '../orders/checkout-form.ts'

type Props = {
  form: CheckoutForm
  errors: CheckoutErrors
  tea: string
  /** Civil date before which the address can be changed. */
  until: string
  /** Where it goes now, masked; empty while there is no address. */
  recipient: string
  action: string
  back: string
  t: Texts
  language: Language
}

/** One parcel's own address. */
export const AddressPage = ({ form, errors, tea, until, recipient, action, back, t, language }: Props) => (
  <div class="wrap checkout my-address">
    <h1>{t.mine.changeAddress}</h1>
    <dl class="my-address-now">
      <div>
        <dt>{t.mine.parcel}</dt>
        <dd>{tea}</dd>
      </div>
      {recipient ? (
        <div>
          <dt>{t.mine.goesTo}</dt>
          <dd>{recipient}</dd>
        </div>
      ) : null}
      <div>
        <dt>{t.mine.changeUntil}</dt>
        <dd>{t.mine.changeBefore(until)}</dd>
      </div>
    </dl>
    <form method="post" action={action} novalidate data-once>
      <AddressFields form={form} errors={errors} t={t} language={language} />
      <button class="button button-primary button-wide" type="submit">
        {t.mine.saveAddress}
      </button>
      <a class="button button-secondary button-wide" href={back}>
        {t.mine.keepAddress}
      </a>
    </form>
  </div>
)
