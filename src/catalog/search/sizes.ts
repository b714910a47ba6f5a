/** How much is in a package: grams or millilitres. */
export type Size = { unit: 'g' | 'ml'; amount: number }

const UNITS: Record<string, [unit: Size['unit'], times: number]> = {
  ...{ 公斤: ['g', 1000], 千克: ['g', 1000], kg: ['g', 1000], 斤: ['g', 500], 两: ['g', 50] },
  ...{ 克: ['g', 1], g: ['g', 1], 毫升: ['ml', 1], ml: ['ml', 1], 升: ['ml', 1000], l: ['ml', 1000] },
}
const DIGITS = '零一二三四五六七八九'

const SIZE = new RegExp(
  `(?<![a-z\\d.])(\\d{1,5}(?:\\.\\d{1,3})?|[半${DIGITS}两十百]+)\\s*(${Object.keys(UNITS).join('|')})(?![a-z\\d])装?`,
  'g',
)

/** A number in Chinese below a thousand, as 半, 两, 十五 or 一百; NaN for what is none. */
function numberIn(text: string): number {
  if (text === '半') return 0.5
  let sum = 0
  let digit = Number.NaN
  for (const character of text) {
    const value = character === '两' ? 2 : DIGITS.indexOf(character)
    const times = character === '百' ? 100 : character === '十' ? 10 : 0
    if (value >= 0 && Number.isNaN(digit)) digit = value
    else if (times) {
      sum += times * (Number.isNaN(digit) ? 1 : digit)
      digit = Number.NaN
    } else return Number.NaN
  }
  return sum + (Number.isNaN(digit) ? 0 : digit)
}

/** The sizes in a folded text (一斤, 500g, 2.5公斤, 300ml), and the text without them. Pure. */
export function takeSizes(text: string): { sizes: Size[]; rest: string } {
  const sizes: Size[] = []
  const rest = text.replace(SIZE, (written, number: string, name: string) => {
    const [unit, times] = UNITS[name]!
    const amount = Math.round((/^\d/.test(number) ? Number(number) : numberIn(number)) * times)
    if (!(amount > 0)) return written
    sizes.push({ unit, amount })
    return ' '
  })
  return { sizes, rest }
}
