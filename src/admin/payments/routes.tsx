import { Hono } from 'hono'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { readForm, textOf } from '../../http/form.ts'
import { readAnomalies, resolveAnomaly } from '../../payments/anomalies.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { AnomaliesPage, type AnomaliesProps } from './anomalies-page.tsx'

/** Money and words of providers that fit no order. */
export const anomalyRoutes = new Hono<AppEnv>()

const MOST = 100
const LONGEST = 200

anomalyRoutes.get(adminUrls.anomalies.path, (c) => page(c))

anomalyRoutes.post(adminUrls.anomalyResolution.path, async (c) => {
  const { id } = c.req.param()
  const resolution = textOf(await readForm(c), 'resolution', LONGEST).trim()
  if (!resolution) return page(c, { error: '请写明怎么处理的，例如“已在商户平台原路退回”', at: id }, 422)
  const done = await resolveAnomaly(c.var.visit, id, resolution, c.var.staff.staffId)
  if (done.ok) return c.redirect(adminPaths.anomalies({ done: 1 }), 303)
  if (done.refusal.code === 'not_found') return answerNotFound(c)
  return page(c, { error: '没有保存：同事刚处理过这一条' }, 409)
})

async function page(c: Ctx, wrong: Pick<AnomaliesProps, 'error' | 'at'> = {}, status = 200) {
  const view = c.req.query('view') === 'resolved' ? 'resolved' : 'open'
  const rows = await readAnomalies(c.var.visit.db, view, MOST)
  const done = c.req.query('done') ? '已记为处理过，原因记在操作日志' : undefined
  const body = AnomaliesPage({ rows, view, done, ...wrong })
  return renderAdmin(c, { title: '款项异常', current: adminUrls.anomalies.path }, body, status)
}
