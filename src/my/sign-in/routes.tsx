import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { type Asking, keepAsking, readAsking } from '../../customers/asking-state.ts'
import { type Asked, askForCode, RESEND_MS } from '../../customers/codes.ts'
import { keepUserSession, signedIn, userToken } from '../../customers/current.ts'
import { closeUserSession } from '../../customers/sessions.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { exactOf, readForm, ticked } from '../../http/form.ts'
import { parseMobile } from '../../kernel/phone.ts'
import { readConsole } from '../../notices/queries.ts'
import { placeOf } from '../../payments/method.ts'
import { renderPage } from '../../ui/document.tsx'
import { urls } from '../../urls.ts'
import { forgetOpenId, openIdOf } from '../../wechat/identity.ts'
import { heldFavourites } from '../favourites/cookie.ts'
import { destination, enter, leadOn, networkOf } from './entering.ts'
import { forgetOnDevice } from './leaving.ts'
import { CodePage, ConsolePage, FactPage, SignInPage } from './sign-in-page.tsx'
import { type InWechat, signInByCode, signInByFact, startEmpty } from './signing-in.ts'

/** How a shopper signs in with their phone, and out again. Nothing here is ever needed to buy. */
export const signInRoutes = new Hono<AppEnv>()

/** Seconds until another code can be sent. */
const waitOf = (sentAt: number, now: number): number =>
  Math.max(0, Math.ceil((sentAt + RESEND_MS - now) / 1000))

function page(c: Ctx, title: string, body: Child, status = 200) {
  c.header('Cache-Control', 'private, no-store')
  if (status === 429) c.header('Retry-After', '3600')
  return renderPage(c, { title, current: 'orders', noindex: true }, body, status)
}

type Outcome = { error?: string; status?: 422 | 429 | 502 | 503 }

function phonePage(c: Ctx, typed: { phone: string; to: string }, { error, status }: Outcome = {}) {
  const { t, paths, settings } = c.var.visit
  const stuck = status === 503 || status === 429
  const gone = c.req.query('gone') === '1'
  const wechat = settings.wechat !== null &&
    placeOf(c.req.header('User-Agent') ?? '') === 'wechat' && { told: c.req.query('wechat') }
  const body = SignInPage({ ...typed, stuck, gone, wechat, error: error ?? null, t: t.accounts, paths })
  return page(c, t.accounts.signInTitle, body, status)
}

async function codePage(c: Ctx, { phone, sentAt }: Asking, { error, status }: Outcome = {}) {
  const { t, paths, now, settings } = c.var.visit
  const more = {
    ...{ wait: waitOf(sentAt, now), development: !settings.production, error: error ?? null },
    bindable: (await openIdOf(c)) !== null,
  }
  return page(c, t.accounts.codeTitle, CodePage({ phone, ...more, t: t.accounts, paths }), status)
}

function factPage(c: Ctx, number = '', { error, status }: Outcome = {}) {
  const { t, paths } = c.var.visit
  return page(
    c,
    t.accounts.factTitle,
    FactPage({ number, error: error ?? null, t: t.accounts, paths }),
    status,
  )
}

/** Why no code went out; null where one did. */
function notSent(c: Ctx, { outcome, sentAt }: Asked): Required<Outcome> | null {
  const { t, now } = c.var.visit
  const said = t.accounts
  switch (outcome) {
    case 'sent':
      return null
    case 'wait':
      return { error: said.wait(waitOf(sentAt, now)), status: 429 }
    case 'too_many':
      return { error: said.tooManySent, status: 429 }
    case 'not_set_up':
      return { error: said.notSetUp, status: 503 }
    case 'failed':
      return { error: said.notSent, status: 502 }
  }
}

const ask = (c: Ctx, phone: string) => askForCode(c.var.visit, { phone, purpose: 'sign_in' }, networkOf(c))

signInRoutes.get(urls.signIn.path, async (c) => {
  const to = destination(c.req.query('to'))
  if (await signedIn(c)) return leadOn(c, to)
  return phonePage(c, { phone: '', to })
})

