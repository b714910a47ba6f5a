import fc from 'fast-check'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { belowHeadings, readSheet, writeCsv, writeXlsx } from '../../src/kernel/spreadsheet.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const HEAD = '<?xml version="1.0"?>'
/** A workbook as other programs write it: shared texts, numbers, a second sheet, cells left out. */
const workbook = (sheet: string, more: Record<string, string> = {}) =>
  zipSync(
    Object.fromEntries(
      Object.entries({
        'xl/workbook.xml':
          '<workbook xmlns:r="r"><sheets><sheet name="甲" r:id="rId7"/><sheet name="乙" r:id="rId1"/></sheets></workbook>',
        'xl/_rels/workbook.xml.rels':
          '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId7" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
        'xl/worksheets/sheet1.xml':
          '<worksheet><sheetData><row><c><v>9</v></c></row></sheetData></worksheet>',
        'xl/worksheets/sheet2.xml': `<x:worksheet xmlns:x="m"><x:sheetData>${sheet}</x:sheetData></x:worksheet>`,
        'xl/sharedStrings.xml':
          '<sst><si><t>订单号</t></si><si><r><t>运</t></r><r><t xml:space="preserve">单 号</t></r><rPh><t>yun</t></rPh></si></sst>',
        ...more,
      }).map(([name, text]) => [name, strToU8(HEAD + text)]),
    ),
  )

describe('reading a sheet', () => {
  test('an xlsx gives the first tab: shared texts, numbers as typed, saved results of formulas, gaps in place', () => {
    const rows =
      '<x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="C1" t="s"><x:v>1</x:v></x:c></x:row>' +
      '<x:row r="3"><x:c r="A3"><x:v>123456789012</x:v></x:c><x:c r="B3"><x:v>12.300000000000001</x:v></x:c>' +
      '<x:c r="C3" t="str"><x:f>1+1</x:f><x:v>SF&amp;1</x:v></x:c><x:c r="D3" t="inlineStr"><x:is><x:t>茶</x:t></x:is></x:c></x:row>'
    expect(readSheet(workbook(rows))).toEqual({
      rows: [['订单号', '', '运单 号'], [], ['123456789012', '12.3', 'SF&1', '茶']],
    })
  })

  test('a number of more than 15 digits, which a spreadsheet has rounded, never looks like a whole number', () => {
    const sheet = '<x:row r="1"><x:c r="A1"><x:v>773123456789012400</x:v></x:c></x:row>'
    expect(readSheet(workbook(sheet))).toEqual({ rows: [['7.731234567890124E+17']] })
  })

  test('UTF-8 with a mark, UTF-16 and GBK give the same rows, and an empty line keeps its place', () => {
    const gbk = Uint8Array.from(
      'b6a9b5a5bac52cb4a2d4cb0d0a0d0a612cb3a3cec2'.match(/../g)!.map((pair) => Number.parseInt(pair, 16)),
    )
    const text = '订单号,储运\r\n\r\na,常温'
    const wide = Uint8Array.from(
      [...`\uFEFF${text}`].flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8]),
    )
    const rows = [['订单号', '储运'], [''], ['a', '常温']]
    for (const bytes of [utf8(`\uFEFF${text}`), utf8(text), wide, gbk])
      expect(readSheet(bytes)).toEqual({ rows })
  })

  test.each([
    ['nothing', new Uint8Array(), 'empty'],
    ['an empty workbook', workbook(''), 'empty'],
    ['a file over the limit', new Uint8Array(2_000_001), 'too_large'],
    ['the old binary format', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 1, 2]), 'old_excel'],
    ['a web page named xls', utf8('<html><table><tr><td>1'), 'old_excel'],
    [
      'a workbook with a password',
      Uint8Array.from([
        0xd0,
        0xcf,
        0x11,
        0xe0,
        ...[...'EncryptedPackage'].flatMap((c) => [c.charCodeAt(0), 0]),
      ]),
      'encrypted',
    ],
    ['a locked zip', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 1, 0, 0, 0]), 'encrypted'],
    ['half a workbook', workbook('<x:row r="1"/>').slice(0, 700), 'damaged'],
    ['XML that does not close', workbook('<x:row r="1"><x:c>'), 'damaged'],
    ['a zip that is no workbook', zipSync({ 'a.txt': strToU8('a') }), 'unknown_format'],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), 'unknown_format'],
  ])('%s is refused by name', (_name, bytes, problem) => {
    expect(readSheet(bytes)).toEqual({ problem })
  })

  test('a small file that unpacks to far more is stopped; a part we do not read is not unpacked', () => {
    const blank = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(3_000_000) })
    expect(blank.length).toBeLessThan(10_000)
    expect(readSheet(blank, { unpackedBytes: 1_000_000 })).toEqual({ problem: 'too_large' })
    const aside = zipSync({ 'xl/media/x.bin': new Uint8Array(3_000_000) })
    expect(readSheet(aside, { unpackedBytes: 1_000_000 })).toEqual({ problem: 'unknown_format' })
  })

  test('entities a document defines itself are not expanded', () => {
    const bomb = zipSync({
      'xl/worksheets/sheet1.xml': strToU8(
        '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>',
      ),
    })
    expect(JSON.stringify(readSheet(bomb))).not.toContain('aa')
  })

  test('more rows than allowed are refused in csv and xlsx alike; empty ones at the end do not count', () => {
    const rows = Array.from({ length: 11 }, (_, at) => [String(at)])
    for (const bytes of [utf8(writeCsv(rows)), writeXlsx(rows)]) {
      expect(readSheet(bytes, { rows: 10 })).toEqual({ problem: 'too_many_rows' })
      expect(readSheet(bytes, { rows: 11 })).toEqual({ rows })
    }
    const far =
      '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row><x:row r="1048576"><x:c r="XFD1048576" s="3"/></x:row>'
    expect(readSheet(workbook(far))).toEqual({ rows: [['1']] })
  })
})

