import { formatInstant } from '../kernel/time.ts'
import { Scene } from '../ui/scene.tsx'
import { Deadline } from './deadline.tsx'
import { leavingText } from './leaving.ts'
import type { OrderPageProps } from './order-page.tsx'
import type { OrderView } from './queries.ts'

type BandKey = keyof OrderPageProps['t']['orders']['band']

const bandKey = (order: OrderView): BandKey =>
  order.paymentStatus === 'refunding' || order.paymentStatus === 'refunded'
    ? order.paymentStatus
    : order.state

/** No parcel of this order's own: the tea of its plots follows by the season. */
const isPlotsOnly = ({ lines, adoptions }: OrderView): boolean =>
  adoptions.length > 0 && lines.length === adoptions.length

const paidBand = (order: OrderView, texts: OrderPageProps['t']['orders']): string =>
  isPlotsOnly(order) ? texts.plotsBand : texts.sentBand[order.shippingStatus]

function refundNote({ refunds, backByHand }: OrderView, texts: OrderPageProps['t']['orders']): string {
  if (refunds.every(({ state }) => state === 'repaid')) return texts.repaidNote
  return backByHand ? texts.byHandNote : texts.refundNote
}

/** One line that says how the order stands, and one that says what comes next. */
export function OrderBand(props: OrderPageProps) {
  const { order, t } = props
  const key = bandKey(order)
  return (
    <header class="order-band">
      <div class="wrap">
        <div>
          <h1>{key === 'paid' ? paidBand(order, t.orders) : t.orders.band[key]}</h1>
          <BandNote {...props} state={key} />
        </div>
        {key === 'paid' ? <Scene name="mountain-road" t={t.scenes} /> : null}
      </div>
    </header>
  )
}

function BandNote({ order, now, t, state }: OrderPageProps & { state: BandKey }) {
  const texts = t.orders
  switch (state) {
    case 'awaiting_payment':
      // Of such an order a part has come by transfer: nothing is counted down any more, a person decides.
      if (order.payBefore <= now) return <p>{texts.transfer.over}</p>
      return (
        <>
          <p data-left-ms={String(order.payBefore - now)}>
            <Deadline payBefore={order.payBefore} now={now} t={texts} />
          </p>
          <p class="order-band-note">{texts.payBeforeNote}</p>
        </>
      )
    case 'cancelling':
      return <p>{texts.cancellingNote}</p>
    case 'cancelled':
      return order.closedBy ? <p>{texts.closedBy[order.closedBy]}</p> : null
    case 'refunding':
    case 'refunded':
      return <p>{refundNote(order, texts)}</p>
    case 'paid': {
      if (isPlotsOnly(order)) return <p>{texts.plotsNote}</p>
      if (order.shippingStatus === 'delivered') return <p>{texts.deliveredNote}</p>
      if (order.parcels.length) {
        const under = order.parcels.filter((parcel) => parcel.deliveredAt === null).length
        return <p>{under ? texts.sentNote(under) : texts.preparing}</p>
      }
      const [first] = order.leaving
        .filter((leaving) => leaving !== null)
        .sort((a, b) => (a.on < b.on ? -1 : 1))
      return first ? <p>{leavingText(first, t)}</p> : null
    }
    case 'completed':
      return null
  }
}

/** The road of an order; only what is recorded carries a date. */
export function OrderSteps({ order, t }: OrderPageProps) {
  if (order.paidAt !== null && isPlotsOnly(order)) return null
  if (order.cancelled || order.state === 'cancelled' || order.state === 'cancelling') return null
  const texts = t.orders
  const completed = order.events.find((event) => event.kind === 'completed')?.at ?? null
  const arrived = order.parcels.map((parcel) => parcel.deliveredAt)
  const all = order.shippingStatus === 'delivered'
  const deliveredAt = all ? Math.max(...arrived.map((at) => at ?? 0)) : null
  const steps: [string, number | null][] = [
    [texts.steps.placed, order.placedAt],
    [texts.steps.paid, order.paidAt],
    [texts.steps.shipped, order.parcels[0]?.shippedAt ?? null],
    [texts.steps.delivered, deliveredAt],
    [texts.steps.completed, completed],
  ]
  const current =
    completed !== null
      ? 4
      : deliveredAt !== null
        ? 3
        : order.parcels.length
          ? 2
          : order.paidAt === null
            ? 0
            : 1
  return (
    <ol class="order-steps" aria-label={texts.stepsLabel}>
      {steps.map(([label, at], index) => (
        <li
          class={index < current ? 'step-done' : index === current ? 'step-current' : 'step-next'}
          aria-current={index === current ? 'step' : undefined}
        >
          <span class="step-dot" />
          <span class="step-label">{label}</span>
          <span class="step-date">{at === null ? '' : formatInstant(at).slice(5, 10)}</span>
        </li>
      ))}
    </ol>
  )
}
