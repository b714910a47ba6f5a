import type { Texts } from '../../i18n/texts.ts'
import type { Paths } from '../../urls.ts'

type Props = {
  /** Masked. */
  phone: string
  /** What was typed. */
  typed: string
  sent: boolean
  error: string | null
  t: Texts['accounts']
  paths: Paths
}

const Code = ({ name, label }: { name: string; label: string }) => (
  <div class="form-field">
    <label for={name}>{label}</label>
    <input id={name} name={name} inputmode="numeric" autocomplete="one-time-code" maxlength={12} />
  </div>
)

/** Another phone for the account: a code to the old one, and one to the new. */
export const PhonePage = ({ phone, typed, sent, error, t, paths }: Props) => (
  <div class="lookup wrap">
    <h1>{t.changePhone}</h1>
    <p>{t.changeIntro(phone)}</p>
    {error ? (
      <p class="basket-alert" role="alert" id="phone-error">
        {error}
      </p>
    ) : null}
    {sent ? (
      <p class="notice-info" role="status">
        {t.bothSent}
      </p>
    ) : null}
    <form class="lookup-form" method="post" action={paths.accountPhone} novalidate>
      <div class="form-field">
        <label for="phone">{t.newPhone}</label>
        <input
          id="phone"
          name="phone"
          type="tel"
          value={typed}
          autocomplete="tel"
          maxlength={40}
          aria-describedby={error ? 'phone-error' : undefined}
        />
      </div>
      <button class="button button-secondary button-wide" type="submit" name="act" value="send">
        {t.sendBoth}
      </button>
      <Code name="oldCode" label={t.oldCode} />
      <Code name="newCode" label={t.newCode} />
      <button class="button button-primary button-wide" type="submit" name="act" value="change">
        {t.changePhone}
      </button>
    </form>
    <p class="fine">
      {t.changeLost} <a href={paths.contact}>{t.contact}</a>
    </p>
  </div>
)
