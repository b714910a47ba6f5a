import type { AdoptionRequest } from '../adoption/choosing.ts'
import { readBasket } from '../cart/basket.ts'
import { requestOf } from '../cart/held-requests.ts'
import { provinceOfVisit } from '../cart/store.ts'
import { type CartView, viewCart } from '../cart/view.ts'
import { readAddresses } from '../customers/addresses.ts'
import { signedIn } from '../customers/current.ts'
import type { Ctx } from '../http/context.ts'
import { heldPlots, isPlot } from '../http/held-plots.ts'
import { formatYuan } from '../kernel/money.ts'
import { maskPhone } from '../kernel/phone.ts'
import { provinceOf } from '../kernel/provinces.ts'
import { anySample } from '../kernel/samples.ts'
import type { CodeOutcome } from '../promotions/code.ts'
import { renderPage } from '../ui/document.tsx'
import { buyerPhoneOf, ownPhone } from './buyer.ts'
import type { CheckoutErrors, CheckoutForm } from './checkout-form.ts'
import { coldShipDates } from './checkout-options.tsx'
import { CheckoutPage } from './checkout-page.tsx'
import { requiredConsents } from './order.ts'
import type { Ordered } from './ordered-notice.tsx'
import type { PlotErrors } from './plot-form.ts'

export function orderErrors(c: Ctx, form: CheckoutForm, view: CartView): CheckoutErrors {
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

export function adoptionErrors(c: Ctx, form: CheckoutForm, view: CartView): PlotErrors {
  const texts = c.var.visit.t.gardens.checkout.errors
  if (!view.quote.adoptions.length) return {}
  return {
    ...(form.consents.includes('adoption_terms') ? {} : { adoptionTerms: texts.adoptionTerms }),
    ...(form.consents.includes('adoption_risk') ? {} : { adoptionRisk: texts.adoptionRisk }),
  }
}

/** The plots of the form, with the secrets this browser holds for them. */
export const plotRequests = (c: Ctx, form: CheckoutForm): AdoptionRequest[] =>
  form.plots.map(({ plot, season }) => {
    const held = heldPlots(c).find((one) => isPlot(one, plot, season))
    return requestOf(c, { plot, season, secret: held?.secret ?? null, renews: held?.renews ?? null })
  })

function codeErrors(c: Ctx, code: CodeOutcome | null): CheckoutErrors {
  if (!code?.problem) return {}
  return { code: c.var.visit.t.checkout.codeProblems[code.problem](formatYuan(code.minimumFen)) }
}

/** What using a code led to: the new sum, or the sentence why it takes nothing off; nothing is ordered yet. */
export function codeOutcome(
  c: Ctx,
  view: CartView,
): { errors?: CheckoutErrors; status?: 422; codeOpened: boolean } {
  const errors = codeErrors(c, view.quote.code)
  return errors.code ? { errors, status: 422, codeOpened: true } : { codeOpened: true }
}

/** The cart as it stands now, with what the form says of code, province and plots. */
export async function viewOf(c: Ctx, form: CheckoutForm): Promise<CartView> {
  const skus = form.lines.map(({ sku }) => sku)
  const code = { typed: form.code || null, phone: await buyerPhoneOf(c, form) }
  const { shelf, plots, asked } = await readBasket(c.var.visit, skus, plotRequests(c, form), code)
  const province = provinceOf(form.province) ?? provinceOfVisit(c)
  return viewCart(form.lines, shelf, province, c.var.visit.now, plots, asked)
}

/** The form with everything typed, and what came of it. */
export async function showForm(
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
    status?: 409 | 422 | 429
    codeOpened?: boolean
    carried?: boolean
  } = {},
) {
  const { t, paths, language, now } = c.var.visit
  c.header('Cache-Control', 'private, no-cache')
  const { closed } = await c.var.visit.shopfront()
  const me = await signedIn(c)
  const own = await ownPhone(c)
  const body = CheckoutPage({
    form,
    buyer: own && maskPhone(own),
    addresses: me && (await readAddresses(c.var.visit, me.userId)),
    view,
    errors: outcome.errors ?? {},
    plotErrors: outcome.plotErrors ?? {},
    near: outcome.near ?? [],
    unpaid: outcome.unpaid ?? [],
    alert: outcome.alert ?? (closed ? t.checkout.closedNow : null),
    ordered: outcome.ordered ?? null,
    codeOpened: outcome.codeOpened ?? false,
    carried: outcome.carried ?? false,
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
      samples: anySample([...view.quote.groups.flatMap(({ lines }) => lines), ...view.quote.adoptions]),
      styles: form.plots.length ? ['gardenCss'] : [],
    },
    body,
    outcome.status ?? 200,
  )
}
