import { readCsv } from './spreadsheet/csv.ts'
import { limitsOf, type SheetLimits, type SheetRead } from './spreadsheet/limits.ts'
import { readXlsx } from './spreadsheet/xlsx-reading.ts'

export { csvHeaders, writeCsv } from './spreadsheet/csv.ts'
export { belowHeadings, headingKey } from './spreadsheet/headings.ts'
export type { SheetLimits, SheetProblem, SheetRead } from './spreadsheet/limits.ts'
export { writeXlsx, xlsxHeaders } from './spreadsheet/xlsx-writing.ts'

const startsWith = (bytes: Uint8Array, ...head: number[]): boolean =>
  head.every((byte, at) => bytes[at] === byte)

/** "EncryptedPackage" as the directory of an old container spells it: two bytes a letter. */
const ENCRYPTED = [...'EncryptedPackage'].flatMap((letter) => [letter.charCodeAt(0), 0])

function holds(bytes: Uint8Array, part: number[]): boolean {
  for (let at = bytes.indexOf(part[0]!); at >= 0; at = bytes.indexOf(part[0]!, at + 1))
    if (part.every((byte, offset) => bytes[at + offset] === byte)) return true
  return false
}

/**
 * Rows of text of a csv (UTF-8, UTF-16, GBK) or an xlsx (its first sheet that is not hidden), told apart by what is in the file and not
 * by its name. Empty rows stay, so that row n of the answer is row n of the sheet. Nothing is computed: a formula
 * gives the value saved with it. A date gives `2026-11-28`. Never throws: a file that cannot be read gives
 * the reason.
 */
export function readSheet(bytes: Uint8Array, limits: Partial<SheetLimits> = {}): SheetRead {
  const most = limitsOf(limits)
  if (bytes.length === 0) return { problem: 'empty' }
  if (bytes.length > most.bytes) return { problem: 'too_large' }
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    return { problem: holds(bytes, ENCRYPTED) ? 'encrypted' : 'old_excel' }
  return startsWith(bytes, 0x50, 0x4b) ? readXlsx(bytes, most) : readCsv(bytes, most)
}
