import { allocateFen, type Fen, fen, partOf } from '../kernel/money.ts'
import type { CodeProblem } from '../kernel/result.ts'
import type { PromoCode } from './schema.ts'

/** What a code says, and how often one phone has used it. */
export type CodeRow = Omit<PromoCode, 'madeBy' | 'madeAt' | 'adoptionId'> & { usedByPhone: number }

/** A code somebody typed: what is known of it (null: nothing) and whose phone the order will carry, where known. */
export type AskedCode = { code: string; row: CodeRow | null; phoneHmac: string | null }

export type CodeOutcome = { code: string; discountFen: Fen; problem: CodeProblem | null; minimumFen: number }

type Discountable = { family: string; amountFen: number }

/** Codes are read aloud and copied from paper: case, spaces and dashes do not matter. Null when it can be none. */
export function parseCode(text: string): string | null {
  const code = text.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')
  return /^[A-Z0-9]{4,20}$/.test(code) ? code : null
}

/** The line a discount is never taken below: a payment needs an amount. */
export const LEAST_TOTAL_FEN = 1

/**
 * What a code takes off some lines: the sum, and each line's share by largest remainder (in the lines' order). Freight is
 * never discounted, and at least one fen stays to be paid. Pure; with a problem nothing is taken off.
 */
export function discountFor(
  { code, row, phoneHmac }: AskedCode,
  lines: Discountable[],
  freightFen: number,
  now: number,
): { outcome: CodeOutcome; shares: Fen[] } {
  const families = row ? (JSON.parse(row.families) as string[]) : []
  const weights = lines.map(({ family, amountFen }) =>
    families.length === 0 || families.includes(family) ? amountFen : 0,
  )
  const eligible = weights.reduce((sum, amount) => sum + amount, 0)
  const goods = lines.reduce((sum, { amountFen }) => sum + amountFen, 0)
  const worth = row?.kind === 'percent' ? partOf(eligible, row.value) : (row?.value ?? 0)
  const discount = Math.min(worth, eligible, goods + freightFen - LEAST_TOTAL_FEN)
  const problem = problemOf(row, phoneHmac, eligible, discount, now)
  const outcome = {
    code,
    discountFen: fen(problem ? 0 : discount),
    problem,
    minimumFen: row?.minimumFen ?? 0,
  }
  return { outcome, shares: problem ? lines.map(() => fen(0)) : allocateFen(fen(discount), weights) }
}

function problemOf(
  row: CodeRow | null,
  phoneHmac: string | null,
  eligible: number,
  discount: number,
  now: number,
): CodeProblem | null {
  if (!row) return 'code_unknown'
  // Before a phone is known a code of somebody's own is looked at as if it were theirs; placing looks again.
  if (row.phoneHmac !== null && phoneHmac !== null && row.phoneHmac !== phoneHmac) return 'code_not_yours'
  if (row.endedAt !== null || now >= row.endsAt) return 'code_expired'
  if (now < row.startsAt) return 'code_not_started'
  if (row.usedByPhone >= row.limitPerPhone) return 'code_already_used'
  if (row.used >= row.limitTotal) return 'code_used_up'
  if (eligible < 1) return 'code_not_applicable'
  if (eligible < row.minimumFen) return 'code_below_minimum'
  return discount < 1 ? 'code_not_applicable' : null
}
