import { getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import type { Settings } from '../env.ts'
import type { AppEnv, Ctx } from '../http/context.ts'
import { POLICIES, policyKey } from '../http/policies.ts'
import { may, type Permission, permissionOf } from '../staff/roles.ts'
import { readSession } from '../staff/sessions.ts'
import { adminPaths } from '../urls.ts'
import { answerForbidden } from './forbidden.tsx'
import { keptFormOf, pageBefore } from './staff/kept-form.ts'
import { showSignIn } from './staff/showing-sign-in.ts'

// __Host- needs https, which a laptop does not have.
const cookieName = (settings: Settings) => (settings.production ? '__Host-sid' : 'sid')
const LONGEST_SECONDS = 8 * 3600

/** The permission a matched route declares; null for the open ones (sign-in, set-up). */
function wanted(c: Ctx): Permission | null {
  for (const route of matchedRoutes(c)) {
    const policy = POLICIES[policyKey(route.method, route.path)]
    const permission = policy ? permissionOf(policy) : null
    if (route.method !== 'ALL' && permission !== null) return permission
  }
  return null
}

/**
 * The one door of the back office: signed out → sign-in page, which keeps the form that was sent; without the right →
 * 403. Nothing is cached.
 */
export const staffOnly = createMiddleware<AppEnv>(async (c, next) => {
  c.header('Cache-Control', 'private, no-store')
  const permission = wanted(c)
  // Declared but empty is no permission at all, and nobody holds it.
  if (permission === null) return next()
  const { db, now, settings } = c.var.visit
  const token = getCookie(c, cookieName(settings))
  const staff = token ? await readSession(db, token, now) : null
  if (!staff || (staff.sample && settings.production)) {
    const kept = await keptFormOf(c)
    if (kept) return showSignIn(c, { login: '', next: '', why: 'expired', kept })
    const { pathname, search } = new URL(c.req.url)
    // A press that carries nothing is made again, from where it was made.
    const next = c.req.method === 'GET' ? pathname + search : pageBefore(c)
    return c.redirect(adminPaths.signIn + (next && `?next=${encodeURIComponent(next)}`), 303)
  }
  c.set('staff', staff)
  if (!may(staff.role, permission)) return answerForbidden(c, permission)
  return next()
})

export const sessionToken = (c: Ctx): string | undefined => getCookie(c, cookieName(c.var.visit.settings))

/** A session always gets a new secret, so that one planted before signing in is worth nothing. */
export function keepSession(c: Ctx, token: string | null): void {
  const { settings } = c.var.visit
  setCookie(c, cookieName(settings), token ?? '', {
    path: '/',
    httpOnly: true,
    secure: settings.production,
    sameSite: 'Lax',
    maxAge: token ? LONGEST_SECONDS : 0,
  })
}
