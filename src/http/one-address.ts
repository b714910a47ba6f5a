import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './context.ts'

/** A page has one address: a trailing slash leads to it, on this site whatever the path says, with its query. */
export const oneAddress = createMiddleware<AppEnv>(async (c, next) => {
  const { pathname, search } = new URL(c.req.url)
  const reads = c.req.method === 'GET' || c.req.method === 'HEAD'
  if (!reads || pathname === '/' || !pathname.endsWith('/')) return next()
  // Two slashes at the start, or a backslash, would lead to another site.
  const path = `/${pathname.replace(/\/+$/, '').replace(/^[/\\]+/, '')}`
  return c.redirect(path + search, 308)
})
