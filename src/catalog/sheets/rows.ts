import { belowHeadings } from '../../kernel/spreadsheet.ts'
import { CLEARED, COLUMNS, columnOf, NOTE_ROW } from './columns.ts'

/** A row of an uploaded sheet: cells by field, empty ones left out. */
export type SheetRow = {
  /** As a spreadsheet counts them: the heading is 1. */
  at: number
  cells: Record<string, string>
  /** Not from a sheet: takes the SKU out of its product, as undoing an addition does. */
  retired?: true
}

/** SKUs in one sheet; measured in test/catalog/large-listing-sheet.d1.test.ts. */
export const MOST_SHEET_ROWS = 5000
/** Such a sheet as csv, with a story for each of them. */
export const MOST_SHEET_BYTES = 8_000_000
const LONGEST_CELL = 20_000
export const NEEDED_HEADINGS = ['SKU']

export type SheetTable = {
  rows: SheetRow[]
  /** Headings nobody knows; their columns are left out. */
  unknown: string[]
}

/** Rows below the heading; null without a column SKU. Empty rows and the explaining row are left out. */
export function listingRows(table: string[][]): SheetTable | null {
  const found = belowHeadings(table, NEEDED_HEADINGS)
  if (!found) return null
  const { headings } = found
  const fields = headings.map((heading) => columnOf(heading)?.field)
  const rows = found.rows.flatMap(({ at, cells: texts }): SheetRow[] => {
    if ((texts.find((text) => text.trim()) ?? NOTE_ROW).startsWith(NOTE_ROW)) return []
    const cells: Record<string, string> = {}
    for (const [column, text] of texts.entries()) {
      const field = fields[column]
      const typed = text.replace(/\r\n?/g, '\n').trim().slice(0, LONGEST_CELL)
      if (field && typed && cells[field] === undefined) cells[field] = typed
    }
    if (cells.sku && cells.sku !== CLEARED) cells.sku = skuOf(cells.sku)
    return [{ at, cells }]
  })
  const unknown = headings.filter((heading, column) => heading && !fields[column])
  return { rows, unknown: [...new Set(unknown)].slice(0, 20) }
}

/** A SKU as the shop writes it. */
export const skuOf = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Cf}]+/gu, '')

/** Cells by field as a row of the sheet. */
export const rowOf = (cells: Record<string, string>): string[] =>
  COLUMNS.map(({ field }) => cells[field] ?? '')
