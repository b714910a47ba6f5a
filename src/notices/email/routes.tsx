import { Hono } from 'hono'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { exactOf, readForm } from '../../http/form.ts'
import { renderPage } from '../../ui/document.tsx'
import { urls } from '../../urls.ts'
import { readMarkStopped, stopMark } from '../stopping.ts'
import { markIn } from './stop-link.ts'
import { StopPage } from './stop-page.tsx'

/** Where a letter's reader says that they want no more. Mail programs post by themselves, from no page of ours. */
export const mailStopRoutes = new Hono<AppEnv>()

mailStopRoutes.get(urls.mailStop.path, async (c) => {
  const mark = await markOf(c)
  return mark ? page(c, mark) : answerNotFound(c)
})

mailStopRoutes.post(urls.mailStop.path, async (c) => {
  const mark = await markOf(c)
  if (!mark) return answerNotFound(c)
  const { db, now } = c.var.visit
  const on = exactOf(await readForm(c), 'mail', 3) === 'on'
  await stopMark(db, mark, on, now)
  return page(c, mark)
})

const markOf = (c: Ctx) => markIn(c.var.visit.settings, c.req.param('token') ?? '')

async function page(c: Ctx, mark: string) {
  const { db, t } = c.var.visit
  const [row] = await readMarkStopped(db, mark)
  c.header('Cache-Control', 'private, no-store')
  const body = StopPage({ stopped: row?.stopped === 1, action: c.req.path, t: t.mail.stopPage })
  return renderPage(c, { title: t.mail.stopPage.title, noindex: true }, body)
}
