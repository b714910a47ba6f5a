import { csrf } from 'hono/csrf'
import { createMiddleware } from 'hono/factory'
import { secureHeaders } from 'hono/secure-headers'
import type { Settings } from '../env.ts'
import { API, mediaPath } from '../urls.ts'
import type { AppEnv } from './context.ts'
import { problem } from './problems.ts'

const EVERYWHERE = {
  referrerPolicy: 'strict-origin-when-cross-origin',
  strictTransportSecurity: 'max-age=31536000',
  crossOriginResourcePolicy: 'same-origin',
}

/** Nothing inline, nothing from elsewhere; pictures may be blobs the page itself made. */
const pageHeaders = secureHeaders({
  ...EVERYWHERE,
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'blob:'],
    fontSrc: ["'none'"],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
    manifestSrc: ["'self'"],
  },
})

/** An uploaded picture opened by itself is a picture and nothing more, whatever its bytes say. */
const mediaHeaders = secureHeaders({
  ...EVERYWHERE,
  contentSecurityPolicy: { defaultSrc: ["'none'"], sandbox: [] },
})

/** A drawing of ours opened by itself: it holds the photos it shows, fetches nothing and runs nothing. */
const drawingHeaders = secureHeaders({
  ...EVERYWHERE,
  contentSecurityPolicy: { defaultSrc: ["'none'"], imgSrc: ['data:'], sandbox: [] },
})

export const securityHeaders = createMiddleware<AppEnv>((c, next) => {
  const { path } = c.req
  if (path.startsWith(mediaPath(''))) return mediaHeaders(c, next)
  return (path.endsWith('.svg') ? drawingHeaders : pageHeaders)(c, next)
})

/** For the pages that frame one of ours or are framed by one; stands outside securityHeaders. */
export const ownFrames = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  const policy = c.res.headers.get('Content-Security-Policy') ?? ''
  c.res.headers.set(
    'Content-Security-Policy',
    `${policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'")}; frame-src 'self'`,
  )
})

/** For a page whose form leads to a provider by a redirect; stands outside securityHeaders. */
export const formsTo = (targets: (settings: Settings) => string[]) =>
  createMiddleware<AppEnv>(async (c, next) => {
    await next()
    const policy = c.res.headers.get('Content-Security-Policy') ?? ''
    const may = ["form-action 'self'", ...targets(c.var.visit.settings)].join(' ')
    c.res.headers.set('Content-Security-Policy', policy.replace("form-action 'self'", may))
  })

const CSRF = csrf()

/**
 * Refuses a form or JSON that another site sends with our visitor's cookies. A token in a header is no cookie, and no
 * page of another site can send one: a program with one needs no body, content type or Origin. One without brings no
 * cookies that could be misused, and tells no Origin, which every browser does with what it sends.
 */
export const sameSiteOnly = createMiddleware<AppEnv>(async (c, next) => {
  const site = c.req.header('Sec-Fetch-Site')
  const reads = c.req.method === 'GET' || c.req.method === 'HEAD'
  const program = c.req.path.startsWith(`${API}/`)
  if (!reads && site === 'cross-site') return program ? problem(c, 403) : c.text('Forbidden', 403)
  const byToken = program && c.req.header('Authorization')?.startsWith('Bearer ')
  const bare = program && !['Sec-Fetch-Site', 'Origin', 'Cookie'].some((name) => c.req.header(name))
  return byToken || bare ? next() : CSRF(c, next)
})
