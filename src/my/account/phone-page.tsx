import type { Texts } from '../../i18n/texts.ts'
import type { Paths } from '../../urls.ts'
import { Alert, BackToAccount, CodeField, described } from '../sign-in/fields.tsx'

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

/** Another phone for the account: a code to the old one, and one to the new. */
export const PhonePage = ({ phone, typed, sent, error, t, paths }: Props) => (
  <div class="lookup wrap">
    <h1>{t.changePhone}</h1>
    <p>{t.changeIntro(phone)}</p>
    <Alert error={error} />
    {sent ? (
      <p class="notice-info" role="status">
        {t.bothSent}
      </p>
    ) : null}
    <form class="lookup-form" method="post" action={paths.accountPhone} novalidate>
      {/* Enter goes on to what is next: the codes once there are some, never other codes than those just typed. */}
      <button class="visually-hidden" type="submit" tabindex={-1}>
        {t.changePhone}
      </button>
      <div class="form-field">
        <label for="phone">{t.newPhone}</label>
        <input
          id="phone"
          name="phone"
          type="tel"
          value={typed}
          autocomplete="tel"
          maxlength={40}
          aria-describedby={described(error)}
        />
      </div>
      <button class="button button-secondary button-wide" type="submit" name="act" value="send">
        {t.sendBoth}
      </button>
      <CodeField name="oldCode" label={t.oldCode} error={error} />
      <CodeField name="newCode" label={t.newCode} error={error} />
      <button class="button button-primary button-wide" type="submit" name="act" value="change">
        {t.changePhone}
      </button>
    </form>
    <p class="fine">
      {t.changeLost} <a href={paths.contact}>{t.contact}</a>
    </p>
    <BackToAccount t={t} paths={paths} />
  </div>
)
