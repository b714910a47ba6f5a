import type { Mistake } from '../mistake.ts'

const at = (file: string) => `src/payments/reconciliation/${file}.ts`
const TESTS = ['test/payments/reconciliation/bills.test.ts']

/** Providers' bills, the books, and what is settled with producers. */
export const BOOKS: Mistake[] = [
  {
    file: 'src/payments/wechatpay/bill.ts',
    was: "if (found !== hash.toLowerCase()) throw new BillRefused('wrong_hash')",
    is: '',
    breaks: 'a bill that does not fit its hash is not believed',
    alsoIn: TESTS,
  },
  {
    file: 'src/payments/wechatpay/bill.ts',
    was: 'if (url?.origin !== new URL(merchant.baseUrl).origin)',
    is: 'if (!url)',
    breaks: 'a call signed as the merchant goes to WeChat Pay alone',
    alsoIn: TESTS,
  },
  {
    file: 'src/payments/wechatpay/bill.ts',
    was: "if (!adds) throw new BillRefused('totals_differ')",
    is: '',
    breaks: 'a bill that does not add up is refused',
    alsoIn: TESTS,
  },
  {
    file: 'src/payments/alipay/bill.ts',
    was: 'feeFen: feeFen(-exactYuan(',
    is: 'feeFen: feeFen(exactYuan(',
    breaks: 'a fee Alipay keeps counts against the shop',
    alsoIn: TESTS,
  },
  {
    file: at('comparing'),
    was: "if (!own || own.paidAt === null) return [{ ...base, kind: 'paid_there_not_here', hereFen: null }]",
    is: "if (!own) return [{ ...base, kind: 'paid_there_not_here', hereFen: null }]",
    breaks: 'money that is there for an attempt that is open here is found',
  },
  {
    file: at('comparing'),
    was: "const NOT_BACK: RefundState[] = ['failed', 'given_up', 'repaid']",
    is: "const NOT_BACK: RefundState[] = ['failed', 'given_up']",
    breaks: 'a refund that was repaid by hand and went back there too is found',
  },
  {
    file: at('comparing'),
    was: 'within(own.paidAt, window) && !own.billed && !paid.has(own.outTradeNo)',
    is: 'within(own.paidAt, window) && !paid.has(own.outTradeNo)',
    breaks: 'a payment learned after midnight is the provider’s day’s',
  },
  {
    file: 'src/books/reading.ts',
    was: ' WHERE code IS NULL AND ${before(sql`at`)}',
    is: ' WHERE ${before(sql`at`)}',
    breaks: 'money that was made into a code is still said to be in the bank',
  },
  {
    file: at('reading'),
    was: 'startOf(day) - (before ? SKEW_MS : 0)',
    is: 'startOf(day) - SKEW_MS',
    breaks: 'the last minutes of a day wait for its own bill while that is missing',
  },
  {
    file: at('reading'),
    was: '(after ? 0 : SKEW_MS)',
    is: 'SKEW_MS',
    breaks: 'the last minutes of a day are judged with its bill when the next one came before',
  },
  {
    file: at('reconciling'),
    was: "throw new NotYet('no_bill_yet')",
    is: 'void known',
    breaks: 'a bill that is not made yet is not taken for an empty day',
  },
  {
    file: at('remedying'),
    was: "if (trade.state !== 'paid') return ok('not_confirmed')",
    is: '',
    breaks: 'a bill alone moves no money: its provider has to say that the trade is paid',
  },
  {
    file: at('remedying'),
    was: "if (word !== 'succeeded') return ok('not_confirmed')",
    is: '',
    breaks: 'a refund the provider does not confirm ends no difference',
  },
  {
    file: 'src/books/ledger.ts',
    was: "    spread(event, own, 'otherBackFen', rest)\n",
    is: '',
    breaks: 'what was allowed for a whole order stands in the books',
  },
  {
    file: 'src/books/ledger.ts',
    was: '(total < 0 ? -1 : 1) * parts[at]!',
    is: 'parts[at]!',
    breaks: 'a fee that is given back is taken off the books’ fees',
  },
  {
    file: 'src/books/reading.ts',
    was: 'WHERE b.day < ${day}',
    is: 'WHERE b.day <= ${day}',
    breaks: 'the opening and the movements of a period come to its closing',
  },
  {
    file: 'src/books/freezing.ts',
    was: 'if (frozen || !isOver(month, now) || sheet.dueFen !== seenFen)',
    is: 'if (frozen || sheet.dueFen !== seenFen)',
    breaks: 'a month is closed after it is over',
  },
  {
    file: 'src/books/settlement.ts',
    was: 'netFen < 0 ? -partOf(-netFen, basisPoints) : partOf(netFen, basisPoints)',
    is: 'partOf(Math.max(0, netFen), basisPoints)',
    breaks: 'the commission on what was returned goes back to the producer',
  },
]
