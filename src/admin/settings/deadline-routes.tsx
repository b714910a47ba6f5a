import { Hono } from 'hono'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { readForm, textOf } from '../../http/form.ts'
import { DEADLINE_NAMES, type Deadlines, deadlinesOf, parseDeadlines } from '../../settings/deadlines.ts'
import { keepShopPart, readStoredShop, shopForm } from '../../settings/keeping.ts'
import { readEdit } from '../../staff/edit-lock.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { type Began, type Between, beganAnew, beganOf, differencesOf } from '../meanwhile.tsx'
import { type DeadlineErrors, DeadlinesPage, type TypedDeadlines } from './deadlines-page.tsx'
import { renderSettings } from './frame.tsx'
import { DEADLINE_LABELS } from './words.ts'

export const deadlineRoutes = new Hono<AppEnv>()

const FORM = shopForm('deadlines')

const typedOf = (value: (name: keyof Deadlines) => string): TypedDeadlines =>
  Object.fromEntries(DEADLINE_NAMES.map((name) => [name, value(name)])) as TypedDeadlines

deadlineRoutes.get(adminUrls.deadlines.path, async (c) => {
  const typed = await storedDeadlines(c)
  return page(c, { typed, was: typed, over: (await readEdit(c.var.visit.db, FORM)).edit })
})

deadlineRoutes.post(adminUrls.deadlines.path, async (c) => {
  const form = await readForm(c)
  return keep(
    c,
    typedOf((name) => textOf(form, name, 10)),
    beganOf<TypedDeadlines>(form),
  )
})

async function keep(c: Ctx, typed: TypedDeadlines, began: Began<TypedDeadlines>): Promise<Response> {
  const parsed = parseDeadlines(typed)
  if (!parsed.ok) return page(c, { typed, ...began, errors: parsed.errors })
  const { staffId } = c.var.staff
  const kept = await keepShopPart(c.var.visit, { staffId, over: began.over }, 'deadlines', parsed.deadlines)
  if (kept.ok) return c.redirect(`${adminPaths.deadlines}?saved=1`, 303)
  const [stored, other] = [await storedDeadlines(c), await readEdit(c.var.visit.db, FORM)]
  const read = typedOf((name) => String(parsed.deadlines[name]))
  const anew = beganAnew(read, began, stored, other)
  if (anew.apart) return keep(c, anew.typed, anew)
  const differences = differencesOf(
    DEADLINE_NAMES.map((name) => [DEADLINE_LABELS[name], stored[name], anew.typed[name]]),
  )
  return page(c, { ...anew, between: { other, differences } })
}

async function storedDeadlines(c: Ctx): Promise<TypedDeadlines> {
  const held = deadlinesOf((await readStoredShop(c.var.visit.db)).deadlines)
  return typedOf((name) => String(held[name]))
}

type Shown = Began<TypedDeadlines> & { typed: TypedDeadlines; errors?: DeadlineErrors; between?: Between }

function page(c: Ctx, { errors = {}, between, ...shown }: Shown) {
  const body = DeadlinesPage({ ...shown, errors, between, saved: c.req.query('saved') === '1' })
  const status = between ? 409 : Object.keys(errors).length ? 422 : 200
  return renderSettings(c, { title: '时限', current: adminPaths.deadlines }, body, status)
}
