import { Hono } from 'hono'
import { LONGEST_HOLIDAY_DAYS } from '../../catalog/calendar.ts'
import {
  holidayForm,
  keepHoliday,
  missingHolidays,
  type NamedHoliday,
  readHoliday,
  readHolidays,
  removeHoliday,
} from '../../catalog/holiday-keeping.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { readForm, textOf, textsOf } from '../../http/form.ts'
import { addDays, civilDate, isCivilDate } from '../../kernel/time.ts'
import { readEdit } from '../../staff/edit-lock.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { type Began, type Between, beganAnew, beganOf, differencesOf, overOf } from '../meanwhile.tsx'
import { renderSettings } from './frame.tsx'
import { HOLIDAY_NAMES, type HolidayErrors, HolidaysPage, KIND_NAMES } from './holidays-page.tsx'

export const holidayRoutes = new Hono<AppEnv>()

const BLANK: NamedHoliday = { firstOn: '', lastOn: '', nameZh: '', nameEn: '', kind: 'rest' }

const kindOf = (text: string): NamedHoliday['kind'] => (text === 'work' ? 'work' : 'rest')

holidayRoutes.get(adminUrls.holidays.path, async (c) => {
  const { db } = c.var.visit
  const known = await readHoliday(db, (c.req.query('on') ?? '').slice(0, 10))
  if (!known) return page(c, { typed: BLANK, was: {}, fresh: true, over: 0 })
  const over = (await readEdit(db, holidayForm(known.firstOn))).edit
  return page(c, { typed: known, was: known, fresh: false, over })
})

holidayRoutes.post(adminUrls.holidays.path, async (c) => {
  const form = await readForm(c)
  const typed = {
    ...textsOf(form, { firstOn: 10, lastOn: 10, nameZh: 20, nameEn: 40 }),
    kind: kindOf(textOf(form, 'kind', 4)),
  }
  return keep(c, typed, beganOf<NamedHoliday>(form), textOf(form, 'act', 10) !== 'correct')
})

async function keep(
  c: Ctx,
  typed: NamedHoliday,
  began: Began<NamedHoliday>,
  fresh: boolean,
): Promise<Response> {
  const errors = errorsOf(typed)
  if (Object.keys(errors).length) return page(c, { typed, fresh, ...began, errors })
  const { db } = c.var.visit
  // A new one begins from whatever the day's form was when it was last deleted.
  const over = fresh ? (await readEdit(db, holidayForm(typed.firstOn))).edit : began.over
  const kept = await keepHoliday(c.var.visit, { staffId: c.var.staff.staffId, over }, typed, fresh)
  return kept.ok ? c.redirect(`${adminPaths.holidays}?saved=1`, 303) : meanwhile(c, typed, began)
}

holidayRoutes.post(adminUrls.holidayRemoval.path, async (c) => {
  const form = await readForm(c)
  const firstOn = textOf(form, 'firstOn', 10)
  const editor = { staffId: c.var.staff.staffId, over: overOf(form) }
  const before = await readHoliday(c.var.visit.db, firstOn)
  const removed = await removeHoliday(c.var.visit, editor, firstOn)
  // What it said goes along, so that one press brings it back.
  const undo = before ? `?${new URLSearchParams({ removed: '1', ...before })}` : ''
  if (removed.ok) return c.redirect(adminPaths.holidays + undo, 303)
  const stored = (await readHoliday(c.var.visit.db, firstOn)) ?? { ...BLANK, firstOn }
  return meanwhile(c, stored, { over: 0, was: {} })
})

function errorsOf({ firstOn, lastOn, nameZh }: NamedHoliday): HolidayErrors {
  return {
    ...(isCivilDate(firstOn) ? {} : { firstOn: '请填写真实存在的日期' }),
    ...(isCivilDate(lastOn) && lastOn >= firstOn ? {} : { lastOn: '请填写结束日期，不早于开始' }),
    ...(isCivilDate(firstOn) && lastOn > addDays(firstOn, LONGEST_HOLIDAY_DAYS)
      ? { lastOn: '一次最长一年，更长的请分成几个' }
      : {}),
    ...(nameZh ? {} : { nameZh: '请填写名称' }),
  }
}

/** A field as its page says it. */
const wordOf = (holiday: NamedHoliday | undefined, field: keyof NamedHoliday): string =>
  holiday ? (field === 'kind' ? KIND_NAMES[holiday.kind] : holiday[field]) : ''

/** The day is taken: by a colleague meanwhile, or by what stood there all along. */
async function meanwhile(c: Ctx, typed: NamedHoliday, began: Began<NamedHoliday>): Promise<Response> {
  const { db } = c.var.visit
  const [stored, other] = [
    await readHoliday(db, typed.firstOn),
    await readEdit(db, holidayForm(typed.firstOn)),
  ]
  const anew = beganAnew(typed, began, stored ?? { ...BLANK, firstOn: typed.firstOn }, other)
  if (stored && anew.apart && typed.firstOn === began.was.firstOn) return keep(c, anew.typed, anew, false)
  const differences = differencesOf(
    HOLIDAY_NAMES.map(([field, label]) => [label, wordOf(stored, field), wordOf(anew.typed, field)]),
  )
  const between = { other: other.edit ? other : null, differences }
  return page(c, { ...anew, fresh: !stored, between })
}

type Shown = Began<NamedHoliday> & {
  typed: NamedHoliday
  fresh: boolean
  errors?: HolidayErrors
  between?: Between
}

/** What was just deleted, from the address it left behind; null when it makes no holiday or stands again. */
function removedIn(c: Ctx): NamedHoliday | null {
  const said = (name: keyof NamedHoliday) => (c.req.query(name) ?? '').slice(0, 40)
  const holiday = {
    firstOn: said('firstOn'),
    lastOn: said('lastOn'),
    nameZh: said('nameZh'),
    nameEn: said('nameEn'),
    kind: kindOf(said('kind')),
  }
  return Object.keys(errorsOf(holiday)).length ? null : holiday
}

async function page(c: Ctx, { errors = {}, ...shown }: Shown) {
  const { db, now } = c.var.visit
  const body = HolidaysPage({
    ...{ ...shown, errors },
    holidays: await readHolidays(db),
    alarm: await missingHolidays(db, civilDate(now)),
    saved: c.req.query('saved') === '1',
    removed: c.req.query('removed') === '1' ? removedIn(c) : null,
  })
  const status = shown.between ? 409 : Object.keys(errors).length ? 422 : 200
  return renderSettings(c, { title: '节假日', current: adminPaths.holidays }, body, status)
}
