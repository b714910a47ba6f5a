import { Hono } from 'hono'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { exactOf, readForm, textOf } from '../../http/form.ts'
import { readStoredShop } from '../../settings/keeping.ts'
import { LONGEST_STOP_REASON, sellAgain, stopSelling } from '../../settings/selling.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { sayDone } from '../said.ts'
import { renderSettings } from './frame.tsx'
import { SellingPage } from './selling-page.tsx'

export const sellingRoutes = new Hono<AppEnv>()

sellingRoutes.get(adminUrls.selling.path, (c) => page(c))

sellingRoutes.post(adminUrls.selling.path, async (c) => {
  const form = await readForm(c)
  const { staffId, name } = c.var.staff
  const by = { staffId, name }
  if (exactOf(form, 'state') === 'open') {
    const resumed = await sellAgain(c.var.visit, by)
    return resumed.ok
      ? sayDone(c, adminPaths.selling, 'selling_resumed')
      : page(c, { meanwhile: '同事刚刚已经恢复接单。' })
  }
  const reason = textOf(form, 'reason', LONGEST_STOP_REASON)
  const errors = {
    ...(reason ? {} : { reason: '请写明原因，同事在概览里看得到' }),
    ...(exactOf(form, 'sure') === 'yes' ? {} : { sure: '请勾选确认' }),
  }
  if (Object.keys(errors).length) return page(c, { typed: reason, errors })
  const stopped = await stopSelling(c.var.visit, by, reason)
  return stopped.ok
    ? sayDone(c, adminPaths.selling, 'selling_stopped')
    : page(c, { meanwhile: '同事刚刚已经暂停接单，您写的原因没有保存。' })
})

type Shown = { typed?: string; errors?: { reason?: string; sure?: string }; meanwhile?: string }

async function page(c: Ctx, { typed = '', errors = {}, meanwhile }: Shown = {}) {
  const { selling } = await readStoredShop(c.var.visit.db)
  const body = SellingPage({ stopped: selling ?? null, typed, errors, meanwhile })
  const status = meanwhile ? 409 : Object.keys(errors).length ? 422 : 200
  return renderSettings(c, { title: '暂停接单', current: adminPaths.selling }, body, status)
}
