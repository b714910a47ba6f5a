import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import type { AppEnv } from './context.ts'
import { answerNotFound } from './failures.tsx'

/**
 * Who may call: `anyone`; `order_holder`, whose cookie, link or bearer token opens that one order (checked by the
 * handler, a stranger gets 404); `sandbox`, anyone, but never in production; `staff:…`, whoever is signed in with a
 * role that holds the permission (accounts/roles.ts), which the guard of admin/ sees to.
 */
export type Policy = 'anyone' | 'order_holder' | 'sandbox' | `staff:${string}`

/** Every route there is, in Chinese form; /en has the same. What does not stand here is refused. */
export const POLICIES: Record<string, Policy> = {
  'GET /healthz': 'anyone',
  'GET /sitemap.xml': 'anyone',
  'GET /robots.txt': 'anyone',
  'GET /': 'anyone',
  'GET /products': 'anyone',
  'GET /products/:slug': 'anyone',
  'GET /cart': 'anyone',
  'POST /cart/lines': 'anyone',
  'POST /cart/destination': 'anyone',
  'GET /checkout': 'anyone',
  'POST /checkout': 'anyone',
  'GET /orders': 'anyone',
  'POST /orders': 'anyone',
  'GET /orders/:number': 'order_holder',
  'POST /orders/:number/cancellation': 'order_holder',
  'GET /orders/:number/personal-data': 'order_holder',
  'POST /orders/:number/personal-data': 'order_holder',
  'POST /orders/:number/receipt': 'order_holder',
  'GET /orders/:number/payment': 'order_holder',
  'POST /orders/:number/payment': 'order_holder',
  'GET /payments/sandbox/:outTradeNo': 'sandbox',
  'POST /payments/sandbox/:outTradeNo': 'sandbox',
  'GET /story': 'anyone',
  'GET /terms': 'anyone',
  'GET /privacy': 'anyone',
  'GET /contact': 'anyone',
  'GET /licences': 'anyone',
  'GET /producers': 'anyone',
  'GET /impact': 'anyone',
  'GET /gardens': 'anyone',
  'GET /login': 'anyone',
  'GET /media/:key': 'anyone',
  'GET /admin/sign-in': 'anyone',
  'POST /admin/sign-in': 'anyone',
  'GET /admin/set-up': 'anyone',
  'POST /admin/set-up': 'anyone',
  'GET /admin': 'staff:desk',
  'POST /admin/sign-out': 'staff:desk',
  'POST /admin/sign-out-everywhere': 'staff:desk',
  'GET /admin/orders': 'staff:orders.read',
  'GET /admin/orders/:number': 'staff:orders.read',
  'POST /admin/orders/:number/address': 'staff:orders.reveal',
  'POST /admin/orders/:number/shipments': 'staff:orders.ship',
  'POST /admin/orders/:number/cancellation': 'staff:orders.cancel',
  'GET /admin/orders/export.csv': 'staff:orders.export',
  'POST /admin/orders/:number/notes': 'staff:orders.note',
  'GET /admin/audit.csv': 'staff:audit.read',
  'POST /admin/orders/:number/refunds': 'staff:orders.refund',
  'POST /admin/orders/:number/parcels/:id/delivery': 'staff:orders.ship',
  'POST /admin/orders/:number/parcels/:id/number': 'staff:orders.ship',
  'GET /admin/shipments/sheet': 'staff:orders.ship',
  'GET /admin/shipments/template.csv': 'staff:orders.ship',
  'GET /admin/shipments/template.xlsx': 'staff:orders.ship',
  'POST /admin/shipments/sheet': 'staff:orders.ship',
  'POST /admin/shipments': 'staff:orders.ship',
  'GET /admin/shipments/slips': 'staff:orders.ship',
  'GET /admin/shipments/picking': 'staff:orders.ship',
  'GET /admin/shipments/handover': 'staff:orders.ship',
  'GET /admin/personal-data': 'staff:orders.read',
  'GET /admin/audit': 'staff:audit.read',
  'GET /admin/staff': 'staff:staff.invite',
  'POST /admin/staff/invitations': 'staff:staff.invite',
  'POST /admin/staff/role': 'staff:staff.invite',
  'GET /admin/settings': 'staff:settings.write',
  'POST /admin/settings/holidays': 'staff:settings.write',
  'POST /admin/settings/holidays/removal': 'staff:settings.write',
  'GET /admin/media': 'staff:media.write',
  'POST /admin/media': 'staff:media.write',
  'GET /admin/media/:id': 'staff:media.write',
  'POST /admin/media/:id/alt': 'staff:media.write',
  'GET /admin/listings': 'staff:listings.read',
  'POST /admin/listings': 'staff:listings.write',
  'GET /admin/listings/new': 'staff:listings.write',
  'POST /admin/listings/changes': 'staff:prices.write',
  'POST /admin/listings/preview': 'staff:prices.write',
  'POST /admin/listings/prices': 'staff:prices.write',
  'POST /admin/listings/shelf': 'staff:listings.publish',
  'POST /admin/listings/reversions': 'staff:prices.write',
  'GET /admin/listings/:id': 'staff:listings.read',
  'POST /admin/listings/:id': 'staff:listings.write',
  'POST /admin/listings/:id/publication': 'staff:listings.publish',
  'POST /admin/listings/:id/discard': 'staff:listings.write',
  'POST /admin/listings/:id/merge': 'staff:listings.write',
  'POST /admin/listings/:id/versions': 'staff:listings.publish',
  'GET /admin/listings/:id/phone': 'staff:listings.read',
  'GET /admin/listings/:id/phone/frame': 'staff:listings.read',
  'GET /api/v1/openapi.json': 'anyone',
  'GET /api/v1/families': 'anyone',
  'GET /api/v1/products': 'anyone',
  'GET /api/v1/products/:slug': 'anyone',
  'GET /api/v1/impact': 'anyone',
  'GET /api/v1/gardens': 'anyone',
  'GET /api/v1/gardens/:slug': 'anyone',
  'GET /api/v1/gardens/:slug/plots': 'anyone',
  'POST /api/v1/plots/:code/holds': 'anyone',
  'DELETE /api/v1/plots/:code/holds/:id': 'anyone',
  'GET /api/v1/certificates/:code': 'anyone',
  'POST /api/v1/checkout/preview': 'anyone',
  'POST /api/v1/orders': 'anyone',
  'GET /api/v1/orders/:number': 'order_holder',
  'POST /api/v1/orders/:number/cancellation': 'order_holder',
  'POST /api/v1/orders/:number/payments': 'order_holder',
}

/** The key of a route in the table: both languages share one. */
export const policyKey = (method: string, path: string): string =>
  `${method} ${path.replace(/^\/en(?=\/|$)/, '') || '/'}`

/** Deny by default: a handler whose route declares no policy is never reached. */
export const declaredOnly = createMiddleware<AppEnv>(async (c, next) => {
  const handlers = matchedRoutes(c).filter((route) => route.method !== 'ALL')
  const policies = handlers.map((route) => POLICIES[policyKey(route.method, route.path)])
  if (policies.some((policy) => !policy)) return answerNotFound(c)
  if (policies.includes('sandbox') && c.var.visit.settings.production) return answerNotFound(c)
  return next()
})
