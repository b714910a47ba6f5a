import { getCookie, setCookie } from 'hono/cookie'
import type { Ctx } from '../http/context.ts'
import { takeHitBack, withinLimit } from '../http/rate-limit.ts'
import { hmac, sameSecret, seal, unseal } from '../kernel/secrets.ts'
import { MINUTE_MS } from '../kernel/time.ts'

/**
 * Who a browser is in WeChat, as this app knows them: WeChat tells it to us by a code, once, and a sealed cookie keeps it
 * for as long as an order waits. The browser never says who it is.
 */

/** The shop's service account: WeChat's own pages, and what it answers to us. */
export type Wechat = { appId: string; secret: string; oauthUrl: string; apiUrl: string }

const STATE_SECONDS = 600
const KEPT_SECONDS = 7200
const TIMEOUT_MS = 3_500
/** Questions of a network that WeChat does not answer with somebody: each goes over the net. */
const TRIES = { limit: 20, windowMs: 10 * MINUTE_MS }
const KEPT = 'wechat'
const STATE = 'wechat-state'

const cookie = (c: Ctx, name: string) => (c.var.visit.settings.production ? `__Host-${name}` : name)

function keep(c: Ctx, name: string, value: string, maxAge: number) {
  const secure = c.var.visit.settings.production
  setCookie(c, cookie(c, name), value, { path: '/', httpOnly: true, secure, sameSite: 'Lax', maxAge })
}

/** The openid this browser proved; null when it did not, or too long ago. */
export async function openIdOf(c: Ctx): Promise<string | null> {
  const sealed = getCookie(c, cookie(c, KEPT))
  if (!sealed) return null
  try {
    const { openId, until } = JSON.parse(await unseal(c.var.visit.settings.sessionSecret, sealed)) as {
      openId?: string
      until: number
    }
    return until > c.var.visit.now ? (openId ?? null) : null
  } catch {
    return null
  }
}

export const forgetOpenId = (c: Ctx): void => keep(c, KEPT, '', 0)

/**
 * Where WeChat tells who somebody is: they come back to the path `back` with a code. `about` is letters and digits and comes
 * back as well. Parameters stand in the order WeChat wants.
 */
export function askWho(c: Ctx, wechat: Wechat, back: string, about: string): string {
  const state = `${about}${crypto.randomUUID().replaceAll('-', '')}`
  keep(c, STATE, state, STATE_SECONDS)
  const query = new URLSearchParams({
    appid: wechat.appId,
    redirect_uri: c.var.visit.settings.publicUrl + back,
    response_type: 'code',
    scope: 'snsapi_base',
    state,
  })
  return `${wechat.oauthUrl}/connect/oauth2/authorize?${query}#wechat_redirect`
}

/**
 * `about` is what was asked with. `snapshot`: a look at a page by nobody in particular, who is never taken for somebody;
 * `slow`: WeChat was not asked, for this network asked too often.
 */
export type Told =
  | { outcome: 'known'; openId: string; about: string }
  | { outcome: 'snapshot' | 'unknown' | 'slow'; about: string }

/** What somebody came back with, kept for this browser; null where this browser was not sent. */
export async function toldWho(c: Ctx, wechat: Wechat): Promise<Told | null> {
  const { code = '', state = '' } = c.req.query()
  const kept = getCookie(c, cookie(c, STATE)) ?? ''
  keep(c, STATE, '', 0)
  if (!kept || !sameSecret(kept, state)) return null
  const about = state.slice(0, -32)
  const answered = code ? await openIdWithin(c, wechat, code) : 'unknown'
  if (typeof answered === 'string') return { outcome: answered, about }
  const { openId } = answered
  const { settings, now } = c.var.visit
  const until = now + KEPT_SECONDS * 1000
  keep(c, KEPT, await seal(settings.sessionSecret, JSON.stringify({ openId, until })), KEPT_SECONDS)
  return { outcome: 'known', openId, about }
}

/** The same as `openIdFor`, counted before WeChat is asked; what it confirms costs the network nothing. */
async function openIdWithin(c: Ctx, wechat: Wechat, code: string) {
  const { db, settings, network, now } = c.var.visit
  const bucket = `wechat:network:${await hmac(settings.phonePepper, `wechat:${network ?? 'local'}`)}`
  if (!(await withinLimit(db, bucket, TRIES.limit, TRIES.windowMs, now))) return 'slow'
  const answered = await openIdFor(wechat, code)
  if (typeof answered !== 'string') await takeHitBack(db, bucket, TRIES.windowMs, now)
  return answered
}

/** Whom a code stands for; `unknown` when WeChat does not say. */
async function openIdFor(wechat: Wechat, code: string): Promise<{ openId: string } | 'snapshot' | 'unknown'> {
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
    if (told.is_snapshotuser === 1) return 'snapshot'
    return typeof told.openid === 'string' && told.openid ? { openId: told.openid } : 'unknown'
  } catch {
    // The address holds the secret: nothing of it is told.
    return 'unknown'
  }
}

/** Where a form that asks WeChat leads, for the pages' policy. */
export const wechatTargets = ({ wechat }: { wechat: Wechat | null }): string[] =>
  wechat ? [new URL(wechat.oauthUrl).origin] : []
