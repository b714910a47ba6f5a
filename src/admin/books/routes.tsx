import { Hono } from 'hono'
import { ledgerRows, NUMBERS } from '../../books/exporting.ts'
import { GROUPINGS } from '../../books/ledger.ts'
import { MOST_DAYS, periodOf, readLedger } from '../../books/reading.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { allRules, findBroken } from '../../invariants/checking.ts'
import { csvHeaders, writeCsv, writeXlsx, xlsxHeaders } from '../../kernel/spreadsheet.ts'
import { civilDate } from '../../kernel/time.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { BooksPage } from './books-page.tsx'
import { ledgerWords } from './words.ts'

/** What must always hold, asked of the database when the page is opened; and the books of a period. */
export const booksRoutes = new Hono<AppEnv>()

/** The month so far, where no period is asked for. */
function askedPeriod(c: Ctx) {
  const today = civilDate(c.var.visit.now)
  return { from: c.req.query('from') ?? `${today.slice(0, 8)}01`, to: c.req.query('to') ?? today }
}

booksRoutes.get(adminUrls.books.path, async (c) => {
  const { db, now } = c.var.visit
  const rules = allRules(now)
  const asked = askedPeriod(c)
  const period = periodOf(asked.from, asked.to)
  const by = GROUPINGS.find((one) => one === c.req.query('by')) ?? 'day'
  const error = period ? undefined : `请选择开始和结束日期，最多 ${MOST_DAYS} 天`
  const [broken, ledger] = await Promise.all([
    findBroken(db, rules),
    period ? readLedger(db, period) : Promise.resolve(null),
  ])
  const body = BooksPage({ broken, rules: rules.length, ledger, by, asked, error })
  return renderAdmin(c, { title: '账目核对', current: adminPaths.books() }, body, period ? 200 : 422)
})

booksRoutes.get(adminUrls.booksCsv.path, async (c) => {
  const file = await exported(c)
  return file ? c.body(writeCsv(file.rows, NUMBERS), 200, csvHeaders(file.name)) : answerNotFound(c)
})

booksRoutes.get(adminUrls.booksXlsx.path, async (c) => {
  const file = await exported(c)
  return file ? c.body(writeXlsx(file.rows, NUMBERS), 200, xlsxHeaders(file.name)) : answerNotFound(c)
})

async function exported(c: Ctx): Promise<{ rows: string[][]; name: string } | null> {
  const asked = askedPeriod(c)
  const period = periodOf(asked.from, asked.to)
  if (!period) return null
  const ledger = await readLedger(c.var.visit.db, period)
  return { rows: ledgerRows(ledger, ledgerWords(ledger)), name: `books-${period.from}-${period.to}` }
}
