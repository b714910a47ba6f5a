import { Hono } from 'hono'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { exactOf, readForm } from '../../http/form.ts'
import { closeSession, readSession } from '../../staff/sessions.ts'
import { readSetup, type Setup, setUpStaff } from '../../staff/setting-up.ts'
import { type SignInRefusal, signIn } from '../../staff/signing-in.ts'
import { newTotpSecret } from '../../staff/totp.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { keepSession, sessionToken } from '../guard.ts'
import { renderAdmin } from '../layout.tsx'
import { sayDone } from '../said.ts'
import { parseKept } from './kept-form.ts'
import { KeptPage } from './kept-page.tsx'
import { RecoveryPage } from './recovery-page.tsx'
import { SetUpPage, type SetUpProps } from './set-up-page.tsx'
import { showSignIn } from './showing-sign-in.ts'

/** How one comes in and goes out, and the one-time links that make a way in. */
export const signInRoutes = new Hono<AppEnv>()

const NEXT = /^\/admin(?:\/[\w/-]*)?(?:\?[\w=&%.-]*)?$/

/** Back to where the visitor was going, with what its page was asked for, within the back office only. */
const safeNext = (text: string): string =>
  [text, text.split('?')[0] ?? ''].find((next) => NEXT.test(next)) ?? adminPaths.home

signInRoutes.get(adminUrls.signIn.path, (c) =>
  showSignIn(c, { login: '', next: c.req.query('next') ?? '', why: null, kept: null }),
)

signInRoutes.post(adminUrls.signIn.path, async (c) => {
  const form = await readForm(c)
  const typed = {
    login: exactOf(form, 'login', 40),
    password: exactOf(form, 'password'),
    code: exactOf(form, 'code', 20),
  }
  const kept = parseKept(exactOf(form, 'kept', Number.POSITIVE_INFINITY))
  const again = (why: SignInRefusal) =>
    showSignIn(c, { login: typed.login, next: exactOf(form, 'next'), why, kept })
  // An empty box is no guess: it is said like one, but does not count as one.
  if (!typed.login || !typed.password) return again('wrong')
  const { db, now, network } = c.var.visit
  const entered = await signIn(c.var.visit, typed, network ?? 'local')
  if (!entered.ok) return again(entered.why)
  const old = sessionToken(c)
  if (old) await closeSession(db, old)
  keepSession(c, entered.token)
  if (!kept) return c.redirect(safeNext(exactOf(form, 'next')), 303)
  const staff = await readSession(db, entered.token, now)
  if (staff) c.set('staff', staff)
  return renderAdmin(c, { title: '您刚才填的还在' }, KeptPage(kept))
})

signInRoutes.get(adminUrls.setUp.path, async (c) => {
  const token = c.req.query('token') ?? ''
  const setup = await readSetup(c.var.visit.db, token, c.var.visit.now)
  if (!setup) return answerNotFound(c)
  return setUpPage(c, { token, setup, secret: newTotpSecret(), login: '', name: '', error: null })
})

signInRoutes.post(adminUrls.setUp.path, async (c) => {
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
  const setup: Setup | null = await readSetup(c.var.visit.db, token, c.var.visit.now)
  const made = setup && (await setUpStaff(c.var.visit, token, typed))
  if (!made || (!made.ok && made.error === 'gone')) return answerNotFound(c)
  if (made.ok) {
    const title = setup.person ? '登录已重新设好' : '账号已建好'
    return renderAdmin(c, { title: '恢复码' }, RecoveryPage({ title, codes: made.codes, signIn: true }))
  }
  return setUpPage(c, { token, setup, ...typed, error: made.error as SetUpProps['error'] }, 422)
})

const setUpPage = (c: Ctx, props: SetUpProps, status = 200) =>
  renderAdmin(c, { title: props.setup.person ? '重新设置登录' : '设置账号' }, SetUpPage(props), status)

signInRoutes.post(adminUrls.signOut.path, async (c) => {
  await closeSession(c.var.visit.db, sessionToken(c) ?? '')
  keepSession(c, null)
  return sayDone(c, adminPaths.signIn, 'signed_out')
})
