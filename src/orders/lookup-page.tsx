import type { Child } from 'hono/jsx'
import type { Texts } from '../i18n/texts.ts'

type Props = {
  own?: Child
  /** What stands below the form. */
  below?: Child
  number: string
  phone: string
  error: string | null
  t: Pick<Texts['orders'], 'lookupTitle' | 'lookupIntro' | 'number' | 'phone' | 'find'>
  /** Where the form goes. */
  action: string
}

/** Finds an order or a quotation for somebody without an account: its number and the phone it was asked with. */
export const LookupPage = ({ own, below, number, phone, error, t, action }: Props) => (
  <div class="lookup wrap">
    {own}
    {own ? <h2>{t.lookupTitle}</h2> : <h1>{t.lookupTitle}</h1>}
    <p>{t.lookupIntro}</p>
    {error ? (
      <p class="basket-alert" role="alert" id="lookup-error">
        {error}
      </p>
    ) : null}
    <form class="lookup-form" method="post" action={action} novalidate>
      <div class="form-field">
        <label for="number">{t.number}</label>
        <input
          id="number"
          name="number"
          value={number}
          required
          autocomplete="off"
          autocapitalize="characters"
          maxlength={40}
          aria-describedby={error ? 'lookup-error' : undefined}
        />
      </div>
      <div class="form-field">
        <label for="phone">{t.phone}</label>
        <input id="phone" name="phone" type="tel" value={phone} required autocomplete="tel" maxlength={40} />
      </div>
      <button class="button button-primary button-wide" type="submit">
        {t.find}
      </button>
    </form>
    {below}
  </div>
)
