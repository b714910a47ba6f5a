import { formatYuan } from '../kernel/money.ts'
import { looksMistyped } from '../kernel/typed-number.ts'

/** A change that looks like a slip of the finger: fen of a price, or pieces in stock. */
export type Slip = { what: 'price' | 'stock'; sku: string; before: number; after: number }

/** Below this a delivery is many times what is left, and right. */
const FEW_PIECES = 10

/** Those of some changes that are asked about before they are saved: a digit too many, in a price one too few as well. */
export const slipsAmong = (changes: Slip[]): Slip[] =>
  changes.filter(({ what, before, after }) =>
    what === 'price'
      ? looksMistyped(before, after) || looksMistyped(after, before)
      : before >= FEW_PIECES && looksMistyped(before, after),
  )

const keyOf = ({ what, sku, after }: Slip): string => `${what}:${sku}:${after}`

/** What a form sends along to say that these were asked about. */
export const sureOf = (slips: Slip[]): string => slips.map(keyOf).join(' ')

/** Those nobody has been asked about yet. */
export function notAsked(slips: Slip[], sure: string): Slip[] {
  const asked = new Set(sure.split(' '))
  return slips.filter((slip) => !asked.has(keyOf(slip)))
}

const shown = (what: Slip['what'], value: number): string =>
  what === 'price' ? `${formatYuan(value)} 元` : `${value}件`

/** As many as one sentence names. */
const NAMED = 5

/** "TEA-GC-100 的价格从 89 元改成 1,089 元", and how many more. */
export const slipWords = (slips: Slip[]): string => {
  const words = slips
    .slice(0, NAMED)
    .map(
      ({ what, sku, before, after }) =>
        `${sku} 的${what === 'price' ? '价格' : '库存'}从 ${shown(what, before)}改成 ${shown(what, after)}`,
    )
  return words.join('，') + (slips.length > NAMED ? `，等 ${slips.length} 处` : '')
}

/** The question at a form that asks by being sent a second time. */
export const slipQuestion = (slips: Slip[]): string =>
  `还没有保存：${slipWords(slips)}，像是多打或少打了一位。没有写错就再按一次。`