/** A workbook whose parts are named as its writer likes. */
const zipped = (parts: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(HEAD + text)])))
const cells = (inside: string) => `<x:row r="1">${inside}</x:row>`

describe('reading what other programs write', () => {
  test.each([
    ['7.8612345678901E13', '78612345678901'],
    ['120.0', '120'],
    ['42.899999999999999', '42.9'],
    ['1.2E2', '120'],
    ['-0.5', '-0.5'],
    ['007', '7'],
  ])('a cell that says it is a number reads %s as one without a type does', (value, text) => {
    for (const kind of ['', ' t="n"'])
      expect(readSheet(workbook(cells(`<x:c r="A1"${kind}><x:v>${value}</x:v></x:c>`)))).toEqual({
        rows: [[text]],
      })
  })

  test.each(['hidden', 'veryHidden'])('a sheet that is %s is passed over, a chart as well', (state) => {
    const file = workbook('', {
      'xl/workbook.xml': `<workbook xmlns:r="r"><sheets><sheet name="选项" state="${state}" r:id="rId7"/><sheet name="图" r:id="rId8"/><sheet name="商品" state="visible" r:id="rId1"/></sheets></workbook>`,
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="rId1" Type="t/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId8" Type="t/chartsheet" Target="chartsheets/sheet1.xml"/><Relationship Id="rId7" Type="t/worksheet" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
    })
    expect(readSheet(file)).toEqual({ rows: [['9']] })
  })

  test('parts are found by relationship, whatever they are called, and names differ in case', () => {
    const file = zipped({
      '_rels/.rels':
        '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="/Book/Main.xml"/></Relationships>',
      'Book/main.xml': '<workbook xmlns:r="r"><sheets><sheet name="甲" r:id="s"/></sheets></workbook>',
      'Book/_rels/Main.xml.rels':
        '<Relationships><Relationship Id="s" Type="x/worksheet" Target="../Pages/One.xml"/><Relationship Id="t" Type="x/sharedStrings" Target="Words.xml"/></Relationships>',
      'pages/one.XML':
        '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>',
      'Book/words.xml': '<sst><si><t>茶</t></si></sst>',
    })
    expect(readSheet(file)).toEqual({ rows: [['茶']] })
    const capital = zipped({
      'XL/Worksheets/Sheet1.xml':
        '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>',
      'xl/SharedStrings.xml': '<sst><si><t>大写</t></si></sst>',
    })
    expect(readSheet(capital)).toEqual({ rows: [['大写']] })
  })

  test('an escaped control character is read as it, an escaped underscore as one', () => {
    const text = '第一行_x000D_第二行_x000d_\n第三行_x005F_x000D_'
    const file = workbook(
      cells(
        `<x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="B1" t="inlineStr"><x:is><x:t>${text}</x:t></x:is></x:c>`,
      ),
      { 'xl/sharedStrings.xml': `<sst><si><t>${text}</t></si></sst>` },
    )
    expect(readSheet(file)).toEqual({ rows: [Array(2).fill('第一行\n第二行\n第三行_x000D_')] })
    expect(readSheet(writeXlsx([['a_x000D_b', '_x41_']]))).toEqual({ rows: [['a_x000D_b', '_x41_']] })
  })

  test('how a name is pronounced is dropped inside a cell too', () => {
    const inline =
      '<x:c r="A1" t="inlineStr"><x:is><x:r><x:t>普定</x:t></x:r><x:rPh><x:t>pu ding</x:t></x:rPh><x:r><x:t>县</x:t></x:r></x:is></x:c>'
    expect(readSheet(workbook(cells(inline)))).toEqual({ rows: [['普定县']] })
  })

  const STYLES =
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="165" formatCode="0.00&quot;days&quot;"/><numFmt numFmtId="166" formatCode="[Red]#,##0\\m"/></numFmts>' +
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="22"/><xf numFmtId="57"/></cellXfs></styleSheet>'
  const dated = (value: string, style: number, year = '') =>
    readSheet(
      workbook(cells(`<x:c r="A1" s="${style}"><x:v>${value}</x:v></x:c>`), {
        'xl/styles.xml': STYLES,
        'xl/workbook.xml': `<workbook xmlns:r="r"><workbookPr${year}/><sheets><sheet name="甲" r:id="rId7"/></sheets></workbook>`,
      }),
    )
  test.each([
    ['46354', 1, '', '2026-11-28'],
    ['46354', 2, '', '2026-11-28'],
    ['46354.5', 5, '', '2026-11-28 12:00'],
    ['46354', 6, '', '2026-11-28'],
    ['44892', 1, ' date1904="1"', '2026-11-28'],
    ['59', 1, '', '1900-02-28'],
    ['61', 1, '', '1900-03-01'],
    ['0.5', 1, '', '12:00'],
    ['46354', 0, '', '46354'],
    ['46354', 3, '', '46354'],
    ['46354', 4, '', '46354'],
  ])('a cell with %s in style %s%s shows %s', (value, style, year, text) => {
    expect(dated(value, style, year)).toEqual({ rows: [[text]] })
  })
})