signInRoutes.post(urls.signIn.path, async (c) => {
  const { t, paths } = c.var.visit
  const form = await readForm(c)
  const typed = { phone: exactOf(form, 'phone', 40), to: destination(exactOf(form, 'to', 20)) }
  const phone = parseMobile(typed.phone)
  if (!phone) return phonePage(c, typed, { error: t.accounts.phoneWrong, status: 422 })
  const asked = await ask(c, phone)
  const why = notSent(c, asked)
  // Sent a moment ago: its code is still to be typed.
  if (why && asked.outcome !== 'wait') return phonePage(c, typed, why)
  await keepAsking(c, { phone, to: typed.to, sentAt: asked.sentAt })
  return c.redirect(paths.signInCode, 303)
})

signInRoutes.get(urls.signInCode.path, async (c) => {
  const asking = await readAsking(c)
  if (!asking) return c.redirect(c.var.visit.paths.signIn(), 303)
  return asking.proven ? factPage(c) : codePage(c, asking)
})

signInRoutes.post(urls.signInCode.path, async (c) => {
  const { t, paths } = c.var.visit
  const asking = await readAsking(c)
  if (!asking) return c.redirect(paths.signIn(), 303)
  const form = await readForm(c)
  const act = exactOf(form, 'act', 10)
  if (asking.proven)
    return act === 'empty' ? enterEmpty(c, asking) : enterByFact(c, asking, exactOf(form, 'number', 40))
  if (act === 'again') return sendAgain(c, asking)
  const code = exactOf(form, 'code', 12).normalize('NFKC').replace(/\s/g, '')
  // What is no code is no guess.
  if (!/^\d{6}$/.test(code)) return codePage(c, asking, { error: t.accounts.codeShape, status: 422 })
  const wechat = await inWechatOf(c, ticked(form, 'bind', 'yes'))
  const brought = { wechat, favourites: heldFavourites(c) }
  const entered = await signInByCode(c.var.visit, { phone: asking.phone, code, ...brought }, networkOf(c))
  if (entered === 'slow') return codePage(c, asking, { error: t.accounts.tooManyTries, status: 429 })
  if (entered === 'wrong') return codePage(c, asking, { error: t.accounts.codeWrong, status: 422 })
  if (entered !== 'ask') return enter(c, asking.to, entered.token)
  await keepAsking(c, { ...asking, proven: true, ...(wechat?.bind ? { bind: true } : {}) })
  return c.redirect(paths.signInCode, 303)
})

/** Who this browser proved to be in WeChat, and whether they wish it bound; null where nobody. */
async function inWechatOf(c: Ctx, bind: boolean): Promise<InWechat> {
  const openId = await openIdOf(c)
  return openId ? { openId, bind } : null
}

async function sendAgain(c: Ctx, asking: Asking) {
  const asked = await ask(c, asking.phone)
  const why = notSent(c, asked)
  if (why) return codePage(c, asked.outcome === 'wait' ? { ...asking, sentAt: asked.sentAt } : asking, why)
  await keepAsking(c, { ...asking, sentAt: asked.sentAt })
  return c.redirect(c.var.visit.paths.signInCode, 303)
}

async function enterByFact(c: Ctx, asking: Asking, number: string) {
  const { t } = c.var.visit
  const brought = { wechat: await inWechatOf(c, asking.bind === true), favourites: heldFavourites(c) }
  const entered = await signInByFact(c.var.visit, { phone: asking.phone, number, ...brought }, networkOf(c))
  if (entered === 'slow') return factPage(c, number, { error: t.orders.rateLimited, status: 429 })
  if (entered === 'wrong') return factPage(c, number, { error: t.accounts.factWrong, status: 422 })
  return enter(c, asking.to, entered.token)
}

async function enterEmpty(c: Ctx, asking: Asking) {
  const brought = { wechat: await inWechatOf(c, asking.bind === true), favourites: heldFavourites(c) }
  const entered = await startEmpty(c.var.visit, asking.phone, brought)
  if (entered) return enter(c, asking.to, entered.token)
  await keepAsking(c, null)
  return c.redirect(c.var.visit.paths.signIn(), 303)
}

signInRoutes.get(urls.signInConsole.path, async (c) => {
  const { t } = c.var.visit
  const messages = await readConsole(c.var.visit.db, 20)
  return page(c, t.accounts.consoleTitle, ConsolePage({ messages, t: t.accounts }))
})

signInRoutes.post(urls.signOut.path, async (c) => {
  const token = userToken(c)
  if (token) {
    await forgetOnDevice(c)
    await closeUserSession(c.var.visit.db, token)
  }
  keepUserSession(c, null)
  forgetOpenId(c)
  return c.redirect(c.var.visit.paths.orders, 303)
})
