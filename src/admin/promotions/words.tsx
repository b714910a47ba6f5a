import type { Family } from '../../catalog/schema.ts'
import { formatYuan } from '../../kernel/money.ts'
import { PLOTS } from '../../promotions/code-form.ts'
import { type CodeState, codeState } from '../../promotions/queries.ts'
import type { PromoCode } from '../../promotions/schema.ts'

const STATES: Record<CodeState, [text: string, look: string]> = {
  running: ['可用', 'state-on'],
  ahead: ['未开始', 'state-draft'],
  used_up: ['已用完', 'state-off'],
  over: ['已结束', 'state-off'],
}

/** What a code may be for, by code: the families of goods, and plots. */
export type CodeNames = Record<string, string>
export const codeNames = (families: Pick<Family, 'code' | 'nameZh'>[]): CodeNames => ({
  ...Object.fromEntries(families.map(({ code, nameZh }) => [code, nameZh])),
  [PLOTS]: '认购茶园',
})

export const offText = ({ kind, value }: PromoCode): string =>
  kind === 'percent' ? `减 ${value / 100}%` : `减 ¥${formatYuan(value)}`

export const forText = ({ families, minimumFen }: PromoCode, known: CodeNames): string => {
  const names = (JSON.parse(families) as string[]).map((one) => known[one] ?? one)
  return `${names.length ? names.join('、') : '全部商品和认购'}${minimumFen ? `，满 ¥${formatYuan(minimumFen)}` : ''}`
}

/** The letters of a code made for a short season belong to its buyer. */
export const nameOf = ({ code, adoptionId }: PromoCode): string =>
  adoptionId ? `抵用码 ${code.slice(0, 2)}••••` : code

export const State = ({ row, now }: { row: PromoCode; now: number }) => {
  const [text, look] = STATES[codeState(row, now)]
  return <span class={`state ${look}`}>{text}</span>
}
