/** Rows among which the headings stand: a title, a date or a note may stand above them. */
const LOOKED = 10

/** A heading for comparing: the width of its signs, marks nobody sees, blanks and case do not count. */
export const headingKey = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\p{Cf}\s]/gu, '')
    .toLowerCase()

export type Headed = {
  /** As they were typed, without blanks around them. */
  headings: string[]
  /** The column of a heading from 0; -1 where it is not there. */
  column: (heading: string) => number
  /** What stands below, each row with its number as a spreadsheet counts: the first is 1. */
  rows: { at: number; cells: string[] }[]
}

/** A sheet below its headings, which are the first of its first rows that holds all those needed; null without one. */
export function belowHeadings(table: string[][], needed: readonly string[]): Headed | null {
  const wanted = needed.map(headingKey)
  const at = table.slice(0, LOOKED).findIndex((cells) => {
    const keys = cells.map(headingKey)
    return wanted.every((key) => keys.includes(key))
  })
  if (at < 0) return null
  const headings = table[at]!.map((cell) => cell.trim())
  const keys = headings.map(headingKey)
  return {
    headings,
    column: (heading) => keys.indexOf(headingKey(heading)),
    rows: table.slice(at + 1).map((cells, index) => ({ at: at + index + 2, cells })),
  }
}
