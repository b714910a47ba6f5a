import type { OrderFreight } from '../orders/order.ts'
import { paidOf } from '../orders/order.ts'
import type { Account } from '../payments/account.ts'
import {
  type Due,
  dueOf,
  isOpen,
  type LineDue,
  leftOfLine,
  moneyLeft,
  paidForPieces,
  standing,
  unsent,
} from '../payments/refunds/due.ts'
import { isShopsFault } from './claim.ts'
import type { Claim } from './schema.ts'

type Asked = Pick<Claim, 'line' | 'kind' | 'quantity' | 'reason' | 'proposedFen'>
type Line = Account['lines'][number]

/** Asked of pieces that wait, so that none come back: what is sent meanwhile is no part of it any more. */
const isOfWaiting = ({ kind, reason }: Asked): boolean =>
  kind === 'refund_only' && (reason === 'late' || !isShopsFault(reason))

/** Pieces of a line that were sent and not refunded. */
export const sentStanding = (account: Account, line: Line): number =>
  standing(account, line) - unsent(account, line)

/**
 * What a claim gives back today, decided on one snapshot: what was paid for its pieces, and where the shop is answerable
 * their share of the freight; of a sum both sides agreed on that sum, and no piece. Null when nothing of it stands: the
 * order was called off, all of the line went back otherwise, or was sent where it was claimed as not sent.
 */
export function claimDue(account: Account, claim: Asked): Due | null {
  const line = account.lines.find((own) => own.line === claim.line)
  if (!line || !isOpen(account)) return null
  if (claim.proposedFen !== null) {
    const amountFen = Math.min(claim.proposedFen, leftOfLine(account, line), moneyLeft(account))
    return amountFen > 0 ? dueOf(account, 'claim', { allowance: { line: line.line, amountFen } }) : null
  }
  // Tea of a plot has no price of its own: money for it is a sum both sides agree on.
  if (line.sku === null) return null
  const of = isOfWaiting(claim) ? unsent(account, line) : standing(account, line)
  const quantity = Math.min(claim.quantity, of)
  if (quantity === 0) return null
  const lines = [claimedPieces(account, claim, line, quantity)]
  const due = dueOf(account, 'claim', { lines })
  if (!isShopsFault(claim.reason)) return due
  const freightFen = freightShare(account, lines[0]!)
  return freightFen > 0
    ? dueOf(account, 'claim', { lines, allowance: { line: null, amountFen: freightFen } })
    : due
}

/** Pieces that were sent, unless it is claimed that they were not: then those that wait. */
function claimedPieces(account: Account, claim: Asked, line: Line, quantity: number): LineDue {
  const withheld = isOfWaiting(claim) ? quantity : Math.max(0, quantity - sentStanding(account, line))
  const before = line.quantity - standing(account, line)
  const amountFen = Math.min(paidForPieces(line, before, quantity), leftOfLine(account, line))
  return { line: line.line, quantity, withheld, amountFen }
}

/**
 * The pieces' share of the freight their group paid, by what was paid for them; all parts together give back exactly the
 * fee, and never more of it than sums allowed for the order have left. Nothing where the group's freight goes back as a whole, since nothing of it was sent.
 */
function freightShare(account: Account, taken: LineDue): number {
  const { order, lines, refundedLines, refundedFreight, allowances } = account
  const group = (JSON.parse(order.freight) as OrderFreight[]).find(({ skus }) =>
    lines.some(({ line, sku }) => line === taken.line && sku !== null && skus.includes(sku)),
  )
  const own = lines.filter(({ sku }) => sku !== null && group?.skus.includes(sku))
  const sent = account.sentLines.some((part) => own.some(({ line }) => line === part.line))
  const paid = own.reduce((sum, line) => sum + paidOf(line), 0)
  if (!group || !sent || paid === 0) return 0
  const upTo = (fen: number) => Math.floor((group.feeFen * Math.min(fen, paid)) / paid)
  const before = refundedLines
    .filter(({ line }) => own.some((each) => each.line === line))
    .reduce((sum, { amountFen }) => sum + amountFen, 0)
  const back = [...refundedFreight, ...allowances.filter(({ line }) => line === null)]
  const left = order.freightFen - back.reduce((sum, { amountFen }) => sum + amountFen, 0)
  return Math.max(0, Math.min(left, upTo(before + taken.amountFen) - upTo(before)))
}
