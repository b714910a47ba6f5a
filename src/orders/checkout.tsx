import type { AdoptionRequest } from '../adoption/choosing.ts'
import { piecesOf } from '../cart/cookie.ts'
import { cartId, cartOf, leaveOrdered, provinceOfVisit } from '../cart/store.ts'
import type { CartView } from '../cart/view.ts'
import { keepAddress, readAddresses } from '../customers/addresses.ts'
import { signedIn } from '../customers/current.ts'
import { channelOf } from '../http/channel.ts'
import type { Ctx } from '../http/context.ts'
import { readForm } from '../http/form.ts'
import { heldPlots, isPlot, keepHeldPlots } from '../http/held-plots.ts'
import { formatYuan } from '../kernel/money.ts'
import type { Refusal } from '../kernel/result.ts'
import { CODE_TRIES, countCodeTry } from '../promotions/trying.ts'
import { accessToken, grantAccess } from './access.ts'
import { ownPhone } from './buyer.ts'
import { carryOver } from './carrying-over.ts'
import {
  blankCheckout,
  type CheckoutDelivery,
  type CheckoutForm,
  codesOf,
  parseCheckout,
  readCheckout,
  settleRegion,
} from './checkout-form.ts'
import {
  adoptionErrors,
  codeOutcome,
  orderErrors,
  plotRequests,
  showForm,
  viewOf,
} from './checkout-showing.tsx'
import { CONSENT_VERSIONS } from './consents.ts'
import { emptyCheckout } from './empty-checkout.tsx'
import { orderUnder, placeOrder } from './placing.ts'
import { changedPlots, parsePlots } from './plot-form.ts'
import { tooManyOpen } from './too-many-page.ts'

export async function showCheckout(c: Ctx) {
  const lines = cartOf(c)
  const plots = heldPlots(c)
  if (!piecesOf(lines) && !plots.length) return emptyCheckout(c)
  const blank = { ...blankCheckout(lines, provinceOfVisit(c).code, plots), cartId: cartId(c) }
  const form = settleRegion(await chosenAddress(c, await carryOver(c, blank)))
  const carried = form.name !== blank.name && !c.req.query('address')
  return showForm(c, form, await viewOf(c, form), { carried, codeOpened: c.req.query('use') === 'code' })
}

/** The form with an address of whoever is signed in; with any other id it stays as it is. */
async function chosenAddress(c: Ctx, form: CheckoutForm): Promise<CheckoutForm> {
  const id = c.req.query('address')
  const me = id ? await signedIn(c) : null
  const chosen = me && (await readAddresses(c.var.visit, me.userId)).find((one) => one.id === id)
  if (!chosen) return form
  const { name, phone, street, region } = chosen
  return { ...form, name, phone, street, ...codesOf(region) }
}

/** Places the order, or shows the form again with everything typed and what needs fixing. */
export async function submitCheckout(c: Ctx) {
  const { t } = c.var.visit
  const posted = await readForm(c)
  const form = settleRegion(readCheckout(posted))
  if (!form.lines.length && !form.plots.length) return emptyCheckout(c)
  const changed = changedPlots(form, posted)
  if (changed) {
    // One that went to somebody else is not in the cart any more either.
    const isLeft = (one: { plot: string; season: number }) =>
      changed.plots.some((own) => isPlot(one, own.plot, own.season))
    const lost = form.plots.filter((one) => !isLeft(one))
    if (posted.swap)
      keepHeldPlots(
        c,
        heldPlots(c).filter((held) => !lost.some((one) => isPlot(held, one.plot, one.season))),
      )
    return showForm(c, changed, await viewOf(c, changed))
  }
  const tried = form.code ? await countCodeTry(c.var.visit) : null
  if (tried && !tried.counted.within) {
    c.header('Retry-After', String(CODE_TRIES.windowMs / 1000))
    const errors = { code: t.checkout.tooManyCodes }
    return showForm(c, form, await viewOf(c, { ...form, code: '' }), {
      errors,
      codeOpened: true,
      status: 429,
    })
  }
  const view = await viewOf(c, form)
  if (view.quote.code?.problem !== 'code_unknown') await tried?.takeBack()
  if (posted.step === 'region') return showForm(c, form, view)
  if (posted.step === 'code') return showForm(c, form, view, codeOutcome(c, view))
  const parsed = parseCheckout(form, t.checkout.errors)
  const plots = parsePlots(form.plots, t.gardens.checkout.errors)
  const errors = { ...(parsed.ok ? {} : parsed.errors), ...orderErrors(c, form, view) }
  const plotErrors = { ...plots.errors, ...adoptionErrors(c, form, view) }
  if (!parsed.ok || Object.keys({ ...errors, ...plotErrors }).length)
    return showForm(c, form, view, { errors, plotErrors, status: 422 })
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
  const userId = (await signedIn(c))?.userId
  const own = await ownPhone(c)
  const placed = await placeOrder(
    { db, settings, now, network, userId },
    {
      ...delivery,
      ...(own ? { buyer: { phone: own } } : {}),
      items: form.lines.map(({ sku, quantity }) => ({ sku, quantity })),
      consents: form.consents.filter((code) => Object.hasOwn(CONSENT_VERSIONS, code)),
      channel: channelOf(c),
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
  if (userId && form.keepAddress && delivery.recipient.street)
    await keepAddress(c.var.visit, userId, delivery.recipient)
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
  const again = (alert: string) => showForm(c, form, view, { alert, status: 409 })
  switch (refusal.code) {
    case 'price_changed':
      return again(t.checkout.newTotal(formatYuan(view.quote.totalFen)))
    case 'out_of_stock':
      return again(t.checkout.shortage)
    case 'undeliverable':
    case 'dispatch_paused':
    case 'out_of_season':
    case 'by_quotation':
    case 'not_sold':
    case 'sample':
      return again(t.checkout.problems)
    case 'consent_required':
      return showForm(c, form, view, {
        errors: orderErrors(c, form, view),
        plotErrors: adoptionErrors(c, form, view),
        status: 422,
      })
    case 'plot_taken': {
      const { plot, season, near } = refusal
      const texts = t.gardens
      return showForm(c, form, view, {
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
      return showForm(c, form, view, { errors: { code: sentence }, status: 422 })
    }
    case 'too_many_open':
      return showForm(c, form, view, { ...(await tooManyOpen(c, form, view, refusal)), status: 409 })
    case 'closed_for_now':
      return again(t.checkout.closed)
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
  return showForm(c, anew, view, { ordered, status: 409 })
}
