/** What a clerk asks for: a plan so many cells wide and high, with so many larger plots among the small ones. */
export type GridWish = {
  /** Cells across, one cell is 0.1 mu. */
  columns: number
  rows: number
  halves: number
  wholes: number
}

export type GridSpot = { areaCmu: number; u: number; v: number; width: number; height: number }

/** Cells of a larger plot, true to its area: 0.5 mu is 2.5 × 2, 1 mu is 5 × 2. */
const LARGE = { 50: 2.5, 100: 5 } as const
const STRIP = 2

/**
 * Lays plots out on the plan's grid from row `from` on: larger ones in strips two cells high, small ones beside and
 * below, as many as the rows hold. Null when the larger ones do not fit. Pure; areas are always true to each other.
 */
export function layGrid({ columns, rows, halves, wholes }: GridWish, from = 0): GridSpot[] | null {
  const left = [
    ...Array.from({ length: wholes }, () => 100 as const),
    ...Array.from({ length: halves }, () => 50 as const),
  ]
  if (left.some((area) => LARGE[area] > columns)) return null
  const spots: GridSpot[] = []
  let v = 0
  for (let strip = 0; left.length; strip += 1) {
    if (v + STRIP > rows) return null
    spots.push(...layStrip(left, columns, from + v, strip % 2 === 1))
    v += STRIP
  }
  for (; v < rows; v += 1)
    for (let u = 0; u < columns; u += 1) spots.push({ areaCmu: 10, u, v: from + v, width: 1, height: 1 })
  return spots
}

/** One strip: takes the larger plots that fit side by side, small ones fill the whole cells that stay free. */
function layStrip(left: (50 | 100)[], columns: number, v: number, smallFirst: boolean): GridSpot[] {
  const taken: (50 | 100)[] = []
  let width = 0
  for (let next = left[0]; next !== undefined && width + LARGE[next] <= columns; next = left[0]) {
    taken.push(next)
    width += LARGE[next]
    left.shift()
  }
  const free = Math.floor(columns - width)
  const start = smallFirst ? free : 0
  const spots: GridSpot[] = []
  let u = start
  for (const areaCmu of taken) {
    spots.push({ areaCmu, u, v, width: LARGE[areaCmu], height: STRIP })
    u += LARGE[areaCmu]
  }
  const beside = smallFirst ? 0 : columns - free
  for (let row = 0; row < STRIP; row += 1)
    for (let cell = 0; cell < free; cell += 1)
      spots.push({ areaCmu: 10, u: beside + cell, v: v + row, width: 1, height: 1 })
  return spots
}

type Box = { code: string; u: number; v: number; width: number; height: number }

const TOUCH = 1e-6

/** The first plot that another one lies on; null when none does. */
export function overlapping(box: Box, others: Box[]): Box | null {
  return (
    others.find(
      (other) =>
        other.code !== box.code &&
        box.u < other.u + other.width - TOUCH &&
        other.u < box.u + box.width - TOUCH &&
        box.v < other.v + other.height - TOUCH &&
        other.v < box.v + box.height - TOUCH,
    ) ?? null
  )
}

/**
 * Codes for new plots of a garden, counting on from the ones there are with as many digits; null when the digits run
 * out, since codes of one garden are sorted as text.
 */
export function nextCodes(garden: string, known: string[], count: number): string[] | null {
  const numbers = known.map((code) => code.slice(garden.length + 1))
  const last = Math.max(0, ...numbers.map(Number))
  const digits = numbers[0]?.length ?? Math.max(2, String(count).length)
  if (String(last + count).length > digits) return null
  return Array.from({ length: count }, (_, n) => `${garden}-${String(last + 1 + n).padStart(digits, '0')}`)
}
