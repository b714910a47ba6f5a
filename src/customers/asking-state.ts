import { getCookie, setCookie } from 'hono/cookie'
import type { Ctx } from '../http/context.ts'
import { seal, unseal } from '../kernel/secrets.ts'

/** Where one can go on to after signing in; an address is never taken from outside. */
export const DESTINATIONS = ['orders', 'gardens', 'account', 'checkout', 'favourites'] as const
export type Destination = (typeof DESTINATIONS)[number]

/** Between the phone and the code: sealed in a cookie, since a phone stands in no address and a page may be reloaded. */
export type Asking = {
  phone: string
  to: Destination
  /** When the newest code was sent, UTC ms. */
  sentAt: number
  /** The code was right, and a fact is asked besides. */
  proven?: true
  /** They wish their WeChat to be bound, and it is once a fact was told. */
  bind?: true
}

const KEPT_SECONDS = 900
const cookieName = (c: Ctx) => (c.var.visit.settings.production ? '__Host-sign-in' : 'sign-in')

export async function keepAsking(c: Ctx, asking: Asking | null): Promise<void> {
  const { settings, now } = c.var.visit
  const until = now + KEPT_SECONDS * 1000
  const value = asking ? await seal(settings.sessionSecret, JSON.stringify({ ...asking, until })) : ''
  const maxAge = asking ? KEPT_SECONDS : 0
  const secure = settings.production
  setCookie(c, cookieName(c), value, { path: '/', httpOnly: true, secure, sameSite: 'Lax', maxAge })
}

/** What this browser is in the middle of; null when of nothing, or too long ago. */
export async function readAsking(c: Ctx): Promise<Asking | null> {
  const sealed = getCookie(c, cookieName(c))
  if (!sealed) return null
  try {
    const kept = JSON.parse(await unseal(c.var.visit.settings.sessionSecret, sealed))
    return typeof kept.phone === 'string' && kept.until > c.var.visit.now ? kept : null
  } catch {
    return null
  }
}
