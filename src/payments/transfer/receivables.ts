import { DAY_MS } from '../../kernel/time.ts'
import { type OpenTransfer, remainingFen } from './queries.ts'

/** Ages of what is owed, in days since the order was placed: each up to so many, the last one without an end. */
export const AGES = [7, 30, 60, Number.POSITIVE_INFINITY] as const
export const AGE_NAMES = ['0–7天', '8–30天', '31–60天', '60天以上']

export type Receivable = {
  payer: string
  orders: (OpenTransfer & { remainingFen: number; days: number })[]
  /** What is missing, by age. */
  byAge: number[]
  totalFen: number
}

export type Receivables = { rows: Receivable[]; byAge: number[]; totalFen: number }

/** What is still to come, by who owes it and how old it is, the largest first; every sum is the sum of its parts. */
export function receivablesOf(open: OpenTransfer[], now: number): Receivables {
  const rows = new Map<string, Receivable>()
  for (const one of open) {
    const payer = one.payers[0] ?? ''
    const row = rows.get(payer) ?? { payer, orders: [], byAge: AGES.map(() => 0), totalFen: 0 }
    const missing = remainingFen(one)
    const days = Math.max(0, Math.floor((now - one.placedAt) / DAY_MS))
    row.orders.push({ ...one, remainingFen: missing, days })
    row.byAge[AGES.findIndex((most) => days <= most)]! += missing
    row.totalFen += missing
    rows.set(payer, row)
  }
  const sorted = [...rows.values()].sort((one, other) => other.totalFen - one.totalFen)
  return {
    rows: sorted,
    byAge: AGES.map((_, age) => sorted.reduce((sum, row) => sum + row.byAge[age]!, 0)),
    totalFen: sorted.reduce((sum, row) => sum + row.totalFen, 0),
  }
}
