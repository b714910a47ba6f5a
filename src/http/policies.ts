import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import { METHODS, type Policy, URLS } from '../urls.ts'
import type { AppEnv } from './context.ts'
import { answerNotFound } from './failures.tsx'

/** The key of a route in the table: both languages share one. */
export const policyKey = (method: string, path: string): string =>
  `${method} ${path.replace(/^\/en(?=\/|$)/, '') || '/'}`

/** Every call of the table, in Chinese form; /en has the same. What does not stand here is refused. */
export const POLICIES: Record<string, Policy> = Object.fromEntries(
  URLS.flatMap((url) =>
    METHODS.map((method) => [policyKey(method.toUpperCase(), url.path), url[method]]),
  ).filter(([, policy]) => policy),
)

const NOT_IN_PRODUCTION = new Set(URLS.filter(({ development }) => development).map(({ path }) => path))

/** Deny by default: a handler whose route declares no policy is never reached. */
export const declaredOnly = createMiddleware<AppEnv>(async (c, next) => {
  const handlers = matchedRoutes(c).filter((route) => route.method !== 'ALL')
  const policies = handlers.map((route) => POLICIES[policyKey(route.method, route.path)])
  if (policies.some((policy) => !policy)) return answerNotFound(c)
  const forTrying = policies.includes('sandbox') || handlers.some(({ path }) => NOT_IN_PRODUCTION.has(path))
  if (forTrying && c.var.visit.settings.production) return answerNotFound(c)
  return next()
})
