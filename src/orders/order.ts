import type { AdoptionRequest } from '../adoption/choosing.ts'
import type { CartItem } from '../cart/quote.ts'
import type { Language } from '../i18n/texts.ts'
import type { Machine } from '../kernel/machine.ts'
import { MINUTE_MS } from '../kernel/time.ts'

export type OrderState = 'awaiting_payment' | 'cancelling' | 'cancelled' | 'paid' | 'completed'
export type OrderEventKind =
  | 'cancel_requested'
  | 'close_confirmed'
  | 'paid'
  | 'completed'
  | 'refund_requested'
  | 'gift_claimed'
  | 'address_corrected'
  | 'deadline_extended'
  | 'personal_data_deleted'

/** What an order's history tells: its beginning and the steps of its machine. */
export type HistoryKind = OrderEventKind | 'placed'

export const orderMachine: Machine<OrderState, OrderEventKind> = {
  awaiting_payment: {
    cancel_requested: 'cancelling',
    paid: 'paid',
    address_corrected: 'awaiting_payment',
    deadline_extended: 'awaiting_payment',
  },
  cancelling: { close_confirmed: 'cancelled', paid: 'paid' },
  cancelled: { personal_data_deleted: 'cancelled' },
  // Called off after it was paid it stays `paid`, and its personal data goes in time.
  paid: {
    completed: 'completed',
    refund_requested: 'paid',
    gift_claimed: 'paid',
    address_corrected: 'paid',
    personal_data_deleted: 'paid',
  },
  completed: {
    refund_requested: 'completed',
    gift_claimed: 'completed',
    personal_data_deleted: 'completed',
  },
}

/** The channel an accepted quotation's order carries; no other order may. */
export const INSTITUTION_CHANNEL = 'institution'

/** No new payment attempt starts with less than this left: the provider could not close it in time. */
export const LAST_ATTEMPT_MS = 3 * MINUTE_MS

/** Time to pay once a network's unpaid orders bind more than half of what they may; a trigger insists on it. */
export const HURRIED_MS = 10 * MINUTE_MS

/** Who closed an order: three recorded reasons. */
export type Actor = 'shopper' | 'timeout' | 'staff'

export type Invoice = { kind: 'personal' | 'company'; title: string; taxNo: string; email: string }

export type Buyer = { phone: string }

export type PlaceOrderRequest = {
  items: CartItem[]
  /** Plots to adopt, three at most. */
  adoptions?: AdoptionRequest[]
  /** `region` is a 6-digit division code; `phone` is canonical. */
  recipient: { name: string; phone: string; region: string; street: string }
  /** Who orders, where somebody else receives; `phone` is canonical. */
  buyer?: Buyer | null
  note: string
  invoice: Invoice | null
  consents: string[]
  channel: string
  language: Language
  /** Civil date the shopper chose for cold goods. */
  shipOn: string | null
  expectedTotalFen: number | null
  /** A code as it was typed. */
  code?: string | null
}

export type PlacedOrder = {
  number: string
  state: OrderState
  totalFen: number
  /** UTC milliseconds. */
  payBefore: number
  accessToken: string
  replayed: boolean
}

/** What a line really cost: its amount less its share of a code's discount, in fen. */
export const paidOf = (line: { amountFen: number; discountFen: number }): number =>
  line.amountFen - line.discountFen

/** Freight as it was charged, kept with the order. */
export type OrderFreight = {
  template: string
  nameZh: string
  nameEn: string
  storage: string
  feeFen: number
  shipOn: string | null
  /** Days on the road as they were stated at the time; left out where none were. */
  transitDays?: [number, number]
  skus: string[]
}

export const isReturnable = (returnRule: string): boolean => returnRule !== 'perishable'

/** Consent codes an order needs: `no_return` where a line cannot be sent back, two more where a plot is adopted. */
export const requiredConsents = (lines: { returnRule: string }[], plots = 0): string[] => [
  'terms',
  'privacy',
  ...(lines.every((line) => isReturnable(line.returnRule)) ? [] : ['no_return']),
  ...(plots > 0 ? ['adoption_terms', 'adoption_risk'] : []),
]
