import type { RefundState } from '../refunds/refund.ts'
import type { BillLine } from './bill.ts'

export type DifferenceKind =
  | 'paid_there_not_here'
  | 'paid_here_not_there'
  | 'amount_differs'
  | 'refunded_there_not_here'
  | 'refund_here_not_there'

/** What the two sides do not agree on; a sum is null where that side does not know of it. */
export type Difference = {
  kind: DifferenceKind
  outTradeNo: string
  /** Empty where it is about a payment. */
  outRefundNo: string
  orderId: string | null
  thereFen: number | null
  hereFen: number | null
}

/** An attempt of ours: one a line names, or one that was paid in the day's window. `billed`: an earlier bill has it. */
export type OurPayment = {
  outTradeNo: string
  orderId: string
  amountFen: number
  paidAt: number | null
  billed: number
}
/** The same of a refund, under the number that was asked for last. */
export type OurRefund = {
  outRefundNo: string
  outTradeNo: string
  orderId: string
  amountFen: number
  state: RefundState
  settledAt: number | null
  billed: number
}

/** Instants, UTC ms, between which what was learned here is judged with a bill. */
export type Window = { from: number; until: number }

/** States in which nobody here says that the money went back, or will by this provider. */
const NOT_BACK: RefundState[] = ['failed', 'given_up', 'repaid']

const within = (at: number | null, { from, until }: Window): boolean =>
  at !== null && at >= from && at < until

/**
 * What a day's lines and ours do not agree on. A line is judged by its number, whenever we learned of it; what stands here
 * alone is judged once, in the window it was learned in, unless an earlier bill has it: we learn of a payment when it was
 * made or later, also on the next day.
 */
export function differencesOf(
  lines: BillLine[],
  ours: { payments: OurPayment[]; refunds: OurRefund[] },
  window: Window,
): Difference[] {
  const payments = new Map(ours.payments.map((own) => [own.outTradeNo, own]))
  const refunds = new Map(ours.refunds.map((own) => [own.outRefundNo, own]))
  const there = lines.flatMap((line) =>
    line.kind === 'payment'
      ? paidThere(line, payments.get(line.outTradeNo))
      : refundedThere(line, refunds.get(line.outRefundNo)),
  )
  const paid = new Set(lines.flatMap((line) => (line.kind === 'payment' ? [line.outTradeNo] : [])))
  const back = new Set(lines.flatMap((line) => (line.kind === 'refund' ? [line.outRefundNo] : [])))
  const paidHere = ours.payments
    .filter((own) => within(own.paidAt, window) && !own.billed && !paid.has(own.outTradeNo))
    .map((own): Difference => here('paid_here_not_there', { ...own, outRefundNo: '' }))
  const backHere = ours.refunds
    .filter((own) => own.state === 'succeeded' && own.amountFen > 0 && within(own.settledAt, window))
    .filter((own) => !own.billed && !back.has(own.outRefundNo))
    .map((own): Difference => here('refund_here_not_there', own))
  return [...there, ...paidHere, ...backHere]
}

function paidThere(line: BillLine, own: OurPayment | undefined): Difference[] {
  const { outTradeNo, amountFen } = line
  const base = { outTradeNo, outRefundNo: '', orderId: own?.orderId ?? null, thereFen: amountFen }
  if (!own || own.paidAt === null) return [{ ...base, kind: 'paid_there_not_here', hereFen: null }]
  return own.amountFen === amountFen ? [] : [{ ...base, kind: 'amount_differs', hereFen: own.amountFen }]
}

function refundedThere(line: BillLine, own: OurRefund | undefined): Difference[] {
  const { outTradeNo, outRefundNo, amountFen } = line
  const base = { outTradeNo, outRefundNo, orderId: own?.orderId ?? null, thereFen: amountFen }
  if (!own || NOT_BACK.includes(own.state))
    return [{ ...base, kind: 'refunded_there_not_here', hereFen: null }]
  return own.amountFen === amountFen ? [] : [{ ...base, kind: 'amount_differs', hereFen: own.amountFen }]
}

const here = (
  kind: DifferenceKind,
  own: { outTradeNo: string; outRefundNo: string; orderId: string; amountFen: number },
): Difference => ({
  ...{ kind, outTradeNo: own.outTradeNo, outRefundNo: own.outRefundNo, orderId: own.orderId },
  thereFen: null,
  hereFen: own.amountFen,
})
