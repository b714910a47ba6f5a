import { Hono } from 'hono'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { fileOf, readForm, textOf } from '../../http/form.ts'
import type { Result } from '../../kernel/result.ts'
import { tellFailure } from '../../kernel/telling.ts'
import { addDays, civilDate, isCivilDate } from '../../kernel/time.ts'
import { BillRefused } from '../../payments/reconciliation/bill.ts'
import { providerOf } from '../../payments/reconciliation/provider.ts'
import { dayOfDifference, readDay, readDays } from '../../payments/reconciliation/queries.ts'
import { type BillDay, reconcileDay, reconcileSent } from '../../payments/reconciliation/reconciling.ts'
import { remedyDifference } from '../../payments/reconciliation/remedying.ts'
import { resolveDifference } from '../../payments/reconciliation/resolving.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { sayDone } from '../said.ts'
import { failureWords } from '../words.ts'
import { DayPage } from './day-page.tsx'
import { DaysPage } from './days-page.tsx'
import { DONE, NOT_DONE, PROBLEMS, PROVIDER_NAMES } from './words.ts'

/** What providers say of a day, and what stands here. */
export const reconciliationRoutes = new Hono<AppEnv>()

const LONGEST = 200
const current = adminUrls.reconciliation.path

reconciliationRoutes.get(adminUrls.reconciliation.path, async (c) => {
  const asked = billDay(c.req.query('provider'), c.req.query('day'))
  if (asked) return dayPage(c, asked)
  const { db, now } = c.var.visit
  const yesterday = addDays(civilDate(now), -1)
  return renderAdmin(c, { title: '对账', current }, DaysPage({ ...(await readDays(db, now)), yesterday }))
})

reconciliationRoutes.get(adminUrls.reconciliationDay.path, (c) => {
  const asked = askedDay(c)
  return asked ? dayPage(c, asked) : answerNotFound(c)
})

reconciliationRoutes.post(adminUrls.reconciliationFetch.path, async (c) => {
  const asked = askedDay(c)
  if (!asked) return answerNotFound(c)
  return reconciled(c, asked, () => reconcileDay(c.var.visit, asked))
})

reconciliationRoutes.post(adminUrls.reconciliationBill.path, async (c) => {
  const asked = askedDay(c)
  if (!asked) return answerNotFound(c)
  const file = fileOf(await readForm(c), 'bill')
  if (!file) return dayPage(c, asked, { error: '请选择账单文件' }, 422)
  const bytes = new Uint8Array(await file.arrayBuffer())
  return reconciled(c, asked, () => reconcileSent(c.var.visit, asked, bytes, c.var.staff.staffId))
})

reconciliationRoutes.post(adminUrls.differenceRemedy.path, async (c) => {
  const { id } = c.req.param()
  const of = await dayOfDifference(c.var.visit.db, id)
  if (!of) return answerNotFound(c)
  const done = await remedyDifference(c.var.visit, id, c.var.staff.staffId)
  if (!done.ok) return dayPage(c, of, { error: MEANWHILE }, 409)
  const { value } = done
  if (value === 'not_confirmed' || value === 'no_answer')
    return dayPage(c, of, { error: NOT_DONE[value], at: id }, 409)
  return sayDone(c, adminPaths.reconciliationDay(of.provider, of.day), DONE[value])
})

reconciliationRoutes.post(adminUrls.differenceResolution.path, async (c) => {
  const { id } = c.req.param()
  const of = await dayOfDifference(c.var.visit.db, id)
  if (!of) return answerNotFound(c)
  const resolution = textOf(await readForm(c), 'resolution', LONGEST)
  if (!resolution) return dayPage(c, of, { error: '请写明怎么处理的，例如“已在商户平台核实”', at: id }, 422)
  const done = await resolveDifference(c.var.visit, id, resolution, c.var.staff.staffId)
  if (!done.ok) return dayPage(c, of, { error: MEANWHILE }, 409)
  return sayDone(c, adminPaths.reconciliationDay(of.provider, of.day), 'difference_resolved')
})

const MEANWHILE = '没有保存：同事刚处理过这一处。下面是最新情况'

/** Does what brings a bill, and says what came of it. */
async function reconciled(c: Ctx, asked: BillDay, bring: () => Promise<Result<{ differences: number }>>) {
  if (!isOver(c, asked.day)) return dayPage(c, asked, {}, 409)
  try {
    const done = await bring()
    if (!done.ok) return dayPage(c, asked, { error: '这一天刚才已经核对过。下面是结果' }, 409)
    const place = adminPaths.reconciliationDay(asked.provider, asked.day)
    return sayDone(c, place, done.value.differences ? 'bill_differs' : 'bill_agrees')
  } catch (error) {
    if (error instanceof BillRefused) return dayPage(c, asked, { error: PROBLEMS[error.code] }, 422)
    const known = error instanceof Error && ['NotSaid', 'NotYet', 'TimeoutError'].includes(error.name)
    if (!known) throw error
    return dayPage(c, asked, { error: `没有取到：${failureWords(tellFailure(error))}` }, 409)
  }
}

const billDay = (provider: string | undefined, day: string | undefined): BillDay | null => {
  const known = providerOf(provider ?? '')
  return known && isCivilDate(day ?? '') ? { provider: known, day: day! } : null
}
const askedDay = (c: Ctx) => billDay(c.req.param('provider'), c.req.param('day'))
const isOver = (c: Ctx, day: string): boolean => day < civilDate(c.var.visit.now)

async function dayPage(
  c: Ctx,
  { provider, day }: BillDay,
  wrong: { error?: string; at?: string } = {},
  status = 200,
) {
  const known = await readDay(c.var.visit.db, provider, day)
  const body = DayPage({ provider, day, known, over: isOver(c, day), ...wrong })
  return renderAdmin(c, { title: `对账 ${day} ${PROVIDER_NAMES[provider]}`, current }, body, status)
}
