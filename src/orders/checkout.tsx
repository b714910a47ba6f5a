import type { AdoptionRequest } from '../adoption/choosing.ts'
import { readBasket } from '../cart/basket.ts'
import { piecesOf } from '../cart/cookie.ts'
import { requestOf } from '../cart/held-requests.ts'
import { cartId, cartOf, leaveOrdered, provinceOfVisit } from '../cart/store.ts'
import { type CartView, viewCart } from '../cart/view.ts'
import type { Ctx } from '../http/context.ts'
import { readForm } from '../http/form.ts'
import { heldPlots, isPlot, keepHeldPlots } from '../http/held-plots.ts'
import { formatYuan } from '../kernel/money.ts'
import { parsePhone } from '../kernel/phone.ts'
import { provinceOf } from '../kernel/provinces.ts'
import type { Refusal } from '../kernel/result.ts'
import type { CodeOutcome } from '../promotions/code.ts'
import { renderPage } from '../ui/document.tsx'
import { accessToken, grantAccess } from './access.ts'
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
import { CONSENT_VERSIONS } from './consents.ts'
import { emptyCheckout } from './empty-checkout.tsx'
import { requiredConsents } from './order.ts'
import type { Ordered } from './ordered-notice.tsx'
import { orderUnder, placeOrder } from './placing.ts'
import { mendPlots, type PlotErrors, parsePlots } from './plot-form.ts'
import { tooManyOpen } from './too-many-page.ts'

export async function showCheckout(c: Ctx) {
  const lines = cartOf(c)
  const plots = heldPlots(c)
  if (!piecesOf(lines) && !plots.length) return emptyCheckout(c)
  const form = { ...blankCheckout(lines, provinceOfVisit(c).code, plots), cartId: cartId(c) }
  return page(c, form, await viewOf(c, form), { codeOpened: c.req.query('use') === 'code' })
}

/** Places the order, or shows the form again with everything typed and what needs mending. */
export async function submitCheckout(c: Ctx) {
  const { t } = c.var.visit
  const posted = await readForm(c)
  const form = settleRegion(readCheckout(posted))
  if (!form.lines.length && !form.plots.length) return emptyCheckout(c)
  const mended = mendPlots(form, posted)
  if (mended) {
    // One that went to somebody else is not in the cart any more either.
    const isLeft = (one: { plot: string; season: number }) =>
      mended.plots.some((own) => isPlot(one, own.plot, own.season))
    const lost = form.plots.filter((one) => !isLeft(one))
    if (posted.swap)
      keepHeldPlots(
        c,
        heldPlots(c).filter((held) => !lost.some((one) => isPlot(held, one.plot, one.season))),
      )
    return page(c, mended, await viewOf(c, mended))
  }
  const view = await viewOf(c, form)
  if (posted.step === 'region') return page(c, form, view)
  if (posted.step === 'code') return page(c, form, view, codeOutcome(c, view))
  const parsed = parseCheckout(form, t.checkout.errors)
  const plots = parsePlots(form.plots, t.gardens.checkout.errors)
  const errors = { ...(parsed.ok ? {} : parsed.errors), ...orderErrors(c, form, view) }
  const plotErrors = { ...plots.errors, ...adoptionErrors(c, form, view) }
  if (!parsed.ok || Object.keys({ ...errors, ...plotErrors }).length)
    return page(c, form, view, { errors, plotErrors, status: 422 })
  const adoptions = plotRequests(c, form).map((one, index) => ({ ...one, ...plots.wishes[index] }))
  return place(c, form, { ...parsed.value, adoptions })
}

/** A cart is ordered once; of a form that knows no cart, the form is. No key of another door can be named here. */
const keyOf = (form: CheckoutForm): string => `cart:${form.cartId || form.idempotencyKey}`

async function place(
  c: Ctx,
  form: CheckoutForm,
  delivery: CheckoutDelivery & { adoptions: AdoptionRequest[] },
) {
  const { paths, language, db, settings, now, network } = c.var.visit
  const placed = await placeOrder(
    { db, settings, now, network },
    {
      ...delivery,
      items: form.lines.map(({ sku, quantity }) => ({ sku, quantity })),
      consents: form.consents.filter((code) => Object.hasOwn(CONSENT_VERSIONS, code)),
      channel: 'online',
      language,
      shipOn: /^\d{4}-\d\d-\d\d$/.test(form.shipOn) ? form.shipOn : null,
      expectedTotalFen: form.expectedTotalFen,
      code: form.code || null,
    },
    keyOf(form),
    form.idempotencyKey,
  )
  if (!placed.ok) return refused(c, form, placed.refusal)
  const { number, accessToken, replayed, state } = placed.value
  // Sent again after it was called off: that may well be a wish for another one.
  if (replayed && state === 'cancelled') return orderedBefore(c, form, await viewOf(c, form))
  grantAccess(c, number, accessToken)
  leaveOrdered(c, form.lines, form.cartId)
  keepHeldPlots(
    c,
    heldPlots(c).filter((held) => !form.plots.some((own) => isPlot(held, own.plot, own.season))),
  )
  return c.redirect(paths.payment(number), 303)
}

