import { Hono } from 'hono'
import {
  blankZone,
  type FreightForm,
  freightForm,
  MOST_ZONES,
  parseFreight,
} from '../../catalog/freight-form.ts'
import { freightLock, keepFreight, readTemplates } from '../../catalog/freight-keeping.ts'
import { type OfferedTemplate, offeredTemplates } from '../../catalog/freight-starting.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { type Form, listOf, readForm, textOf, textsOf, ticked } from '../../http/form.ts'
import { withNamed } from '../../http/named.ts'
import { readEdit } from '../../staff/edit-lock.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { type Began, type Between, beganAnew, beganOf } from '../meanwhile.tsx'
import { renderSettings } from './frame.tsx'
import { freightDifferences } from './freight-differences.ts'
import { exampleOf, type Trial } from './freight-example.ts'
import { FreightListPage, FreightPage } from './freight-page.tsx'

export const freightRoutes = new Hono<AppEnv>()

const offered = async (c: Ctx): Promise<OfferedTemplate[]> =>
  offeredTemplates(await readTemplates(c.var.visit.db))

const templateOf = async (c: Ctx): Promise<OfferedTemplate | undefined> =>
  (await offered(c)).find((template) => template.code === c.req.param('code'))

const withTemplate = withNamed(templateOf)

freightRoutes.get(adminUrls.freightTemplate.path, withTemplate(show))
freightRoutes.post(adminUrls.freightTemplate.path, withTemplate(keep))

const TRIAL: Trial = { province: '广东', kg: '2.3', yuan: '50' }

freightRoutes.get(adminUrls.freight.path, async (c) => {
  const body = FreightListPage({ templates: await offered(c) })
  return renderSettings(c, { title: '运费', current: adminPaths.freight }, body)
})

async function show(c: Ctx, template: OfferedTemplate) {
  const over = (await readEdit(c.var.visit.db, freightLock(template.code))).edit
  const form = freightForm(template)
  return page(c, template, { form, over, was: form, trial: TRIAL })
}

async function keep(c: Ctx, template: OfferedTemplate) {
  const posted = await readForm(c)
  const trial = {
    province: textOf(posted, 'tryProvince', 4),
    kg: textOf(posted, 'tryKg', 7),
    yuan: textOf(posted, 'tryYuan', 20),
  }
  const trying = textOf(posted, 'act') === 'try'
  return keepTyped(c, template, typedForm(posted), beganOf<FreightForm>(posted), { trial, trying })
}

async function keepTyped(
  c: Ctx,
  template: OfferedTemplate,
  form: FreightForm,
  began: Began<FreightForm>,
  { trial, trying }: { trial: Trial; trying: boolean },
): Promise<Response> {
  const parsed = parseFreight(template.rules.kind, form)
  if (!parsed.ok || trying)
    return page(c, template, { form, ...began, trial, errors: parsed.ok ? {} : parsed.errors })
  const { staffId } = c.var.staff
  const kept = await keepFreight(c.var.visit, { staffId, over: began.over }, template, parsed.input)
  if (kept.ok) return c.redirect(`${adminPaths.freightTemplate(template.code)}?saved=1`, 303)
  const stored = (await templateOf(c)) ?? template
  const other = await readEdit(c.var.visit.db, freightLock(template.code))
  const { typed, apart, ...anew } = beganAnew(form, began, freightForm(stored), other)
  if (apart) return keepTyped(c, stored, typed, anew, { trial, trying })
  const differences = freightDifferences(freightForm(stored), typed)
  return page(c, stored, { form: typed, ...anew, trial, between: { other, differences } })
}

function typedForm(posted: Form): FreightForm {
  const zones = Array.from({ length: MOST_ZONES }, (_, at) => {
    const text = (name: string) => textOf(posted, `zone${at}-${name}`, 12)
    return {
      provinces: listOf(posted, `zone${at}-provinces`),
      firstKg: text('firstKg'),
      firstFee: text('firstFee'),
      stepKg: text('stepKg'),
      stepFee: text('stepFee'),
      free: text('free') || 'template',
      freeOver: text('freeOver'),
    }
  })
  const last = zones.findLastIndex((zone) => zone.provinces.length || zone.firstFee || zone.firstKg)
  return {
    ...textsOf(posted, {
      ...{ nameZh: 20, nameEn: 40, cutoff: 5, freeOver: 12 },
      ...{ leadFirst: 3, leadLast: 3, transitFirst: 3, transitLast: 3 },
    }),
    shipDays: listOf(posted, 'shipDays'),
    neverBeforeHoliday: ticked(posted, 'neverBeforeHoliday', 'yes'),
    zones: zones.slice(0, last + 1),
  }
}

type Shown = Began<FreightForm> & {
  form: FreightForm
  trial: Trial
  errors?: Record<string, string>
  between?: Between
}

function page(c: Ctx, template: OfferedTemplate, { form, over, was, trial, errors = {}, between }: Shown) {
  const parsed = parseFreight(template.rules.kind, form)
  const zones = form.zones.length < MOST_ZONES ? [...form.zones, blankZone()] : form.zones
  const body = FreightPage({
    ...{ template, over, was, errors, trial, between },
    form: { ...form, zones },
    example: parsed.ok ? exampleOf(parsed.input.rules, trial) : '先改好上面的内容，再试算',
    saved: c.req.query('saved') === '1',
  })
  const status = between ? 409 : Object.keys(errors).length ? 422 : 200
  return renderSettings(c, { title: template.nameZh, current: adminPaths.freight }, body, status)
}
