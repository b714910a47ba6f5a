import { type CampaignInput, keepCampaign, readCampaignTexts } from '../../adoption/campaign-keeping.ts'
import { wordingFault } from '../../adoption/wording.ts'
import type { Ctx } from '../../http/context.ts'
import { adminPaths } from '../../paths.ts'
import { renderAdmin } from '../layout.tsx'
import { textOf } from '../settings/frame.tsx'
import { readSplit, splitRows, type TypedSplit } from '../shipments/split-rows.tsx'
import { CampaignDeskPage } from './campaign-page.tsx'

export type TypedCampaign = Omit<CampaignInput, 'priceSplit'> & { split: TypedSplit[] }
type Errors = Record<string, string>

export async function showCampaign(c: Ctx) {
  const { priceSplit, ...texts } = await readCampaignTexts(c.var.visit.db)
  return page(c, { ...texts, split: splitRows(priceSplit) }, {})
}

export async function keepTypedCampaign(c: Ctx) {
  const form = await c.req.parseBody()
  const split = readSplit(form)
  const typed: TypedCampaign = {
    titleZh: textOf(form, 'titleZh', 40),
    titleEn: textOf(form, 'titleEn', 80),
    sloganZh: textOf(form, 'sloganZh', 60),
    sloganEn: textOf(form, 'sloganEn', 120),
    open: textOf(form, 'open', 1) === '1' ? 1 : 0,
    split: split.typed,
  }
  const errors = { ...textErrors(typed), ...(split.error ? { split: split.error } : {}) }
  if (Object.keys(errors).length) return page(c, typed, errors)
  const { split: _typed, ...texts } = typed
  await keepCampaign(c.var.visit, { ...texts, priceSplit: split.parts }, c.var.staff.staffId)
  return c.redirect(`${adminPaths.campaign}?saved=1`, 303)
}

function textErrors(typed: TypedCampaign): Errors {
  const errors: Errors = {}
  for (const name of ['titleZh', 'titleEn', 'sloganZh', 'sloganEn'] as const) {
    const fault = typed[name] ? wordingFault(typed[name]) : '请填写,中文和英文页面都要用'
    if (fault) errors[name] = fault
  }
  return errors
}

function page(c: Ctx, typed: TypedCampaign, errors: Errors) {
  const body = CampaignDeskPage({ typed, errors, saved: c.req.query('saved') === '1' })
  const status = Object.keys(errors).length ? 422 : 200
  return renderAdmin(c, { title: '认购活动', current: adminPaths.gardens() }, body, status)
}