/** Read again, since what refused the order is that the shop changed meanwhile. */
async function refused(c: Ctx, form: CheckoutForm, refusal: Refusal) {
  const { t } = c.var.visit
  const view = await viewOf(c, form)
  const again = (alert: string) => page(c, form, view, { alert, status: 409 })
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
      return page(c, form, view, {
        errors: orderErrors(c, form, view),
        plotErrors: adoptionErrors(c, form, view),
        status: 422,
      })
    case 'plot_taken': {
      const { plot, season, near } = refusal
      const texts = t.gardens
      return page(c, form, view, {
        alert: near.length ? texts.taken(plot) : texts.takenNone(plot),
        near: near.map(({ code }) => ({ code, taken: `${plot}.${season}` })),
        status: 409,
      })
    }
    case 'adoption_invalid':
      return again(t.gardens.problems[refusal.problems[0]?.reason ?? ''] ?? t.gardens.checkout.gone)
    case 'code_unknown':
    case 'code_not_started':
    case 'code_expired':
    case 'code_used_up':
    case 'code_already_used':
    case 'code_not_yours':
    case 'code_not_applicable':
    case 'code_below_minimum': {
      const sentence = t.checkout.codeProblems[refusal.code](formatYuan(refusal.minimumFen))
      return page(c, form, view, { errors: { code: sentence }, status: 422 })
    }
    case 'too_many_open':
      return page(c, form, view, { ...(await tooManyOpen(c, form, view, refusal)), status: 409 })
    case 'idempotency_mismatch':
      return orderedBefore(c, form, view)
    default:
      return again(t.checkout.tryAgain)
  }
}

/** The cart became an order in another tab: says which. The form shown is one of a new cart, to order once more on purpose. */
async function orderedBefore(c: Ctx, form: CheckoutForm, view: CartView) {
  const { settings } = c.var.visit
  const ordered = await orderUnder(c.var.visit, keyOf(form))
  // Who knows a cart's secret name placed its order, though the answer may not have arrived.
  if (ordered) grantAccess(c, ordered.number, await accessToken(settings, ordered.orderId))
  const anew = { ...form, cartId: crypto.randomUUID(), idempotencyKey: crypto.randomUUID() }
  return page(c, anew, view, { ordered, status: 409 })
}

function orderErrors(c: Ctx, form: CheckoutForm, view: CartView): CheckoutErrors {
  const texts = c.var.visit.t.checkout.errors
  const lines = view.quote.groups.flatMap((group) => group.lines)
  const missing = requiredConsents(lines).filter((code) => !form.consents.includes(code))
  const dates = coldShipDates(view)
  const code = view.quote.code
  return {
    ...codeErrors(c, code),
    ...(form.shipOn && dates.length && !dates.includes(form.shipOn) ? { shipOn: texts.shipOn } : {}),
    ...(missing.includes('terms') || missing.includes('privacy') ? { consents: texts.consents } : {}),
    ...(missing.includes('no_return') ? { noReturn: texts.noReturn } : {}),
  }
}

function adoptionErrors(c: Ctx, form: CheckoutForm, view: CartView): PlotErrors {
  const texts = c.var.visit.t.gardens.checkout.errors
  if (!view.quote.adoptions.length) return {}
  return {
    ...(form.consents.includes('adoption_terms') ? {} : { adoptionTerms: texts.adoptionTerms }),
    ...(form.consents.includes('adoption_risk') ? {} : { adoptionRisk: texts.adoptionRisk }),
  }
}

/** The plots of the form, with the secrets this browser holds for them. */
const plotRequests = (c: Ctx, form: CheckoutForm): AdoptionRequest[] =>
  form.plots.map(({ plot, season }) => {
    const held = heldPlots(c).find((one) => isPlot(one, plot, season))
    return requestOf(c, { plot, season, secret: held?.secret ?? null, renews: held?.renews ?? null })
  })

function codeErrors(c: Ctx, code: CodeOutcome | null): CheckoutErrors {
  if (!code?.problem) return {}
  return { code: c.var.visit.t.checkout.codeProblems[code.problem](formatYuan(code.minimumFen)) }
}

/** What using a code led to: the new sum, or the sentence why it takes nothing off; nothing is ordered yet. */
function codeOutcome(c: Ctx, view: CartView): { errors?: CheckoutErrors; status?: 422; codeOpened: boolean } {
  const errors = codeErrors(c, view.quote.code)
  return errors.code ? { errors, status: 422, codeOpened: true } : { codeOpened: true }
}

async function viewOf(c: Ctx, form: CheckoutForm): Promise<CartView> {
  const skus = form.lines.map(({ sku }) => sku)
  const code = { typed: form.code || null, phone: parsePhone(form.phone, { landline: true }) }
  const { shelf, plots, asked } = await readBasket(c.var.visit, skus, plotRequests(c, form), code)
  const province = provinceOf(form.province) ?? provinceOfVisit(c)
  return viewCart(form.lines, shelf, province, c.var.visit.now, plots, asked)
}

function page(
  c: Ctx,
  form: CheckoutForm,
  view: CartView,
  outcome: {
    errors?: CheckoutErrors
    plotErrors?: PlotErrors
    alert?: string
    near?: { taken: string; code: string }[]
    unpaid?: string[]
    ordered?: Ordered | null
    status?: 409 | 422
    codeOpened?: boolean
  } = {},
) {
  const { t, paths, language, now } = c.var.visit
  c.header('Cache-Control', 'private, no-cache')
  const body = CheckoutPage({
    form,
    view,
    errors: outcome.errors ?? {},
    plotErrors: outcome.plotErrors ?? {},
    near: outcome.near ?? [],
    unpaid: outcome.unpaid ?? [],
    alert: outcome.alert ?? null,
    ordered: outcome.ordered ?? null,
    codeOpened: outcome.codeOpened ?? false,
    t,
    paths,
    language,
    now,
  })
  const back = { href: paths.cart, label: t.cart.title }
  return renderPage(
    c,
    {
      title: t.checkout.title,
      noindex: true,
      back,
      hideTabBar: true,
      styles: form.plots.length ? ['gardenCss'] : [],
    },
    body,
    outcome.status ?? 200,
  )
}
