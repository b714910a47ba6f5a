import { unparse } from 'papaparse'

/** A csv that spreadsheets open as UTF-8 and in which no cell is a formula (attack: CSV injection). */
export const csvOf = (head: string[], rows: string[][]): string =>
  `\uFEFF${unparse([head, ...rows], { escapeFormulae: true })}\r\n`

export const csvHeaders = (name: string) => ({
  'Content-Type': 'text/csv; charset=utf-8',
  'Content-Disposition': `attachment; filename="${name}.csv"`,
})
