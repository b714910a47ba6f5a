import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { failedOn } from '../db/failures.ts'
import { insert } from '../db/query.ts'
import type { CodeProblem } from '../kernel/result.ts'
import { type AskedCode, type CodeRow, parseCode } from './code.ts'
import { codeRedemptions } from './schema.ts'

/** The statement that reads a code and how often a phone used it, for a batch of one's own; no code, no row. */
export const codeStatement = (db: Db, typed: string | null, phoneHmac: string | null) =>
  db.all<CodeRow>(sql`
    SELECT code, kind, value, families, minimum_fen minimumFen, starts_at startsAt, ends_at endsAt,
      limit_total limitTotal, limit_per_phone limitPerPhone, phone_hmac phoneHmac, used, ended_at endedAt, (
        SELECT count(*) FROM code_redemptions r
        WHERE r.code = c.code AND r.phone_hmac = ${phoneHmac} AND r.given_back_at IS NULL) usedByPhone
    FROM promo_codes c WHERE c.code = ${typed === null ? null : parseCode(typed)}`)

/** What was typed with what is known of it; null when nothing was typed. */
export const askedCode = (
  typed: string | null,
  rows: CodeRow[],
  phoneHmac: string | null,
): AskedCode | null =>
  typed === null ? null : { code: parseCode(typed) ?? typed, row: rows[0] ?? null, phoneHmac }

/**
 * The statement that uses a code for an order. It fails on `code_limit` (used up), `code_per_phone` or `code_over`, so
 * that of many at once no more than the limit get it.
 */
export const redeemCode = (
  db: Db,
  { id, code, phoneHmac, discountFen }: { id: string; code: string; phoneHmac: string; discountFen: number },
  now: number,
) => db.run(insert(codeRedemptions).values({ code, phoneHmac, orderId: id, discountFen, at: now }))

/** The condition that a phone may use a code once more; of no code it may. */
export const mayUseMore = (code: SQL, phoneHmac: SQL): SQL => sql`((
  SELECT count(*) FROM code_redemptions r WHERE r.given_back_at IS NULL AND r.code = ${code} AND r.phone_hmac = ${phoneHmac})
  < coalesce((SELECT c.limit_per_phone FROM promo_codes c WHERE c.code = ${code}), 1))`

const FAILURES: [name: string, problem: CodeProblem][] = [
  ['code_limit', 'code_used_up'],
  ['code_per_phone', 'code_already_used'],
  ['code_over', 'code_expired'],
]

/** Why a batch with a redemption failed, where the code was the reason. */
export const codeFailure = (error: unknown): CodeProblem | null =>
  FAILURES.find(([name]) => failedOn(error, name))?.[1] ?? null
