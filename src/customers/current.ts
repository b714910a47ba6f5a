import { getCookie, setCookie } from 'hono/cookie'
import type { Ctx, Visit } from '../http/context.ts'
import { type Customer, LONGEST_MS, readUserSession } from './sessions.ts'

// __Host- needs https, which a laptop does not have.
const cookieName = (c: Ctx) => (c.var.visit.settings.production ? '__Host-user' : 'user')

export const userToken = (c: Ctx): string | undefined => getCookie(c, cookieName(c))

const asked = new WeakMap<Visit, Promise<Customer | null>>()

/** Who is signed in, read once a visit; null for a guest, at no cost. */
export function signedIn(c: Ctx): Promise<Customer | null> {
  const token = userToken(c)
  if (!token) return Promise.resolve(null)
  const { visit } = c.var
  const known = asked.get(visit) ?? readUserSession(visit.db, token, visit.now)
  asked.set(visit, known)
  return known
}

/** A session always gets a new secret, so that one planted before signing in is worth nothing; null signs out. */
export function keepUserSession(c: Ctx, token: string | null): void {
  const secure = c.var.visit.settings.production
  const maxAge = token ? LONGEST_MS / 1000 : 0
  setCookie(c, cookieName(c), token ?? '', { path: '/', httpOnly: true, secure, sameSite: 'Lax', maxAge })
}
