import { Amount } from '../cart/group-parts.tsx'
import type { Texts } from '../i18n/texts.ts'
import { formatOrderNumber } from '../kernel/ids.ts'
import { Deadline } from '../orders/deadline.tsx'
import type { OrderView } from '../orders/queries.ts'
import type { Paths } from '../urls.ts'

type Props = {
  order: OrderView
  now: number
  methods: 'sandbox'[]
  error: string | null
  t: Texts
  paths: Paths
}

/** How much, for which order, until when, and the ways to pay here. */
export function PaymentPage({ order, now, methods, error, t, paths }: Props) {
  const texts = t.orders
  return (
    <div class="payment wrap">
      <h1>{texts.payment}</h1>
      {error ? (
        <p class="basket-alert" role="alert">
          {error}
        </p>
      ) : null}
      <p class="payment-amount">
        <span>{texts.amount}</span>
        <Amount fen={order.totalFen} strong />
      </p>
      <p class="payment-deadline" data-left-ms={String(order.payBefore - now)}>
        <Deadline payBefore={order.payBefore} now={now} t={texts} />
      </p>
      <dl class="order-facts">
        <div>
          <dt>{texts.number}</dt>
          <dd class="order-number">{formatOrderNumber(order.number)}</dd>
        </div>
        {order.adoptions.length ? (
          <div>
            <dt>{t.gardens.order.title}</dt>
            <dd>
              {order.adoptions.map(({ plot, season }) => `${plot} · ${t.gardens.season(season)}`).join(', ')}
            </dd>
          </div>
        ) : null}
      </dl>
      {methods.length ? null : <p class="notice-info">{texts.noMethod}</p>}
      {methods.map((method) => (
        <form method="post" action={paths.payment(order.number)} data-once>
          <button class="button button-primary button-wide" name="method" value={method} type="submit">
            {texts.payWith[method]}
          </button>
          <p class="fine">{texts.sandboxNote}</p>
        </form>
      ))}
      <p class="notice-info" role="status" data-watch-payment={paths.order(order.number)} hidden>
        {texts.confirming}
      </p>
      <p class="fine">{texts.keepWaiting}</p>
      <a href={paths.order(order.number)}>{texts.backToOrder}</a>
    </div>
  )
}
