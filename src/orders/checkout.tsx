import { piecesOf } from '../cart/cookie.ts'
import { readShelf } from '../cart/shelf.ts'
import { cartOf, emptyCart, keepCart, provinceOfVisit } from '../cart/store.ts'
import { type CartView, viewCart } from '../cart/view.ts'
import type { Ctx } from '../http/context.ts'
import { formatYuan } from '../kernel/money.ts'
import { provinceOf } from '../kernel/provinces.ts'
import type { Refusal } from '../kernel/result.ts'
import { renderPage } from '../ui/document.tsx'
import { grantAccess } from './access.ts'
import {
  blankCheckout,
  type CheckoutDelivery,
  type CheckoutErrors,
  type CheckoutForm,
  parseCheckout,
  readCheckout,
  settleRegion,
} from './checkout-form.ts'
import { coldShipDates } from './checkout-options.tsx'
import { CheckoutPage } from './checkout-page.tsx'
import { requiredConsents } from './order.ts'
import { placeOrder } from './placing.ts'

export async function showCheckout(c: Ctx) {
  const lines = cartOf(c)
  if (!piecesOf(lines)) return c.redirect(c.var.visit.paths.cart, 303)
  const form = blankCheckout(lines, provinceOfVisit(c).code)
  return page(c, form, await viewOf(c, form))
}

/** Places the order, or shows the form again with everything typed and what needs mending. */
export async function submitCheckout(c: Ctx) {
  const { t, paths } = c.var.visit
  const posted = await c.req.parseBody({ all: true })
  const form = settleRegion(readCheckout(posted))
  if (!form.lines.length) return c.redirect(paths.cart, 303)
  const view = await viewOf(c, form)
  if (posted.step === 'region') return page(c, form, view)
  const parsed = parseCheckout(form, t.checkout.errors)
  const errors = { ...(parsed.ok ? {} : parsed.errors), ...orderErrors(c, form, view) }
  if (!parsed.ok || Object.keys(errors).length) return page(c, form, view, { errors, status: 422 })
  return place(c, form, view, parsed.value)
}

async function place(c: Ctx, form: CheckoutForm, view: CartView, delivery: CheckoutDelivery) {
  const { paths, language, db, settings, now } = c.var.visit
  const placed = await placeOrder(
    { db, settings, now },
    {
      ...delivery,
      items: form.lines.map(({ sku, quantity }) => ({ sku, quantity })),
      consents: form.consents.filter((code) => ['terms', 'privacy', 'no_return'].includes(code)),
      channel: 'online',
      language,
      shipOn: /^\d{4}-\d\d-\d\d$/.test(form.shipOn) ? form.shipOn : null,
      expectedTotalFen: form.expectedTotalFen ?? view.quote.totalFen,
    },
    form.idempotencyKey,
  )
  if (!placed.ok) return refused(c, form, placed.refusal)
  const { number, accessToken } = placed.value
  await grantAccess(c, number, accessToken)
  const ordered = new Set(form.lines.map(({ sku }) => sku))
  const left = cartOf(c).filter(({ sku }) => !ordered.has(sku))
  if (left.length) keepCart(c, left)
  else emptyCart(c)
  return c.redirect(paths.payment(number), 303)
}

/** Read again, since what refused the order is that the shop changed meanwhile. */
async function refused(c: Ctx, form: CheckoutForm, refusal: Refusal) {
  const { t } = c.var.visit
  const view = await viewOf(c, form)
  const again = (alert: string, changed: CheckoutForm = form) =>
    page(c, changed, view, { alert, status: 409 })
  switch (refusal.code) {
    case 'price_changed':
      return again(t.checkout.newTotal(formatYuan(view.quote.totalFen)))
    case 'out_of_stock':
      return again(t.checkout.shortage)
    case 'undeliverable':
    case 'out_of_season':
    case 'by_quotation':
    case 'not_sold':
      return again(t.checkout.problems)
    case 'consent_required':
      return page(c, form, view, { errors: orderErrors(c, form, view), status: 422 })
    case 'too_many_open':
      return again(t.checkout.tooManyOpen)
    case 'idempotency_mismatch':
      return again(t.checkout.alreadyPlaced, { ...form, idempotencyKey: crypto.randomUUID() })
    default:
      return again(t.checkout.tryAgain)
  }
}

function orderErrors(c: Ctx, form: CheckoutForm, view: CartView): CheckoutErrors {
  const texts = c.var.visit.t.checkout.errors
  const lines = view.quote.groups.flatMap((group) => group.lines)
  const missing = requiredConsents(lines).filter((code) => !form.consents.includes(code))
  const dates = coldShipDates(view)
  return {
    ...(form.shipOn && dates.length && !dates.includes(form.shipOn) ? { shipOn: texts.shipOn } : {}),
    ...(missing.includes('terms') || missing.includes('privacy') ? { consents: texts.consents } : {}),
    ...(missing.includes('no_return') ? { noReturn: texts.noReturn } : {}),
  }
}

async function viewOf(c: Ctx, form: CheckoutForm): Promise<CartView> {
  const { db, now } = c.var.visit
  const shelf = await readShelf(
    db,
    form.lines.map(({ sku }) => sku),
    now,
  )
  return viewCart(form.lines, shelf, provinceOf(form.province) ?? provinceOfVisit(c), now)
}

function page(
  c: Ctx,
  form: CheckoutForm,
  view: CartView,
  outcome: { errors?: CheckoutErrors; alert?: string; status?: 409 | 422 } = {},
) {
  const { t, paths, language, now } = c.var.visit
  c.header('Cache-Control', 'private, no-cache')
  const body = CheckoutPage({
    form,
    view,
    errors: outcome.errors ?? {},
    alert: outcome.alert ?? null,
    t,
    paths,
    language,
    now,
  })
  const back = { href: paths.cart, label: t.cart.title }
  return renderPage(
    c,
    { title: t.checkout.title, noindex: true, back, hideTabBar: true },
    body,
    outcome.status ?? 200,
  )
}
