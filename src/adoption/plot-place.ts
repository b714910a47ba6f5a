// Where a plot lies on its plan, as people count: the first column from the left and the first row from the top are 1.
// Stored are units of the plan from 0 on; a half begins in the middle of a cell.

type Box = { u: number; v: number; width: number; height: number }

/** Whole hundredths, so that 2.5 + 2.5 is never 4.999…. */
const cents = (value: number): number => Math.round(value * 100)

/** "第 3 列", "第 3 列中间" where it begins or ends in the middle of the cell, "内" for any other part of it. */
const cell = (hundredths: number, number: number, name: string): string => {
  const part = hundredths % 100
  return `第 ${number} ${name}${part === 0 ? '' : part === 50 ? '中间' : '内'}`
}

function span(from: number, size: number, name: string): string {
  const [start, end] = [cents(from), cents(from) + cents(size)]
  const [first, last] = [Math.floor(start / 100) + 1, Math.ceil(end / 100)]
  const whole = start % 100 === 0 && end % 100 === 0
  if (whole) return first === last ? `第 ${first} ${name}` : `第 ${first}—${last} ${name}`
  return `${cell(start, first, name)}至${cell(end, last, name)}`
}

/** "第 10—11 行，第 3 列中间至第 5 列": rows from the top, columns from the left. Pure. */
export const placeText = ({ u, v, width, height }: Box): string =>
  `${span(v, height, '行')}，${span(u, width, '列')}`

/** A column or row as typed ("3", "第3列", "3.5", "3列半") in hundredths of a unit from 0 on; null when it is none. */
export function parsePlace(typed: string): number | null {
  const text = typed
    .normalize('NFKC')
    .replace(/[\s第行列格]/g, '')
    .replace(/(半|中间)$/, '.5')
  const [, whole, part = ''] = /^(\d{1,4})(?:\.(\d{1,2}))?$/.exec(text) ?? []
  if (!whole || Number(whole) < 1) return null
  return (Number(whole) - 1) * 100 + Number(part.padEnd(2, '0'))
}
