import { Hono } from 'hono'
import { skuOf } from '../../catalog/sheets/rows.ts'
import { notAsked, slipQuestion, slipsAmong, sureOf } from '../../catalog/slips.ts'
import { adjustStock, STOCK_REASONS } from '../../catalog/stock/adjusting.ts'
import { readLedger } from '../../catalog/stock/ledger.ts'
import { readLowStock, readStock, readStockPage } from '../../catalog/stock/reading.ts'
import { readAccounts, readCheck, readDifferences } from '../../catalog/stock/reconciling.ts'
import {
  applyCount,
  COUNT_HEADINGS,
  COUNT_NUMBERS,
  type CountRow,
  countRowsOf,
  countSheet,
  countSlips,
  planCount,
} from '../../catalog/stock/taking.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { type Form, readForm, rowsOf, textsOf, ticked, wholeOf } from '../../http/form.ts'
import { csvHeaders, writeCsv, writeXlsx, xlsxHeaders } from '../../kernel/spreadsheet.ts'
import { civilDate } from '../../kernel/time.ts'
import { parseWhole } from '../../kernel/typed-number.ts'
import { may } from '../../staff/roles.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { countOf, renderAdmin } from '../layout.tsx'
import { sayRefusal } from '../listings/sentences.ts'
import { noHeadings, readSentSheet } from '../sent-sheet.ts'
import { StockCountPage } from './count-page.tsx'
import { StockReconciliationPage } from './reconciliation-page.tsx'
import { StockSkuPage, type StockTyped } from './sku-page.tsx'
import { STOCK_VIEWS, StockPage } from './stock-page.tsx'

export const stockRoutes = new Hono<AppEnv>()

const PAGE = 50
const MOST_PIECES = 1_000_000
const MOST_COUNTED = 5000
const CURRENT = { current: adminPaths.stock() }
const UNTYPED: StockTyped = { act: 'in', pieces: '', reason: '', sure: '' }

stockRoutes.get(adminUrls.stock.path, async (c) => {
  const { db, now } = c.var.visit
  const today = civilDate(now)
  const view = STOCK_VIEWS.find((name) => name === c.req.query('view')) ?? 'low'
  const q = (c.req.query('q') ?? '').trim().slice(0, 40)
  const after = (c.req.query('after') ?? '').slice(0, 60)
  const table =
    view === 'low' && !q
      ? { rows: await readLowStock(db, today), next: null }
      : await readStockPage(db, { q, after, limit: PAGE }, today)
  const can = may(c.var.staff.role, 'stock.write')
  const body = StockPage({ ...table, view, q, check: await readCheck(db), can })
  return renderAdmin(c, { title: '库存', ...CURRENT }, body)
})

stockRoutes.get(adminUrls.stockReconciliation.path, async (c) => {
  const { db } = c.var.visit
  const [page, differing] = await Promise.all([
    readAccounts(db, (c.req.query('after') ?? '').slice(0, 60), PAGE),
    readDifferences(db),
  ])
  return renderAdmin(c, { title: '核对账目', ...CURRENT }, StockReconciliationPage({ ...page, differing }))
})

stockRoutes.get(adminUrls.stockCount.path, (c) => {
  const [counted, changed] = [countOf(c.req.query('counted')), countOf(c.req.query('changed'))]
  return countPage(c, counted === null || changed === null ? {} : { done: doneText(counted, changed) })
})

for (const { path } of [adminUrls.stockCountCsv, adminUrls.stockCountXlsx])
  stockRoutes.get(path, async (c) => {
    const rows = await countSheet(c.var.visit)
    const name = `stock-${civilDate(c.var.visit.now)}`
    return path.endsWith('.csv')
      ? c.body(writeCsv(rows), 200, csvHeaders(name))
      : c.body(writeXlsx(rows, COUNT_NUMBERS), 200, xlsxHeaders(name))
  })

stockRoutes.post(adminUrls.stockCount.path, async (c) => {
  const read = await readSentSheet(c, { rows: MOST_COUNTED + 1 })
  if ('error' in read) return countPage(c, { error: read.error, status: 422 })
  const rows = countRowsOf(read.rows)
  if (!rows) return countPage(c, { error: noHeadings(COUNT_HEADINGS), status: 422 })
  if (!rows.length) return countPage(c, { error: '“实盘件数”一个也没有填', status: 422 })
  return countPage(c, { rows })
})

