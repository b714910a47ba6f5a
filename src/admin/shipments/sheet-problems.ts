import type { SheetProblem } from '../../kernel/spreadsheet.ts'

/** What happened to an uploaded sheet and how to mend it. */
export const SHEET_PROBLEMS: Record<SheetProblem, string> = {
  empty: '文件是空的。请填好表格再上传',
  too_large: '文件太大(最多2 MB)。请删掉图片和多余的表,或分成几张',
  too_many_rows: '一次最多5000行。请分成几张表',
  old_excel: '这是旧版xls或网页格式。请在表格软件里另存为xlsx或csv',
  encrypted: '文件有密码。请去掉密码再上传',
  damaged: '文件不完整或已损坏。请重新保存一次再上传',
  unknown_format: '没有读懂这个文件。请上传xlsx,或UTF-8、GBK的csv',
}
