import { Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { CookieOptions } from 'hono/utils/cookie'
import type { AppEnv, Ctx } from '../http/context.ts'
import { answerNotFound } from '../http/failures.tsx'
import { exactOf, readForm } from '../http/form.ts'
import { readRetention } from '../orders/retaining.ts'
import { readAccounts } from '../staff/queries.ts'
import { changeRole } from '../staff/role-changing.ts'
import { roleOf } from '../staff/roles.ts'
import { closeSession, signOutEverywhere } from '../staff/sessions.ts'
import { type SetupError, sendInvitation, setUpStaff, setupRole } from '../staff/setting-up.ts'
import { signIn } from '../staff/signing-in.ts'
import { newTotpSecret } from '../staff/totp.ts'
import { adminPaths, adminUrls } from '../urls.ts'
import { booksRoutes } from './books/routes.tsx'
import { dispatchRoutes } from './dispatches/routes.tsx'
import { gardenRoutes } from './gardens/routes.tsx'
import { keepSession, sessionToken, staffOnly } from './guard.ts'
import { renderAdmin } from './layout.tsx'
import { listingCoverRoutes } from './listings/cover-routes.ts'
import { listingEditorRoutes } from './listings/editor-routes.tsx'
import { listingMergeRoutes } from './listings/merge-routes.tsx'
import { listingNewRoutes } from './listings/new-routes.tsx'
import { listingPhoneRoutes } from './listings/phone-routes.tsx'
import { listingPictureRoutes } from './listings/picture-routes.tsx'
import { listingRoutes } from './listings/routes.tsx'
import { listingSheetRoutes } from './listings/sheet-routes.tsx'
import { synonymRoutes } from './listings/synonym-routes.tsx'
import { overOf } from './meanwhile.tsx'
import { mediaDeskRoutes } from './media/routes.tsx'
import { orderDeskRoutes } from './orders/routes.tsx'
import { outboxRoutes } from './outbox/routes.tsx'
import { overviewRoutes } from './overview/routes.tsx'
import { complianceRoutes } from './producers/compliance-routes.tsx'
import { producerRoutes } from './producers/producer-routes.tsx'
import { promotionPriceRoutes } from './promotions/prices-routes.tsx'
import { promotionRoutes } from './promotions/routes.tsx'
import { quotationDeskRoutes } from './quotations/routes.tsx'
import { settingsRoutes } from './settings/routes.tsx'
import { shipmentRoutes } from './shipments/routes.tsx'
import { auditRoutes } from './staff/audit-routes.tsx'
import { RetentionPage } from './staff/retention-page.tsx'
import { RecoveryPage, SetUpPage } from './staff/set-up-page.tsx'
import { SignInPage } from './staff/sign-in-page.tsx'
import { StaffPage } from './staff/staff-page.tsx'
import { stockRoutes } from './stock/routes.tsx'
import { visitRoutes } from './visits/routes.tsx'

export const adminRoutes = new Hono<AppEnv>()

adminRoutes.use(`${adminUrls.home.path}/*`, staffOnly)

/** Back to where the visitor was going, within the back office only. */
const safeNext = (text: string): string => (/^\/admin(?:\/[\w/-]*)?$/.test(text) ? text : adminPaths.home)

adminRoutes.get(adminUrls.signIn.path, (c) =>
  signInPage(c, { login: '', next: c.req.query('next') ?? '', failed: false }),
)

adminRoutes.post(adminUrls.signIn.path, async (c) => {
  const form = await readForm(c)
  const typed = {
    login: exactOf(form, 'login', 40),
    password: exactOf(form, 'password'),
    code: exactOf(form, 'code', 20),
  }
  // An empty box is no guess: it is said like one, but does not count towards the lock.
  const told = typed.login && typed.password
  const entered = told ? await signIn(c.var.visit, typed, c.var.visit.network ?? 'local') : null
  if (!entered) return signInPage(c, { login: typed.login, next: exactOf(form, 'next'), failed: true })
  const old = sessionToken(c)
  if (old) await closeSession(c.var.visit.db, old)
  keepSession(c, entered.token)
  return c.redirect(safeNext(exactOf(form, 'next')), 303)
})

adminRoutes.get(adminUrls.setUp.path, async (c) => {
  const token = c.req.query('token') ?? ''
  const role = await setupRole(c.var.visit.db, token, c.var.visit.now)
  if (!role) return answerNotFound(c)
  return setUpPage(c, { token, role, secret: newTotpSecret(), login: '', name: '', error: null })
})

adminRoutes.post(adminUrls.setUp.path, async (c) => {
  const form = await readForm(c)
  const token = exactOf(form, 'token')
  const typed = {
    login: exactOf(form, 'login', 40),
    name: exactOf(form, 'name', 40),
    password: exactOf(form, 'password'),
    code: exactOf(form, 'code', 20),
    secret: exactOf(form, 'secret', 64),
  }
  if (!/^[A-Z2-7]{32}$/.test(typed.secret)) return answerNotFound(c)
  const role = (await setupRole(c.var.visit.db, token, c.var.visit.now)) ?? ''
  const made = await setUpStaff(c.var.visit, token, typed)
  if (made.ok) return renderAdmin(c, { title: '恢复码' }, RecoveryPage({ codes: made.codes }))
  if (made.error === 'gone') return answerNotFound(c)
  return setUpPage(c, { token, role, ...typed, error: made.error }, 422)
})

adminRoutes.post(adminUrls.signOut.path, async (c) => {
  await closeSession(c.var.visit.db, sessionToken(c) ?? '')
  keepSession(c, null)
  return c.redirect(adminPaths.signIn, 303)
})

adminRoutes.post(adminUrls.signOutEverywhere.path, async (c) => {
  await signOutEverywhere(c.var.visit, c.var.staff.staffId)
  keepSession(c, null)
  return c.redirect(adminPaths.signIn, 303)
})

adminRoutes.route('/', listingSheetRoutes)
adminRoutes.route('/', synonymRoutes)
adminRoutes.route('/', listingRoutes)
adminRoutes.route('/', listingPictureRoutes)
adminRoutes.route('/', promotionPriceRoutes)
adminRoutes.route('/', listingNewRoutes)
adminRoutes.route('/', listingCoverRoutes)
adminRoutes.route('/', listingMergeRoutes)
adminRoutes.route('/', listingPhoneRoutes)
adminRoutes.route('/', listingEditorRoutes)
adminRoutes.route('/', overviewRoutes)
adminRoutes.route('/', stockRoutes)
adminRoutes.route('/', promotionRoutes)
adminRoutes.route('/', booksRoutes)
adminRoutes.route('/', outboxRoutes)
adminRoutes.route('/', orderDeskRoutes)
adminRoutes.route('/', producerRoutes)
adminRoutes.route('/', complianceRoutes)
adminRoutes.route('/', shipmentRoutes)
adminRoutes.route('/', gardenRoutes)
adminRoutes.route('/', dispatchRoutes)
adminRoutes.route('/', visitRoutes)
adminRoutes.route('/', quotationDeskRoutes)
adminRoutes.route('/', settingsRoutes)
adminRoutes.route('/', mediaDeskRoutes)

adminRoutes.get(adminUrls.retention.path, async (c) =>
  renderAdmin(
    c,
    { title: '个人信息保存' },
    RetentionPage({ kinds: await readRetention(c.var.visit), now: c.var.visit.now }),
  ),
)

adminRoutes.route('/', auditRoutes)

// The link is a secret and is told once: it comes by a cookie of a minute, never by an address that is kept.
const INVITATION = 'invitation'
const invitationCookie = (c: Ctx, maxAge: number): CookieOptions => ({
  path: adminPaths.staff,
  httpOnly: true,
  sameSite: 'Strict',
  secure: c.var.visit.settings.production,
  maxAge,
})

adminRoutes.get(adminUrls.staff.path, (c) => {
  const token = getCookie(c, INVITATION)
  if (!token) return staffPage(c, null)
  setCookie(c, INVITATION, '', invitationCookie(c, 0))
  return staffPage(c, c.var.visit.settings.publicUrl + adminPaths.setUp({ token }))
})

adminRoutes.post(adminUrls.invitations.path, async (c) => {
  const role = roleOf(exactOf(await readForm(c), 'role'))
  if (!role) return answerNotFound(c)
  const token = await sendInvitation(c.var.visit, role, c.var.staff.staffId)
  setCookie(c, INVITATION, token, invitationCookie(c, 60))
  return c.redirect(adminPaths.staff, 303)
})

adminRoutes.post(adminUrls.staffRole.path, async (c) => {
  const form = await readForm(c)
  const asked = exactOf(form, 'role')
  const role = asked === 'disabled' ? 'disabled' : roleOf(asked)
  if (!role) return answerNotFound(c)
  const { staffId, login: own } = c.var.staff
  const login = exactOf(form, 'login', 40)
  const changed = await changeRole(c.var.visit, login, role, { staffId, over: overOf(form) })
  if (changed.ok) return c.redirect(adminPaths.staff, 303)
  if (changed.refusal.code === 'not_found') return answerNotFound(c)
  if (login === own) return staffPage(c, null, '自己的角色不能自己改，请另一位负责人来改')
  return staffPage(c, null, `没有更改：刚有同事改过 ${login} 的角色，下面是现在的。请看过再改`)
})

async function staffPage(c: Ctx, link: string | null, error: string | null = null) {
  const rows = await readAccounts(c.var.visit.db)
  return renderAdmin(
    c,
    { title: '员工', current: adminPaths.staff },
    StaffPage({ rows, link, error, own: c.var.staff.login }),
    error ? 409 : 200,
  )
}

function signInPage(c: Ctx, props: { login: string; next: string; failed: boolean }) {
  const body = SignInPage({ ...props, sample: !c.var.visit.settings.production })
  return renderAdmin(c, { title: '登录' }, body, props.failed ? 422 : 200)
}

function setUpPage(
  c: Ctx,
  props: {
    token: string
    role: string
    secret: string
    login: string
    name: string
    error: SetupError | null
  },
  status = 200,
) {
  return renderAdmin(c, { title: '设置账号' }, SetUpPage(props), status)
}
