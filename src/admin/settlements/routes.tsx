import { Hono } from 'hono'
import { adjustSettlement, setCommission } from '../../books/adjusting.ts'
import { freezeSettlement, isOver } from '../../books/freezing.ts'
import { monthAfter, monthFrom } from '../../books/settlement.ts'
import { NUMBERS, sheetRows } from '../../books/settlement-exporting.ts'
import { readSettlement, readSettlements } from '../../books/settlement-reading.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { exactOf, readForm, textOf } from '../../http/form.ts'
import { parseYuan } from '../../kernel/money.ts'
import { csvHeaders, writeCsv, writeXlsx, xlsxHeaders } from '../../kernel/spreadsheet.ts'
import { civilDate } from '../../kernel/time.ts'
import { parseDecimal } from '../../kernel/typed-number.ts'
import { may } from '../../staff/roles.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { sayDone } from '../said.ts'
import { SettlementPage, type Typed } from './settlement-page.tsx'
import { SettlementsPage } from './settlements-page.tsx'

/** What is owed each producer for a month. */
export const settlementRoutes = new Hono<AppEnv>()

const current = adminUrls.settlements.path
const LONGEST = 200
const WHOLE = 10_000

settlementRoutes.get(adminUrls.settlements.path, async (c) => {
  const { db, now } = c.var.visit
  const asked = c.req.query('month')
  const last = monthAfter(civilDate(now).slice(0, 7), -1)
  const month = monthFrom(asked) ?? last
  const error = asked === undefined || monthFrom(asked) ? undefined : '月份要写成2026-11这样'
  const rows = await readSettlements(db, month)
  const body = SettlementsPage({ month, over: isOver(month, now), rows, error })
  return renderAdmin(c, { title: '结算单', current }, body, error ? 422 : 200)
})

settlementRoutes.get(adminUrls.settlement.path, (c) => page(c))

settlementRoutes.post(adminUrls.settlementFreezing.path, async (c) => {
  const of = asked(c)
  if (!of) return answerNotFound(c)
  const form = await readForm(c)
  const seen = Number(exactOf(form, 'seen', 20))
  const confirm = textOf(form, 'confirm', 16)
  if (parseYuan(confirm.replace(/^\s*[-−–]/u, '')) !== Math.abs(seen))
    return page(c, { errors: { confirm: '请输入上面的应付金额，现在还没有封存' }, typed: { confirm } }, 422)
  const done = await freezeSettlement(c.var.visit, of.month, of.producerId, seen, c.var.staff.staffId)
  if (!done.ok) return page(c, { error: '没有封存：金额刚刚变了，或同事已经封存。下面是最新的' }, 409)
  return sayDone(c, adminPaths.settlement(of.month, of.producerId), 'settlement_frozen')
})

settlementRoutes.post(adminUrls.settlementAdjustments.path, async (c) => {
  const of = await known(c)
  if (!of) return answerNotFound(c)
  const form = await readForm(c)
  const typed = {
    direction: exactOf(form, 'direction', 4),
    amount: textOf(form, 'amount', 40),
    reason: textOf(form, 'reason', LONGEST),
  }
  const fen = parseYuan(typed.amount)
  const errors = {
    ...(typed.direction === 'more' || typed.direction === 'less' ? {} : { direction: '请选择补还是扣' }),
    ...(fen ? {} : { amount: '请填写金额，例如 12.50' }),
    ...(typed.reason ? {} : { reason: '请写明原因，双方都能看到' }),
  }
  if (Object.keys(errors).length) return page(c, { errors, typed }, 422)
  const amountFen = typed.direction === 'more' ? fen! : -fen!
  const adjustment = { amountFen, reason: typed.reason }
  const done = await adjustSettlement(c.var.visit, of, adjustment, c.var.staff.staffId)
  if (!done.ok) return page(c, { error: '没有记下：这个月刚刚封存了，请记在下一个月' }, 409)
  return sayDone(c, adminPaths.settlement(of.month, of.producerId), 'settlement_adjusted')
})

settlementRoutes.post(adminUrls.settlementCommission.path, async (c) => {
  const of = await known(c)
  if (!of) return answerNotFound(c)
  const typed = { share: textOf(await readForm(c), 'share', 40) }
  const basisPoints = parseDecimal(typed.share, 2, '%')
  if (basisPoints === null || basisPoints > WHOLE)
    return page(c, { errors: { share: '请填写0到100，最多两位小数' }, typed }, 422)
  const done = await setCommission(c.var.visit, of, basisPoints, c.var.staff.staffId)
  if (!done.ok) return page(c, { error: '没有保存：这个月或之后的月份已经封存，请从封存之后的月份起设' }, 409)
  return sayDone(c, adminPaths.settlement(of.month, of.producerId), 'commission_set')
})

settlementRoutes.get(adminUrls.settlementCsv.path, async (c) => {
  const file = await exported(c)
  return file ? c.body(writeCsv(file.rows, NUMBERS), 200, csvHeaders(file.name)) : answerNotFound(c)
})

settlementRoutes.get(adminUrls.settlementXlsx.path, async (c) => {
  const file = await exported(c)
  return file ? c.body(writeXlsx(file.rows, NUMBERS), 200, xlsxHeaders(file.name)) : answerNotFound(c)
})

settlementRoutes.get(adminUrls.settlementJson.path, async (c) => {
  const of = asked(c)
  const found = of && (await readSettlement(c.var.visit.db, of.month, of.producerId))
  if (!of || !found?.frozen) return answerNotFound(c)
  return c.body(found.frozen.content, 200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Disposition': `attachment; filename="settlement-${of.month}.json"`,
  })
})

async function exported(c: Ctx): Promise<{ rows: string[][]; name: string } | null> {
  const of = asked(c)
  const found = of && (await readSettlement(c.var.visit.db, of.month, of.producerId))
  return found ? { rows: sheetRows(found.sheet), name: `settlement-${of.month}` } : null
}

type Of = { month: string; producerId: string }

function asked(c: Ctx): Of | null {
  const month = monthFrom(c.req.param('month'))
  return month ? { month, producerId: c.req.param('producer') ?? '' } : null
}

/** The same, where there is such a producer. */
async function known(c: Ctx): Promise<Of | null> {
  const of = asked(c)
  return of && (await readSettlement(c.var.visit.db, of.month, of.producerId)) ? of : null
}

type Wrong = { error?: string; errors?: Partial<Record<keyof Typed, string>>; typed?: Partial<Typed> }

async function page(c: Ctx, wrong: Wrong = {}, status = 200) {
  const { db, now } = c.var.visit
  const of = asked(c)
  const found = of && (await readSettlement(db, of.month, of.producerId))
  if (!of || !found) return answerNotFound(c)
  const maySet = may(c.var.staff.role, 'books.commission')
  const body = SettlementPage({ ...found, over: isOver(of.month, now), maySet, ...wrong })
  return renderAdmin(c, { title: `${of.month} 结算单`, current }, body, status)
}
