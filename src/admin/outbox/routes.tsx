import { Hono } from 'hono'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { readForm, textOf } from '../../http/form.ts'
import { drain } from '../../outbox/draining.ts'
import { giveUp, tryAgain } from '../../outbox/keeping.ts'
import { readEnded, readGivenUp, readOwed, readStuck } from '../../outbox/queries.ts'
import { paymentEffects, paymentFollowing } from '../../payments/effects.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { OutboxPage, type OutboxProps } from './outbox-page.tsx'

/** What is owed to the outside: seen, tried again, given up. */
export const outboxRoutes = new Hono<AppEnv>()

const PAGE = 50
const LONGEST_REASON = 100

outboxRoutes.get(adminUrls.outbox.path, (c) => outboxPage(c))

outboxRoutes.post(adminUrls.outboxAttempt.path, async (c) => {
  const { id } = c.req.param()
  const again = await tryAgain(c.var.visit, id, c.var.staff.staffId, paymentFollowing)
  if (!again.ok)
    return again.refusal.code === 'not_found'
      ? answerNotFound(c)
      : outboxPage(c, { error: '没有重试：已经办完，或者正在办理' }, 409)
  // The answer tells what came of it, so the row is tried before the page is drawn.
  await drain(c.var.visit, paymentEffects, { budgetMs: 0 })
  return c.redirect(adminPaths.outbox({ tried: 1 }), 303)
})

outboxRoutes.post(adminUrls.outboxGivingUp.path, async (c) => {
  const { id } = c.req.param()
  const reason = textOf(await readForm(c), 'reason', LONGEST_REASON).trim()
  if (!reason) return outboxPage(c, { error: '请写明原因，例如“已在商户平台线下退款”', at: id }, 422)
  const ended = await giveUp(c.var.visit, id, reason, c.var.staff.staffId, paymentFollowing)
  if (ended.ok) return c.redirect(adminPaths.outbox({ ended: 1 }), 303)
  if (ended.refusal.code === 'not_found') return answerNotFound(c)
  return outboxPage(c, { error: '没有放弃：已经办完，或者正在办理' }, 409)
})

async function outboxPage(c: Ctx, wrong: Pick<OutboxProps, 'error' | 'at'> = {}, status = 200) {
  const { db, now } = c.var.visit
  const view = (['ended', 'given_up'] as const).find((name) => name === c.req.query('view')) ?? 'owed'
  const [, createdAt = '', id = ''] =
    /^(\d{1,15})\.(out_[0-9a-z]{26})$/.exec(c.req.query('after') ?? '') ?? []
  const rows =
    view === 'ended'
      ? await readEnded(db, PAGE)
      : view === 'given_up'
        ? await readGivenUp(db, PAGE)
        : await readOwed(db, PAGE + 1, id ? { createdAt: Number(createdAt), id } : undefined)
  const stuck = view === 'owed' && !id ? await readStuck(db, PAGE) : []
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined
  const done = c.req.query('tried')
    ? '已重试，结果见下表'
    : c.req.query('ended')
      ? '已放弃，原因记在操作日志'
      : undefined
  const body = OutboxPage({
    ...{ rows: [...stuck, ...rows.slice(0, PAGE)], view, now, done, ...wrong },
    next: last ? adminPaths.outbox({ after: `${last.createdAt}.${last.id}` }) : null,
  })
  return renderAdmin(c, { title: '待办外部事务', current: adminPaths.outbox() }, body, status)
}
