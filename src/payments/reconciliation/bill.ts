import { addDays, civilDate } from '../../kernel/time.ts'

/** One movement on a provider's bill. Sums are fen. */
export type BillLine = {
  kind: 'payment' | 'refund'
  outTradeNo: string
  /** Empty for a payment. */
  outRefundNo: string
  amountFen: number
  /** What the provider keeps; less than nought where it gives a fee back. */
  feeFen: number
  /** UTC ms. */
  at: number
  /** Its own number of the trade. */
  providerNo: string
}

export type Bill = { lines: BillLine[] }

/** Why a file is no bill of that day: nothing of it is kept. */
export type BillProblem =
  | 'unreadable'
  | 'totals_differ'
  | 'wrong_hash'
  | 'doubled'
  | 'other_day'
  | 'other_merchant'
  | 'too_large'

export class BillRefused extends Error {
  override name = 'BillRefused'
  constructor(readonly code: BillProblem) {
    super(code)
  }
}

/** Of a bill as it comes and of what it unpacks to. */
export const MOST_BILL_BYTES = 24_000_000

/** A sum in yuan as bills write it, in 1/100,000 of a yuan: fees have five places. Throws BillRefused. */
export function exactYuan(text: string | undefined): number {
  const found = /^(-?)(\d{1,10})(?:\.(\d{1,5}))?$/.exec((text ?? '').trim())
  if (!found) throw new BillRefused('unreadable')
  const [, sign, yuan, places = ''] = found
  return (sign ? -1 : 1) * (Number(yuan) * 100_000 + Number(places.padEnd(5, '0')))
}

/** Fen of a sum that has no parts of one. Throws BillRefused. */
export function wholeFen(exact: number): number {
  if (exact % 1000 !== 0) throw new BillRefused('unreadable')
  return exact / 1000 || 0
}

/** Fen of a fee, rounded half away from nought. */
export const feeFen = (exact: number): number =>
  (exact < 0 ? -1 : 1) * Math.round(Math.abs(exact) / 1000) || 0

/** UTC ms of "2026-11-28 18:30:00" in China. Throws BillRefused. */
export function billInstant(text: string | undefined): number {
  const at = Date.parse(`${(text ?? '').trim().replace(' ', 'T')}+08:00`)
  if (Number.isNaN(at)) throw new BillRefused('unreadable')
  return at
}

const numberOf = ({ kind, outTradeNo, outRefundNo }: BillLine): string =>
  `${kind} ${outTradeNo} ${outRefundNo}`

/** A bill of these lines. Throws BillRefused where one stands there twice. */
export function billOf(lines: BillLine[]): Bill {
  if (new Set(lines.map(numberOf)).size < lines.length) throw new BillRefused('doubled')
  return { lines }
}

/**
 * A bill that was sent in is of the day it was sent in for, and of no more: a month's would count the fees of its other
 * days twice. A refund may bear the time of its payment. Throws BillRefused.
 */
export function insistOnDay({ lines }: Bill, day: string): void {
  // The clocks of both sides may be apart at midnight.
  const [first, last] = [addDays(day, -1), addDays(day, 1)]
  const of = lines.map(({ kind, at }) => ({ kind, on: civilDate(at) }))
  const others = of.some(({ kind, on }) => on > last || (kind === 'payment' && on < first))
  if (lines.length && (others || !of.some(({ on }) => on === day))) throw new BillRefused('other_day')
}

export type BillSums = {
  payments: number
  refunds: number
  paidFen: number
  refundedFen: number
  feeFen: number
}

export function sumsOf(lines: Pick<BillLine, 'kind' | 'amountFen' | 'feeFen'>[]): BillSums {
  const sums: BillSums = { payments: 0, refunds: 0, paidFen: 0, refundedFen: 0, feeFen: 0 }
  for (const { kind, amountFen, feeFen: fee } of lines) {
    sums[kind === 'payment' ? 'payments' : 'refunds'] += 1
    sums[kind === 'payment' ? 'paidFen' : 'refundedFen'] += amountFen
    sums.feeFen += fee
  }
  return sums
}
