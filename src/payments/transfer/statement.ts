import { fen, parseYuan } from '../../kernel/money.ts'
import { plainText } from '../../kernel/plain-text.ts'
import { belowHeadings, headingKey } from '../../kernel/spreadsheet.ts'
import { isCivilDate } from '../../kernel/time.ts'
import { type ArrivalInput, plainSerial } from './arrival.ts'

/**
 * Which column of a bank's statement says what, by its heading; '' where it has none. Sums stand in one signed column, in
 * one beside a mark (借/贷), or in two: what came and what went.
 */
export const COLUMN_NAMES = {
  on: '交易日期',
  serial: '流水号',
  credit: '收入金额',
  debit: '支出金额',
  amount: '金额（收支在一列）',
  mark: '借贷标志',
  payer: '对方户名',
  remark: '附言',
  purpose: '用途或摘要',
} as const
export type ColumnKey = keyof typeof COLUMN_NAMES
export type Columns = Record<ColumnKey, string>
export const COLUMN_KEYS = Object.keys(COLUMN_NAMES) as ColumnKey[]

/** A line of a statement that brought money. */
export type StatementLine = ArrivalInput & { at: number }
/** One that did, and cannot be read; `why` says what is wrong. */
export type OddLine = { at: number; shown: string; why: string }
export type Statement = { lines: StatementLine[]; odd: OddLine[]; outgoing: number }

/** What banks call their columns, the surest word first. */
const USUAL: Record<ColumnKey, string[]> = {
  on: ['交易日期', '交易日', '记账日期', '记账日', '入账日期', '交易时间', '日期'],
  serial: ['交易流水号', '银行流水号', '流水号', '交易流水', '核心流水号', '交易序号', '凭证号', '回单编号'],
  credit: ['贷方发生额', '贷方金额', '收入金额', '收入', '贷方'],
  debit: ['借方发生额', '借方金额', '支出金额', '支出', '借方'],
  amount: ['交易金额', '发生额', '金额'],
  mark: ['借贷标志', '收支标志', '借贷', '收支'],
  payer: ['对方户名', '对方名称', '对方账户名称', '付款人名称', '付款人户名', '付款人', '对方单位'],
  remark: ['附言', '客户附言', '备注', '交易附言'],
  purpose: ['用途', '摘要', '交易摘要', '交易用途'],
}

const KNOWN = new Set(Object.values(USUAL).flat().map(headingKey))
const LOOKED = 10

/** The row of headings: the first of the first rows with three names banks use; null where no row looks like it. */
export function headingsOf(rows: string[][]): string[] | null {
  const found = rows
    .slice(0, LOOKED)
    .find((cells) => cells.filter((cell) => KNOWN.has(headingKey(cell.replace(/[（(].*$/, '')))).length >= 3)
  return found ? found.map((cell) => cell.trim()).filter(Boolean) : null
}

/** Which heading most likely says what, for people to look at; a heading is used once. */
export function guessColumns(headings: string[]): Columns {
  const free = new Set(headings)
  const take = (names: string[]): string => {
    const bare = (heading: string) => headingKey(heading.replace(/[（(].*$/, ''))
    for (const name of names)
      for (const heading of free)
        if (bare(heading) === headingKey(name)) {
          free.delete(heading)
          return heading
        }
    return ''
  }
  const columns = Object.fromEntries(COLUMN_KEYS.map((key) => [key, take(USUAL[key])])) as Columns
  // Two columns say it better than one.
  return columns.credit ? { ...columns, amount: '', mark: '' } : columns
}

/** What is missing or said twice in a mapping, by column; nothing when it holds. */
export function wrongColumns(columns: Columns, headings: string[]): Partial<Record<ColumnKey, string>> {
  const wrong: Partial<Record<ColumnKey, string>> = {}
  for (const key of COLUMN_KEYS) {
    const own = columns[key]
    if (own && !headings.includes(own)) wrong[key] = '表格里没有这一列'
    else if (own && COLUMN_KEYS.some((other) => other !== key && columns[other] === own))
      wrong[key] = '这一列选了两次'
  }
  if (!columns.on) wrong.on = '请选日期那一列'
  if (!columns.serial) wrong.serial = '请选流水号那一列：同一笔靠它只入账一次'
  if (!columns.credit && !columns.amount) wrong.credit = '请选收入金额那一列，或下面收支在一列的金额'
  if (columns.credit && columns.amount) wrong.amount = '收入和收支合一只能选一种'
  return wrong
}

const needed = (columns: Columns): string[] => COLUMN_KEYS.map((key) => columns[key]).filter(Boolean)

/** The first mapping whose columns a sheet has, those that name the most first. */
export const layoutFor = <Layout extends { columns: Columns }>(
  rows: string[][],
  layouts: Layout[],
): Layout | null =>
  layouts
    .toSorted((one, other) => needed(other.columns).length - needed(one.columns).length)
    .find(({ columns }) => belowHeadings(rows, needed(columns)) !== null) ?? null

/** A day as banks write it, the time behind it left out; null when it is none. */
export function parseDay(typed: string): string | null {
  const [, year, month, day, joined] =
    /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})|(\d{4})(?!\d)|(?=\d{10}))/.exec(clean(typed)) ?? []
  const rest = joined ?? (/^\d{14}$/.test(clean(typed)) ? clean(typed).slice(4, 8) : '')
  const on = month
    ? `${year}-${month.padStart(2, '0')}-${day!.padStart(2, '0')}`
    : `${year}-${rest.slice(0, 2)}-${rest.slice(2)}`
  return isCivilDate(on) ? on : null
}

