import type { Texts } from '../../i18n/texts.ts'
import { own } from '../../kernel/own.ts'
import { maskPhone } from '../../kernel/phone.ts'
import { formatInstant } from '../../kernel/time.ts'
import type { Paths } from '../../urls.ts'
import { Alert, CodeField, described } from './fields.tsx'

type Common = { error: string | null; t: Texts['accounts']; paths: Paths }

/**
 * Asks for the phone; `stuck` where no message can be sent: then it says what can be done instead. `wechat` where WeChat can
 * be asked who it is, with what came of that.
 */
export const SignInPage = ({
  phone,
  to,
  stuck,
  gone,
  wechat,
  error,
  t,
  paths,
}: Common & {
  phone: string
  to: string
  stuck: boolean
  gone: boolean
  wechat: { told: string | undefined } | false
}) => (
  <div class="lookup wrap">
    <h1>{wechat ? t.signIn : t.signInTitle}</h1>
    {gone ? (
      <p class="notice-info" role="status">
        {t.gone}
      </p>
    ) : null}
    <p>{t.signInIntro}</p>
    {wechat ? <WechatForm told={wechat.told} to={to} t={t} paths={paths} /> : null}
    <Alert error={error}>
      {stuck ? (
        <>
          {' '}
          <a href={paths.orders}>{t.findByNumber}</a> <a href={paths.contact}>{t.contact}</a>
        </>
      ) : null}
    </Alert>
    <form class="lookup-form" method="post" action={paths.signIn()} novalidate>
      <input type="hidden" name="to" value={to} />
      <div class="form-field">
        <label for="phone">{t.phone}</label>
        <input
          id="phone"
          name="phone"
          type="tel"
          value={phone}
          required
          autocomplete="tel"
          maxlength={40}
          aria-describedby={described(error)}
        />
      </div>
      <button
        class={`button button-${wechat && !goesOn(wechat.told) ? 'secondary' : 'primary'} button-wide`}
        type="submit"
      >
        {t.send}
      </button>
      <p class="fine">
        {t.signInUse} <a href={paths.privacy}>{t.privacy}</a>
      </p>
    </form>
  </div>
)

/** Whom WeChat knows and we do not, or not any more, goes on with the phone. */
const goesOn = (told: string | undefined): boolean => told === 'unbound' || told === 'silent'

/** The button that asks WeChat, or what it said. */
const WechatForm = ({
  told,
  to,
  t,
  paths,
}: { told: string | undefined; to: string } & Omit<Common, 'error'>) => {
  const said = told === undefined ? undefined : own(t.wechatTold, told)
  const on = goesOn(told)
  return (
    <>
      {said ? (
        <p class={on ? 'notice-info' : 'basket-alert'} role={on ? 'status' : 'alert'}>
          {said}
        </p>
      ) : null}
      {on ? null : (
        <form class="lookup-form" method="post" action={paths.signInWechat}>
          <input type="hidden" name="to" value={to} />
          <button class="button button-primary button-wide" type="submit">
            {t.wechatSignIn}
          </button>
          <p class="fine">{t.wechatOr}</p>
        </form>
      )}
    </>
  )
}

/** Asks for the code; `wait` is how many seconds the next one has to wait. `bindable` where WeChat said who it is. */
export const CodePage = ({
  phone,
  wait,
  development,
  bindable,
  error,
  t,
  paths,
}: Common & { phone: string; wait: number; development: boolean; bindable: boolean }) => (
  <div class="lookup wrap">
    <h1>{t.codeTitle}</h1>
    <p>{t.codeSent(maskPhone(phone))}</p>
    <Alert error={error} />
    <form class="lookup-form" method="post" action={paths.signInCode} novalidate>
      <CodeField name="code" label={t.code} error={error} required />
      {bindable ? (
        <label class="choice">
          <input type="checkbox" name="bind" value="yes" />
          <span>{t.wechatBindTick}</span>
        </label>
      ) : null}
      <button class="button button-primary button-wide" type="submit" name="act" value="code">
        {t.enter}
      </button>
      <p class="fine">{wait ? t.againAfter(wait) : t.againNow}</p>
      <button class="button button-secondary button-wide" type="submit" name="act" value="again">
        {t.again}
      </button>
    </form>
    <p>
      <a href={paths.signIn()}>{t.otherPhone}</a>
    </p>
    {development ? (
      <p class="fine">
        <a href={paths.signInConsole}>{t.console}</a>
      </p>
    ) : null}
  </div>
)

/** After a long silence: an old order's number, or an empty beginning. */
export const FactPage = ({ number, error, t, paths }: Common & { number: string }) => (
  <div class="lookup wrap">
    <h1>{t.factTitle}</h1>
    <p>{t.factIntro}</p>
    <Alert error={error} />
    <form class="lookup-form" method="post" action={paths.signInCode} novalidate>
      <div class="form-field">
        <label for="number">{t.factNumber}</label>
        <input
          id="number"
          name="number"
          value={number}
          autocomplete="off"
          autocapitalize="characters"
          maxlength={40}
          aria-describedby={described(error)}
        />
      </div>
      <button class="button button-primary button-wide" type="submit" name="act" value="fact">
        {t.factSend}
      </button>
      <button class="button button-secondary button-wide" type="submit" name="act" value="empty">
        {t.factEmpty}
      </button>
    </form>
  </div>
)

/** What would have gone to a phone, on a laptop. */
export const ConsolePage = ({
  messages,
  t,
}: {
  messages: { phone: string; text: string; at: number; channel: string }[]
  t: Texts['accounts']
}) => (
  <div class="lookup wrap">
    <h1>{t.consoleTitle}</h1>
    <p>{t.consoleIntro}</p>
    {messages.length ? (
      <ul class="held-list">
        {messages.map(({ phone, text, at, channel }) => (
          <li>
            <span class="fine">
              {channel === 'sms' ? t.consoleTo(phone.slice(-4)) : phone} {formatInstant(at)}
            </span>
            <p lang="zh-CN">
              {text.split(/(https?:\/\/\S+)/).map((part, at) =>
                // What is split by stands at the odd places.
                at % 2 ? <a href={part}>{part}</a> : part,
              )}
            </p>
          </li>
        ))}
      </ul>
    ) : (
      <p>{t.consoleNone}</p>
    )}
  </div>
)
