import { withThousands } from './thousands.ts'
import { parseDecimal } from './typed-number.ts'

/** Money is a whole number of fen (1/100 yuan), never a fraction. */
export type Fen = number & { readonly __unit: 'fen' }

/** Brands a whole number as fen; throws RangeError on a fraction or an unsafe integer. */
export function fen(amount: number): Fen {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not a whole number of fen: ${amount}`)
  return amount as Fen
}

export const addFen = (...amounts: number[]): Fen => fen(amounts.reduce((sum, amount) => sum + amount, 0))

export const multiplyFen = (amount: number, quantity: number): Fen => fen(amount * quantity)

/** Splits `total` by weight so that the parts sum to it exactly (largest remainder, first come first). */
export function allocateFen(total: Fen, weights: number[]): Fen[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  if (sum <= 0) throw new RangeError('nothing to allocate over')
  // The products may pass what a number holds exactly; the parts and remainders never do.
  const parts = weights.map((weight) => Number((BigInt(total) * BigInt(weight)) / BigInt(sum)))
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: Number((BigInt(total) * BigInt(weight)) % BigInt(sum)) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
  const rest = total - parts.reduce((a, b) => a + b, 0)
  for (const { index } of byRemainder.slice(0, rest)) parts[index]! += 1
  return parts.map(fen)
}

/** A part of an amount in basis points, rounded down to the fen. */
export const partOf = (amount: number, basisPoints: number): Fen =>
  fen(Number((BigInt(amount) * BigInt(basisPoints)) / 10_000n))

/** Parses yuan as people type them: "12.30", "¥5", "5元", "1,000", in full width too; null when it is anything else. */
export function parseYuan(text: string): Fen | null {
  const amount = parseDecimal(text.replace(/^[\s\p{Cf}]*[¥￥]/u, ''), 2, '元')
  return amount === null ? null : fen(amount)
}

/** Yuan as people read them, without a sign and with decimals only where needed: 2280 → "22.8", 268000 → "2,680". */
export const formatYuan = (amount: number): string => withThousands(bareYuan(amount))

/** Yuan as fields and sheets hold them, without separators: 268000 → "2680". */
export function bareYuan(amount: number): string {
  const digits = String(Math.abs(amount)).padStart(3, '0')
  const decimals = digits.slice(-2).replace(/0+$/, '')
  return `${amount < 0 ? '−' : ''}${digits.slice(0, -2)}${decimals ? `.${decimals}` : ''}`
}

/** Yuan as files carry them, for a program or a spreadsheet to add up: 2280 → "22.80", −5 → "-0.05". */
export function plainYuan(amount: number): string {
  const digits = String(Math.abs(amount)).padStart(3, '0')
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Price of a measure (100 g, 500 g, 100 ml) in fen, rounded half up to a tenth of a yuan as shelves do. */
export function unitPriceFen(priceFen: number, content: number, measure: number): Fen {
  return fen(Math.round((priceFen * measure) / content / 10) * 10)
}

const NUMERALS = '零壹贰叁肆伍陆柒捌玖'
const PLACES = ['', '拾', '佰', '仟']
const GROUPS = ['', '万', '亿', '万亿']

/** An amount in banker's numerals (大写), as quotations and certificates carry it: 100501 → "壹仟零伍元零壹分". */
export function capitalYuan(amount: Fen): string {
  if (amount < 0) return `负${capitalYuan(fen(-amount))}`
  const yuan = Math.floor(amount / 100)
  const [jiao, cents] = [Math.floor(amount / 10) % 10, amount % 10]
  const whole = yuan ? `${capitalDigits(yuan)}元` : ''
  if (!jiao && !cents) return `${whole || '零元'}整`
  const tens = jiao ? `${NUMERALS[jiao]}角` : whole ? '零' : ''
  return whole + tens + (cents ? `${NUMERALS[cents]}分` : '整')
}

/** Four digits at a time; a gap of zeros is one 零, and a group of zeros loses its name. */
function capitalDigits(whole: number): string {
  let text = ''
  let gap = false
  const digits = String(whole)
  for (const [index, digit] of [...digits].entries()) {
    const place = digits.length - 1 - index
    if (digit === '0') gap = true
    else {
      text += (gap && text ? '零' : '') + NUMERALS[Number(digit)] + PLACES[place % 4]
      gap = false
    }
    const group = digits.slice(Math.max(0, index - 3), index + 1)
    if (place % 4 === 0 && Number(group)) text += GROUPS[place / 4]
  }
  return text
}
