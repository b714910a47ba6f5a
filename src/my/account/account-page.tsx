import type { Texts } from '../../i18n/texts.ts'
import { formatInstant } from '../../kernel/time.ts'
import type { Paths } from '../../urls.ts'

type Props = {
  /** Masked. */
  phone: string
  /** Whether the shop sends e-mail. */
  mails: boolean
  /** Whether WeChat can be bound here. */
  wechat: boolean
  /** Another phone that staff noted. */
  changing: { tail: string; dueAt: number | null } | null
  t: Texts
  paths: Paths
}

/** What an account is: a phone, what belongs to it, and the ways out. */
export const AccountPage = ({ phone, mails, wechat, changing, t, paths }: Props) => (
  <div class="lookup wrap">
    <h1>{t.accounts.account}</h1>
    <p>{t.accounts.signedInAs(phone)}</p>
    {changing?.dueAt ? (
      <form class="lookup-form" method="post" action={paths.accountPhone}>
        <p class="notice-info" role="status">
          {t.accounts.changing(changing.tail, formatInstant(changing.dueAt))}
        </p>
        <button class="button button-danger button-wide" type="submit" name="act" value="object">
          {t.accounts.object}
        </button>
      </form>
    ) : null}
    <p>
      <a href={paths.orders}>{t.accounts.myOrders}</a> <a href={paths.myGardens}>{t.mine.title}</a>{' '}
      <a href={paths.favourites()}>{t.favourites.title}</a>
    </p>
    <p>
      <a href={paths.accountAddresses}>{t.accounts.addresses}</a>{' '}
      {mails ? <a href={paths.accountEmail}>{t.accounts.email}</a> : null}{' '}
      <a href={paths.accountPhone}>{t.accounts.changePhone}</a>{' '}
      {wechat ? <a href={paths.accountWechat()}>{t.accounts.wechat}</a> : null}{' '}
      <a href={paths.accountData}>{t.accounts.data}</a>
    </p>
    <form class="lookup-form" method="post" action={paths.signOut}>
      <button class="button button-secondary button-wide" type="submit">
        {t.accounts.signOut}
      </button>
    </form>
    <form class="lookup-form" method="post" action={paths.accountSessions}>
      <button class="button button-secondary button-wide" type="submit">
        {t.accounts.everywhere}
      </button>
      <p class="fine">{t.accounts.everywhereNote}</p>
    </form>
  </div>
)
