/** Why a file cannot be read; the pages say it in words. */
export type SheetProblem =
  | 'empty'
  | 'too_large'
  | 'too_many_rows'
  | 'old_excel'
  | 'encrypted'
  | 'damaged'
  | 'unknown_format'
  /** A quote of a csv that is not closed where a cell ends. */
  | 'open_quote'

/** Rows of text; or why there are none, and the line of the text where that is known, the first being 1. */
export type SheetRead = { rows: string[][] } | { problem: SheetProblem; line?: number }

export type SheetLimits = {
  /** Of the file as it is uploaded. */
  bytes: number
  /** Of the parts we read, unpacked: a small file that unpacks to gigabytes stops here. */
  unpackedBytes: number
  /** Heading included; empty rows at the end do not count. */
  rows: number
  /** What stands further right is left out. */
  columns: number
}

/** A sheet of 5,000 rows fits with room to spare; a Worker has 128 MB in all. */
const USUAL: SheetLimits = { bytes: 2_000_000, unpackedBytes: 24_000_000, rows: 5001, columns: 100 }

export const limitsOf = (given: Partial<SheetLimits>): SheetLimits => ({ ...USUAL, ...given })

/** Empty rows at the end are what a pen left on the paper. */
export function trimmed(rows: string[][]): string[][] {
  let end = rows.length
  while (end > 0 && rows[end - 1]!.every((cell) => cell.trim() === '')) end -= 1
  return rows.slice(0, end)
}
