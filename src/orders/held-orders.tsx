import { Amount } from '../cart/group-parts.tsx'
import { inLanguage, type Language, type Texts } from '../i18n/texts.ts'
import { formatOrderNumber } from '../kernel/ids.ts'
import { formatInstant } from '../kernel/time.ts'
import type { Paths } from '../urls.ts'
import { type HeldOrder, ORDER_TABS, type OrderTab } from './held.ts'

type Props = {
  orders: HeldOrder[]
  tab: OrderTab
  /** Whose they are, when somebody is signed in: the masked phone. */
  account: string | null
  t: Texts
  paths: Paths
  language: Language
}

/** The last of its tabs says how an order stands; one that was never paid and closed stands in none. */
const statusOf = ({ tabs, state }: HeldOrder, t: Texts['orders']): string =>
  tabs.length > 1 ? t.tabs[tabs.at(-1)!] : t.band[state]

/** Who is signed in, and the way to what is kept of them. */
const Account = ({ phone, t, paths }: { phone: string; t: Texts['accounts']; paths: Paths }) => (
  <p class="fine">
    {t.signedInAs(phone)} <a href={paths.account}>{t.account}</a>
  </p>
)

/** Orders this browser placed or looked up and, when somebody is signed in, theirs from everywhere. */
export function HeldOrders({ orders, tab, account, t: texts, paths, language }: Props) {
  const t = texts.orders
  if (!orders.length && account === null) return null
  const whose = account === null ? null : Account({ phone: account, t: texts.accounts, paths })
  const title = account === null ? t.held : texts.accounts.myOrders
  if (!orders.length)
    return (
      <section class="held-orders" aria-labelledby="held-title">
        <h1 id="held-title">{title}</h1>
        {whose}
        <p class="fine">{texts.accounts.noOrders}</p>
      </section>
    )
  const shown = orders.filter((order) => order.tabs.includes(tab))
  const count = (name: OrderTab) => orders.filter((order) => order.tabs.includes(name)).length
  return (
    <section class="held-orders" aria-labelledby="held-title">
      <h1 id="held-title">{title}</h1>
      {whose}
      <ul class="chips">
        {ORDER_TABS.map((name) => (
          <li>
            <a
              class="chip"
              href={name === 'all' ? paths.orders : `${paths.orders}?tab=${name}`}
              aria-current={name === tab ? 'true' : undefined}
            >
              {t.tabs[name]} <small>{count(name)}</small>
            </a>
          </li>
        ))}
      </ul>
      {shown.length ? (
        <ul class="held-list">
          {shown.map((order) => (
            <li>
              <a href={paths.order(order.number)}>
                <span class="held-head">
                  <strong>{formatOrderNumber(order.number)}</strong>
                  <span class="tag">{statusOf(order, t)}</span>
                </span>
                <span>
                  {inLanguage(language, order.titleZh, order.titleEn)} {t.pieces(order.pieces)}{' '}
                  <Amount fen={order.totalFen} />
                </span>
                <span class="fine">{t.stamp(formatInstant(order.placedAt))}</span>
              </a>
            </li>
          ))}
        </ul>
      ) : (
        <p class="fine">{t.tabEmpty}</p>
      )}
    </section>
  )
}
