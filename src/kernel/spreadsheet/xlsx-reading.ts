import { type SheetLimits, type SheetRead, trimmed } from './limits.ts'
import { TooLarge, unzipped } from './unzipping.ts'
import { walkXml } from './xml.ts'

const WANTED = /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|worksheets\/[^/]+\.xml)$/i
/** Where a zip says that its first part is locked. */
const FLAGS_AT = 6

/** The first sheet of a workbook as rows of text. */
export function readXlsx(bytes: Uint8Array, most: SheetLimits): SheetRead {
  if (((bytes[FLAGS_AT] ?? 0) & 1) === 1) return { problem: 'encrypted' }
  try {
    const parts = unzipped(bytes, (name) => WANTED.test(name), most.unpackedBytes)
    const sheet = parts.get(firstSheet(parts))
    if (!sheet) return { problem: 'unknown_format' }
    const rows = rowsOf(sheet, sharedStrings(parts.get('xl/sharedStrings.xml')), most)
    if (!rows) return { problem: 'too_many_rows' }
    return rows.length ? { rows } : { problem: 'empty' }
  } catch (error) {
    return { problem: error instanceof TooLarge ? 'too_large' : 'damaged' }
  }
}

/** The path of the sheet that stands first among the tabs. */
function firstSheet(parts: Map<string, Uint8Array>): string {
  const usual = 'xl/worksheets/sheet1.xml'
  const workbook = parts.get('xl/workbook.xml')
  const relations = parts.get('xl/_rels/workbook.xml.rels')
  if (!workbook || !relations) return usual
  let first = ''
  walkXml(workbook, {
    open: (name, attribute) => {
      if (name === 'sheet' && !first) first = attribute('id')
    },
  })
  let target = ''
  walkXml(relations, {
    open: (name, attribute) => {
      if (name === 'Relationship' && attribute('Id') === first) target = attribute('Target')
    },
  })
  if (!target) return usual
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`
}

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
      if (name === 'si') strings.push(own)
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

/** Rows in their places; null when there are more than allowed. */
function rowsOf(part: Uint8Array, shared: string[], most: SheetLimits): string[][] | null {
  const rows: string[][] = []
  let row = -1
  let column = -1
  let kind = ''
  let reading = false
  let value = ''
  let over = false
  const put = () => {
    const text = kind === 's' ? (shared[Number(value)] ?? '') : kind ? value : numberText(value)
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
        value = ''
      }
      reading = name === 'v' || name === 't'
    },
    text: (text) => {
      if (reading) value += text
    },
    close: (name) => {
      reading = false
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
