import type { Texts } from '../../i18n/texts.ts'
import { formatInstant } from '../../kernel/time.ts'
import type { Paths } from '../../urls.ts'
import { Alert, BackToAccount, CodeField } from '../sign-in/fields.tsx'

/** Where somebody stands: `known` once WeChat said who they are, `elsewhere` in another browser, where it cannot. */
export type Standing = { at: 'bound'; since: number } | { at: 'known' | 'unknown' | 'elsewhere' }

type Props = {
  /** Masked. */
  phone: string
  standing: Standing
  /** Whether a code was just sent. */
  sent: boolean
  /** What WeChat said where it did not say who it is. */
  told: string | null
  error: string | null
  t: Texts['accounts']
  paths: Paths
}

/** The account's WeChat: bound with a code, and unbound. */
export const WechatPage = ({ phone, standing, sent, told, error, t, paths }: Props) => (
  <div class="lookup wrap">
    <h1>{t.wechat}</h1>
    <p>{t.wechatIntro}</p>
    <Alert error={error ?? told} />
    {sent ? (
      <p class="notice-info" role="status">
        {t.codeSent(phone)}
      </p>
    ) : null}
    {standing.at === 'bound' ? <p>{t.wechatBound(formatInstant(standing.since))}</p> : null}
    {standing.at === 'elsewhere' ? (
      <p>{t.wechatElsewhere}</p>
    ) : (
      <Act at={standing.at} {...{ phone, error, t, paths }} />
    )}
    <BackToAccount t={t} paths={paths} />
  </div>
)

type ActProps = Pick<Props, 'phone' | 'error' | 't' | 'paths'> & { at: 'bound' | 'known' | 'unknown' }

const Act = (props: ActProps) => (
  <>
    {props.at === 'known' ? <SendCode {...props} /> : null}
    <OneAct {...props} />
  </>
)

/** A form of its own: Enter in the field of the code must not send another one. */
const SendCode = ({ phone, t, paths }: ActProps) => (
  <form class="lookup-form" method="post" action={paths.accountWechat()}>
    <p>{t.wechatCode(phone)}</p>
    <button class="button button-secondary button-wide" type="submit" name="act" value="send">
      {t.send}
    </button>
  </form>
)

const OneAct = ({ at, error, t, paths }: ActProps) => (
  <form class="lookup-form" method="post" action={paths.accountWechat()} novalidate>
    {at === 'bound' ? (
      <>
        <button class="button button-secondary button-wide" type="submit" name="act" value="unbind">
          {t.wechatUnbind}
        </button>
        <p class="fine">{t.wechatUnbindNote}</p>
      </>
    ) : null}
    {at === 'unknown' ? (
      <button class="button button-primary button-wide" type="submit" name="act" value="ask">
        {t.wechatAsk}
      </button>
    ) : null}
    {at === 'known' ? (
      <>
        <CodeField name="code" label={t.code} error={error} />
        <button class="button button-primary button-wide" type="submit" name="act" value="bind">
          {t.wechatBind}
        </button>
        <p class="fine">{t.wechatMoves}</p>
      </>
    ) : null}
  </form>
)
