import { type SheetLimits, type SheetRead, trimmed } from './limits.ts'
import { TooLarge } from './unzipping.ts'
import { type DateSystem, dateStyles, dateText } from './xlsx-dates.ts'
import { openPackage } from './xlsx-parts.ts'
import { walkXml } from './xml.ts'

/** Where a zip says that its first part is locked. */
const FLAGS_AT = 6

/** The first sheet of a workbook that its reader sees, as rows of text. */
export function readXlsx(bytes: Uint8Array, most: SheetLimits): SheetRead {
  if (((bytes[FLAGS_AT] ?? 0) & 1) === 1) return { problem: 'encrypted' }
  try {
    const { sheet, strings, styles, dates } = openPackage(bytes, most.unpackedBytes)
    if (!sheet) return { problem: 'unknown_format' }
    const rows = rowsOf(sheet, { shared: sharedStrings(strings), dated: dateStyles(styles), dates }, most)
    if (!rows) return { problem: 'too_many_rows' }
    return rows.length ? { rows } : { problem: 'empty' }
  } catch (error) {
    return { problem: error instanceof TooLarge ? 'too_large' : 'damaged' }
  }
}

/** Characters XML has no place for are written `_x000D_`; `_x005F_` stands for an underscore that is meant. */
const unescaped = (text: string): string =>
  text
    .replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\r\n?/g, '\n')

/** Texts the cells refer to by number; how a name is pronounced (rPh) is not part of it. */
function sharedStrings(part: Uint8Array | undefined): string[] {
  const strings: string[] = []
  if (!part) return strings
  let inText = false
  let spoken = false
  let own = ''
  walkXml(part, {
    open: (name) => {
      if (name === 'si') own = ''
      if (name === 'rPh') spoken = true
      if (name === 't') inText = true
    },
    text: (text) => {
      if (inText && !spoken) own += text
    },
    close: (name) => {
      if (name === 'si') strings.push(unescaped(own))
      if (name === 'rPh') spoken = false
      if (name === 't') inText = false
    },
  })
  return strings
}

/** Column of a reference such as `AB12`, from 0; -1 when it states none. */
function columnOf(reference: string): number {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0] ?? ''
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

/** What a cell refers to: texts by number, and which styles show a number as a date. */
type Lookup = { shared: string[]; dated: Set<number>; dates: DateSystem }

/** What a cell shows; its type is '' for a number, and Java writers spell that out as "n". */
function cellText(kind: string, style: string, value: string, { shared, dated, dates }: Lookup): string {
  switch (kind) {
    case 's':
      return shared[Number(value)] ?? ''
    case '':
    case 'n':
      return value && dated.has(Number(style)) ? dateText(value, dates) : numberText(value)
    case 'd':
      return value.replace(/T00:00(?::00(?:\.0+)?)?Z?$/, '')
    case 'b':
      return value === '1' ? 'TRUE' : 'FALSE'
    default:
      return unescaped(value)
  }
}

/** Rows in their places; null when there are more than allowed. */
function rowsOf(part: Uint8Array, lookup: Lookup, most: SheetLimits): string[][] | null {
  const rows: string[][] = []
  let row = -1
  let column = -1
  let kind = ''
  let style = ''
  let reading = false
  let spoken = false
  let value = ''
  let over = false
  const put = () => {
    const text = value && cellText(kind, style, value, lookup)
    if (!text || column >= most.columns) return
    if (row >= most.rows) {
      over = true
      return
    }
    while (rows.length <= row) rows.push([])
    const cells = rows[row]!
    while (cells.length < column) cells.push('')
    cells[column] = text
  }
  walkXml(part, {
    open: (name, attribute) => {
      if (name === 'row') {
        row = Number(attribute('r') || row + 2) - 1
        column = -1
      }
      if (name === 'c') {
        const stated = columnOf(attribute('r'))
        column = stated < 0 ? column + 1 : stated
        kind = attribute('t')
        style = attribute('s')
        value = ''
      }
      if (name === 'rPh') spoken = true
      reading = name === 'v' || (name === 't' && !spoken)
    },
    text: (text) => {
      if (reading) value += text
    },
    close: (name) => {
      reading = false
      if (name === 'rPh') spoken = false
      if (name === 'c') put()
    },
  })
  return over ? null : trimmed(rows)
}

/**
 * A number as it was typed where that can be known. What has more than 15 digits was rounded when it was typed: it
 * stays in the form 1.23E+17, so that nobody takes it for the number on a label.
 */
function numberText(value: string): string {
  const number = Number(value)
  if (value === '' || !Number.isFinite(number)) return value
  if (Math.abs(number) >= 1e15) return number.toExponential().toUpperCase()
  return String(Number(number.toPrecision(15)))
}
