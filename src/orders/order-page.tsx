import { CallingOff } from '../adoption/calling-off.tsx'
import type { GoingBack } from '../adoption/refund-rule.ts'
import { Amount } from '../cart/group-parts.tsx'
import { inLanguage, type Language, type Texts } from '../i18n/texts.ts'
import { formatOrderNumber } from '../kernel/ids.ts'
import { addFen, formatYuan } from '../kernel/money.ts'
import { formatInstant } from '../kernel/time.ts'
import { MessagesFold } from '../notices/messages-fold.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import type { Paths } from '../urls.ts'
import { addressOpen } from './address-correcting.ts'
import { canBeGiven } from './giftable.ts'
import { mayCallOff } from './going-back.ts'
import { OrderParcels } from './order-parcels.tsx'
import { OrderPlots } from './order-plots.tsx'
import { OrderBand } from './order-status.tsx'
import type { OrderView } from './queries.ts'

export type OrderPageProps = {
  order: OrderView
  now: number
  error: string | null
  /** Secrets of gifts not taken yet, by adoption. */
  gifts: Map<string, string>
  /** Address of the shop, for a link that is handed on. */
  origin: string
  /** What calling it off gives back, where it holds plots that can go back. */
  goingBack: GoingBack | null
  /** Why it was not called off. */
  callOffError: string | null
  t: Texts
  paths: Paths
  language: Language
}

export function OrderPage(props: OrderPageProps) {
  const { order, error, t, paths } = props
  return (
    <div class="order">
      <OrderBand {...props} />
      <div class="wrap order-body">
        {error ? (
          <p class="basket-alert" role="alert">
            {error}
          </p>
        ) : null}
        <div class="order-columns">
          {order.state === 'awaiting_payment' ? (
            <p class="order-pay">
              <a class="button button-primary button-wide" href={paths.payment(order.number)}>
                {t.orders.pay}
              </a>
            </p>
          ) : null}
          <div class="order-goods">
            <OrderPlots {...props} />
            <OrderParcels {...props} />
          </div>
          <div class="order-side">
            <Facts {...props} />
            <div class="order-actions">
              <Receipt {...props} />
              <AfterSale {...props} />
              <InvoiceLink {...props} />
              <Again {...props} />
              {canBeGiven(order) ? (
                <a class="button button-secondary" href={paths.orderGiftCard(order.number)}>
                  {t.sharing.makeGiftCard}
                </a>
              ) : null}
              <Cancellation {...props} />
              {order.paidAt === null || order.forgotten ? null : (
                <MessagesFold
                  about="orders"
                  stopped={order.stopped}
                  action={paths.orderMessages(order.number)}
                  t={t}
                />
              )}
            </div>
            <p class="fine">
              {t.orders.trouble} <a href={paths.contact}>{t.shell.contact}</a>{' '}
              <a href={paths.personalData(order.number)}>{t.orders.personalData}</a>
            </p>
          </div>
        </div>
      </div>
    </div>
  )
}

/** The same goods once more; of an order that closed unpaid, what was in the cart. Plots are chosen anew. */
function Again({ order, t, paths }: OrderPageProps) {
  if (order.state === 'awaiting_payment' || order.state === 'cancelling') return null
  if (order.lines.every(({ sku }) => sku === null))
    return (
      <a class="button button-secondary" href={paths.gardens}>
        {t.orders.adoptAgain}
      </a>
    )
  return (
    <form method="post" action={paths.orderAgain(order.number)}>
      <button class="button button-secondary" type="submit">
        {order.paidAt === null ? t.orders.putBack : t.orders.buyAgain}
      </button>
    </form>
  )
}

/** Claims: those that are open, or where one is asked for. Plots have their own rule. */
function AfterSale({ order, t, paths }: OrderPageProps) {
  const bought = (order.state === 'paid' || order.state === 'completed') && !order.cancelled
  if (!bought || order.forgotten || order.lines.every(({ sku }) => sku === null)) return null
  return (
    <a class="button button-secondary" href={paths.claims(order.number)}>
      {order.openClaims ? t.claims.open(order.openClaims) : t.claims.ask}
    </a>
  )
}

/** Its invoice: asked for once it is paid, downloaded once it is made. */
function InvoiceLink({ order, t, paths }: OrderPageProps) {
  if (order.paidAt === null) return null
  return (
    <a class="button button-secondary" href={paths.invoice(order.number)}>
      {t.invoices.see}
    </a>
  )
}

