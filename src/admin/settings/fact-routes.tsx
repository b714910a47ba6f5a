import { Hono } from 'hono'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { type Form, readForm, textOf, ticked } from '../../http/form.ts'
import {
  addFact,
  factForm,
  keepFact,
  moveFact,
  readFacts,
  showFact,
  textsOf,
} from '../../impact/fact-keeping.ts'
import { FACT_FIELDS, FACT_NAMES, type FactErrors, type FactTexts, factErrors } from '../../impact/facts.ts'
import { civilDate } from '../../kernel/time.ts'
import { readEdit } from '../../staff/edit-lock.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { type Began, type Between, beganAnew, beganOf, differencesOf } from '../meanwhile.tsx'
import { sayDone } from '../said.ts'
import { FactPage, FactsAdminPage } from './facts-page.tsx'
import { renderSettings } from './frame.tsx'

export const factRoutes = new Hono<AppEnv>()

const typedOf = (form: Form): FactTexts =>
  Object.fromEntries(FACT_NAMES.map((field) => [field, textOf(form, field, 300)])) as FactTexts

const wrongOf = (c: Ctx, typed: FactTexts): FactErrors | null => {
  const errors = factErrors(typed, Number(civilDate(c.var.visit.now).slice(0, 4)))
  return Object.keys(errors).length ? errors : null
}

factRoutes.get(adminUrls.facts.path, (c) => list(c, typedOf({}), {}))

factRoutes.post(adminUrls.facts.path, async (c) => {
  const typed = typedOf(await readForm(c))
  const errors = wrongOf(c, typed)
  if (errors) return list(c, typed, errors)
  await addFact(c.var.visit, c.var.staff.staffId, typed)
  return c.redirect(`${adminPaths.facts}?saved=1`, 303)
})

factRoutes.get(adminUrls.fact.path, async (c) => {
  const fact = (await readFacts(c.var.visit.db)).find(({ id }) => id === c.req.param('id'))
  if (!fact) return answerNotFound(c)
  const [typed, { edit }] = [textsOf(fact), await readEdit(c.var.visit.db, factForm(fact.id))]
  return one(c, fact.id, { typed, was: typed, over: edit })
})

factRoutes.post(adminUrls.fact.path, async (c) => {
  const form = await readForm(c)
  return keep(c, c.req.param('id'), typedOf(form), beganOf<FactTexts>(form))
})

async function keep(c: Ctx, id: string, typed: FactTexts, began: Began<FactTexts>): Promise<Response> {
  const { db } = c.var.visit
  const errors = wrongOf(c, typed)
  if (errors) return one(c, id, { typed, ...began, errors })
  const kept = await keepFact(c.var.visit, { staffId: c.var.staff.staffId, over: began.over }, id, typed)
  if (kept.ok) return c.redirect(`${adminPaths.facts}?saved=1`, 303)
  const stored = (await readFacts(db)).find((fact) => fact.id === id)
  if (!stored) return answerNotFound(c)
  const other = await readEdit(db, factForm(id))
  const anew = beganAnew(typed, began, textsOf(stored), other)
  if (anew.apart) return keep(c, id, anew.typed, anew)
  const differences = differencesOf(
    FACT_NAMES.map((field) => [FACT_FIELDS[field].name, stored[field], anew.typed[field]]),
  )
  return one(c, id, { ...anew, between: { other, differences } })
}

factRoutes.post(adminUrls.factMove.path, async (c) => {
  const by = ticked(await readForm(c), 'by', 'up') ? -1 : 1
  const moved = await moveFact(c.var.visit, c.var.staff.staffId, c.req.param('id'), by)
  return moved.ok ? sayDone(c, adminPaths.facts, 'fact_moved') : answerNotFound(c)
})

factRoutes.post(adminUrls.factVisibility.path, async (c) => {
  const visible = ticked(await readForm(c), 'visible')
  const shown = await showFact(c.var.visit, c.var.staff.staffId, c.req.param('id'), visible)
  if (shown.ok) return sayDone(c, adminPaths.facts, visible ? 'fact_shown' : 'fact_hidden')
  if (shown.refusal.code === 'not_found') return answerNotFound(c)
  return list(c, typedOf({}), {}, '已经展示了20条，先隐藏一条再展示这条')
})

async function list(c: Ctx, typed: FactTexts, errors: FactErrors, alert: string | null = null) {
  const facts = await readFacts(c.var.visit.db)
  const body = FactsAdminPage({ facts, typed, errors, alert, saved: c.req.query('saved') === '1' })
  const status = alert ? 409 : Object.keys(errors).length ? 422 : 200
  return renderSettings(c, { title: '有出处的数字', current: adminPaths.facts }, body, status)
}

type Shown = Began<FactTexts> & { typed: FactTexts; errors?: FactErrors; between?: Between }

function one(c: Ctx, id: string, { errors = {}, between, ...shown }: Shown) {
  const status = between ? 409 : Object.keys(errors).length ? 422 : 200
  const body = FactPage({ id, ...shown, errors, between })
  return renderSettings(c, { title: '改数字', current: adminPaths.facts }, body, status)
}