describe('reading what people and systems put into a csv', () => {
  const rowsOf = (text: string) => readSheet(utf8(text))

  test('text in the guise of a formula is the text', () => {
    expect(rowsOf('运单号,名称\n="78612345678901","=""007"""\n= "a","=""说""""好"""""""\n')).toEqual({
      rows: [
        ['运单号', '名称'],
        ['78612345678901', '007'],
        ['a', '说"好"'],
      ],
    })
  })

  test.each([
    ['sep=,\r\na,b;c', ['a', 'b;c']],
    ['"sep=;"\na,b;c', ['a,b', 'c']],
    ['SEP=\t\na\tb', ['a', 'b']],
  ])('the first line of %j only says what stands between cells', (text, row) => {
    expect(rowsOf(text)).toEqual({ rows: [row] })
  })

  test('rows that end in different ways, pasted from two systems, are rows all the same', () => {
    expect(rowsOf('a,b\r\nc,d\ne,f\rg,"h\r\ni"\n')).toEqual({
      rows: [
        ['a', 'b'],
        ['c', 'd'],
        ['e', 'f'],
        ['g', 'h\r\ni'],
      ],
    })
  })

  test.each([
    ['a,b\nc,"786\nd,e', 2],
    ['a,b\r\n"c\r\nc",d\r\ne,"786\r\nf,"g"', 4],
    ['sep=,\na\n"b', 3],
    ['a\n"好茶"很香,b\nc', 2],
  ])('a quote that is not closed in %j is told by its line', (text, line) => {
    expect(rowsOf(text)).toEqual({ problem: 'open_quote', line })
  })

  test('headings are found below a title, whatever their width, and rows keep their numbers', () => {
    const table = [['价格表'], ['说明'], ['\u200bsku', '价格（元）', ' 库存 (件)'], ['A', '1', '2']]
    const found = belowHeadings(table, ['SKU', '价格(元)'])
    expect([found?.rows, found?.column('库存（件）'), found?.column('规格')]).toEqual([
      [{ at: 4, cells: ['A', '1', '2'] }],
      2,
      -1,
    ])
    expect(belowHeadings(table, ['SKU', '规格'])).toBeNull()
  })
})

