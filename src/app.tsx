import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { adminRoutes } from './admin/routes.tsx'
import { answerSpoilt } from './admin/spoilt-form.tsx'
import { gardenRoutes } from './adoption/routes.tsx'
import { apiPageRoutes } from './api/page-routes.tsx'
import { apiRoutes } from './api/routes.ts'
import { cartRoutes } from './cart/routes.tsx'
import { catalogRoutes } from './catalog/routes.tsx'
import { claimRoutes } from './claims/routes.tsx'
import { SCHEMA_VERSION } from './db/schema-version.generated.ts'
import { limitBody } from './http/body-limit.ts'
import type { AppEnv } from './http/context.ts'
import { answerError, answerFault } from './http/failures.tsx'
import { SpoiltTexts } from './http/form.ts'
import { answerUnknown } from './http/form-address.ts'
import { oneAddress } from './http/one-address.ts'
import { declaredOnly } from './http/policies.ts'
import { formsTo, ownFrames, sameSiteOnly, securityHeaders } from './http/security.ts'
import { isUnreadableForm } from './http/unreadable-form.ts'
import { visit } from './http/visit.ts'
import { institutionRoutes } from './institutions/routes.tsx'
import { invoiceRoutes } from './invoices/routes.tsx'
import { mediaRoutes } from './media/routes.tsx'
import { accountRoutes } from './my/account/routes.tsx'
import { favouriteRoutes } from './my/favourites/routes.tsx'
import { myRoutes } from './my/routes.tsx'
import { signInRoutes } from './my/sign-in/routes.tsx'
import { wechatRoutes } from './my/wechat/routes.tsx'
import { mailStopRoutes } from './notices/email/routes.tsx'
import { noticeCallbackRoutes } from './notices/routes.ts'
import { orderRoutes } from './orders/routes.tsx'
import { pageRoutes } from './pages/routes.tsx'
import { robotsTxt, sitemapXml } from './pages/sitemap.ts'
import { callbackRoutes } from './payments/callbacks/routes.ts'
import { formTargets } from './payments/method.ts'
import { paymentRoutes, sandboxRoutes, wechatSignInRoutes } from './payments/routes.tsx'
import { sharingRoutes } from './sharing/routes.tsx'
import { adminUrls, siteUrls, urls } from './urls.ts'
import { wechatTargets } from './wechat/identity.ts'

/** Where the pages stand in Chinese and in English. */
const PREFIXES = ['/', '/en']

export const app = new Hono<AppEnv>()

app.use(`${adminUrls.listingPhone.path}/*`, ownFrames)
for (const prefix of PREFIXES)
  for (const [{ path }, targets] of [
    [urls.payment, formTargets],
    [urls.signIn, wechatTargets],
    [urls.accountWechat, wechatTargets],
  ] as const)
    app.use((prefix === '/' ? '' : prefix) + path, formsTo(targets))
app.use(securityHeaders)
app.use(oneAddress)
app.use(visit)
app.use(declaredOnly)
app.use(limitBody)

app.get(siteUrls.health.path, async (c) => {
  try {
    await c.var.visit.db.all(sql`SELECT version FROM content_version WHERE id = 1`)
    return c.json({ status: 'ok', schema: SCHEMA_VERSION })
  } catch {
    return c.json({ status: 'unavailable' }, 503)
  }
})

app.get(siteUrls.sitemap.path, async (c) => {
  const { db, settings } = c.var.visit
  return c.body(await sitemapXml(db, settings.publicUrl), 200, { 'Content-Type': 'application/xml' })
})
app.get(siteUrls.robots.path, (c) => c.text(robotsTxt(c.var.visit.settings.publicUrl)))

// Providers, and the mail programs of those who want no more letters, call us from elsewhere: their routes stand before
// the same-site check, and none of them looks at a cookie.
for (const prefix of PREFIXES) {
  app.route(prefix, sandboxRoutes)
  app.route(prefix, mailStopRoutes)
}
app.route('/', callbackRoutes)
app.route('/', noticeCallbackRoutes)

app.use(sameSiteOnly)

app.route('/', apiRoutes)
app.route('/', adminRoutes)
app.route('/', mediaRoutes)
app.route('/', wechatSignInRoutes)

for (const prefix of PREFIXES) {
  app.route(prefix, catalogRoutes)
  app.route(prefix, gardenRoutes)
  app.route(prefix, cartRoutes)
  app.route(prefix, orderRoutes)
  app.route(prefix, claimRoutes)
  app.route(prefix, invoiceRoutes)
  app.route(prefix, paymentRoutes)
  app.route(prefix, myRoutes)
  app.route(prefix, signInRoutes)
  app.route(prefix, accountRoutes)
  app.route(prefix, wechatRoutes)
  app.route(prefix, favouriteRoutes)
  app.route(prefix, sharingRoutes)
  app.route(prefix, institutionRoutes)
  app.route(prefix, pageRoutes)
  app.route(prefix, apiPageRoutes)
}

app.notFound(answerUnknown)
app.onError((error, c) => {
  // What the same-site check refuses is not a fault of ours.
  if (error instanceof HTTPException && error.status === 403) return answerError(c, 403)
  if (error instanceof SpoiltTexts) return answerSpoilt(c, error)
  if (isUnreadableForm(error, c)) return answerError(c, 400)
  return answerFault(c, error)
})
