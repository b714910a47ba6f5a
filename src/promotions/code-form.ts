import { parseYuan } from '../kernel/money.ts'
import { parseLocalInstant } from '../kernel/time.ts'
import { parseDecimal, parseWhole } from '../kernel/typed-number.ts'
import { parseCode } from './code.ts'
import { type CodeInput, newCode } from './making.ts'

/** Beside the families of goods a code may be for plots. */
export const PLOTS = 'adoption'

/** A form for a code as it was typed. */
export type CodeTyped = Record<
  'code' | 'kind' | 'amount' | 'percent' | 'minimum' | 'starts' | 'ends' | 'total' | 'perPhone',
  string
> & { families: string[] }

export type CodeErrors = Partial<Record<keyof CodeTyped, string>>

const MOST_USES = 1_000_000
const LEAST_LETTERS = 8

/**
 * The code a form asks for, or a sentence at each field that needs fixing. An empty code is drawn; `known` are the
 * codes of what it may be for.
 */
export function parseCodeForm(
  typed: CodeTyped,
  known: string[],
  now: number,
): { input: CodeInput; errors: null } | { input: null; errors: CodeErrors } {
  const errors: CodeErrors = {}
  const said = typed.code.trim() ? parseCode(typed.code) : newCode()
  // What stands on a poster is tried by strangers: a shorter one would be found by trying.
  const code = said && said.length >= LEAST_LETTERS ? said : null
  if (!code) errors.code = `优惠码用${LEAST_LETTERS}到20位字母或数字，例如 SPRING10；不填就由系统生成。`
  const value = worthOf(typed)
  if (value === null)
    errors[typed.kind === 'percent' ? 'percent' : 'amount'] =
      typed.kind === 'percent'
        ? '减百分之几，请填 0.1 到 100，例如 10 就是九折。'
        : '减多少元，例如 10 或 9.9。'
  const minimumFen = typed.minimum.trim() ? parseYuan(typed.minimum) : 0
  if (minimumFen === null) errors.minimum = '最低金额请填元，例如 100；没有就不填。'
  const startsAt = parseLocalInstant(typed.starts)
  const endsAt = parseLocalInstant(typed.ends)
  if (startsAt === null) errors.starts = '请填开始的日期和时间。'
  if (endsAt === null) errors.ends = '请填结束的日期和时间。'
  else if (startsAt !== null && endsAt <= startsAt) errors.ends = '结束要晚于开始，请核对两个时间。'
  else if (endsAt <= now) errors.ends = '结束时间已经过去，请另填。'
  const limitTotal = countOf(typed.total)
  const limitPerPhone = countOf(typed.perPhone)
  if (!limitTotal) errors.total = '一共可用几次，请填 1 到 1000000 的整数。'
  if (!limitPerPhone) errors.perPhone = '每个手机号可用几次，请填整数，最少 1。'
  if (Object.keys(errors).length || !code || !value || !startsAt || !endsAt) return { input: null, errors }
  const families = typed.families.filter((one) => known.includes(one))
  const kind = typed.kind === 'percent' ? ('percent' as const) : ('amount' as const)
  return {
    input: {
      ...{ code, kind, value, families, minimumFen: minimumFen ?? 0, startsAt, endsAt },
      ...{ limitTotal: limitTotal!, limitPerPhone: limitPerPhone! },
    },
    errors: null,
  }
}

/** Fen or basis points; null when it is neither. */
function worthOf(typed: CodeTyped): number | null {
  if (typed.kind !== 'percent') return parseYuan(typed.amount) || null
  const points = (parseDecimal(typed.percent, 1, '%') ?? 0) * 10
  return points >= 10 && points <= 10_000 ? points : null
}

function countOf(text: string): number | null {
  const count = parseWhole(text, 9_999_999, '次') ?? 0
  return count >= 1 && count <= MOST_USES ? count : null
}