stockRoutes.post(adminUrls.stockCounts.path, async (c) => {
  const form = await readForm(c)
  const rows = sentBack(form)
  if (countSlips(rows).length && !ticked(form, 'sure'))
    return countPage(c, { rows, error: '还没有入账：请先核对下面像是打错的数', status: 422 })
  const applied = await applyCount(c.var.visit, rows, c.var.staff.staffId)
  if (applied.ok)
    return c.redirect(adminPaths.stockCount({ counted: rows.length, changed: applied.value.changed }), 303)
  const error =
    applied.refusal.code === 'stock_moved'
      ? '没有入账：刚有订单进来。下面是最新的差异，请再确认一次'
      : '没有入账：这张表已经入账，或有的行现在不能入账。下面是最新的核对结果'
  return countPage(c, { rows, error, status: 409 })
})

const doneText = (counted: number, changed: number): string =>
  changed
    ? `已入账：盘了 ${counted} 个 SKU，改了 ${changed} 个的库存`
    : `已记下：盘了 ${counted} 个 SKU，全部相符`

/** The rows of the preview, sent back by its page and read anew; none when they are not whole. */
function sentBack(form: Form): CountRow[] {
  const cell = (value: unknown) => String(value ?? '').slice(0, 40)
  return rowsOf(form, 'rows', MOST_COUNTED).map(([at, sku, expected, counted, taking]) => ({
    at: Number(at) || 0,
    sku: cell(sku),
    expected: cell(expected),
    counted: cell(counted),
    taking: cell(taking),
  }))
}

async function countPage(
  c: Ctx,
  props: { rows?: CountRow[]; error?: string; done?: string; status?: 409 | 422 },
) {
  const planned = props.rows?.length ? await planCount(c.var.visit, props.rows) : null
  const body = StockCountPage({ planned, error: props.error ?? null, done: props.done ?? null })
  return renderAdmin(c, { title: '盘点', ...CURRENT }, body, props.status ?? 200)
}

stockRoutes.get(adminUrls.stockOf.path, (c) =>
  skuPage(c, { typed: UNTYPED, done: c.req.query('done') ? '已入账。' : null, error: null, status: 200 }),
)

stockRoutes.post(adminUrls.stockOf.path, async (c) => {
  const form = await readForm(c)
  const typed = textsOf(form, { act: 40, pieces: 40, reason: 40, sure: 100 })
  const fail = (error: string, status: 409 | 422) => skuPage(c, { typed, done: null, error, status })
  const pieces = parseWhole(typed.pieces, MOST_PIECES, '件')
  if (!pieces) return fail('件数请填整数，例如 20；方向用上面的增加、减少来选', 422)
  const reason = STOCK_REASONS.find((known) => known === typed.reason)
  if (!reason) return fail('请选择原因', 422)
  const seen = wholeOf(form, 'seen') ?? -1
  const available = typed.act === 'out' ? seen - pieces : seen + pieces
  const sku = skuOf(c.req.param('sku'))
  const slips = slipsAmong([{ what: 'stock', sku, before: seen, after: available }])
  const open = notAsked(slips, typed.sure)
  if (open.length) {
    const asked = { ...typed, sure: sureOf(slips) }
    return skuPage(c, { typed: asked, done: null, error: slipQuestion(open), status: 422 })
  }
  const set = await adjustStock(c.var.visit, [{ sku, seen, available }], reason, c.var.staff.staffId)
  if (set.ok) return c.redirect(adminPaths.stockOf(sku, { done: '1' }), 303)
  return fail(sayRefusal(set.refusal), set.refusal.code === 'not_found' ? 422 : 409)
})

async function skuPage(
  c: Ctx,
  props: { typed: StockTyped; done: string | null; error: string | null; status: 200 | 409 | 422 },
) {
  const { db, now } = c.var.visit
  const before = c.req.query('before')?.slice(0, 40)
  const row = await readStock(db, skuOf(c.req.param('sku') ?? ''), civilDate(now))
  if (!row) return answerNotFound(c)
  const ledger = await readLedger(db, row.sku, PAGE, before)
  const can = may(c.var.staff.role, 'stock.write')
  const body = StockSkuPage({ ...props, ...ledger, row, first: !before, can })
  return renderAdmin(c, { title: `库存 ${row.sku}`, ...CURRENT }, body, props.status)
}
