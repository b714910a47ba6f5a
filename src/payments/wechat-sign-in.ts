import { getCookie, setCookie } from 'hono/cookie'
import type { Ctx } from '../http/context.ts'
import { sameSecret, seal, unseal } from '../kernel/secrets.ts'
import { siteUrls } from '../urls.ts'
import type { Wechat } from './merchants.ts'

/**
 * Who pays inside WeChat, as this app knows them: WeChat tells it to us by a code, once, and a sealed cookie keeps it for
 * as long as an order waits. The browser never says who it is.
 */

const STATE_SECONDS = 600
const KEPT_SECONDS = 7200
const TIMEOUT_MS = 3_500

const cookie = (c: Ctx, name: string) => (c.var.visit.settings.production ? `__Host-${name}` : name)

function keep(c: Ctx, name: string, value: string, maxAge: number) {
  const secure = c.var.visit.settings.production
  setCookie(c, cookie(c, name), value, { path: '/', httpOnly: true, secure, sameSite: 'Lax', maxAge })
}

/** The openid this browser proved; null when it did not, or too long ago. */
export async function openIdOf(c: Ctx): Promise<string | null> {
  const sealed = getCookie(c, cookie(c, 'wechat'))
  if (!sealed) return null
  try {
    const { openId, until } = JSON.parse(await unseal(c.var.visit.settings.sessionSecret, sealed)) as {
      openId: string
      until: number
    }
    return until > c.var.visit.now ? openId : null
  } catch {
    return null
  }
}

/** Where WeChat tells who somebody is; they come back to the order `number`. Parameters stand in the order WeChat wants. */
export function signInAt(c: Ctx, wechat: Wechat, number: string): string {
  const state = `${number}${crypto.randomUUID().replaceAll('-', '')}`
  keep(c, 'wechat-state', state, STATE_SECONDS)
  const query = new URLSearchParams({
    appid: wechat.appId,
    redirect_uri: c.var.visit.settings.publicUrl + siteUrls.wechatSignIn.path,
    response_type: 'code',
    scope: 'snsapi_base',
    state,
  })
  return `${wechat.oauthUrl}/connect/oauth2/authorize?${query}#wechat_redirect`
}

/** The order somebody came back to, now known by their openid; null when nobody sent them, or WeChat does not know them. */
export async function signedIn(c: Ctx, wechat: Wechat): Promise<string | null> {
  const { code = '', state = '' } = c.req.query()
  const kept = getCookie(c, cookie(c, 'wechat-state')) ?? ''
  keep(c, 'wechat-state', '', 0)
  if (!kept || !sameSecret(kept, state) || !code) return null
  const openId = await openIdFor(wechat, code)
  if (!openId) return null
  const { settings, now } = c.var.visit
  const until = now + KEPT_SECONDS * 1000
  keep(c, 'wechat', await seal(settings.sessionSecret, JSON.stringify({ openId, until })), KEPT_SECONDS)
  return state.slice(0, -32)
}

/** Whom a code stands for; null when WeChat does not say, or it is a look at a page by nobody in particular. */
async function openIdFor(wechat: Wechat, code: string): Promise<string | null> {
  const query = new URLSearchParams({
    appid: wechat.appId,
    secret: wechat.secret,
    code,
    grant_type: 'authorization_code',
  })
  try {
    const answer = await fetch(`${wechat.apiUrl}/sns/oauth2/access_token?${query}`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const told = (await answer.json()) as { openid?: unknown; is_snapshotuser?: unknown }
    return typeof told.openid === 'string' && told.is_snapshotuser !== 1 ? told.openid : null
  } catch {
    // The address holds the secret: nothing of it is told.
    return null
  }
}
