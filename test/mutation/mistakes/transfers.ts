import type { Mistake } from '../mistake.ts'

const at = (file: string) => `src/payments/transfer/${file}.ts`
const MIGRATION = 'migrations/0033_bank_transfer.sql'

/** Money by bank transfer: what came, what it counts for, and what of it goes back. */
export const TRANSFERS: Mistake[] = [
  {
    file: at('partly-paid'),
    was: ' AND voided_at IS NULL AND set_aside_at IS NULL',
    is: ' AND voided_at IS NULL',
    breaks: 'money that is no payment holds no order open and waits for nobody',
  },
  {
    file: at('confirming'),
    was: '    insist(db, sql`EXISTS (SELECT 1 FROM bank_arrivals WHERE id = ${id} AND set_aside_at IS NULL)`),\n',
    is: '',
    breaks: 'money set aside at the same moment is not confirmed',
  },
  {
    file: 'migrations/0037_taking_back.sql',
    was: 'WHERE id = NEW.attempt_id AND paid_at IS NULL\n',
    is: 'WHERE id = NEW.attempt_id\n',
    breaks: 'what an order was paid with is not taken back from it, whoever tries',
  },
  {
    file: at('matching'),
    was: 'if (twin === null) return judged',
    is: 'return judged',
    breaks: 'one transfer under two serials pays nothing twice unseen',
  },
  {
    file: at('rule'),
    was: '(tookBack === 1 || ',
    is: '(',
    breaks: 'who takes money back from an order does not alone give it to another above the limit',
  },
  {
    file: at('returning'),
    was: 'CASE WHEN NOT ${takenBackFrom(sql`a.id`, sql`a.order_id`)} THEN a.order_id END, (',
    is: 'a.order_id, (',
    breaks: 'no code is made for the buyer of an order the money was taken back from',
  },
  {
    file: at('partly-paid'),
    was: '\n      AND NOT ${takenBackFrom(sql`b.id`, sql`d.id`)}',
    is: '',
    breaks: 'money that was taken back keeps no order open',
  },
  {
    file: at('queries'),
    was: ' || takenBack ? own',
    is: ' ? own',
    breaks: 'the list of arrivals names no order the money was taken back from',
  },
  {
    file: 'src/payments/account.ts',
    was: "capturedAttempt(account)?.method === 'bank_transfer'",
    is: 'false',
    breaks: 'who refunds a transfer is told that the money is still to be sent',
    alsoIn: ['test/admin/transfers.d1.test.ts'],
  },
  {
    file: at('matching'),
    was: 'return like === null ? [] : [[like, one.bankSerial] as const]',
    is: "return [[like ?? '', one.bankSerial] as const]",
    breaks: 'money from nobody is not said to be entered twice because other money from nobody was',
  },
  {
    file: at('matching'),
    was: '[...lines.filter((line) => !twinOf(line)), ...lines.filter(twinOf)]',
    is: 'lines',
    breaks: 'a line that is perhaps entered already takes no order from one that is surely another',
  },
  {
    file: at('registering'),
    was: '(mayTransfer(account.order) || amountFen >= account.order.totalFen)',
    is: 'true',
    breaks: 'a stranger’s fen takes nobody the way they pay',
  },
  {
    file: at('matching'),
    was: "nameKey(line.payer) !== '' &&",
    is: '',
    breaks: 'money from nobody is matched to no order whose name is made of signs',
  },
  {
    file: at('arrival'),
    was: '    .toUpperCase()',
    is: '',
    breaks: 'a serial is the same in small letters',
  },
  {
    file: 'src/payments/settling.ts',
    was: '  endOtherTransfer(db, attempt, now),\n',
    is: '',
    breaks: 'a part that came by transfer is free again once the order is paid another way',
  },
  {
    file: 'src/payments/transfer/partly-paid.ts',
    was: ' OR EXISTS (SELECT 1 FROM bank_arrivals b',
    is: ' OR NOT EXISTS (SELECT 1 FROM bank_arrivals b',
    breaks: 'no clock closes an order whose money waits for a second person',
  },
  {
    file: 'src/payments/attempting.ts',
    was: '(${int(Number(desk))} OR NOT ${stopped})',
    is: 'NOT ${stopped}',
    breaks: 'money that comes while the shop is stopped is counted',
  },
  {
    file: 'src/payments/attempting.ts',
    was: ' && !isOver(open, shop.now)',
    is: '',
    breaks: 'an order given more time is paid by a new trade once the old one is over',
  },
  {
    file: 'src/payments/reconciliation/reconciling.ts',
    was: 'atOnce: 1, limitMs: LIMIT_MS',
    is: 'atOnce: 2, limitMs: LIMIT_MS',
    breaks: 'of two missed days the later waits for the earlier',
  },
  {
    file: 'src/payments/reconciliation/bill.ts',
    was: 'others || !of',
    is: '!of',
    breaks: "a month's bill is not taken for that of one of its days",
  },
  {
    file: at('arrival'),
    was: 'Math.min(restFen, missingFen)',
    is: 'restFen',
    also: [
      {
        file: MIGRATION,
        was: '\n    AND NEW.amount_fen + (SELECT coalesce(sum(amount_fen), 0) FROM arrival_allocations\n      WHERE attempt_id = NEW.attempt_id AND freed_at IS NULL) <= a.amount_fen',
        is: '',
      },
    ],
    breaks: 'an order takes no more of an arrival than it lacks',
  },
  {
    file: at('arrival'),
    was: 'whole: amountFen === missingFen',
    is: 'whole: false',
    breaks: 'an order is paid in the moment its parts come to its sum',
  },
  {
    file: at('registering'),
    was: 'const waits = above && rule!.others > 0',
    is: 'const waits = false',
    breaks: 'above the limit money counts once another person confirmed it',
  },
  {
    file: at('registering'),
    was: "if (same[0]) return ok({ id: same[0].id, state: 'duplicate' })",
    is: '',
    breaks: 'the same serial is entered once, and whoever enters it again is told',
  },
  {
    file: at('confirming'),
    was: '${bankArrivals.enteredBy} = ${staffId} AND ${nobodyElseConfirms(shop, staffId)}',
    is: '${bankArrivals.enteredBy} = ${staffId}',
    breaks: 'who entered an arrival does not confirm it where somebody else could',
  },
  {
    file: at('returning'),
    was: 'amountFen === 0 || amountFen !== seenFen ||',
    is: '',
    breaks: 'what goes back of an arrival is the sum that was looked at',
  },
  {
    file: at('matching'),
    was: 'left.set(number, Math.max(0, missing - amountFen))',
    is: 'left.set(number, missing)',
    breaks: 'part payments of one order in a statement are summed',
  },
  {
    file: at('matching'),
    was: 'seen.set(line.bankSerial, line.amountFen)',
    is: '',
    breaks: 'a line that stands twice in a statement is a duplicate',
  },
  {
    file: at('statement'),
    was: 'if (sum < 0) statement.outgoing += 1',
    is: '',
    breaks: 'what a statement paid out is left out and counted',
  },
  {
    file: at('partly-paid'),
    was: ' AND l.freed_at IS NULL',
    is: '',
    breaks: 'money that was freed holds no order open',
    survives: 'the attempt it was counted for is closed, which the same question asks',
  },
  {
    file: 'src/payments/cancelling.ts',
    was: 'now >= order.payBefore && arrived.length === 0',
    is: 'now >= order.payBefore',
    also: [
      {
        file: 'src/payments/cancelling.ts',
        was: "const waits = by === 'timeout' && order.state === 'awaiting_payment'",
        is: 'const waits = false',
      },
      {
        file: 'src/payments/sweeping.ts',
        was: "\n          AND (state <> 'awaiting_payment' OR NOT ${partlyPaid(sql`orders.id`)})",
        is: '',
      },
    ],
    breaks: 'no clock closes an order of which a part has come',
  },
  {
    file: 'src/payments/refunds/asking-again.ts',
    was: "if (isByHand(account!, refund)) return refuse({ code: 'conflict' })",
    is: '',
    breaks: 'nobody is asked again for a refund that a person sends',
  },
  {
    file: 'src/payments/attempting.ts',
    was: "if (open && account.arrived.length && !from.desk) return refuse({ code: 'conflict' })",
    is: '',
    breaks: 'once a part has come the buyer does not pay the whole sum another way',
  },
]
