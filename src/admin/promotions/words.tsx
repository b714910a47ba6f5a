import { formatYuan } from '../../kernel/money.ts'
import type { CODE_FAMILIES } from '../../promotions/code-form.ts'
import { type CodeState, codeState } from '../../promotions/queries.ts'
import type { PromoCode } from '../../promotions/schema.ts'

const STATES: Record<CodeState, [text: string, look: string]> = {
  running: ['可用', 'state-on'],
  ahead: ['未开始', 'state-draft'],
  used_up: ['已用完', 'state-off'],
  over: ['已结束', 'state-off'],
}

export const FAMILY_NAMES: Record<(typeof CODE_FAMILIES)[number], string> = {
  tea: '朵贝茶',
  chive: '普定韭黄',
  cili: '春归刺梨汁',
  honey: '夜郎蜂蜜',
  noodle: '苗干妈面条',
  gift: '礼盒',
  adoption: '认购茶园',
}

export const offText = ({ kind, value }: PromoCode): string =>
  kind === 'percent' ? `减 ${value / 100}%` : `减 ¥${formatYuan(value)}`

export const forText = ({ families, minimumFen }: PromoCode): string => {
  const names = (JSON.parse(families) as (typeof CODE_FAMILIES)[number][]).map((one) => FAMILY_NAMES[one])
  return `${names.length ? names.join('、') : '全部商品和认购'}${minimumFen ? `,满 ¥${formatYuan(minimumFen)}` : ''}`
}

/** The letters of a code made for a short season belong to its buyer. */
export const nameOf = ({ code, adoptionId }: PromoCode): string =>
  adoptionId ? `补偿码 ${code.slice(0, 2)}••••` : code

export const State = ({ row, now }: { row: PromoCode; now: number }) => {
  const [text, look] = STATES[codeState(row, now)]
  return <span class={`state ${look}`}>{text}</span>
}
