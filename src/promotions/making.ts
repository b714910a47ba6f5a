import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { failedOn } from '../db/failures.ts'
import { changedMeanwhile, insist } from '../db/insisting.ts'
import { insert, select, update } from '../db/query.ts'
import { randomLetters } from '../kernel/ids.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { audit } from '../staff/auditing.ts'
import { promoCodes } from './schema.ts'

type Place = { db: Db; now: number }

/** A code to be made: `value` is fen for an amount, basis points for a percentage; instants in UTC milliseconds. */
export type CodeInput = {
  code: string
  kind: 'amount' | 'percent'
  value: number
  /** Families it is for; none means everything, plots too. */
  families: string[]
  minimumFen: number
  startsAt: number
  endsAt: number
  limitTotal: number
  limitPerPhone: number
}

/** A code nobody guesses: 10 letters and digits that are not mistaken for each other. */
export const newCode = (): string => randomLetters(10)

/** The statement that makes a code, for a batch of one's own; it fails on `promo_codes.code` when there is one. */
export const insertCode = (
  db: Db,
  input: CodeInput & { phoneHmac?: string; adoptionId?: string; madeBy?: string },
  now: number,
) => db.run(insert(promoCodes).values({ ...input, families: JSON.stringify(input.families), madeAt: now }))

/** Makes a code, with its entry in the log. Refusal: conflict (there is or was such a code). */
export async function makeCode(
  { db, now }: Place,
  input: CodeInput,
  staffId: string,
): Promise<Result<{ code: string }>> {
  try {
    await db.batch([
      insertCode(db, { ...input, madeBy: staffId }, now),
      audit(db, { staffId, verb: 'code.made', object: `code:${input.code}`, after: input }, now),
    ])
  } catch (error) {
    if (failedOn(error, 'UNIQUE constraint failed: promo_codes.code')) return refuse({ code: 'conflict' })
    throw error
  }
  return ok({ code: input.code })
}

/**
 * Ends a code at once and for good; orders placed with it keep their discount. Refusals: not_found; conflict (ended
 * before). What is owed to a buyer for a short season is not staff's to end: not_found.
 */
export async function endCode({ db, now }: Place, code: string, staffId: string): Promise<Result<null>> {
  const [row] = await db.all(
    select({ endedAt: promoCodes.endedAt })
      .from(promoCodes)
      .where(and(eq(promoCodes.code, code), isNull(promoCodes.adoptionId))),
  )
  if (!row) return refuse({ code: 'not_found' })
  if (row.endedAt !== null) return refuse({ code: 'conflict' })
  try {
    await db.batch([
      insist(db, sql`EXISTS (SELECT 1 FROM promo_codes WHERE code = ${code} AND ended_at IS NULL)`),
      db.run(update(promoCodes).set({ endedAt: now }).where(eq(promoCodes.code, code))),
      audit(db, { staffId, verb: 'code.ended', object: `code:${code}` }, now),
    ])
  } catch (error) {
    if (changedMeanwhile(error)) return refuse({ code: 'conflict' })
    throw error
  }
  return ok(null)
}
