import { Hono } from 'hono'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { readForm, textOf } from '../../http/form.ts'
import { bareYuan, formatYuan } from '../../kernel/money.ts'
import { keepShopPart, readStoredShop, shopForm } from '../../settings/keeping.ts'
import { ARRIVAL_LIMIT, GOODWILL_LIMIT, parseLimit } from '../../settings/refunds.ts'
import { readEdit } from '../../staff/edit-lock.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { type Between, differencesOf, overOf } from '../meanwhile.tsx'
import { renderSettings } from './frame.tsx'
import { ARRIVAL_LABEL, LIMIT_LABEL, RefundRulesPage } from './refunds-page.tsx'

export const refundRuleRoutes = new Hono<AppEnv>()

const FORM = shopForm('refunds')

refundRuleRoutes.get(adminUrls.refundRules.path, async (c) =>
  page(c, { typed: await storedLimits(c), over: (await readEdit(c.var.visit.db, FORM)).edit }),
)

refundRuleRoutes.post(adminUrls.refundRules.path, async (c) => {
  const form = await readForm(c)
  const stored = await storedLimits(c)
  // A page that was opened before it had the second box says nothing of it.
  const arrivalLimit = 'arrivalLimit' in form ? textOf(form, 'arrivalLimit', 10) : stored.arrivalLimit
  const typed = { goodwillLimit: textOf(form, 'goodwillLimit', 10), arrivalLimit }
  const over = overOf(form)
  const goodwillLimitFen = parseLimit(typed.goodwillLimit)
  const arrivalLimitFen = parseLimit(typed.arrivalLimit, ARRIVAL_LIMIT)
  if (goodwillLimitFen === null || arrivalLimitFen === null) {
    const told = (fen: number | null, { mostFen }: { mostFen: number }) =>
      fen === null ? `请填写 0 到 ${formatYuan(mostFen)} 之间的整数` : undefined
    const errors = {
      goodwillLimit: told(goodwillLimitFen, GOODWILL_LIMIT),
      arrivalLimit: told(arrivalLimitFen, ARRIVAL_LIMIT),
    }
    return page(c, { typed, over, errors })
  }
  const { staffId } = c.var.staff
  const rules = { goodwillLimitFen, arrivalLimitFen }
  const kept = await keepShopPart(c.var.visit, { staffId, over }, 'refunds', rules)
  if (kept.ok) return c.redirect(`${adminPaths.refundRules}?saved=1`, 303)
  const [now, other] = [await storedLimits(c), await readEdit(c.var.visit.db, FORM)]
  const differences = differencesOf([
    [LIMIT_LABEL, now.goodwillLimit, bareYuan(goodwillLimitFen)],
    [ARRIVAL_LABEL, now.arrivalLimit, bareYuan(arrivalLimitFen)],
  ])
  return page(c, { typed, over: other.edit, between: { other, differences } })
})

async function storedLimits(c: Ctx): Promise<Shown['typed']> {
  const { refunds } = await readStoredShop(c.var.visit.db)
  return {
    goodwillLimit: bareYuan(refunds?.goodwillLimitFen ?? GOODWILL_LIMIT.usualFen),
    arrivalLimit: bareYuan(refunds?.arrivalLimitFen ?? ARRIVAL_LIMIT.usualFen),
  }
}

type Shown = {
  typed: { goodwillLimit: string; arrivalLimit: string }
  over: number
  errors?: { goodwillLimit?: string | undefined; arrivalLimit?: string | undefined }
  between?: Between
}

function page(c: Ctx, { typed, over, errors = {}, between }: Shown) {
  const body = RefundRulesPage({ typed, over, errors, between, saved: c.req.query('saved') === '1' })
  const status = between ? 409 : Object.keys(errors).length ? 422 : 200
  return renderSettings(c, { title: '退款和到账', current: adminPaths.refundRules }, body, status)
}
