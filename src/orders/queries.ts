import { eq, sql } from 'drizzle-orm'
import { type OrderAdoption, orderAdoptions } from '../adoption/order-adoptions.ts'
import { calendarStatements } from '../cart/shelf.ts'
import type { FreightRules } from '../catalog/freight.ts'
import type { Db } from '../db/client.ts'
import { select, selectAll } from '../db/query.ts'
import type { Shipment, ShipmentLine } from '../fulfilment/schema.ts'
import { findDivision } from '../kernel/divisions.ts'
import { maskPhone } from '../kernel/phone.ts'
import { unseal } from '../kernel/secrets.ts'
import { markOfOrder, readStopped } from '../notices/stopping.ts'
import type { Refund } from '../payments/schema.ts'
import type { Shop } from '../shop.ts'
import { type Calendar, type Leaving, leavingOf } from './leaving.ts'
import type { Actor, Buyer, Invoice, OrderFreight, OrderState } from './order.ts'
import {
  type Order,
  type OrderEvent,
  type OrderLine,
  orderCancellations,
  orderEvents,
  orderLines,
  orders,
} from './schema.ts'
import { type PaymentStatus, paymentStatus, type ShippingStatus, shippingStatus } from './standing.ts'

export type OrderView = {
  id: string
  number: string
  /** Number of its newest event: what is decided on this view is written under the next one, or not at all. */
  seq: number
  state: OrderState
  paymentStatus: PaymentStatus
  shippingStatus: ShippingStatus
  closedBy: Actor | null
  /** Called off after it was paid. */
  cancelled: boolean
  language: string
  channel: string
  lines: OrderLine[]
  freight: OrderFreight[]
  subtotalFen: number
  freightFen: number
  discountFen: number
  totalFen: number
  /** Masked: a page shows no whole phone number and no whole address. Of gifts alone there is no region and no street. */
  recipient: { name: string; phone: string; region: string; street: string }
  /** Masked; null where the receiver is the buyer. */
  buyer: Buyer | null
  note: string
  /** Whole: pages that show it mask what is a person's. */
  invoice: Invoice | null
  forgotten: boolean
  /** When its slip was first printed. */
  packingAt: number | null
  /** Since when nothing more can happen to it. */
  overAt: number | null
  placedAt: number
  payBefore: number
  paidAt: number | null
  events: Pick<OrderEvent, 'kind' | 'at'>[]
  refunds: Pick<Refund, 'amountFen' | 'state' | 'settledAt'>[]
  /** Pieces of each line whose price went back, or is on its way. */
  refundedPieces: { line: number; quantity: number }[]
  /** Whether money that came by bank transfer waits for a person who sends it back. */
  backByHand: boolean
  /** Pieces of each line that still wait to be sent. */
  leftToShip: { line: number; left: number }[]
  parcels: OrderParcel[]
  /** When each group of `freight` leaves; null where none of it waits, or no rule names a day. */
  leaving: (Leaving | null)[]
  /** The plots among the lines. */
  adoptions: OrderAdoption[]
  /** Claims after the sale that are open. */
  openClaims: number
  /** Its phone gets no messages of orders. */
  stopped: boolean
}

type RefundRow = OrderView['refunds'][number] & { byHand: number }

/** A promise this old still reckons with the holidays of its time. */
const PROMISED_DAYS = 92

export type OrderParcel = Omit<Shipment, 'orderId' | 'staffId' | 'channel'> & {
  lines: Pick<ShipmentLine, 'line' | 'quantity'>[]
}

/** An order as its page and the API show it, in one round trip after the number; null when there is none. */
export async function readOrder(shop: Shop, number: string): Promise<OrderView | null> {
  const ofNumber = sql`(SELECT id FROM orders WHERE number = ${number})`
  const [
    rows,
    lines,
    events,
    refunds,
    refundedPieces,
    cancellations,
    settled,
    parcels,
    adoptions,
    openClaims,
    stops,
    ...calendar
  ] = await shop.db.batch([
    shop.db.all(selectAll(orders).where(eq(orders.number, number))),
    shop.db.all(selectAll(orderLines).where(eq(orderLines.orderId, ofNumber))),
    shop.db.all(
      select({ kind: orderEvents.kind, at: orderEvents.at })
        .from(orderEvents)
        .where(eq(orderEvents.orderId, ofNumber)),
    ),
    // The order's machine stands below payments, so their facts are read here by name only.
    shop.db.all<RefundRow>(
      sql`SELECT r.amount_fen amountFen, r.state, r.settled_at settledAt, a.method = 'bank_transfer' byHand FROM refunds r
        CROSS JOIN payment_attempts a ON a.id = r.attempt_id WHERE r.order_id = ${ofNumber}`,
    ),
    shop.db.all<{ line: number; quantity: number }>(
      sql`SELECT line, sum(quantity) quantity FROM refund_lines WHERE order_id = ${ofNumber} GROUP BY line`,
    ),
    shop.db.all(selectAll(orderCancellations).where(eq(orderCancellations.orderId, ofNumber))),
    shop.db.all<{ line: number; quantity: number }>(
      sql`SELECT line, quantity FROM settled_pieces WHERE order_id = ${ofNumber}`,
    ),
    shop.db.all<Omit<OrderParcel, 'lines'> & { lines: string }>(sql`
      SELECT s.id, s.storage, s.carrier, s.tracking_no trackingNo, s.shipped_at shippedAt, s.delivered_at deliveredAt,
        s.delivered_by deliveredBy, s.received_at receivedAt, s.out_at outAt, (
        SELECT json_group_array(json_object('line', l.line, 'quantity', l.quantity)) FROM shipment_lines l
        WHERE l.shipment_id = s.id) lines FROM shipments s WHERE s.order_id = ${ofNumber} ORDER BY s.id`),
    orderAdoptions(shop.db, ofNumber),
    // Claims stand above orders: their number is read here by name only.
    shop.db.all<{ open: number }>(
      sql`SELECT count(*) open FROM claims WHERE order_id = ${ofNumber} AND ended_at IS NULL`,
    ),
    readStopped(shop.db, 'orders', markOfOrder(number)),
    ...calendarStatements(shop.db, shop.now, { past: PROMISED_DAYS }),
  ])
  const order = rows[0]
  if (!order) return null
  const sent = parcels.map((parcel) => ({ ...parcel, lines: JSON.parse(parcel.lines) }))
  const [templates, holidays] = calendar
  const rules = new Map(templates.map((row) => [row.code, JSON.parse(row.rules) as FreightRules]))
  const leaves = { templates: rules, holidays }
  return view(shop, order, lines, events, refunds, cancellations.length > 0, {
    sent,
    settled,
    refundedPieces,
    adoptions,
    openClaims: openClaims[0]?.open ?? 0,
    stopped: stops[0]?.stopped === 1,
    leaves,
  })
}

