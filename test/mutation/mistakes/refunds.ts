import type { Mistake } from '../mistake.ts'

const at = (file: string) => `src/payments/refunds/${file}.ts`

/** Money going back: how much, for what, to whom, and what else moves with it. */
export const REFUNDS: Mistake[] = [
  {
    file: 'src/payments/moving.ts',
    was: "failed: state === 'failed' ? 1 : 0",
    is: 'failed: 0',
    breaks: 'a refund that its provider refused stays among what waits for a person',
  },
  {
    file: at('due'),
    was: 'return upTo(before + pieces) - upTo(before)',
    is: 'return upTo(pieces)',
    breaks: 'all parts of a line together give back exactly what was paid for it',
  },
  {
    file: at('due'),
    was: '(part) => part.withheld)',
    is: '(part) => part.quantity)',
    breaks: 'pieces refunded after they were sent leave the others waiting',
  },
  {
    file: at('due'),
    was: 'touched && !sent && !waits',
    is: 'touched && !waits',
    breaks: 'freight of a group of which a parcel left stays paid, and the rest of the group can be refunded',
  },
  {
    file: at('due'),
    was: 'attemptId === capture.attemptId',
    is: "attemptId !== ''",
    breaks: 'money that came twice and went back is not taken off what the order itself can give back',
  },
  {
    file: at('due'),
    was: ' -\n  sumOf(ofLine(account.allowances, line.line), ({ amountFen }) => amountFen)',
    is: '',
    breaks: 'what was allowed for a line is taken off what its pieces give back',
  },
  {
    file: at('giving-back'),
    was: '...plotsAsRead(shop, due),',
    is: '',
    breaks: 'tea sent at the same moment is taken off what its plot gives back',
  },
  {
    file: at('giving-back'),
    was: '...(by.entry ? [audit(db, by.entry, now)] : []),',
    is: '',
    breaks: 'whoever of the staff gives money back stands in the log with sum and reason',
  },
  {
    file: at('giving-back'),
    was: 'due.lines.length && received && !waits',
    is: 'due.lines.length && received',
    breaks: 'an order of which something still waits is not over',
  },
  {
    file: at('refunding-plots'),
    was: "adoption.state === 'adopted' && (actor === 'staff' || adoption.giftClaimedAt === null)",
    is: "adoption.state === 'adopted'",
    breaks: 'a gift somebody has taken is no longer its buyer’s to give back',
  },
  {
    file: at('calling-off'),
    was: "account.order.state === 'paid' && !account.parcels.length",
    is: "account.order.state === 'paid'",
    breaks: 'an order of which something was sent cannot be called off as a whole',
  },
  {
    file: at('settling-shortfall'),
    was: 'CASE WHEN g.claimed_at IS NOT NULL THEN g.phone_hmac WHEN b.forgotten_at IS NULL THEN b.phone_hmac END',
    is: 'b.phone_hmac',
    breaks: 'the code for a short season belongs to the receiver of a gift, not to its buyer',
  },
  {
    file: at('settling-shortfall'),
    was: 'row.choice !== null || !offered.includes(choice)',
    is: 'row.choice !== null',
    breaks: 'a short season is settled only by what its offer promised',
  },
  {
    file: at('settling-shortfall'),
    was: 'Math.min(valueFen, leftOfLine(account, line))',
    is: 'valueFen',
    breaks: 'a short season gives back no more than is left of what was paid for the plot',
  },
  {
    file: at('goodwill'),
    was: 'amountFen > limitFen',
    is: 'amountFen >= limitFen',
    breaks: 'a goodwill of exactly the limit needs no second person',
  },
  {
    file: at('word'),
    was: "const told = row?.state === 'succeeded' && row.outRefundNo === refund.outRefundNo",
    is: 'const told = row !== undefined',
    breaks: 'a yes that comes after a refund failed or was repaid is kept for finance',
  },
  {
    file: 'src/payments/learning.ts',
    was: 'await endAttempt(shop, id)',
    is: 'await shop.db.run(update(paymentAttempts).set({ closedAt: shop.now }).where(eq(paymentAttempts.id, id)))',
    breaks: 'an order that is being called off closes with the trade the clock found closed',
  },
]