/** A signed sum in fen, without a float: "12,300.00", "-5.5", "(5.50)", "￥5", "" is nothing; null when it is none. */
export function parseSum(typed: string): number | null {
  const text = clean(typed).replace(/^(?:CNY|RMB|人民币)/i, '')
  if (!text || /^[-—]+$/.test(text)) return 0
  const [, sign, bare] = /^([-+−(]?)[¥￥]?(.*?)\)?$/.exec(text) ?? []
  // Some sheets write sums with as many noughts as they like.
  const amount = parseYuan((bare ?? '').replace(/(\.\d\d)0+$/, '$1'))
  if (amount === null) return null
  return sign === '-' || sign === '−' || sign === '(' ? fen(-amount) : amount
}

/** A cell as it was meant: banks put a quote, a tab or a no-break space before numbers, and strangers write its remark. */
const clean = (typed: string): string =>
  plainText(typed.toWellFormed().normalize('NFKC'))
    .replace(/^['’=]+"?|"$/g, '')
    .trim()

const IN = /^(?:贷|收|转入|来账|C|CR|CREDIT|\+)/i

/** Whether a row brought money (positive, in fen), or took some; null when its sums cannot be read. */
function sumOf(cell: (key: ColumnKey) => string, columns: Columns): number | null {
  if (columns.credit) {
    const [came, went] = [parseSum(cell('credit')), columns.debit ? parseSum(cell('debit')) : 0]
    if (came === null || went === null) return null
    // What a bank takes back stands as less than nothing in the column of what came.
    return came !== 0 ? came : -Math.abs(went)
  }
  const amount = parseSum(cell('amount'))
  if (amount === null || !columns.mark) return amount
  return IN.test(clean(cell('mark'))) ? amount : -Math.abs(amount)
}

/**
 * The lines of a statement below its headings: what brought money, what did and cannot be read, and how many took some. Rows
 * with neither a day nor a serial (sums, signatures) are left out. Null when the headings are not there.
 */
export function readStatement(rows: string[][], columns: Columns, today: string): Statement | null {
  const found = belowHeadings(rows, needed(columns))
  if (!found) return null
  const statement: Statement = { lines: [], odd: [], outgoing: 0 }
  for (const { at, cells } of found.rows) {
    const cell = (key: ColumnKey) => (columns[key] ? (cells[found.column(columns[key])] ?? '') : '')
    const receivedOn = parseDay(cell('on'))
    const bankSerial = plainSerial(clean(cell('serial')))
    if (!receivedOn && !bankSerial) continue
    const sum = sumOf(cell, columns)
    if (sum !== null && sum <= 0) {
      if (sum < 0) statement.outgoing += 1
      continue
    }
    const why = whyOdd(receivedOn, bankSerial, sum, today)
    if (why) statement.odd.push({ at, why, shown: cells.filter(Boolean).join(' ').slice(0, 120) })
    else
      statement.lines.push({
        ...{ at, receivedOn: receivedOn!, amountFen: sum!, bankSerial },
        payer: clean(cell('payer')).slice(0, 80),
        remark: [...new Set([clean(cell('remark')), clean(cell('purpose'))])]
          .filter(Boolean)
          .join(' ')
          .slice(0, 200),
      })
  }
  return statement
}

function whyOdd(on: string | null, serial: string, sum: number | null, today: string): string | null {
  if (sum === null) return '金额看不懂'
  if (!on) return '日期看不懂'
  if (on > today) return '日期在今天以后'
  if (!serial) return '没有流水号'
  if (serial.length > 64) return '流水号超过64个字'
  if (/^\d(?:\.\d+)?E\+\d+$/i.test(serial))
    return '长流水号被表格当成数字改掉了，请从银行重新下载，别用表格另存'
  return null
}