async function view(
  shop: Shop,
  order: Order,
  lines: OrderLine[],
  events: OrderView['events'],
  refunds: RefundRow[],
  cancelled: boolean,
  {
    sent,
    settled,
    refundedPieces,
    adoptions,
    openClaims,
    stopped,
    leaves,
  }: {
    sent: OrderParcel[]
    settled: { line: number; quantity: number }[]
    refundedPieces: OrderView['refundedPieces']
    adoptions: OrderAdoption[]
    openClaims: number
    stopped: boolean
    leaves: Calendar
  },
): Promise<OrderView> {
  const gone = (line: number) =>
    settled.filter((piece) => piece.line === line).reduce((sum, piece) => sum + piece.quantity, 0)
  // A plot goes into no parcel.
  const left = lines
    .filter(({ sku }) => sku !== null)
    .map(({ line, quantity }) => ({ line, left: quantity - gone(line) }))
  const division = findDivision(order.regionCode)
  const region = division
    ? [division.province.name, division.city.name, division.district.name].filter(
        (name, at, all) => all.indexOf(name) === at,
      )
    : []
  const freight = JSON.parse(order.freight) as OrderFreight[]
  return {
    id: order.id,
    number: order.number,
    seq: order.seq,
    state: order.state,
    paymentStatus: paymentStatus({ ...order, cancelled, refunds, leftToShip: left, parcels: sent }),
    shippingStatus: shippingStatus({ leftToShip: left, parcels: sent }),
    closedBy: order.closedBy,
    cancelled,
    language: order.language,
    channel: order.channel,
    lines,
    freight,
    subtotalFen: order.subtotalFen,
    freightFen: order.freightFen,
    discountFen: order.discountFen,
    totalFen: order.totalFen,
    recipient: {
      name: maskName(order.recipientName),
      phone: maskPhone(await unseal(shop.settings.phoneKey, order.phoneSealed)),
      region: region.join(' '),
      street: maskStreet(order.street),
    },
    buyer: order.buyerSealed
      ? { phone: maskPhone(await unseal(shop.settings.phoneKey, order.buyerSealed)) }
      : null,
    note: order.note,
    invoice: order.invoice ? (JSON.parse(order.invoice) as Invoice) : null,
    forgotten: order.forgottenAt !== null,
    packingAt: order.packingAt,
    overAt: order.overAt,
    placedAt: order.placedAt,
    payBefore: order.payBefore,
    paidAt: order.paidAt,
    events,
    refunds: refunds.map(({ amountFen, state, settledAt }) => ({ amountFen, state, settledAt })),
    refundedPieces,
    backByHand: refunds.some(({ byHand, state }) => byHand === 1 && state !== 'repaid'),
    leftToShip: left,
    parcels: sent,
    leaving: freight.map((group) =>
      isWaiting(order, cancelled, group.storage, sent)
        ? leavingOf(group, leaves, { placedAt: order.placedAt, paidAt: order.paidAt!, now: shop.now })
        : null,
    ),
    adoptions,
    openClaims,
    stopped,
  }
}

/** Paid, and no parcel of this storage went out yet. */
const isWaiting = (order: Order, cancelled: boolean, storage: string, sent: OrderParcel[]): boolean =>
  order.state === 'paid' &&
  order.paidAt !== null &&
  !cancelled &&
  !sent.some((one) => one.storage === storage)

/** How many pieces of a line were given back. */
export const refundedOf = ({ refundedPieces }: Pick<OrderView, 'refundedPieces'>, line: number): number =>
  refundedPieces.find((piece) => piece.line === line)?.quantity ?? 0

/** Whether nothing is left to send. */
export const allSent = (order: Pick<OrderView, 'shippingStatus'>): boolean =>
  order.shippingStatus === 'shipped' || order.shippingStatus === 'delivered'

const maskName = (name: string): string => {
  const [first = '', ...rest] = [...name]
  return first + '*'.repeat(Math.min(2, Math.max(1, rest.length)))
}

const maskStreet = (street: string): string =>
  street && `${[...street].slice(0, Math.min(6, Math.floor([...street].length / 2))).join('')}****`

/** Whether there is an order of this number. */
export async function isOrder(db: Db, number: string): Promise<boolean> {
  return (await db.all(sql`SELECT 1 FROM orders WHERE number = ${number}`)).length > 0
}
