import { dateText } from '../cart/dates.ts'
import { formatOrderNumber } from '../kernel/ids.ts'
import { addDays, civilDate } from '../kernel/time.ts'
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
          <p class="order-of">{t.orders.ofNumber(formatOrderNumber(order.number))}</p>
          <h1>{key === 'paid' ? paidBand(order, t.orders) : t.orders.band[key]}</h1>
          <BandNote {...props} state={key} />
          <OrderSteps {...props} />
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

/** The road of an order: what is recorded carries its date, what is promised says that it is expected. */
function OrderSteps({ order, t }: OrderPageProps) {
  if (order.paidAt !== null && isPlotsOnly(order)) return null
  if (order.cancelled || order.state === 'cancelled' || order.state === 'cancelling') return null
  const texts = t.orders
  const steps = stepsOf(order)
  const current = steps.findLastIndex(({ at }) => at !== null)
  return (
    <ol class="order-steps" aria-label={texts.stepsLabel}>
      {steps.map(({ name, at, expected }, index) => (
        <li
          class={index < current ? 'step-done' : index === current ? 'step-current' : 'step-next'}
          aria-current={index === current ? 'step' : undefined}
        >
          <span class="step-dot" />
          <span class="step-label">{texts.steps[name]}</span>
          <span class="step-date">
            {at === null && expected ? texts.expected : ''}
            {at === null && !expected ? null : (
              <span>{dateText(at === null ? expected! : civilDate(at), t.cart)}</span>
            )}
          </span>
        </li>
      ))}
    </ol>
  )
}

type Step = {
  name: keyof OrderPageProps['t']['orders']['steps']
  at: number | null
  /** Civil date it is promised for; of a late parcel none. */
  expected?: string
}

function stepsOf(order: OrderView): Step[] {
  const arrived = order.parcels.map((parcel) => parcel.deliveredAt)
  const all = order.shippingStatus === 'delivered'
  const { first, last } = promisedDays(order)
  return [
    { name: 'placed', at: order.placedAt },
    { name: 'paid', at: order.paidAt },
    { name: 'shipped', at: order.parcels[0]?.shippedAt ?? null, expected: first },
    { name: 'delivered', at: all ? Math.max(...arrived.map((at) => at ?? 0)) : null, expected: last },
    { name: 'completed', at: order.events.find((event) => event.kind === 'completed')?.at ?? null },
  ]
}

/** The day the first parcel leaves, and the day by which the last has come, while nothing has left and nothing is late. */
function promisedDays({ leaving, freight, parcels }: OrderView): { first?: string; last?: string } {
  if (parcels.length || !leaving.length || !leaving.every((one) => one?.next === null)) return {}
  const days = leaving.flatMap((one) => (one ? [one.on] : [])).sort()
  const ends = freight
    .flatMap(({ transitDays }, index) =>
      transitDays && leaving[index] ? [addDays(leaving[index].on, transitDays[1])] : [],
    )
    .sort()
  return { first: days[0], last: ends.length === freight.length ? ends.at(-1) : undefined }
}
