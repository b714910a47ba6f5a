import { Amount } from '../cart/group-parts.tsx'
import { inLanguage, type Language, type Texts } from '../i18n/texts.ts'
import { formatOrderNumber } from '../kernel/ids.ts'
import { formatInstant } from '../kernel/time.ts'
import type { Paths } from '../urls.ts'
import { type HeldOrder, ORDER_TABS, type OrderTab } from './held.ts'

type Props = { orders: HeldOrder[]; tab: OrderTab; t: Texts['orders']; paths: Paths; language: Language }

/** The last of its tabs says how an order stands; one that was never paid and closed stands in none. */
const statusOf = ({ tabs, state }: HeldOrder, t: Texts['orders']): string =>
  tabs.length > 1 ? t.tabs[tabs.at(-1)!] : t.band[state]

/** Orders this browser placed or looked up: for a shopper without an account, the list of their own. */
export function HeldOrders({ orders, tab, t, paths, language }: Props) {
  if (!orders.length) return null
  const shown = orders.filter((order) => order.tabs.includes(tab))
  const count = (name: OrderTab) => orders.filter((order) => order.tabs.includes(name)).length
  return (
    <section class="held-orders" aria-labelledby="held-title">
      <h1 id="held-title">{t.held}</h1>
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
