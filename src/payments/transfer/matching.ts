import { parseOrderNumber } from '../../kernel/ids.ts'
import type { StatementLine } from './statement.ts'

/** 匹配 · 少付 · 多付 · 未知 · 重复. */
export type Verdict = 'match' | 'short' | 'over' | 'unknown' | 'duplicate'
export type Judged = StatementLine & {
  verdict: Verdict
  /** The order it is for. */
  number: string | null
  /** Found by sum and payer alone: a person looks at it. */
  check: boolean
  /** The serial of an arrival of the same day, sum and payer: perhaps this one, entered under another serial. */
  twin: string | null
  /** What a person should know, in words; '' when nothing. */
  note: string
}

/** An unpaid order that waits for a transfer. */
export type Awaiting = { number: string; remainingFen: number; payers: string[] }
export type Books = {
  /** Serials that were entered before, with their sums. */
  known: ReadonlyMap<string, number>
  /** The serials of arrivals by `likeness`. */
  entered: ReadonlyMap<string, string>
  awaiting: Awaiting[]
  /** What became of other orders a remark names. */
  others: ReadonlyMap<string, string>
}

const NUMBER_LENGTH = 12

/** Every text in a remark that can be an order number, blanks, hyphens, case and mistaken letters forgiven as a look-up does. */
export function numbersIn(remark: string): string[] {
  const joined = remark.normalize('NFKC').replace(/[\s\p{Cf}\p{Pd}_]/gu, '')
  const found = new Set<string>()
  for (const [run] of joined.matchAll(/[0-9A-Za-z]{12,}/g))
    for (let at = 0; at + NUMBER_LENGTH <= run.length; at += 1) {
      const number = parseOrderNumber(run.slice(at, at + NUMBER_LENGTH))
      if (number) found.add(number)
    }
  return [...found]
}

/** A name as it is compared: width, blanks and brackets do not count. */
const nameKey = (name: string): string => name.normalize('NFKC').replace(/[\s\p{Cf}\p{P}]/gu, '')

/** What two entries of one transfer have in common; null where nobody is named. */
export function likeness({ receivedOn, amountFen, payer }: Like): string | null {
  const name = nameKey(payer)
  return name === '' ? null : `${receivedOn} ${amountFen} ${name}`
}

/** The serials of arrivals by their likeness; one that names nobody is like no other. */
export const byLikeness = (arrivals: (Like & { bankSerial: string })[]): Map<string, string> =>
  new Map(
    arrivals.flatMap((one) => {
      const like = likeness(one)
      return like === null ? [] : [[like, one.bankSerial] as const]
    }),
  )
type Like = Pick<StatementLine, 'receivedOn' | 'amountFen' | 'payer'>

const OTHERS: Record<string, string> = {
  paid: '订单已付清，这笔是多付的',
  completed: '订单已付清，这笔是多付的',
  cancelled: '订单已取消，钱要退回',
}

/** A bank that numbers each day anew: nobody takes the second for the first unseen. */
const OTHER_SUM = '这个流水号已登记过另一个金额，这一行没有入账：请核对，是另一笔就在流水号后面加日期手工登记'

/**
 * What each line of a statement is, in its order: lines of one order count together. A number in the remark says which order;
 * without one, the only order that lacks just this sum and whose payer it is, to be looked at; else nobody knows. What may be
 * entered already is for no order until a person says so.
 */
export function judgeLines(lines: StatementLine[], { known, entered, awaiting, others }: Books): Judged[] {
  const seen = new Map(known)
  const left = new Map(awaiting.map(({ number, remainingFen }) => [number, remainingFen]))
  const twinOf = (line: StatementLine): string | null => entered.get(likeness(line) ?? '') ?? null
  // What is doubted takes only what the others leave.
  const byDoubt = [...lines.filter((line) => !twinOf(line)), ...lines.filter(twinOf)]
  const judgedOf = new Map(byDoubt.map((line) => [line, judgeTwin(line)]))
  return lines.map((line) => judgedOf.get(line)!)

  function judgeTwin(line: StatementLine): Judged {
    const judged = judge(line)
    const twin = judged.verdict === 'duplicate' ? null : twinOf(line)
    if (twin === null) return judged
    const note = [judged.note, `同一天、同一付款人已登记过同样金额（流水号 ${twin}），请核对是不是同一笔`]
    return { ...judged, twin, check: judged.number !== null, note: note.filter(Boolean).join('；') }
  }

  function judge(line: StatementLine): Judged {
    const judged = (verdict: Verdict, more: Partial<Judged> = {}): Judged => ({
      ...{ ...line, verdict, number: null, check: false, twin: null, note: '' },
      ...more,
    })
    const before = seen.get(line.bankSerial)
    if (before !== undefined) return judged('duplicate', before === line.amountFen ? {} : { note: OTHER_SUM })
    seen.set(line.bankSerial, line.amountFen)
    const named = numbersIn(line.remark).filter((number) => left.has(number) || others.has(number))
    if (named.length > 1) return judged('unknown', { note: '附言里有几个订单号，请手工分配' })
    const [number] = named
    if (number && !left.has(number))
      return judged('over', { number, note: OTHERS[others.get(number)!] ?? '订单现在不收款' })
    if (number) return judged(take(number, line.amountFen), { number })
    const alike = awaiting.filter(
      (order) =>
        left.get(order.number) === line.amountFen &&
        // Money from nobody is not that of a name made of signs.
        nameKey(line.payer) !== '' &&
        order.payers.some((payer) => nameKey(payer) === nameKey(line.payer)),
    )
    if (alike.length !== 1)
      return judged('unknown', alike.length ? { note: '有几笔订单金额和付款人都相同' } : {})
    const only = alike[0]!.number
    return judged(take(only, line.amountFen), {
      number: only,
      check: true,
      note: '没有写参考号，按金额和付款人找到，请核对',
    })
  }

  /** Counts a sum for an order, and says how it compares with what was still missing. */
  function take(number: string, amountFen: number): Verdict {
    const missing = left.get(number) ?? 0
    left.set(number, Math.max(0, missing - amountFen))
    return amountFen === missing ? 'match' : amountFen < missing ? 'short' : 'over'
  }
}
