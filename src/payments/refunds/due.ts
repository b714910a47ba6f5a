import type { OrderFreight } from '../../orders/order.ts'
import { paidOf } from '../../orders/order.ts'
import type { OrderLine } from '../../orders/schema.ts'
import type { Account, AccountAdoption } from '../account.ts'

/** Why money goes back out of an order's capture. What a person wrote stands beside it, as a note. */
export type RefundReason = 'cancelled' | 'lines' | 'plot' | 'shortfall' | 'goodwill' | 'claim'
/** Why money that no order keeps goes back whole. */
export type UnkeptReason = 'paid_twice' | 'paid_late' | 'plot_lost'

export type RefundPart = { line: number; quantity: number }
/** Pieces taken back, `withheld` of them never sent; `amountFen` goes back for them. */
export type LineDue = RefundPart & { withheld: number; amountFen: number }

/** What goes back, decided on one snapshot of the account: everything one refund changes. */
export type Due = {
  reason: RefundReason
  note: string | null
  amountFen: number
  lines: LineDue[]
  freight: { place: number; amountFen: number }[]
  plots: AccountAdoption[]
  /** A sum without pieces; `line` is null for the order itself. */
  allowance: { line: number | null; amountFen: number } | null
  /** Nothing of the order stands afterwards: it is called off. */
  ends: boolean
}

const sumOf = <T>(rows: T[], of: (row: T) => number): number => rows.reduce((sum, row) => sum + of(row), 0)
const ofLine = <T extends { line: number | null }>(rows: T[], line: number): T[] =>
  rows.filter((row) => row.line === line)

/**
 * What some pieces of a line cost when they were bought, in fen, less their share of a code's discount. `before` pieces
 * were refunded already: all parts of a line together give back exactly what was paid for it.
 */
export function paidForPieces(
  line: Pick<OrderLine, 'quantity' | 'amountFen' | 'discountFen'>,
  before: number,
  pieces: number,
): number {
  const upTo = (count: number) => Math.floor((paidOf(line) * Math.min(count, line.quantity)) / line.quantity)
  return upTo(before + pieces) - upTo(before)
}

/** Money of the capture no refund has claimed yet; one that failed is still owed. */
export const moneyLeft = ({ capture, refunds }: Account): number =>
  capture
    ? capture.amountFen -
      sumOf(
        refunds.filter(({ attemptId }) => attemptId === capture.attemptId),
        ({ amountFen }) => amountFen,
      )
    : 0

/** Pieces of a line nobody has refunded yet. */
export const standing = (
  account: Account,
  { line, quantity }: Pick<OrderLine, 'line' | 'quantity'>,
): number => quantity - sumOf(ofLine(account.refundedLines, line), (part) => part.quantity)

/** Pieces of a line of goods that still wait to be sent. */
export const unsent = (account: Account, { line, quantity }: Pick<OrderLine, 'line' | 'quantity'>): number =>
  quantity -
  sumOf(ofLine(account.sentLines, line), (part) => part.quantity) -
  sumOf(ofLine(account.refundedLines, line), (part) => part.withheld)

/** What of a line's price was neither refunded nor allowed for. */
export const leftOfLine = (account: Account, line: OrderLine): number =>
  paidOf(line) -
  sumOf(ofLine(account.refundedLines, line.line), ({ amountFen }) => amountFen) -
  sumOf(ofLine(account.allowances, line.line), ({ amountFen }) => amountFen)

/** The line of the refund for some pieces of goods: those that wait go first. */
export function pieces(account: Account, line: OrderLine, quantity: number): LineDue {
  const before = line.quantity - standing(account, line)
  const amountFen = Math.min(paidForPieces(line, before, quantity), leftOfLine(account, line))
  return { line: line.line, quantity, withheld: Math.min(quantity, unsent(account, line)), amountFen }
}

/** Freight of the groups of which nothing was sent and nothing is left to send once `taken` is taken back. */
export function freightOf(account: Account, taken: LineDue[]): Due['freight'] {
  const groups = JSON.parse(account.order.freight) as OrderFreight[]
  return groups.flatMap(({ skus, feeFen }, place) => {
    const lines = account.lines.filter(({ sku }) => sku !== null && skus.includes(sku))
    const touched = lines.some(({ line }) => ofLine(taken, line).length > 0)
    const sent = lines.some(({ line }) => ofLine(account.sentLines, line).length > 0)
    const waits = lines.some(
      (line) => unsent(account, line) > sumOf(ofLine(taken, line.line), ({ withheld }) => withheld),
    )
    const known = account.refundedFreight.some((row) => row.place === place)
    return touched && !sent && !waits && !known && feeFen > 0 ? [{ place, amountFen: feeFen }] : []
  })
}

export const standingPlots = (account: Account): AccountAdoption[] =>
  account.adoptions.filter((adoption) => adoption.releasedAt === null)

/** Whether nothing of the order stands once `lines` and `plots` are taken back: nothing sent, nothing to send, no plot. */
export function endsOrder(account: Account, lines: LineDue[], plots: AccountAdoption[]): boolean {
  const waits = account.lines.some(
    (line) =>
      line.sku !== null &&
      unsent(account, line) > sumOf(ofLine(lines, line.line), ({ withheld }) => withheld),
  )
  return !account.parcels.length && !waits && standingPlots(account).every((plot) => plots.includes(plot))
}

/** Puts a refund together: its sum is never more than what is left of the capture. */
export function dueOf(
  account: Account,
  reason: RefundReason,
  {
    lines = [],
    plots = [],
    allowance = null,
    note = null,
  }: Partial<Omit<Due, 'reason' | 'amountFen' | 'ends'>>,
): Due {
  const freight = freightOf(account, lines)
  const total =
    sumOf([...lines, ...freight], ({ amountFen }) => amountFen) + (allowance ? allowance.amountFen : 0)
  const ends = lines.length > 0 && endsOrder(account, lines, plots)
  return {
    reason,
    note,
    lines,
    freight,
    plots,
    allowance,
    ends,
    amountFen: Math.min(total, moneyLeft(account)),
  }
}

/** An order whose money is here and which was not called off. */
export const isOpen = ({ order, capture, cancelled }: Account): boolean =>
  capture !== null && !cancelled && (order.state === 'paid' || order.state === 'completed')
