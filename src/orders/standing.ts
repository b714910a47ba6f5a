import { type SQL, sql } from 'drizzle-orm'
import { settledPieces } from '../db/settled-pieces.ts'
import type { Refund } from '../payments/schema.ts'
import type { OrderState } from './order.ts'
import type { Order } from './schema.ts'

// How an order stands is derived, never stored: here for one that was read, and in SQL for the lists of the desk. A test
// holds them against each other.

export type ShippingStatus = 'unshipped' | 'partly_shipped' | 'shipped' | 'delivered'
export type PaymentStatus = 'unpaid' | 'paid' | 'refunding' | 'refunded' | 'closed'

/** How far an order got; one that was called off after it was paid is `cancelled` too. */
export const PROGRESS = [
  'awaiting_payment',
  'cancelling',
  'paid',
  'partly_shipped',
  'shipped',
  'delivered',
  'completed',
  'cancelled',
] as const
export type Progress = (typeof PROGRESS)[number]

/** What of its money goes or went back. */
export const MONEY_BACK = ['none', 'refunding', 'partly_refunded', 'refunded'] as const
export type MoneyBack = (typeof MONEY_BACK)[number]

export type Standing = { progress: Progress; moneyBack: MoneyBack }

/** What both are derived from. */
export type StandingFacts = Pick<Order, 'state' | 'totalFen'> & {
  /** Called off after it was paid. */
  cancelled: boolean
  /** Pieces of each line that still wait to be sent. */
  leftToShip: { left: number }[]
  parcels: { deliveredAt: number | null }[]
  refunds: Pick<Refund, 'amountFen' | 'state'>[]
}

/** Whether none, some or all of what is to be sent is on its way, or has come. */
export function shippingStatus({
  leftToShip,
  parcels,
}: Pick<StandingFacts, 'leftToShip' | 'parcels'>): ShippingStatus {
  if (!parcels.length) return 'unshipped'
  if (leftToShip.some((line) => line.left > 0)) return 'partly_shipped'
  return parcels.every((parcel) => parcel.deliveredAt !== null) ? 'delivered' : 'shipped'
}

const isCancelled = ({ state, cancelled }: { state: OrderState; cancelled: boolean }): boolean =>
  cancelled || state === 'cancelled'

/** An order in the two words of the desk. */
export const standingOf = (order: StandingFacts): Standing => ({
  progress: progressOf(order),
  moneyBack: moneyBack(order),
})

function progressOf(order: StandingFacts): Progress {
  if (isCancelled(order)) return 'cancelled'
  if (order.state !== 'paid') return order.state as Exclude<OrderState, 'paid' | 'cancelled'>
  const shipping = shippingStatus(order)
  return shipping === 'unshipped' ? 'paid' : shipping
}

/** What is still on its way back comes first: somebody may have to look after it. */
function moneyBack({ refunds, totalFen, ...order }: StandingFacts): MoneyBack {
  if (!refunds.length) return 'none'
  if (refunds.some(({ state }) => state !== 'succeeded' && state !== 'repaid')) return 'refunding'
  const backFen = refunds.reduce((sum, { amountFen }) => sum + amountFen, 0)
  return isCancelled(order) || backFen >= totalFen ? 'refunded' : 'partly_refunded'
}

/** As buyers are told: only an order that was called off is refunded. A late payment of a closed one shows its refund too. */
export function paymentStatus(order: StandingFacts & Pick<Order, 'paidAt' | 'closedAt'>): PaymentStatus {
  const back = isCancelled(order) ? moneyBack(order) : 'none'
  if (back === 'refunding' || back === 'refunded') return back
  if (order.paidAt !== null) return 'paid'
  return order.closedAt !== null ? 'closed' : 'unpaid'
}

// The rows they ask for belong to features above this one, so they are read by name only.
const CANCELLED = sql`(o.state = 'cancelled' OR EXISTS (SELECT 1 FROM order_cancellations c WHERE c.order_id = o.id))`
const LEFT = sql`EXISTS (SELECT 1 FROM order_lines w WHERE w.order_id = o.id AND w.sku IS NOT NULL
  AND w.quantity > ${settledPieces(sql`w.order_id`, sql`w.line`)})`

/** The progress of the order `o`. */
export const PROGRESS_OF_ORDER: SQL = sql`CASE WHEN ${CANCELLED} THEN 'cancelled' WHEN o.state <> 'paid' THEN o.state
  WHEN NOT EXISTS (SELECT 1 FROM shipments p WHERE p.order_id = o.id) THEN 'paid'
  WHEN ${LEFT} THEN 'partly_shipped'
  WHEN EXISTS (SELECT 1 FROM shipments p WHERE p.order_id = o.id AND p.delivered_at IS NULL) THEN 'shipped'
  ELSE 'delivered' END`

/** The money back of the order `o`. */
export const MONEY_BACK_OF_ORDER: SQL = sql`(SELECT CASE WHEN count(*) = 0 THEN 'none'
  WHEN sum(b.state IN ('succeeded', 'repaid')) < count(*) THEN 'refunding'
  WHEN ${CANCELLED} OR sum(b.amount_fen) >= o.total_fen THEN 'refunded'
  ELSE 'partly_refunded' END FROM refunds b WHERE b.order_id = o.id)`
