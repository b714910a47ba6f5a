import type { Child } from 'hono/jsx'
import type { Texts } from '../../i18n/texts.ts'
import { RowLink } from '../../ui/row-link.tsx'
import type { Paths } from '../../urls.ts'

type Said = { error: string | null }

const ALERT = 'sign-in-error'

/** What was refused, above the form; `children` say what can be done instead. */
export const Alert = ({ error, children }: Said & { children?: Child }) =>
  error ? (
    <p class="basket-alert" role="alert" id={ALERT}>
      {error}
      {children}
    </p>
  ) : null

/** Every page of the account leads back to it: a wide screen has no other way there. */
export const BackToAccount = ({ t, paths }: { t: Texts['accounts']; paths: Paths }) => (
  <div class="lookup-form">
    <ul class="held-list">
      <RowLink href={paths.account} label={t.account} />
    </ul>
  </div>
)

/** The field an alert speaks of points at it. */
export const described = (error: string | null) => (error ? ALERT : undefined)

/** A code that was sent to a phone: the keyboard of digits, and the phone's own offer to fill it in. */
export const CodeField = ({
  name,
  label,
  error,
  required,
}: Said & { name: string; label: string; required?: boolean }) => (
  <div class="form-field">
    <label for={name}>{label}</label>
    <input
      id={name}
      name={name}
      inputmode="numeric"
      required={required}
      autocomplete="one-time-code"
      maxlength={12}
      aria-describedby={described(error)}
    />
  </div>
)