// Cells as people type them: no control characters, and no shield of ours in front.
const cell = fc
  .string({ unit: 'grapheme', maxLength: 12 })
  .map((text) => text.replace(/[\p{Cc}\ufeff]/gu, '').replace(/^'+/, ''))
const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 })
/** Empty cells at the end of a row and empty rows at the end are no part of what a sheet says. */
const bare = (rows: string[][]) => {
  const cut = rows.map((cells) => {
    let end = cells.length
    while (end > 0 && cells[end - 1] === '') end -= 1
    return cells.slice(0, end)
  })
  while (cut.length && cut.at(-1)!.every((text) => text.trim() === '')) cut.pop()
  return cut
}

describe('writing a sheet', () => {
  test('what is written as xlsx reads back as it was', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const read = readSheet(writeXlsx(rows))
        expect('rows' in read ? bare(read.rows) : []).toEqual(bare(rows))
      }),
      { seed: 20261123 },
    )
  })

  test.each(["'=1", "''+86", "'-", "'note"])('a csv gives back %s with all its quotes', (text) => {
    expect(readSheet(utf8(writeCsv([['A'], [text]])))).toEqual({ rows: [['A'], [text]] })
  })

  test('a csv reads back as it was, and no cell of it begins as a formula does', () => {
    const risky = fc
      .tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '＝', '＠'), cell)
      .map((two) => two.join(''))
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constant('x'), fc.oneof(risky, cell)), { minLength: 1 }), (rows) => {
        const csv = writeCsv(rows)
        expect(csv.startsWith('\uFEFF')).toBe(true)
        expect(
          /(?:^|[,\n])"?[=+\-@\t\r＝＋－＠]/.test(
            csv.replace(/\r\n/g, '\n').replace(/"[^"]*"/g, (quoted) => quoted.slice(0, 2)),
          ),
        ).toBe(false)
        const read = readSheet(utf8(csv))
        expect('rows' in read ? bare(read.rows) : []).toEqual(bare(rows.map((row) => [...row])))
      }),
      { seed: 20261123 },
    )
  })

  test('an xlsx holds no formula and keeps numbers typed into it as text', () => {
    const read = readSheet(writeXlsx([['=1+1', '@SUM(A1)', '007731234567890123']]))
    expect(read).toEqual({ rows: [['=1+1', '@SUM(A1)', '007731234567890123']] })
  })

  test('columns of numbers are numbers a spreadsheet adds up, and read back as they were', () => {
    const rows = [
      ['SKU', '价格', '运单号'],
      ['007', '42.9', '78612345678901'],
      ['说明', '例如 68', ''],
      ['A', '=1+1', ''],
      ['B', '007', '1'],
      ['C', '清空', ''],
      ['D', '1234567890123456', ''],
      ['E', '-0.05', '-1'],
      ['F', '-1+2', ''],
    ]
    const file = writeXlsx(rows, ['价格', '库存'])
    const sheet = strFromU8(unzipSync(file)['xl/worksheets/sheet1.xml']!)
    expect(
      [...sheet.matchAll(/<c r="(\w+)" s="0"><v>([^<]*)<\/v><\/c>/g)].map(([, at, value]) => [at, value]),
    ).toEqual([
      ['B2', '42.9'],
      ['B8', '-0.05'],
    ])
    const read = readSheet(file)
    expect('rows' in read && bare(read.rows)).toEqual(bare(rows))
  })
})
