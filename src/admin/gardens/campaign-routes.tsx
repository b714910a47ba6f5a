import {
  CAMPAIGN_FORM,
  type CampaignInput,
  keepCampaign,
  readCampaignTexts,
} from '../../adoption/campaign-keeping.ts'
import { wordingFault } from '../../adoption/wording.ts'
import type { Ctx } from '../../http/context.ts'
import { readForm, textsOf, ticked } from '../../http/form.ts'
import { readEdit } from '../../staff/edit-lock.ts'
import { adminPaths } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { type Began, type Between, beganAnew, beganOf, differencesOf } from '../meanwhile.tsx'
import { parseSplit, readSplit, splitRows, splitWords, type TypedSplit } from '../shipments/split-rows.tsx'
import { CAMPAIGN_NAMES, CampaignDeskPage } from './campaign-page.tsx'

export type TypedCampaign = Omit<CampaignInput, 'priceSplit'> & { split: TypedSplit[] }
type Errors = Record<string, string>

export async function showCampaign(c: Ctx) {
  const typed = await storedCampaign(c)
  const over = (await readEdit(c.var.visit.db, CAMPAIGN_FORM)).edit
  return page(c, { typed, over, was: typed })
}

async function storedCampaign(c: Ctx): Promise<TypedCampaign> {
  const { priceSplit, ...texts } = await readCampaignTexts(c.var.visit.db)
  return { ...texts, split: splitRows(priceSplit) }
}

export async function keepTypedCampaign(c: Ctx) {
  const form = await readForm(c)
  const typed: TypedCampaign = {
    ...textsOf(form, { titleZh: 40, titleEn: 80, sloganZh: 60, sloganEn: 120 }),
    open: ticked(form, 'open') ? 1 : 0,
    split: readSplit(form),
  }
  return keep(c, typed, beganOf<TypedCampaign>(form))
}

async function keep(c: Ctx, typed: TypedCampaign, began: Began<TypedCampaign>): Promise<Response> {
  const split = parseSplit(typed.split)
  const errors = { ...textErrors(typed), ...(split.error ? { split: split.error } : {}) }
  if (Object.keys(errors).length) return page(c, { typed, ...began, errors })
  const { split: _typed, ...texts } = typed
  const editor = { staffId: c.var.staff.staffId, over: began.over }
  const kept = await keepCampaign(c.var.visit, { ...texts, priceSplit: split.parts }, editor)
  if (kept.ok) return c.redirect(`${adminPaths.campaign}?saved=1`, 303)
  const [stored, other] = [await storedCampaign(c), await readEdit(c.var.visit.db, CAMPAIGN_FORM)]
  const anew = beganAnew(typed, began, stored, other)
  if (anew.apart) return keep(c, anew.typed, anew)
  const differences = differencesOf(
    CAMPAIGN_NAMES.map(([field, label]) => [label, inWords(stored)[field], inWords(anew.typed)[field]]),
  )
  return page(c, { ...anew, between: { other, differences } })
}

const inWords = ({ open, split, ...texts }: TypedCampaign): Record<keyof TypedCampaign, string> => ({
  ...texts,
  open: open ? '正在认购' : '暂停认购',
  split: splitWords(split),
})

function textErrors(typed: TypedCampaign): Errors {
  const errors: Errors = {}
  for (const name of ['titleZh', 'titleEn', 'sloganZh', 'sloganEn'] as const) {
    const missing = !typed[name] && name.endsWith('Zh')
    const fault = missing ? '请填写，活动页要用。' : wordingFault(typed[name])
    if (fault) errors[name] = fault
  }
  return errors
}

type Shown = Began<TypedCampaign> & { typed: TypedCampaign; errors?: Errors; between?: Between }

function page(c: Ctx, { errors = {}, ...shown }: Shown) {
  const body = CampaignDeskPage({ ...shown, errors, saved: c.req.query('saved') === '1' })
  const status = shown.between ? 409 : Object.keys(errors).length ? 422 : 200
  return renderAdmin(c, { title: '认购活动', current: adminPaths.gardens() }, body, status)
}
