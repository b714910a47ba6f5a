import { Hono } from 'hono'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { exactOf, type Form, listOf, readForm, rowsOf, textOf, wholeOf } from '../../http/form.ts'
import { civilDate, isCivilDate } from '../../kernel/time.ts'
import {
  type Imported,
  importStatement,
  judgeStatement,
  MOST_LINES,
} from '../../payments/transfer/importing.ts'
import { keepLayout, readLayouts } from '../../payments/transfer/layout-keeping.ts'
import {
  COLUMN_KEYS,
  type Columns,
  guessColumns,
  headingsOf,
  layoutFor,
  type OddLine,
  readStatement,
  type StatementLine,
  wrongColumns,
} from '../../payments/transfer/statement.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { readSentSheet } from '../sent-sheet.ts'
import type { Mapping } from './column-form.tsx'
import { type DryRun, StatementPage } from './statement-page.tsx'

export const statementRoutes = new Hono<AppEnv>()

const SAMPLE = 4
/** Rows of a sheet, what was paid out among them. */
const MOST_ROWS = 3000
const CELL = 200
const NO_HEADINGS =
  '没有找到表头。前10行里要有一行写着日期、流水号、金额这样的列名；请上传从网上银行直接下载的明细'
const TOO_MANY = `一次最多 ${MOST_LINES} 笔收入，请按月份分几次下载`

statementRoutes.get(adminUrls.statements.path, (c) => page(c, {}))

statementRoutes.post(adminUrls.statements.path, async (c) => {
  const read = await readSentSheet(c, { rows: MOST_ROWS })
  if ('error' in read) return page(c, { error: read.error, status: 422 })
  const rows = read.rows.map((cells) => cells.map((cell) => cell.slice(0, CELL)))
  const layout = layoutFor(rows, await readLayouts(c.var.visit.db))
  if (layout) return look(c, rows, { ...layout, name: read.name })
  const headings = headingsOf(rows)
  if (!headings) return page(c, { error: NO_HEADINGS, status: 422 })
  return page(c, { mapping: mappingOf(rows, headings, read.name, { columns: guessColumns(headings) }) })
})

statementRoutes.post(adminUrls.statementColumns.path, async (c) => {
  const form = await readForm(c)
  const rows = rowsOf(form, 'rows', MOST_ROWS).map((cells) =>
    cells.map((cell) => String(cell ?? '').slice(0, CELL)),
  )
  const headings = headingsOf(rows)
  if (!headings) return page(c, { error: NO_HEADINGS, status: 422 })
  const columns = Object.fromEntries(COLUMN_KEYS.map((key) => [key, exactOf(form, key)])) as Columns
  const [bank, name] = [textOf(form, 'bank', 40), nameOf(form)]
  const errors = { ...wrongColumns(columns, headings), ...(bank ? {} : { bank: '请写银行的名字' }) }
  if (Object.keys(errors).length)
    return page(c, { mapping: mappingOf(rows, headings, name, { columns, bank, errors }), status: 422 })
  await keepLayout(c.var.visit.db, { bank, columns }, c.var.staff.staffId, c.var.visit.now)
  return look(c, rows, { bank, columns, name })
})

statementRoutes.post(adminUrls.statementLines.path, async (c) => {
  const form = await readForm(c)
  const lines = sentBack(form, civilDate(c.var.visit.now))
  const source = { bank: textOf(form, 'bank', 40), name: nameOf(form) }
  // Only lines that were to be looked at have a box; one that is not ticked was doubted.
  const sure = new Set(listOf(form, 'sure', CELL))
  const before = await judgeStatement(c.var.visit, lines)
  const unsure = new Set(
    before
      .filter(({ check, bankSerial }) => check && !sure.has(bankSerial))
      .map(({ bankSerial }) => bankSerial),
  )
  const imported = await importStatement(c.var.visit, source, lines, unsure, c.var.staff.staffId)
  return dryRun(c, { ...source, lines, odd: [], outgoing: wholeOf(form, 'outgoing') ?? 0, imported })
})

const nameOf = (form: Form): string => textOf(form, 'sheetName', 100)

function mappingOf(
  rows: string[][],
  headings: string[],
  name: string,
  more: Pick<Mapping, 'columns'> & Partial<Pick<Mapping, 'bank' | 'errors'>>,
): Mapping {
  const at = rows.findIndex((cells) =>
    headings.every((heading) => cells.some((cell) => cell.trim() === heading)),
  )
  const places = headings.map((heading) => rows[at]!.findIndex((cell) => cell.trim() === heading))
  const sample = rows.slice(at + 1, at + 1 + SAMPLE).map((cells) => places.map((place) => cells[place] ?? ''))
  return { rows: JSON.stringify(rows), name, headings, sample, bank: '', errors: {}, ...more }
}

async function look(
  c: Ctx,
  rows: string[][],
  { bank, columns, name }: { bank: string; columns: Columns; name: string },
) {
  const statement = readStatement(rows, columns, civilDate(c.var.visit.now))
  if (!statement) return page(c, { error: NO_HEADINGS, status: 422 })
  if (statement.lines.length > MOST_LINES) return page(c, { error: TOO_MANY, status: 422 })
  return dryRun(c, { bank, name, ...statement, imported: null })
}

type Looked = {
  bank: string
  name: string
  lines: StatementLine[]
  odd: OddLine[]
  outgoing: number
  imported: Imported | null
}

async function dryRun(c: Ctx, { lines, ...looked }: Looked) {
  return page(c, { dryRun: { ...looked, judged: await judgeStatement(c.var.visit, lines) } })
}

/** The lines of the dry run, sent back by its page and read anew; one that is not whole is left out. */
const sentBack = (form: Form, today: string): StatementLine[] =>
  rowsOf(form, 'lines', MOST_LINES).flatMap(([at, receivedOn, amountFen, payer, bankSerial, remark]) => {
    const text = (value: unknown, most: number) => (typeof value === 'string' ? value.slice(0, most) : '')
    const line = {
      ...{ at: Number(at) || 0, receivedOn: text(receivedOn, 10), amountFen: Number(amountFen) },
      ...{ payer: text(payer, 80), bankSerial: text(bankSerial, 64), remark: text(remark, CELL) },
    }
    const whole =
      isCivilDate(line.receivedOn) &&
      line.receivedOn <= today &&
      Number.isSafeInteger(line.amountFen) &&
      line.amountFen > 0 &&
      line.bankSerial !== ''
    return whole ? [line] : []
  })

type Shown = { error?: string; mapping?: Mapping; dryRun?: DryRun; status?: 422 }

async function page(c: Ctx, { error, mapping, dryRun: looked, status }: Shown) {
  const banks = (await readLayouts(c.var.visit.db)).map(({ bank }) => bank)
  const body = StatementPage({
    banks,
    error: error ?? null,
    mapping: mapping ?? null,
    dryRun: looked ?? null,
  })
  return renderAdmin(c, { title: '导入银行流水', current: adminPaths.transfers() }, body, status ?? 200)
}
