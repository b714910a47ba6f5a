import { Hono } from 'hono'
import { readVisits } from '../../adoption/season-queries.ts'
import { answerVisit, moveVisit } from '../../adoption/visiting.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { readForm, textOf } from '../../http/form.ts'
import { addDays, civilDate, isCivilDate } from '../../kernel/time.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { sayDone } from '../said.ts'
import { VisitsPage } from './visits-page.tsx'

export const visitRoutes = new Hono<AppEnv>()

visitRoutes.get(adminUrls.visits.path, (c) => page(c))

visitRoutes.post(adminUrls.visit.path, async (c) => {
  const form = await readForm(c)
  const asked = textOf(form, 'state')
  const answer = textOf(form, 'answer', 200)
  if (asked === 'moved' || asked === 'called_off') return change(c, asked, textOf(form, 'on', 10), answer)
  const state = asked === 'confirmed' || asked === 'declined' ? asked : null
  if (!state) return answerNotFound(c)
  const done = await answerVisit(c.var.visit, c.req.param('id'), state, answer, c.var.staff.staffId)
  const visits = adminPaths.visits({ month: c.req.query('month') })
  if (done.ok) return sayDone(c, visits, state === 'confirmed' ? 'visit_confirmed' : 'visit_declined')
  if (done.refusal.code === 'not_found') return answerNotFound(c)
  return page(c, '这个申请刚被同事答复或认购人取消了。下面是最新的', 409)
})

/** A confirmed visit moved to another day, or called off. */
async function change(c: Ctx, asked: 'moved' | 'called_off', typed: string, answer: string) {
  const on = asked === 'moved' ? typed : null
  if (on !== null && !isCivilDate(on)) return page(c, '请选择改到哪一天', 422)
  const done = await moveVisit(c.var.visit, c.req.param('id')!, { on, answer }, c.var.staff.staffId)
  const month = on?.slice(0, 7) ?? c.req.query('month')
  if (done.ok) return sayDone(c, adminPaths.visits({ month }), on ? 'visit_moved' : 'visit_called_off')
  if (done.refusal.code === 'not_found') return answerNotFound(c)
  return page(c, '没有改：只能把还没到的已确认参观改到本季内的另一天，或者它刚被同事改过。下面是最新的', 409)
}

async function page(c: Ctx, error: string | null = null, status = 200) {
  const { db, now } = c.var.visit
  const asked = c.req.query('month') ?? ''
  const month = /^20\d\d-(0[1-9]|1[0-2])$/.test(asked) ? asked : civilDate(now).slice(0, 7)
  const first = `${month}-01`
  const after = addDays(first, 31).slice(0, 7)
  const visits = await readVisits(db, first, addDays(`${after}-01`, -1))
  const body = VisitsPage({
    ...{ month, before: addDays(first, -1).slice(0, 7), after, ...visits, error },
    today: civilDate(now),
  })
  return renderAdmin(c, { title: '参观', current: adminPaths.visits() }, body, status)
}
