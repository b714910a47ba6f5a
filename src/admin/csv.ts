import { writeCsv } from '../kernel/spreadsheet.ts'

export { csvHeaders } from '../kernel/spreadsheet.ts'

/** A csv that spreadsheets open as UTF-8 and in which no cell is a formula. */
export const csvOf = (head: string[], rows: string[][]): string => writeCsv([head, ...rows])
