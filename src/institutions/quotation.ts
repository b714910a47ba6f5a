import type { CartItem } from '../cart/quote.ts'
import type { Machine } from '../kernel/machine.ts'
import { addFen, type Fen, fen, multiplyFen } from '../kernel/money.ts'

export type QuotationState = 'draft' | 'sent' | 'accepted' | 'declined' | 'expired'
/** `saved` is a draft kept, `sent` a version given out: the first one or a later one that takes its place. */
export type QuotationEvent = 'saved' | 'sent' | 'accepted' | 'declined' | 'expired'
/** What a quotation's history tells: its request and the steps of its machine. */
export type QuotationHistoryKind = QuotationEvent | 'requested'

export const quotationMachine: Machine<QuotationState, QuotationEvent> = {
  draft: { saved: 'draft', sent: 'sent', declined: 'declined' },
  sent: { saved: 'sent', sent: 'sent', accepted: 'accepted', declined: 'declined', expired: 'expired' },
  // What was declined or ran out may be quoted anew; what was accepted is an order.
  declined: { saved: 'declined', sent: 'sent' },
  expired: { saved: 'expired', sent: 'sent' },
  accepted: {},
}

export const QUOTATION_STATES = Object.keys(quotationMachine) as QuotationState[]

export const PURPOSES = ['canteen', 'benefits', 'other'] as const
export type Purpose = (typeof PURPOSES)[number]

/** Limits of one quotation. A hundred million yuan keeps every sum a safe whole number of fen. */
export const MOST_PIECES = 99_999
export const MOST_FEN = 10_000_000_000
export const LONGEST_PAY_DAYS = 180
export const LONGEST_VALID_DAYS = 180

export type QuotedLine = CartItem & {
  titleZh: string
  titleEn: string
  specZh: string
  specEn: string
  unitPriceFen: number
  /** What the shop asked when the line was quoted. */
  listPriceFen: number
  returnRule: string
  sample: number
}

export type QuotationVersion = {
  version: number
  lines: QuotedLine[]
  subtotalFen: number
  freightFen: number
  totalFen: number
  /** Civil date, the last day on which it can be accepted. */
  validUntil: string
  payWithinDays: number
  note: string
  sentAt: number | null
}

/** Sums of a quotation in fen. */
export function sumsOf(lines: { quantity: number; unitPriceFen: number }[], freightFen: number) {
  const subtotalFen: Fen = addFen(...lines.map((line) => multiplyFen(line.unitPriceFen, line.quantity)))
  return { subtotalFen, freightFen: fen(freightFen), totalFen: addFen(subtotalFen, freightFen) }
}

/** How a quotation stands on a civil date: one whose last day is over has run out, whether the nightly run came or not. */
export const stateOn = (
  quotation: { state: QuotationState; validUntil: string | null },
  today: string,
): QuotationState =>
  quotation.state === 'sent' && (quotation.validUntil ?? '') < today ? 'expired' : quotation.state
