import type { Language, Texts } from '../i18n/texts.ts'
import { formatOrderNumber } from '../kernel/ids.ts'
import { AddressFields } from './address-fields.tsx'
import type { CheckoutErrors, CheckoutForm } from './checkout-form.ts'

type Props = {
  number: string
  form: CheckoutForm
  /** The region in words. */
  region: string
  /** Nothing of it stands on paper yet. */
  open: boolean
  phoneFixed: boolean
  errors: CheckoutErrors
  action: string
  back: string
  contact: string
  t: Texts
  language: Language
}

/** Where an order goes, whole, for its buyer: read, and corrected until it is packed. */
export const OwnAddressPage = (props: Props) => {
  const { number, form, region, open, action, back, contact, t } = props
  const texts = t.orders
  return (
    <div class="wrap checkout my-address">
      <h1>{texts.addressTitle}</h1>
      <p class="order-number">{formatOrderNumber(number)}</p>
      {open ? (
        <form method="post" action={action} novalidate data-once>
          <p class="notice-info">{texts.addressIntro}</p>
          <AddressFields {...props} />
          <button class="button button-primary button-wide" type="submit">
            {t.mine.saveAddress}
          </button>
          <a class="button button-secondary button-wide" href={back}>
            {texts.backToOrder}
          </a>
        </form>
      ) : (
        <>
          <p>
            {form.name} {form.phone}
            <br />
            {region} {form.street}
          </p>
          <p class="notice-info">
            {region || !form.name ? texts.addressClosed : t.gardens.order.giftsAddress}{' '}
            <a href={contact}>{t.shell.contact}</a>
          </p>
          <a class="button button-secondary" href={back}>
            {texts.backToOrder}
          </a>
        </>
      )}
    </div>
  )
}
