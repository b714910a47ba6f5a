import { Hono } from 'hono'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { readForm, textOf } from '../../http/form.ts'
import { sendNoticeAgain } from '../../notices/again.ts'
import { readConsole, readDesk, stateOf } from '../../notices/queries.ts'
import { TEMPLATE_STATES } from '../../notices/schema.ts'
import { keepTemplate, readTemplates } from '../../notices/templates.ts'
import { may } from '../../staff/roles.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { sayDone } from '../said.ts'
import { ConsolePage } from './console-page.tsx'
import { NoticesPage } from './notices-page.tsx'
import { TemplatesPage, type TemplatesProps } from './templates-page.tsx'

/** What buyers are told: seen, sent again, and the texts it is told with. */
export const noticeDeskRoutes = new Hono<AppEnv>()

const PAGE = 50
const CURRENT = adminPaths.notices()

noticeDeskRoutes.get(adminUrls.noticeTemplates.path, (c) => templatesPage(c))
noticeDeskRoutes.get(adminUrls.noticeConsole.path, async (c) => {
  const entries = await readConsole(c.var.visit.db, PAGE)
  return renderAdmin(c, { title: '开发环境里会发的通知', current: CURRENT }, ConsolePage({ entries }))
})
noticeDeskRoutes.get(adminUrls.notices.path, (c) => noticesPage(c))

noticeDeskRoutes.post(adminUrls.noticeAgain.path, async (c) => {
  const again = await sendNoticeAgain(c.var.visit, c.req.param('id'), c.var.staff.staffId)
  if (again.ok) return sayDone(c, CURRENT, 'notice_again')
  if (again.refusal.code === 'not_found') return answerNotFound(c)
  return noticesPage(c, '没有再发：正在发，或者同事刚点过。下面是最新情况', 409)
})

noticeDeskRoutes.post(adminUrls.noticeTemplate.path, async (c) => {
  const { provider, event } = c.req.param()
  const form = await readForm(c)
  const code = textOf(form, 'code', 60).trim()
  const state = TEMPLATE_STATES.find((own) => own === textOf(form, 'state', 20))
  const fields = textOf(form, 'fields', 200)
  const at = { provider, event, code, fields, state: state ?? 'draft' }
  const again = (error: string, status: number) => templatesPage(c, { at, error }, status)
  if (!state || !/^[\w-]{0,60}$/.test(code)) return again('模板编号是字母和数字，没有空格', 422)
  if (state === 'approved' && !code) return again('选了“已通过”，请填上模板编号', 422)
  const seen = Number(textOf(form, 'seen', 15))
  const of = { event, channel: provider === 'wechat' ? ('wechat' as const) : ('sms' as const), provider }
  const kept = await keepTemplate(c.var.visit, of, { code, state, fields }, seen, c.var.staff.staffId)
  if (kept === 'fields') return again('内容里有几个变量就填几个字段，例如 character_string1 thing2', 422)
  if (kept.ok) return sayDone(c, adminPaths.noticeTemplates, 'template_kept')
  if (kept.refusal.code === 'not_found') return answerNotFound(c)
  return again('没有保存：同事或运营商刚改过这一条。下面是最新情况', 409)
})

async function noticesPage(c: Ctx, error?: string, status = 200) {
  const { db, settings } = c.var.visit
  const state = stateOf(c.req.query('state'))
  const before = /^ntc_[0-9a-z]{26}$/.exec(c.req.query('before') ?? '')?.[0] ?? null
  const [rows, waiting] = await readDesk(db, { state, before, limit: PAGE + 1 })
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined
  const body = NoticesPage({
    ...{ rows: rows.slice(0, PAGE), waiting: before ? [] : waiting, state },
    next: last ? adminPaths.notices({ ...(state ? { state } : {}), before: last.id }) : null,
    mayAgain: may(c.var.staff.role, 'notices.send'),
    onConsole: settings.sms?.provider === 'console' || settings.mail?.provider === 'console',
    ...(error ? { error } : {}),
  })
  return renderAdmin(c, { title: '通知', current: CURRENT }, body, status)
}

async function templatesPage(c: Ctx, wrong: Pick<TemplatesProps, 'at' | 'error'> = {}, status = 200) {
  const { sms } = c.var.visit.settings
  const body = TemplatesPage({
    ...{
      templates: await readTemplates(c.var.visit.db),
      provider: sms && sms.provider !== 'console' ? sms.provider : null,
    },
    ...{ mayWrite: may(c.var.staff.role, 'settings.write'), ...wrong },
  })
  return renderAdmin(c, { title: '通知模板', current: CURRENT }, body, status)
}
