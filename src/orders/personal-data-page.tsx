import type { Texts } from '../i18n/texts.ts'
import { formatOrderNumber } from '../kernel/ids.ts'
import type { Paths } from '../urls.ts'

type Props = {
  number: string
  /** False while the parcel still needs the address. */
  over: boolean
  forgotten: boolean
  error: string | null
  t: Texts['orders']
  paths: Paths
}

/** Export and deletion of what an order knows of its buyer; both ask for the phone once more. */
export const PersonalDataPage = ({ number, over, forgotten, error, t, paths }: Props) => (
  <div class="lookup wrap">
    <h1>{t.personalData}</h1>
    <p>{formatOrderNumber(number)}</p>
    {error ? (
      <p class="basket-alert" role="alert" id="personal-error">
        {error}
      </p>
    ) : null}
    {forgotten ? (
      <p class="notice-info" role="status">
        {t.personalDeleted}
      </p>
    ) : (
      <form class="lookup-form" method="post" action={paths.personalData(number)} novalidate>
        <p>{t.personalIntro}</p>
        <div class="form-field">
          <label for="phone">{t.phone}</label>
          <input
            id="phone"
            name="phone"
            type="tel"
            required
            autocomplete="tel"
            maxlength={40}
            aria-describedby={error ? 'personal-error' : undefined}
          />
        </div>
        <button class="button button-primary button-wide" type="submit" name="act" value="export">
          {t.personalExport}
        </button>
        {over ? (
          <>
            <label class="choice">
              <input type="checkbox" name="sure" value="yes" />
              <span>{t.personalSure}</span>
            </label>
            <button class="button button-secondary button-wide" type="submit" name="act" value="delete">
              {t.personalDelete}
            </button>
          </>
        ) : (
          <p class="notice-info">{t.personalLater}</p>
        )}
      </form>
    )}
  </div>
)
