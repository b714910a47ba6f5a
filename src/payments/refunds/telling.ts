import type { OrderFreight } from '../../orders/order.ts'
import { type Account, isByHand } from '../account.ts'
import type { Refund, RefundTransfer } from '../schema.ts'
import type { LineDue } from './due.ts'

/** One refund with all it was for. */
export type RefundTold = {
  refund: Refund
  lines: LineDue[]
  freight: { nameZh: string; amountFen: number }[]
  /** A sum without pieces; `line` is null for the order itself. */
  allowance: { line: number | null; amountFen: number } | null
  /** It came by bank transfer, so a person sends it back. */
  byHand: boolean
  /** How a person sent the money instead of its provider; null when nobody did. */
  transfer: RefundTransfer | null
  /** How much its parts come to above it: that much was given before, for the order itself. */
  lessFen: number
}

/** An order's refunds in the order they were made, each with its pieces, freight and allowance. */
export function toldRefunds(account: Account): RefundTold[] {
  const groups = JSON.parse(account.order.freight) as OrderFreight[]
  const told = account.refunds.map((refund) => {
    const own = <T extends { refundId: string }>(rows: T[]) =>
      rows.filter(({ refundId }) => refundId === refund.id)
    const lines = own(account.refundedLines)
    const freight = own(account.refundedFreight).map(({ place, amountFen }) => ({
      nameZh: groups[place]?.nameZh ?? '',
      amountFen,
    }))
    const allowance = own(account.allowances)[0] ?? null
    const transfer = account.transfers.find(({ refundId }) => refundId === refund.id) ?? null
    const parts = [...lines, ...freight, ...(allowance ? [allowance] : [])]
    const sum = parts.reduce((total, { amountFen }) => total + amountFen, 0)
    const byHand = isByHand(account, refund)
    return {
      refund,
      lines,
      freight,
      allowance,
      byHand,
      transfer,
      lessFen: Math.max(0, sum - refund.amountFen),
    }
  })
  return told.sort((a, b) => a.refund.createdAt - b.refund.createdAt || (a.refund.id < b.refund.id ? -1 : 1))
}
