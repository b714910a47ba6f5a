import { type Account, arrivedFen, openAttempt } from '../account.ts'
import type { PaymentAttempt } from '../schema.ts'

/** Money that came to the bank account, as somebody typed it or a statement says it. */
export type ArrivalInput = {
  /** Civil date. */
  receivedOn: string
  amountFen: number
  payer: string
  /** The bank's own number of it: an arrival is entered once. */
  bankSerial: string
  remark: string
}

/** A serial as it is compared: blanks, quotes, width and case differ between a slip, a statement and who types it. */
export const plainSerial = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/[\s\p{Cf}'’"]/gu, '')
    .toUpperCase()

/** What of an arrival an order takes, and whether its attempt is paid with it. */
export type Share = { attempt: PaymentAttempt; amountFen: number; whole: boolean }

const isUnpaid = ({ order }: Account): boolean =>
  order.state === 'awaiting_payment' || order.state === 'cancelling'

/**
 * What an order takes of `restFen`: what its open transfer still lacks; one that closed unpaid takes its whole sum, to be
 * given back, or nothing. Null when it takes nothing.
 */
export function shareOf(account: Account, restFen: number): Share | null {
  const open = openAttempt(account)
  if (isUnpaid(account) && open?.method === 'bank_transfer') {
    const missingFen = open.amountFen - arrivedFen(account, open.id)
    const amountFen = Math.min(restFen, missingFen)
    return amountFen > 0 ? { attempt: open, amountFen, whole: amountFen === missingFen } : null
  }
  if (account.order.state !== 'cancelled') return null
  const late = account.attempts.findLast(
    ({ method, paidAt, closedAt }) => method === 'bank_transfer' && paidAt === null && closedAt !== null,
  )
  return late && restFen >= late.amountFen ? { attempt: late, amountFen: late.amountFen, whole: true } : null
}

/** Whether money for an order needs an attempt to be counted for: it is to be paid, and nobody began to by transfer. */
export const lacksAttempt = (account: Account): boolean =>
  account.order.state === 'awaiting_payment' && openAttempt(account)?.method !== 'bank_transfer'