function Facts({ order, t, paths, language }: OrderPageProps) {
  const texts = t.orders
  const { recipient } = order
  const rows: [string, unknown][] = [
    [
      texts.recipient,
      order.forgotten
        ? texts.personalDeleted
        : [
            `${recipient.name} ${recipient.phone} `,
            <br />,
            recipient.region
              ? `${recipient.region.replaceAll(' ', '')} ${recipient.street} `
              : t.gardens.order.giftsAddress,
            ' ',
            <a href={paths.ownAddress(order.number)}>
              {addressOpen(order) ? texts.addressChange : texts.addressWhole}
            </a>,
          ],
    ],
    ...(order.buyer ? [[texts.buyer, order.buyer.phone] as [string, unknown]] : []),
    ...plotRow(order, t.gardens.cart.plots),
    ...goodsRow(order, texts.goods),
    ...(order.freight.length ? [freightRow(order, t, language)] : []),
    ...(order.discountFen
      ? [[texts.discount, <Amount fen={-order.discountFen} />] as [string, unknown]]
      : []),
    [sumLabel(order, texts), <Amount fen={order.totalFen} strong />],
    ...(refundedFen(order) > 0
      ? [[texts.refunded, <Amount fen={refundedFen(order)} />] as [string, unknown]]
      : []),
    ...(repaidFen(order) > 0 ? [[texts.repaid, <Amount fen={repaidFen(order)} />] as [string, unknown]] : []),
    ...(order.note ? [[texts.note, order.note] as [string, unknown]] : []),
    [texts.placedAt, texts.stamp(formatInstant(order.placedAt))],
    ...(order.paidAt === null
      ? []
      : [[texts.paidAt, texts.stamp(formatInstant(order.paidAt))] as [string, unknown]]),
  ]
  return (
    <dl class="order-facts">
      <div>
        <dt>{texts.number}</dt>
        <dd>
          <span class="order-number">{formatOrderNumber(order.number)}</span>
          <CopyButton text={order.number} words={texts} />
        </dd>
      </div>
      {rows.map(([label, value]) => (
        <div>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const plotsFen = ({ adoptions, lines }: OrderView): number =>
  addFen(...adoptions.map((one) => lines.find((own) => own.line === one.line)?.amountFen ?? 0))

/** What was called off unpaid is owed by nobody. */
const sumLabel = (order: OrderView, texts: Texts['orders']): string => {
  if (order.paidAt !== null) return texts.paidSum
  return order.state === 'awaiting_payment' ? texts.payable : texts.orderSum
}

/** Plots and goods apart, as the checkout showed them. */
const plotRow = (order: OrderView, label: (count: number) => string): [string, unknown][] =>
  order.adoptions.length ? [[label(order.adoptions.length), <Amount fen={plotsFen(order)} />]] : []

const goodsRow = (order: OrderView, label: string): [string, unknown][] =>
  order.lines.length > order.adoptions.length
    ? [[label, <Amount fen={order.subtotalFen - plotsFen(order)} />]]
    : []

const freightRow = (order: OrderView, t: Texts, language: Language): [string, unknown] => [
  t.orders.freight,
  t.shell.facts(
    order.freight.map(
      (group) => `${inLanguage(language, group.nameZh, group.nameEn)} ¥${formatYuan(group.feeFen)}`,
    ),
  ),
]

/** Asks once more before it cancels; a folded question works without scripts. */
function Cancellation({ order, goingBack, callOffError, t, paths, language }: OrderPageProps) {
  const unpaid = order.state === 'awaiting_payment'
  if (!unpaid && !mayCallOff(order)) return null
  if (goingBack)
    return (
      <CallingOff
        back={goingBack}
        title={t.orders.cancelPaid}
        action={paths.cancellation(order.number)}
        error={callOffError}
        t={t}
        language={language}
      />
    )
  return (
    <details class="order-cancel">
      <summary class="button button-secondary">{unpaid ? t.orders.cancel : t.orders.cancelPaid}</summary>
      <form method="post" action={paths.cancellation(order.number)}>
        <p>{unpaid ? t.orders.cancelQuestion : t.orders.cancelPaidQuestion}</p>
        <button class="button button-danger" type="submit">
          {t.orders.cancelYes}
        </button>
      </form>
    </details>
  )
}

/** 确认收货 asks once more: the after-sales clocks run from it. */
function Receipt({ order, t, paths }: OrderPageProps) {
  if (
    order.state !== 'paid' ||
    order.cancelled ||
    !order.parcels.some((parcel) => parcel.receivedAt === null)
  )
    return null
  return (
    <details class="order-cancel">
      <summary class="button button-primary">{t.orders.confirmReceipt}</summary>
      <form method="post" action={paths.receipt(order.number)} data-once>
        <p>{t.orders.receiptQuestion}</p>
        <button class="button button-primary" type="submit">
          {t.orders.receiptYes}
        </button>
      </form>
    </details>
  )
}

const sumOf = (refunds: OrderPageProps['order']['refunds']): number =>
  refunds.reduce((sum, { amountFen }) => sum + amountFen, 0)

/** Given back or on its way back, the way it was paid. */
const refundedFen = ({ refunds }: OrderPageProps['order']): number =>
  sumOf(refunds.filter(({ state }) => state !== 'failed' && state !== 'repaid'))

/** Sent back by hand. */
const repaidFen = ({ refunds }: OrderPageProps['order']): number =>
  sumOf(refunds.filter(({ state }) => state === 'repaid'))
