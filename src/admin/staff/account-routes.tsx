import { Hono } from 'hono'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { exactOf, readForm } from '../../http/form.ts'
import { changePassword, renewRecoveryCodes, startRenewal } from '../../staff/own-account.ts'
import { countRecoveryCodes } from '../../staff/recovery-codes.ts'
import { signOutEverywhere } from '../../staff/sessions.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { keepSession } from '../guard.ts'
import { renderAdmin } from '../layout.tsx'
import { sayDone } from '../said.ts'
import { AccountPage, type Wrong } from './account-page.tsx'
import { RecoveryPage } from './recovery-page.tsx'

/** What everybody of the desk does with the own way in. */
export const accountRoutes = new Hono<AppEnv>()

accountRoutes.get(adminUrls.account.path, (c) => page(c))

accountRoutes.post(adminUrls.ownPassword.path, async (c) => {
  const form = await readForm(c)
  const changed = await changePassword(c.var.visit, askingOf(c, form), exactOf(form, 'newPassword'))
  if (!changed.ok) return page(c, { at: 'password', error: changed.error })
  keepSession(c, changed.token)
  return c.redirect(adminPaths.account({ saved: 1 }), 303)
})

accountRoutes.post(adminUrls.ownRecoveryCodes.path, async (c) => {
  const renewed = await renewRecoveryCodes(c.var.visit, askingOf(c, await readForm(c)))
  if (!renewed.ok) return page(c, { at: 'codes', error: renewed.error })
  const body = RecoveryPage({ title: '新的恢复码', codes: renewed.codes, signIn: false })
  return renderAdmin(c, { title: '恢复码' }, body)
})

accountRoutes.post(adminUrls.ownAuthenticator.path, async (c) => {
  const begun = await startRenewal(c.var.visit, askingOf(c, await readForm(c)))
  if (!begun.ok) return page(c, { at: 'authenticator', error: begun.error })
  return c.redirect(adminPaths.setUp({ token: begun.token }), 303)
})

accountRoutes.post(adminUrls.signOutEverywhere.path, async (c) => {
  await signOutEverywhere(c.var.visit, c.var.staff.staffId)
  keepSession(c, null)
  return sayDone(c, adminPaths.signIn, 'signed_out_everywhere')
})

const askingOf = (c: Ctx, form: Awaited<ReturnType<typeof readForm>>) => ({
  login: c.var.staff.login,
  network: c.var.visit.network ?? 'local',
  password: exactOf(form, 'password'),
})

async function page(c: Ctx, wrong: Wrong | null = null) {
  const { staffId, name, login, role } = c.var.staff
  const codes = await countRecoveryCodes(c.var.visit.db, staffId)
  const saved = c.req.query('saved') === '1'
  const body = AccountPage({ name, login, role, codes, wrong, saved })
  const status = wrong ? (wrong.error === 'slow' ? 429 : 422) : 200
  return renderAdmin(c, { title: '我的账号', current: adminPaths.account() }, body, status)
}
