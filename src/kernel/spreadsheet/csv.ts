import papa from 'papaparse'
import { type SheetLimits, type SheetRead, trimmed } from './limits.ts'

// What a spreadsheet takes for the start of a formula, in the wide forms of Chinese input too; behind quotes
// as well, so that the one we put before it is the one that is taken off again.
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/
const SHIELDED = /^'(?='*[=+\-@\t\r\n＝＋－＠])/
/** Text a spreadsheet must not read as a number, as systems export it: `="78612345678901"`. */
const AS_TEXT = /^=\s*"((?:[^"]|"")*)"$/
/** A first line that tells a spreadsheet which mark stands between cells. */
const SEPARATOR = /^"?sep=(.)"?\r?\n/i
/** Rows pasted from two systems end in two ways, and some would be part of a cell; in quotes a line end is one. */
const LINE_END = /(?<=^|[,;\t\r\n])"(?:[^"]|"")*"|\r\n?/g
/** What never stands in text: the file is something else. */
const BINARY = /\0/
/** Systems of couriers save a web page and call it xls. */
const WEB_PAGE = /^\s*<(?:!doctype|html|table|\?xml)/i

/** UTF-16 with its mark, UTF-8 with or without, else GBK as Excel in China saves it; null for none of them. */
function textOf(bytes: Uint8Array): string | null {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe
  for (const encoding of wide ? ['utf-16le'] : ['utf-8', 'gbk']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes).replace(/^\uFEFF/, '')
    } catch {
      // Not this one.
    }
  }
  return null
}

const plainCell = (cell: string): string => {
  const text = AS_TEXT.exec(cell)?.[1]
  return text === undefined ? cell.replace(SHIELDED, '') : text.replaceAll('""', '"')
}

/** The line of a text, the first being 1, in which a place of it lies. */
const lineOf = (text: string, at: number): number => text.slice(0, at).split(/\r\n|\r|\n/).length

export function readCsv(bytes: Uint8Array, most: SheetLimits): SheetRead {
  const text = textOf(bytes)
  if (text === null || BINARY.test(text)) return { problem: 'unknown_format' }
  if (WEB_PAGE.test(text)) return { problem: 'old_excel' }
  const [head = '', delimiter = ''] = SEPARATOR.exec(text) ?? []
  const body = text
    .slice(head.length)
    .trimEnd()
    .replace(LINE_END, (found) => (found[0] === '"' ? found : '\n'))
  const { data, errors } = papa.parse<string[]>(body, { preview: most.rows + 1, delimiter, newline: '\n' })
  // Everything behind a quote that is not closed would be one cell: rows would be gone unseen.
  const open = errors.find(({ type }) => type === 'Quotes')
  if (open) return { problem: 'open_quote', line: lineOf(head + body, head.length + (open.index ?? 0)) }
  const rows = trimmed(data.map((cells) => cells.slice(0, most.columns).map(plainCell)))
  if (rows.length > most.rows) return { problem: 'too_many_rows' }
  return rows.length ? { rows } : { problem: 'empty' }
}

/** A sum below nought begins as a formula does, and is none. */
const NEGATIVE = /^-\d{1,15}(?:\.\d+)?$/

/**
 * A csv that spreadsheets open as UTF-8 and in which no cell is a formula. In a column whose heading is among `numbers` a
 * number below nought stays one.
 */
export function writeCsv(rows: string[][], numbers: string[] = []): string {
  const counted = (rows[0] ?? []).map((heading) => numbers.includes(heading))
  const cells = rows.map((row) =>
    row.map((cell, at) => (counted[at] && NEGATIVE.test(cell) ? Number(cell) : cell)),
  )
  return `\uFEFF${papa.unparse(cells, { escapeFormulae: FORMULA })}\r\n`
}

/** `name` without ending, of letters, digits and hyphens. */
export const csvHeaders = (name: string) => ({
  'Content-Type': 'text/csv; charset=utf-8',
  'Content-Disposition': `attachment; filename="${name}.csv"`,
})
