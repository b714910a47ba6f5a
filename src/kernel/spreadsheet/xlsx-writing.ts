import { strToU8, zipSync } from 'fflate'

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
/** Characters of the widest cell, within what still reads on a screen. */
const WIDTHS = { least: 10, most: 48 }

const FRAME: Record<string, string> = {
  '[Content_Types].xml': [
    `<Types xmlns="${PACKAGE}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    `<Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/>`,
    `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/>`,
    `<Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/></Types>`,
  ].join(''),
  '_rels/.rels': [
    `<Relationships xmlns="${PACKAGE}/relationships">`,
    `<Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ].join(''),
  'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': [
    `<Relationships xmlns="${PACKAGE}/relationships">`,
    `<Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>`,
    `<Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  ].join(''),
  // Style 1 is text, so that a long number typed into an empty cell keeps all its digits; 2 is the heading.
  'xl/styles.xml': [
    `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/>`,
    '<sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill>',
    '<patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>',
  ].join(''),
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
// XML has no place for most control characters nor for half a pair.
const UNSPEAKABLE = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu
/** What would be read as an escaped character, `_x41_` in four digits, is meant as it stands. */
const ESCAPE = /_(?=x[0-9a-f]{4}_)/gi
const escaped = (text: string): string =>
  text
    .replace(UNSPEAKABLE, '')
    .replace(ESCAPE, '_x005F_')
    .replace(/[&<>"]/g, (sign) => ENTITIES[sign]!)

/** Name of a column, counted from 0: A … Z, AA … */
const letters = (column: number): string =>
  (column >= 26 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26))

const widthOf = (text: string): number => [...text].reduce((sum, sign) => sum + (sign > '\u00ff' ? 2 : 1), 2)

function columns(rows: string[][], counted: boolean[]): string {
  const count = Math.max(1, ...rows.map((cells) => cells.length))
  const looked = rows.slice(0, 200)
  return Array.from({ length: count }, (_, at) => {
    const widest = Math.max(WIDTHS.least, ...looked.map((cells) => widthOf(cells[at] ?? '')))
    return `<col min="${at + 1}" max="${at + 1}" width="${Math.min(WIDTHS.most, widest)}" style="${counted[at] ? 0 : 1}" customWidth="1"/>`
  }).join('')
}

/** What a spreadsheet can add up without losing a digit: no leading zero, 15 digits at most. */
const NUMBER = /^-?(?=[\d.]{1,16}$)(?:0|[1-9]\d{0,14})(?:\.\d+)?$/

/**
 * A workbook of one sheet whose first row is its heading. Every cell is text: nothing in it can be a formula, and
 * empty cells take text too. Only what is a number in a column whose heading is among `numbers` is written as one.
 */
export function writeXlsx(rows: string[][], numbers: string[] = []): Uint8Array<ArrayBuffer> {
  const counted = (rows[0] ?? []).map((heading) => numbers.includes(heading))
  const body = rows.map((cells, index) => {
    const inside = cells.map((cell, at) => {
      const style = index === 0 ? 2 : counted[at] ? 0 : 1
      const place = `r="${letters(at)}${index + 1}" s="${style}"`
      if (index > 0 && counted[at] && NUMBER.test(cell)) return `<c ${place}><v>${cell}</v></c>`
      return cell
        ? `<c ${place} t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`
        : `<c ${place}/>`
    })
    return `<row r="${index + 1}">${inside.join('')}</row>`
  })
  const sheet = [
    `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">`,
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>',
    `<cols>${columns(rows, counted)}</cols><sheetData>${body.join('')}</sheetData></worksheet>`,
  ].join('')
  const parts = { ...FRAME, 'xl/worksheets/sheet1.xml': sheet }
  return zipSync(
    Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(HEAD + text)])),
    // The same rows are the same file.
    { mtime: '2000-01-01T12:00:00' },
  ) as Uint8Array<ArrayBuffer>
}

/** `name` without ending, of letters, digits and hyphens. */
export const xlsxHeaders = (name: string) => ({
  'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'Content-Disposition': `attachment; filename="${name}.xlsx"`,
})
