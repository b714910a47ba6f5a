import * as v from 'valibot'
import type { AdoptionProblemReason } from '../../adoption/choosing.ts'
import type { ProblemReason } from '../../cart/quote.ts'
import type { HistoryKind, OrderState } from '../../orders/order.ts'
import type { PaymentStatus, ShippingStatus } from '../../orders/standing.ts'
import type { AttemptState } from '../../payments/attempt.ts'
import type { RefundState } from '../../payments/refunds/refund.ts'
import { areaMu, civilDate, fen, instant, whole } from './common.ts'

/** A line that is short, and what it may have. */
export const shortLine = v.object({
  sku: v.string(),
  available: whole,
  shared: v.optional(
    v.object({
      sku: v.string(),
      available: whole,
      with: v.array(v.string()),
      together: v.nullable(whole),
    }),
  ),
})

const REASONS = [
  'not_sold',
  'out_of_season',
  'by_quotation',
  'sample',
  'undeliverable',
  'dispatch_paused',
  'out_of_stock',
] as const satisfies ProblemReason[]
const PLOT_REASONS = [
  'unknown_plot',
  'other_garden',
  'no_offer',
  'no_tier',
  'sample',
  'not_on_sale',
  'not_your_adoption',
  'plot_twice',
  'plot_taken',
] as const satisfies AdoptionProblemReason[]

const priced = { sku: v.string(), quantity: whole, unitPriceFen: fen, amountFen: fen, discountFen: fen }

export const preview = v.object({
  lines: v.array(v.object({ ...priced, available: whole })),
  groups: v.array(
    v.object({
      storage: v.string(),
      template: v.string(),
      name: v.string(),
      skus: v.array(v.string()),
      freightFen: fen,
      missingForFreeFen: v.nullable(fen),
      shipDates: v.array(civilDate),
    }),
  ),
  adoptions: v.array(
    v.object({
      index: whole,
      plot: v.string(),
      season: whole,
      garden: v.string(),
      areaMu,
      offerVersion: whole,
      priceFen: fen,
      discountFen: fen,
    }),
  ),
  code: v.nullable(v.string()),
  unavailable: v.array(v.object({ index: whole, plot: v.string(), reason: v.picklist(PLOT_REASONS) })),
  subtotalFen: fen,
  freightFen: fen,
  discountFen: fen,
  totalFen: fen,
  undeliverable: v.array(v.object({ ...shortLine.entries, reason: v.picklist(REASONS) })),
})

const STATES = [
  'awaiting_payment',
  'cancelling',
  'cancelled',
  'paid',
  'completed',
] as const satisfies OrderState[]
const PAYMENT = ['unpaid', 'paid', 'refunding', 'refunded', 'closed'] as const satisfies PaymentStatus[]
const SHIPPING = ['unshipped', 'partly_shipped', 'shipped', 'delivered'] as const satisfies ShippingStatus[]
const HISTORY = [
  'placed',
  'cancel_requested',
  'close_confirmed',
  'paid',
  'completed',
  'refund_requested',
  'gift_claimed',
  'address_corrected',
  'deadline_extended',
  'personal_data_deleted',
] as const satisfies HistoryKind[]
const REFUNDS = [
  'requested',
  'processing',
  'succeeded',
  'failed',
  'given_up',
  'repaid',
] as const satisfies RefundState[]

/** A plot of an order, with the right of its adopter. */
export const orderAdoption = v.object({
  id: v.string(),
  plot: v.string(),
  season: whole,
  areaMu,
  state: v.string(),
  nameBoard: v.string(),
  nameBoardState: v.string(),
  certificate: v.nullable(v.string()),
  accessToken: v.nullable(v.string()),
  gift: v.nullable(v.object({ claimedAt: v.nullable(instant), token: v.nullable(v.string()) })),
})

export const orderLine = v.object({
  ...priced,
  sku: v.nullable(v.string()),
  title: v.string(),
  spec: v.string(),
  adoption: v.nullable(orderAdoption),
})

export const parcel = v.object({
  carrier: v.string(),
  trackingNo: v.string(),
  shippedAt: instant,
  items: v.array(v.object({ sku: v.nullable(v.string()), quantity: whole })),
})

const shown = {
  number: v.string(),
  state: v.picklist(STATES),
  paymentStatus: v.picklist(PAYMENT),
  shippingStatus: v.picklist(SHIPPING),
  subtotalFen: fen,
  freightFen: fen,
  discountFen: fen,
  totalFen: fen,
  payBefore: instant,
  recipient: v.object({ name: v.string(), phone: v.string(), region: v.string(), street: v.string() }),
  buyer: v.nullable(v.object({ phone: v.string() })),
  lines: v.array(orderLine),
  parcels: v.array(parcel),
  refunds: v.array(v.object({ amountFen: fen, state: v.picklist(REFUNDS) })),
  events: v.array(v.object({ kind: v.picklist(HISTORY), at: instant })),
}
export const order = v.object(shown)
export const placedOrder = v.object({ ...shown, accessToken: v.string() })

export const cancellation = v.object({
  number: v.string(),
  state: v.picklist(['cancelled', 'refunding', 'cancelling']),
})

const ATTEMPTS = ['created', 'requested', 'unknown', 'paid', 'closed'] as const satisfies AttemptState[]

/** What the buyer does next. */
export const paymentAction = v.variant('kind', [
  v.object({ kind: v.literal('qr'), text: v.string() }),
  v.object({ kind: v.literal('redirect'), url: v.string() }),
  v.object({ kind: v.literal('jsapi'), params: v.record(v.string(), v.string()) }),
  v.object({
    kind: v.literal('transfer'),
    account: v.object({ name: v.string(), number: v.string(), bank: v.string() }),
    reference: v.string(),
  }),
])
export const payment = v.object({
  id: v.string(),
  outTradeNo: v.string(),
  state: v.picklist(ATTEMPTS),
  action: paymentAction,
})
