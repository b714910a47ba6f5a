import { Hono } from 'hono'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { readForm, textOf } from '../../http/form.ts'
import { formatYuan } from '../../kernel/money.ts'
import { keepShopPart, readStoredShop, shopForm } from '../../settings/keeping.ts'
import { GOODWILL_LIMIT, parseLimit } from '../../settings/refunds.ts'
import { readEdit } from '../../staff/edit-lock.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { type Between, differencesOf, overOf } from '../meanwhile.tsx'
import { renderSettings } from './frame.tsx'
import { LIMIT_LABEL, RefundRulesPage } from './refunds-page.tsx'

export const refundRuleRoutes = new Hono<AppEnv>()

const FORM = shopForm('refunds')

refundRuleRoutes.get(adminUrls.refundRules.path, async (c) =>
  page(c, { typed: await storedLimit(c), over: (await readEdit(c.var.visit.db, FORM)).edit }),
)

refundRuleRoutes.post(adminUrls.refundRules.path, async (c) => {
  const form = await readForm(c)
  const typed = textOf(form, 'goodwillLimit', 10)
  const over = overOf(form)
  const goodwillLimitFen = parseLimit(typed)
  if (goodwillLimitFen === null)
    return page(c, { typed, over, error: `请填写 0 到 ${formatYuan(GOODWILL_LIMIT.mostFen)} 之间的整数` })
  const { staffId } = c.var.staff
  const kept = await keepShopPart(c.var.visit, { staffId, over }, 'refunds', { goodwillLimitFen })
  if (kept.ok) return c.redirect(`${adminPaths.refundRules}?saved=1`, 303)
  const [stored, other] = [await storedLimit(c), await readEdit(c.var.visit.db, FORM)]
  const differences = differencesOf([[LIMIT_LABEL, stored, formatYuan(goodwillLimitFen)]])
  return page(c, { typed, over: other.edit, between: { other, differences } })
})

async function storedLimit(c: Ctx): Promise<string> {
  const stored = await readStoredShop(c.var.visit.db)
  return formatYuan(stored.refunds?.goodwillLimitFen ?? GOODWILL_LIMIT.usualFen)
}

type Shown = { typed: string; over: number; error?: string; between?: Between }

function page(c: Ctx, { typed, over, error, between }: Shown) {
  const body = RefundRulesPage({ typed, over, error, between, saved: c.req.query('saved') === '1' })
  const status = between ? 409 : error ? 422 : 200
  return renderSettings(c, { title: '退款', current: adminPaths.refundRules }, body, status)
}
