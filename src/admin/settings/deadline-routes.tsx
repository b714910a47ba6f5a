import { Hono } from 'hono'
import { readEdit } from '../../accounts/edit-lock.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { adminPaths } from '../../paths.ts'
import { DEADLINE_NAMES, type Deadlines, deadlinesOf, parseDeadlines } from '../../settings/deadlines.ts'
import { keepShopPart, readStoredShop, shopForm } from '../../settings/keeping.ts'
import { type Between, differencesOf, overOf } from '../meanwhile.tsx'
import {
  DEADLINE_LABELS,
  type DeadlineErrors,
  DeadlinesPage,
  type TypedDeadlines,
} from './deadlines-page.tsx'
import { renderSettings, textOf } from './frame.tsx'

export const deadlineRoutes = new Hono<AppEnv>()

const FORM = shopForm('deadlines')

const typedOf = (value: (name: keyof Deadlines) => string): TypedDeadlines =>
  Object.fromEntries(DEADLINE_NAMES.map((name) => [name, value(name)])) as TypedDeadlines

deadlineRoutes.get('/', async (c) => {
  const typed = await storedDeadlines(c)
  return page(c, { typed, over: (await readEdit(c.var.visit.db, FORM)).edit })
})

deadlineRoutes.post('/', async (c) => {
  const form = await c.req.parseBody()
  const typed = typedOf((name) => textOf(form, name, 10))
  const over = overOf(form)
  const parsed = parseDeadlines(typed)
  if (!parsed.ok) return page(c, { typed, over, errors: parsed.errors })
  const { staffId } = c.var.staff
  const kept = await keepShopPart(c.var.visit, { staffId, over }, 'deadlines', parsed.deadlines)
  if (kept.ok) return c.redirect(`${adminPaths.deadlines}?saved=1`, 303)
  const [stored, other] = [await storedDeadlines(c), await readEdit(c.var.visit.db, FORM)]
  const differences = differencesOf(
    DEADLINE_NAMES.map((name) => [DEADLINE_LABELS[name], stored[name], String(parsed.deadlines[name])]),
  )
  return page(c, { typed, over: other.edit, between: { other, differences } })
})

async function storedDeadlines(c: Ctx): Promise<TypedDeadlines> {
  const held = deadlinesOf((await readStoredShop(c.var.visit.db)).deadlines)
  return typedOf((name) => String(held[name]))
}

type Shown = { typed: TypedDeadlines; over: number; errors?: DeadlineErrors; between?: Between }

function page(c: Ctx, { typed, over, errors = {}, between }: Shown) {
  const body = DeadlinesPage({ typed, over, errors, between, saved: c.req.query('saved') === '1' })
  const status = between ? 409 : Object.keys(errors).length ? 422 : 200
  return renderSettings(c, { title: '时限', current: adminPaths.deadlines }, body, status)
}
