import type { Texts } from '../../i18n/texts.ts'
import { formatInstant } from '../../kernel/time.ts'
import { RowLink } from '../../ui/row-link.tsx'
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
    <div class="lookup-form">
      <ul class="held-list">
        <RowLink href={paths.orders} label={t.accounts.myOrders} />
        <RowLink href={paths.myGardens} label={t.mine.title} />
        <RowLink href={paths.favourites()} label={t.favourites.title} />
        <RowLink href={paths.accountAddresses} label={t.accounts.addresses} />
        {mails ? <RowLink href={paths.accountEmail} label={t.accounts.email} /> : null}
        <RowLink href={paths.accountPhone} label={t.accounts.changePhone} />
        {wechat ? <RowLink href={paths.accountWechat()} label={t.accounts.wechat} /> : null}
        <RowLink href={paths.accountData} label={t.accounts.data} />
      </ul>
    </div>
    <h2>{t.accounts.devices}</h2>
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
