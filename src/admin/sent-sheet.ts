import type { Ctx } from '../http/context.ts'
import { fileOf, readForm } from '../http/form.ts'
import { readSheet } from '../kernel/spreadsheet.ts'
import { SHEET_PROBLEMS } from './words.ts'

/** The rows of the spreadsheet a form carries as `sheet`, or the sentence that says why it cannot be read. */
export async function readSentSheet(
  c: Ctx,
  limits: Parameters<typeof readSheet>[1],
  words: Partial<typeof SHEET_PROBLEMS> = {},
): Promise<{ name: string; rows: string[][] } | { error: string }> {
  const file = fileOf(await readForm(c), 'sheet')
  if (!file) return { error: '请选择一个xlsx或csv文件' }
  const read = readSheet(new Uint8Array(await file.arrayBuffer()), limits)
  if ('rows' in read) return { name: file.name, rows: read.rows }
  const said = { ...SHEET_PROBLEMS, ...words }[read.problem]
  return { error: read.line ? `第 ${read.line} 行：${said}` : said }
}

/** What a sheet lacks when nobody finds its headings. */
export const noHeadings = (expected: readonly string[]): string =>
  `没有找到表头。前几行里要有一行写着：${expected.join('、')}。建议从这里下载的表格开始`
