import type { Child } from 'hono/jsx'
import { Amount } from '../cart/group-parts.tsx'
import type { Texts } from '../i18n/texts.ts'
import { formatOrderNumber } from '../kernel/ids.ts'
import type { Paths } from '../urls.ts'
import type { OrderState } from './order.ts'

export type Ordered = { number: string; state: OrderState; totalFen: number }

type Props = { order: Ordered; title: string; t: Texts['orders']; paths: Paths; children?: Child }

/** An order that was made already: its number, how it stands, and the ways to it. */
export const OrderedNotice = ({ order, title, t, paths, children }: Props) => (
  <section class="ordered-notice" role="alert" aria-labelledby="ordered-title">
    <h2 id="ordered-title">{title}</h2>
    <p>
      <span>
        {t.number} <strong class="order-number">{formatOrderNumber(order.number)}</strong>
      </span>
      <span>
        <Amount fen={order.totalFen} /> · {t.band[order.state]}
      </span>
    </p>
    <p>
      {order.state === 'awaiting_payment' ? (
        <a class="button button-primary" href={paths.payment(order.number)}>
          {t.pay}
        </a>
      ) : null}
      <a class="button button-secondary" href={paths.order(order.number)}>
        {t.backToOrder}
      </a>
    </p>
    {children}
  </section>
)
