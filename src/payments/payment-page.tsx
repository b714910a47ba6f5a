import { Amount } from '../cart/group-parts.tsx'
import type { Texts } from '../i18n/texts.ts'
import { formatOrderNumber } from '../kernel/ids.ts'
import { Deadline } from '../orders/deadline.tsx'
import type { OrderView } from '../orders/queries.ts'
import { QrCode } from '../ui/qr-code.tsx'
import type { Paths } from '../urls.ts'
import type { PaymentAction } from './gateway.ts'
import type { Method, Place } from './method.ts'
import { TransferBox } from './transfer/transfer-box.tsx'

type Props = {
  order: OrderView
  now: number
  place: Place
  methods: Method[]
  /** What the open attempt waits for. */
  action: PaymentAction | null
  /** What of it has come by bank transfer, in fen. */
  arrivedFen: number
  /** Whom to ask for a bank transfer where it is not offered; '' without a phone, null where nobody need be asked. */
  askFor: string | null
  /** No payment is started for now; the code of one that was is not shown either. */
  closed: boolean
  error: string | null
  t: Texts
  paths: Paths
}

/** How much, for which order, until when, and the ways to pay here. */
export function PaymentPage(props: Props) {
  const { order, now, closed, error, t, paths } = props
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
      {order.payBefore > now ? (
        <p class="payment-deadline" data-left-ms={String(order.payBefore - now)}>
          <Deadline payBefore={order.payBefore} now={now} t={texts} />
        </p>
      ) : (
        <p class="notice-info">{texts.transfer.over}</p>
      )}
      <dl class="order-facts">
        <div>
          <dt>{texts.number}</dt>
          <dd class="order-number">{formatOrderNumber(order.number)}</dd>
        </div>
        {order.adoptions.length ? (
          <div>
            <dt>{t.gardens.order.title}</dt>
            <dd>
              {t.gardens.order.plots(
                order.adoptions.map(({ plot, season }) => `${plot} · ${t.gardens.season(season)}`),
              )}
            </dd>
          </div>
        ) : null}
      </dl>
      {closed && !error ? <p class="notice-info">{texts.closed}</p> : null}
      {closed ? null : <Waiting {...props} />}
      {closed ? null : <Ways {...props} />}
      <p class="notice-info" role="status" data-watch-payment={paths.order(order.number)} hidden>
        {texts.confirming}
      </p>
      <p class="fine">{texts.keepWaiting}</p>
      <a href={paths.order(order.number)}>{texts.backToOrder}</a>
    </div>
  )
}

/** The account to pay to, the code to scan, or the button that opens WeChat's own window. */
function Waiting(props: Props) {
  const { action, place, t } = props
  const texts = t.orders
  if (action?.kind === 'transfer') return <TransferBox {...props} action={action} />
  // A phone cannot scan its own screen.
  if (action?.kind === 'qr' && place === 'desktop')
    return (
      <figure class="payment-code">
        <QrCode text={action.text} label={texts.scanLabel} />
        <figcaption>{texts.scan}</figcaption>
      </figure>
    )
  if (action?.kind !== 'jsapi') return null
  return (
    <button
      class="button button-primary button-wide"
      type="button"
      data-wechat-pay={JSON.stringify(action.params)}
    >
      {texts.openWechatPay}
    </button>
  )
}

function Ways({ order, methods, place, action, arrivedFen, askFor, t, paths }: Props) {
  const texts = t.orders
  // What has come would be free again, and the whole sum be paid another way.
  if (arrivedFen > 0)
    return (
      <p class="fine">
        {texts.transfer.partKept} <a href={paths.contact}>{t.shell.contact}</a>
      </p>
    )
  if (!methods.length) return <p class="notice-info">{texts.noMethod}</p>
  // What is being done is not offered a second time, but for another way instead.
  const code = action?.kind === 'qr' && place === 'desktop'
  const waits = code ? 'wechatpay_native' : action?.kind === 'transfer' ? 'bank_transfer' : null
  const offered = methods.filter((method) => method !== waits)
  return (
    <>
      {waits && offered.length ? <p class="fine">{code ? texts.otherWay : texts.otherThanTransfer}</p> : null}
      {offered.map((method, at) => (
        <form method="post" action={paths.payment(order.number)} data-once>
          <button
            class={`button ${at === 0 && !waits ? 'button-primary' : 'button-secondary'} button-wide`}
            name="method"
            value={method}
            type="submit"
          >
            {texts.payWith[method]}
          </button>
          {method === 'sandbox' ? <p class="fine">{texts.sandboxNote}</p> : null}
        </form>
      ))}
      {place === 'wechat' && !methods.includes('wechatpay_jsapi') ? (
        <p class="fine">{texts.openInBrowser}</p>
      ) : null}
      {askFor === null ? null : (
        <p class="fine">
          {askFor ? texts.transfer.ask(askFor) : texts.transfer.askUs}{' '}
          <a href={paths.contact}>{t.shell.contact}</a>
        </p>
      )}
    </>
  )
}
