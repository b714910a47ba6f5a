import { Hono } from 'hono'
import type { AppEnv, Ctx } from '../http/context.ts'
import { adminPaths } from '../paths.ts'
import { DEADLINE_NAMES, type Deadlines, deadlinesOf, parseDeadlines } from '../settings/deadlines.ts'
import { keepShopPart, readStoredShop } from '../settings/keeping.ts'
import { type DeadlineErrors, DeadlinesPage, type TypedDeadlines } from './deadlines-page.tsx'
import { renderSettings, textOf } from './settings-frame.tsx'

export const deadlineRoutes = new Hono<AppEnv>()

const typedOf = (value: (name: keyof Deadlines) => string): TypedDeadlines =>
  Object.fromEntries(DEADLINE_NAMES.map((name) => [name, value(name)])) as TypedDeadlines

deadlineRoutes.get('/', async (c) => {
  const held = deadlinesOf((await readStoredShop(c.var.visit.db)).deadlines)
  return page(
    c,
    typedOf((name) => String(held[name])),
    {},
  )
})

deadlineRoutes.post('/', async (c) => {
  const form = await c.req.parseBody()
  const typed = typedOf((name) => textOf(form, name, 10))
  const parsed = parseDeadlines(typed)
  if (!parsed.ok) return page(c, typed, parsed.errors)
  await keepShopPart(c.var.visit, c.var.staff.staffId, 'deadlines', parsed.deadlines)
  return c.redirect(`${adminPaths.deadlines}?saved=1`, 303)
})

function page(c: Ctx, typed: TypedDeadlines, errors: DeadlineErrors) {
  const body = DeadlinesPage({ typed, errors, saved: c.req.query('saved') === '1' })
  const wrong = Object.keys(errors).length > 0
  return renderSettings(c, { title: '时限', current: adminPaths.deadlines }, body, wrong ? 422 : 200)
}
