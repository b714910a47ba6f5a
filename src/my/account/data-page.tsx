import type { Texts } from '../../i18n/texts.ts'
import { formatOrderNumber } from '../../kernel/ids.ts'
import type { Paths } from '../../urls.ts'
import { Alert, BackToAccount, CodeField } from '../sign-in/fields.tsx'
import type { Block } from './deleting.ts'

type Props = {
  /** Masked. */
  phone: string
  blocks: Block[]
  /** Whether a code was just sent. */
  sent: boolean
  error: string | null
  t: Texts['accounts']
  paths: Paths
}

/** Export and deletion of an account: what blocks, what goes, what stays and why. Both ask for a code. */
export const DataPage = ({ phone, blocks, sent, error, t, paths }: Props) => (
  <div class="lookup wrap">
    <h1>{t.data}</h1>
    <p>{t.dataIntro(phone)}</p>
    <Alert error={error} />
    {sent ? (
      <p class="notice-info" role="status">
        {t.codeSent(phone)}
      </p>
    ) : null}
    <form class="lookup-form" method="post" action={paths.accountData}>
      <button class="button button-secondary button-wide" type="submit" name="act" value="send">
        {t.send}
      </button>
    </form>
    <form class="lookup-form" method="post" action={paths.accountData} novalidate>
      <CodeField name="code" label={t.code} error={error} />
      <h2>{t.exporting}</h2>
      <p>{t.exportNote}</p>
      <button class="button button-primary button-wide" type="submit" name="act" value="export">
        {t.export}
      </button>
      <h2>{t.deletion}</h2>
      <p>{t.deletionGoes}</p>
      <p>{t.deletionStays}</p>
      {blocks.length ? (
        <div class="notice-info">
          <p>{t.deletionBlocked}</p>
          <ul>
            {blocks.map(({ number, why }) => (
              <li>
                <a href={paths.order(number)}>{formatOrderNumber(number)}</a> {t.blocks[why]}
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <>
          <label class="choice">
            <input type="checkbox" name="sure" value="yes" />
            <span>{t.deletionSure}</span>
          </label>
          <button class="button button-secondary button-wide" type="submit" name="act" value="delete">
            {t.delete}
          </button>
        </>
      )}
    </form>
    <BackToAccount t={t} paths={paths} />
  </div>
)
