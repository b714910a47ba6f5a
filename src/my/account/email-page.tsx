import type { Texts } from '../../i18n/texts.ts'
import { maskEmail } from '../../kernel/email.ts'
import type { Paths } from '../../urls.ts'
import { Alert, BackToAccount, described } from '../sign-in/fields.tsx'

type Props = {
  confirmed: string | null
  /** Whether its owner turned everything off by a letter's link. */
  stopped: boolean
  /** One that waits for its owner to follow the link. */
  asked: string | null
  typed: string
  error: string | null
  /** In development: where the letter can be read. */
  console: string | null
  t: Texts['accounts']
  paths: Paths
}

/** The address an account is written to: given, proved, changed and taken away. */
export const EmailPage = ({ confirmed, stopped, asked, typed, error, console, t, paths }: Props) => (
  <div class="lookup wrap">
    <h1>{t.email}</h1>
    <p>{t.emailIntro}</p>
    <Alert error={error} />
    {asked ? (
      <p class="notice-info" role="status">
        {t.emailAsked(maskEmail(asked))} {console ? <a href={console}>{t.emailConsole}</a> : null}
      </p>
    ) : null}
    {confirmed ? (
      <>
        <p>{(stopped ? t.emailStopped : t.emailNow)(maskEmail(confirmed))}</p>
        <form class="lookup-form" method="post" action={paths.accountEmail}>
          {stopped ? (
            <button class="button button-secondary button-wide" type="submit" name="act" value="resume">
              {t.emailResume}
            </button>
          ) : null}
          <button class="button button-secondary button-wide" type="submit" name="act" value="drop">
            {t.emailDrop}
          </button>
        </form>
      </>
    ) : null}
    <form class="lookup-form" method="post" action={paths.accountEmail} novalidate>
      <div class="form-field">
        <label for="email">{confirmed ? t.emailOther : t.emailField}</label>
        <input
          id="email"
          name="email"
          type="email"
          value={typed}
          autocomplete="email"
          maxlength={100}
          aria-describedby={described(error)}
        />
      </div>
      <button class="button button-primary button-wide" type="submit" name="act" value="send">
        {t.emailSend}
      </button>
    </form>
    <p class="fine">{t.emailNote}</p>
    <BackToAccount t={t} paths={paths} />
  </div>
)

/** Where the link leads: programs that look into letters open it as well, so that a button proves the address. */
export const EmailProofPage = ({
  action,
  error,
  t,
}: {
  action: string
  error: string | null
  t: Texts['accounts']
}) => (
  <div class="lookup wrap">
    <h1>{t.emailProof}</h1>
    <Alert error={error} />
    {error ? null : (
      <>
        <p>{t.emailProofIntro}</p>
        <form class="lookup-form" method="post" action={action}>
          <button class="button button-primary button-wide" type="submit">
            {t.emailProof}
          </button>
        </form>
      </>
    )}
  </div>
)
