import type { Mistake } from '../mistake.ts'

const at = (file: string) => `src/payments/${file}.ts`

/** Money: attempts, captures, cancellations, refunds. */
export const PAYMENTS: Mistake[] = [
  {
    file: at('settling'),
    was: "    if (attempt.paidAt !== null) return ok('already')\n",
    is: '',
    breaks: 'a second word that an attempt was paid gives nothing back',
  },
  {
    file: at('settling'),
    was: 'if (expectedFen !== success.amountFen)',
    is: 'if (expectedFen > success.amountFen)',
    breaks: 'a sum other than the one asked for is refused, higher ones too',
  },
  {
    file: at('settling'),
    was: "    ...putBack(db, order.id, lines, 'released', now),\n",
    is: '',
    breaks: 'an order closed because its plot was lost puts its goods back',
  },
  {
    file: at('settling'),
    was: "...releasePlots(db, adoptions, 'expired', now),",
    is: "...releasePlots(db, adoptions, 'cancelled', now),",
    breaks: 'a plot lost while it was paid is released as expired',
  },
  {
    file: at('settling'),
    was: "capture ? 'paid_twice' : 'paid_late'",
    is: "capture ? 'paid_late' : 'paid_twice'",
    breaks: 'money that is late and money that came twice go back under their own reason',
  },
  {
    file: at('settling'),
    was: "order.state === 'awaiting_payment' || order.state === 'cancelling'\n  if (!open",
    is: "order.state === 'awaiting_payment'\n  if (!open",
    breaks: 'an order that is being called off is paid when its provider says so',
  },
  {
    file: at('settling'),
    was: '    ...enterSale(db, order, account.lines, now, adoptions),\n',
    is: '',
    breaks: 'a sale stands in the impact ledger once it is paid',
  },
  {
    file: at('cancelling'),
    was: 'now >= order.payBefore &&',
    is: 'now > order.payBefore &&',
    breaks: 'at its deadline an order is over',
  },
  {
    file: at('cancelling'),
    was: "if (!unpaid && unpaidBefore) return refuse({ code: 'conflict' })",
    is: '',
    breaks: 'who called off an unpaid order does not refund one that was paid meanwhile',
  },
  {
    file: at('cancelling'),
    was: 'unpaying,\n        ...ahead,',
    is: '...ahead,',
    breaks: 'nobody pays an order that was closed at the same moment',
  },
  {
    file: at('cancelling'),
    was: 'owe(db, closeEffect(attempt), now), ...log',
    is: '...log',
    breaks: 'an order waits for its provider, which is asked to close',
  },
  {
    file: at('cancelling'),
    was: '(seenFen !== undefined && seenFen !== due.amountFen)',
    is: 'false',
    breaks: 'an order is called off for the sum that was seen or not at all',
  },
  {
    file: at('closing'),
    was: "  ...putBack(db, from.id, account.lines, 'released', now),",
    is: "  ...putBack(db, from.id, account.lines, 'returned', now),",
    breaks: 'an unpaid order releases what it reserved, and returns nothing',
  },
  {
    file: at('closing'),
    was: "if (trade.state === 'closed') return endAttempt",
    is: "if (trade.state !== 'paid') return ended",
    breaks: 'an order ends only on its provider’s word that the trade is closed',
  },
  {
    file: at('closing'),
    was: "...(order.state === 'cancelling' ? closeOrder",
    is: "...(order.state !== 'paid' ? closeOrder",
    breaks: 'closing a trade for another method does not close the order',
  },
  {
    file: at('attempting'),
    was: '      await owe(shop.db, closeEffect(open), shop.now)\n      await closeSoon(shop, account.order.id)\n',
    is: "      await shop.db.run(sql`UPDATE payment_attempts SET closed_at = 1, state = 'closed' WHERE id = ${open.id}`)\n",
    breaks: 'the older trade is closed at its provider before another one starts',
  },
  {
    file: at('attempting'),
    was: 'expiresAt: order.payBefore - 60_000',
    is: 'expiresAt: order.payBefore + 60_000',
    breaks: 'a provider’s deadline lies before our own',
  },
  {
    file: at('attempting'),
    was: 'shop.now > account.order.payBefore - LAST_ATTEMPT_MS',
    is: 'shop.now > account.order.payBefore',
    breaks: 'nobody begins to pay in the last minutes',
  },
  {
    file: at('attempting'),
    was: "AND state = 'awaiting_payment' AND (",
    is: 'AND (',
    breaks: 'no attempt begins on an order that was closed meanwhile',
  },
  {
    file: at('refunds/asking'),
    was: "if (state === 'processing') return later('processing')\n",
    is: '',
    breaks: 'a refund under way is asked after again',
  },
  {
    file: at('sweeping'),
    was: 'AND pay_before <= ${shop.now}',
    is: 'AND pay_before < ${shop.now}',
    breaks: 'the sweep ends an order at its deadline',
  },
  {
    file: at('settling'),
    was: "    if (attempt.paidAt !== null) return ok('already')\n",
    is: '',
    also: [
      {
        file: 'migrations/0010_payments.sql',
        was: "WHEN (NEW.reason IN ('paid_twice', 'paid_late', 'plot_lost'))\n  =",
        is: 'WHEN 2 =',
      },
    ],
    breaks: 'a second word that an attempt was paid gives nothing back, the database’s last line or not',
  },
  {
    file: at('moving'),
    was: 'and(eq(paymentAttempts.id, id), inArray(paymentAttempts.state, from))',
    is: 'eq(paymentAttempts.id, id)',
    breaks: 'a late word that a trade is closed leaves a paid attempt as it is',
  },
  {
    file: at('gateways'),
    was: "method === 'sandbox' && !production ?",
    is: "method === 'sandbox' ?",
    breaks: 'nobody pays by the sandbox in production',
  },
]
