import { Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { CookieOptions } from 'hono/utils/cookie'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { exactOf, readForm } from '../../http/form.ts'
import { readAccounts } from '../../staff/queries.ts'
import { resetAccess } from '../../staff/resetting.ts'
import { changeRole } from '../../staff/role-changing.ts'
import { roleOf } from '../../staff/roles.ts'
import { readSetup, sendInvitation } from '../../staff/setting-up.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { overOf } from '../meanwhile.tsx'
import { sayDone } from '../said.ts'
import { type OneTimeLink, StaffPage } from './staff-page.tsx'

export const staffRoutes = new Hono<AppEnv>()

// The link is a secret and is told once: it comes by a cookie of a minute, never by an address that is kept.
const LINK = 'invitation'
const linkCookie = (c: Ctx, maxAge: number): CookieOptions => ({
  path: adminPaths.staff,
  httpOnly: true,
  sameSite: 'Strict',
  secure: c.var.visit.settings.production,
  maxAge,
})

function tellLink(c: Ctx, token: string) {
  setCookie(c, LINK, token, linkCookie(c, 60))
  return c.redirect(adminPaths.staff, 303)
}

staffRoutes.get(adminUrls.staff.path, async (c) => {
  const token = getCookie(c, LINK)
  if (!token) return page(c, {})
  setCookie(c, LINK, '', linkCookie(c, 0))
  const { db, now, settings } = c.var.visit
  const setup = await readSetup(db, token, now)
  const address = settings.publicUrl + adminPaths.setUp({ token })
  return page(c, { link: setup && { address, setup } })
})

staffRoutes.post(adminUrls.invitations.path, async (c) => {
  const role = roleOf(exactOf(await readForm(c), 'role'))
  if (!role) return answerNotFound(c)
  return tellLink(c, await sendInvitation(c.var.visit, role, c.var.staff.staffId))
})

staffRoutes.post(adminUrls.staffReset.path, async (c) => {
  const login = exactOf(await readForm(c), 'login', 40)
  const reset = await resetAccess(c.var.visit, login, c.var.staff.staffId)
  if (reset.ok) return tellLink(c, reset.value)
  if (reset.refusal.code === 'not_found') return answerNotFound(c)
  if (login === c.var.staff.login) return page(c, { error: '自己的密码和恢复码在“我的账号”里改' })
  return page(c, { error: `没有重置：${login} 已停用，或刚有同事改过角色。下面是现在的` })
})

staffRoutes.post(adminUrls.staffRole.path, async (c) => {
  const form = await readForm(c)
  const asked = exactOf(form, 'role')
  const role = asked === 'disabled' ? 'disabled' : roleOf(asked)
  if (!role) return answerNotFound(c)
  const { staffId, login: own } = c.var.staff
  const login = exactOf(form, 'login', 40)
  const changed = await changeRole(c.var.visit, login, role, { staffId, over: overOf(form) })
  if (changed.ok) return sayDone(c, adminPaths.staff, role === 'disabled' ? 'staff_disabled' : 'role_changed')
  if (changed.refusal.code === 'not_found') return answerNotFound(c)
  if (login === own) return page(c, { error: '自己的角色不能自己改，请另一位负责人来改' })
  return page(c, { error: `没有更改：刚有同事改过 ${login} 的角色，下面是现在的。请看过再改` })
})

async function page(
  c: Ctx,
  { link = null, error = null }: { link?: OneTimeLink | null; error?: string | null },
) {
  const rows = await readAccounts(c.var.visit.db)
  const { login: own, role } = c.var.staff
  const body = StaffPage({ rows, link, error, own, role: roleOf(role) ?? 'viewer' })
  return renderAdmin(c, { title: '员工', current: adminPaths.staff }, body, error ? 409 : 200)
}
