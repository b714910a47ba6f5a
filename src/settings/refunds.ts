import { type SQL, sql } from 'drizzle-orm'
import { type Fen, parseYuan } from '../kernel/money.ts'

export type RefundRules = {
  /** Goodwill above this sum waits for a second person; 0: all of it does. */
  goodwillLimitFen: number
  /** Money that came by bank transfer above this sum counts once a second person confirmed it; 0: all of it. */
  arrivalLimitFen?: number
}

export const GOODWILL_LIMIT = { usualFen: 50_000, mostFen: 10_000_000 }
export const ARRIVAL_LIMIT = { usualFen: 500_000, mostFen: 10_000_000 }

/** What holds, as an expression inside a verb's own statement. */
export const goodwillLimit: SQL = sql.raw(
  `coalesce((SELECT shop ->> '$.refunds.goodwillLimitFen' FROM shop_settings WHERE id = 1), ${GOODWILL_LIMIT.usualFen})`,
)

/** The same for money that came by bank transfer. */
export const arrivalLimit: SQL = sql.raw(
  `coalesce((SELECT shop ->> '$.refunds.arrivalLimitFen' FROM shop_settings WHERE id = 1), ${ARRIVAL_LIMIT.usualFen})`,
)

/** Reads whole yuan within the bounds, in fen; null when it is anything else. */
export function parseLimit(typed: string, { mostFen } = GOODWILL_LIMIT): Fen | null {
  const amount = parseYuan(typed)
  return amount !== null && amount % 100 === 0 && amount <= mostFen ? amount : null
}
