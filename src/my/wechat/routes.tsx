import { Hono } from 'hono'
import { userToken } from '../../customers/current.ts'
import type { Customer } from '../../customers/sessions.ts'
import { readWechat } from '../../customers/wechats.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { exactOf, readForm } from '../../http/form.ts'
import { own } from '../../kernel/own.ts'
import { maskPhone } from '../../kernel/phone.ts'
import { placeOf } from '../../payments/method.ts'
import { urls } from '../../urls.ts'
import { askWho, openIdOf, toldWho, type Wechat } from '../../wechat/identity.ts'
import { ask, codeIn, type Outcome, page, phoneOf, said, withCustomer, wrongCode } from '../account/asking.ts'
import { heldFavourites } from '../favourites/cookie.ts'
import { destination, enter, networkOf } from '../sign-in/entering.ts'
import { signInByWechat } from '../sign-in/signing-in.ts'
import { bindByCode, unbindWechat } from './binding.ts'
import { type Standing, WechatPage } from './wechat-page.tsx'

/** Signing in through WeChat, and the account's own WeChat. Absent where the shop has no service account. */
export const wechatRoutes = new Hono<AppEnv>()

/** What WeChat was asked about where it is to be bound: somebody is signed in already. */
const BINDING = 'bind'

wechatRoutes.post(urls.signInWechat.path, async (c) => {
  const { wechat } = c.var.visit.settings
  if (!wechat) return answerNotFound(c)
  return askFor(c, wechat, destination(exactOf(await readForm(c), 'to', 20)))
})

wechatRoutes.get(urls.signInWechat.path, async (c) => {
  const { settings, paths } = c.var.visit
  if (!settings.wechat) return answerNotFound(c)
  c.header('Cache-Control', 'private, no-store')
  const told = await toldWho(c, settings.wechat)
  if (!told) return c.redirect(paths.signIn({ wechat: 'unknown' }), 303)
  const to = destination(told.about)
  const lead = (wechat?: string) =>
    c.redirect(
      told.about === BINDING ? paths.accountWechat({ told: wechat }) : paths.signIn({ to, wechat }),
      303,
    )
  if (told.outcome !== 'known') return lead(told.outcome)
  if (told.about === BINDING) return lead()
  const entered = await signInByWechat(c.var.visit, told.openId, heldFavourites(c))
  return typeof entered === 'string' ? lead(entered) : enter(c, to, entered.token)
})

const askFor = (c: Ctx, wechat: Wechat, about: string) =>
  c.redirect(askWho(c, wechat, c.var.visit.paths.signInWechat, about), 303)

wechatRoutes.get(
  urls.accountWechat.path,
  withCustomer((c, me) => wechatPage(c, me)),
)

wechatRoutes.post(
  urls.accountWechat.path,
  withCustomer(async (c, me) => {
    const { t, settings, paths } = c.var.visit
    const form = await readForm(c)
    const act = exactOf(form, 'act', 10)
    if (!settings.wechat) return answerNotFound(c)
    if (act === 'unbind') await unbindWechat(c.var.visit, me, userToken(c) ?? '')
    if (act === 'ask') return askFor(c, settings.wechat, BINDING)
    if (act === 'send') return wechatPage(c, me, said(c, await ask(c, await phoneOf(c, me), 'wechat')))
    if (act === 'bind') {
      const [openId, code] = [await openIdOf(c), codeIn(form, 'code')]
      if (!code) return wechatPage(c, me, { error: t.accounts.codeShape, status: 422 })
      const done = openId ? await bindByCode(c.var.visit, me, { openId, code }, networkOf(c)) : 'used'
      if (done !== 'used') return wechatPage(c, me, wrongCode(c, done))
    }
    return c.redirect(paths.accountWechat(), 303)
  }),
)

async function wechatPage(c: Ctx, me: Customer, { error, sent, status }: Outcome = {}) {
  const { t, paths, settings } = c.var.visit
  if (!settings.wechat) return answerNotFound(c)
  const body = WechatPage({
    ...{ phone: maskPhone(await phoneOf(c, me)), standing: await standingOf(c, me), sent: sent ?? false },
    ...{ told: own(t.accounts.wechatTold, c.req.query('told') ?? '') ?? null, error: error ?? null },
    ...{ t: t.accounts, paths },
  })
  return page(c, t.accounts.wechat, body, status)
}

async function standingOf(c: Ctx, me: Customer): Promise<Standing> {
  const bound = await readWechat(c.var.visit.db, me.userId)
  if (bound) return { at: 'bound', since: bound.boundAt }
  if (placeOf(c.req.header('User-Agent') ?? '') !== 'wechat') return { at: 'elsewhere' }
  return { at: (await openIdOf(c)) ? 'known' : 'unknown' }
}
