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
  return 'problem' in read
    ? { error: { ...SHEET_PROBLEMS, ...words }[read.problem] }
    : { name: file.name, rows: read.rows }
}
