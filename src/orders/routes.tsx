import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { adoptionToken } from '../adoption/access-token.ts'
import { field } from '../cart/store.ts'
import { confirmReceipt } from '../fulfilment/receiving.ts'
import { readConsent } from '../http/calling-off.ts'
import type { AppEnv, Ctx } from '../http/context.ts'
import { heldKeys, keepKeys } from '../http/keyring.ts'
import { parseOrderNumber } from '../kernel/ids.ts'
import { readAccount } from '../payments/account.ts'
import { startPayment } from '../payments/attempting.ts'
import { cancelOrder } from '../payments/cancelling.ts'
import { PaymentPage } from '../payments/payment-page.tsx'
import { backOfOrder } from '../payments/refunds/calling-off.ts'
import { renderPage } from '../ui/document.tsx'
import { urls } from '../urls.ts'
import { findByPhone, grantAccess, mayRead, tokenOpens } from './access.ts'
import { showCheckout, submitCheckout } from './checkout.tsx'
import { ORDER_TABS, readHeld } from './held.ts'
import { HeldOrders } from './held-orders.tsx'
import { LookupPage } from './lookup-page.tsx'
import { mayCallOff, mayStillGoBack, OrderPage } from './order-page.tsx'
import { giftTokens } from './order-plots.tsx'
import { exportPersonalData, forgetBuyer } from './personal-data.ts'
import { PersonalDataPage } from './personal-data-page.tsx'
import { type OrderView, readOrder } from './queries.ts'

export const orderRoutes = new Hono<AppEnv>()

orderRoutes.get(urls.checkout.path, showCheckout)
orderRoutes.post(urls.checkout.path, submitCheckout)

orderRoutes.get(urls.orders.path, async (c) => {
  const { t, paths, language } = c.var.visit
  const tab = ORDER_TABS.find((name) => name === c.req.query('tab')) ?? 'all'
  const orders = await readHeld(c.var.visit, heldKeys(c, 'orders'))
  const own = HeldOrders({ orders, tab, t: t.orders, paths, language })
  return lookup(c, { number: '', phone: '', error: null, own }, 200)
})

orderRoutes.post(urls.orders.path, async (c) => {
  const { t, paths } = c.var.visit
  const form = await c.req.parseBody()
  const typed = { number: field(form, 'number').slice(0, 40), phone: field(form, 'phone').slice(0, 40) }
  if (!typed.number.trim() || !typed.phone.trim())
    return lookup(c, { ...typed, error: t.orders.lookupMissing }, 422)
  const network = c.var.visit.network ?? 'local'
  const found = await findByPhone(c.var.visit, typed.number, typed.phone, network)
  if (found === 'rate_limited') return lookup(c, { ...typed, error: t.orders.rateLimited }, 429)
  if (!found) return lookup(c, { ...typed, error: t.orders.notFound }, 404)
  grantAccess(c, found.number, found.token)
  return c.redirect(paths.order(found.number), 303)
})

orderRoutes.get(urls.order.path, async (c) => {
  const { paths } = c.var.visit
  const number = parseOrderNumber(c.req.param('number'))
  const key = c.req.query('key')
  if (number && key) {
    // The key leaves the address at once, so that a copied link or a referrer does not carry it.
    if (await tokenOpens(c.var.visit, number, key)) grantAccess(c, number, key)
    noStore(c)
    return c.redirect(paths.order(number), 303)
  }
  const order = await readable(c)
  return order ? orderPage(c, order) : missing(c)
})

orderRoutes.post(urls.cancellation.path, async (c) => {
  const { t, paths } = c.var.visit
  const order = await readable(c)
  if (!order) return missing(c)
  const words = t.gardens.callOff
  const plots = order.state === 'paid' && order.adoptions.some(mayStillGoBack)
  const { sure, seenFen } = await readConsent(c)
  if (plots && (!sure || seenFen === null)) return orderPage(c, order, { callOff: words.unsure, status: 422 })
  const seen = plots ? (seenFen ?? undefined) : undefined
  const cancelled = await cancelOrder(c.var.visit, order.number, 'shopper', seen)
  if (cancelled.ok) return c.redirect(paths.order(order.number), 303)
  const latest = (await readOrder(c.var.visit, order.number)) ?? order
  const paid = order.state !== 'paid' && latest.state === 'paid'
  return orderPage(
    c,
    latest,
    plots ? { callOff: words.changed } : { error: paid ? t.orders.paidMeanwhile : t.orders.tooLate },
  )
})

orderRoutes.post(urls.receipt.path, async (c) => {
  const { t, paths } = c.var.visit
  const order = await readable(c)
  if (!order) return missing(c)
  const received = await confirmReceipt(c.var.visit, order.number)
  if (received.ok) return c.redirect(paths.order(order.number), 303)
  return orderPage(c, order, { error: t.orders.nothingToReceive })
})

orderRoutes.get(urls.personalData.path, async (c) => {
  const order = await readable(c)
  return order ? personalDataPage(c, order) : missing(c)
})

orderRoutes.post(urls.personalData.path, async (c) => {
  const { t, paths } = c.var.visit
  const order = await readable(c)
  if (!order) return missing(c)
  const form = await c.req.parseBody()
  const network = c.var.visit.network ?? 'local'
  // A link may have been passed on: the phone shows that this is the buyer, and guessing it is slowed.
  const proven = await findByPhone(c.var.visit, order.number, field(form, 'phone').slice(0, 40), network)
  if (proven === 'rate_limited')
    return personalDataPage(c, order, { error: t.orders.rateLimited, status: 429 })
  if (!proven) return personalDataPage(c, order, { error: t.orders.personalWrongPhone, status: 422 })
  if (field(form, 'act') !== 'delete') {
    noStore(c)
    c.header('Content-Disposition', `attachment; filename="order-${order.number}.json"`)
    return c.json(await exportPersonalData(c.var.visit, order.number))
  }
  if (field(form, 'sure') !== 'yes')
    return personalDataPage(c, order, { error: t.orders.personalUnsure, status: 422 })
  const forgotten = await forgetBuyer(c.var.visit, order.number)
  if (!forgotten.ok) return personalDataPage(c, order, { error: t.orders.personalLater, status: 409 })
  return c.redirect(paths.personalData(order.number), 303)
})

orderRoutes.get(urls.payment.path, async (c) => {
  const { paths } = c.var.visit
  const order = await readable(c)
  if (!order) return missing(c)
  return order.state === 'awaiting_payment'
    ? paymentPage(c, order)
    : c.redirect(paths.order(order.number), 303)
})

orderRoutes.post(urls.payment.path, async (c) => {
  const { t, paths } = c.var.visit
  const order = await readable(c)
  if (!order) return missing(c)
  // Paid or cancelled meanwhile, in another tab: the order says so.
  if (order.state !== 'awaiting_payment') return c.redirect(paths.order(order.number), 303)
  const method = field(await c.req.parseBody(), 'method')
  const started = await startPayment(c.var.visit, order.number, method, c.var.visit.language)
  noStore(c)
  if (started.ok && started.value.action.kind === 'redirect') return c.redirect(started.value.action.url, 303)
  return paymentPage(c, order, t.orders.cannotPay)
})

/** The order this browser may read, closed first when its deadline passed; null for any other number. */
async function readable(c: Ctx): Promise<OrderView | null> {
  const shop = c.var.visit
  const number = parseOrderNumber(c.req.param('number') ?? '')
  if (!number || !(await mayRead(c, number))) return null
  const order = await readOrder(shop, number)
  if (order?.state !== 'awaiting_payment' || shop.now < order.payBefore) return order
  await cancelOrder(shop, number, 'timeout')
  return readOrder(shop, number)
}

type Outcome = {
  error?: string
  /** Why it was not called off, at the place where that is asked. */
  callOff?: string
  status?: 409 | 422
}

async function orderPage(c: Ctx, order: OrderView, outcome: Outcome = {}) {
  const { t, paths, language, settings } = c.var.visit
  const goingBack = await backOf(c, order)
  const { callOff, error = goingBack ? undefined : callOff } = outcome
  await keepAdoptions(c, order)
  noStore(c)
  const back = { href: paths.orders, label: t.orders.lookupTitle }
  const meta = { title: t.orders.title, current: 'orders' as const, noindex: true, back }
  return renderPage(
    c,
    meta,
    OrderPage({
      ...{ order, now: c.var.visit.now, error: error ?? null, t, paths, language },
      ...{ goingBack, callOffError: callOff ?? null },
      gifts: await giftTokens(settings, order),
      origin: settings.publicUrl,
    }),
    outcome.status ?? (error || callOff ? 409 : 200),
  )
}

/** What calling off a paid order of plots gives back today; null where nothing of it can, or there are no plots. */
async function backOf(c: Ctx, order: OrderView) {
  if (!mayCallOff(order) || !order.adoptions.some(mayStillGoBack)) return null
  const account = await readAccount(c.var.visit.db, order.id)
  return account ? backOfOrder(account, 'shopper', c.var.visit.now) : null
}

/** Who may read the order may open its plots, until a gift of one is taken; the plan shows them as theirs. */
async function keepAdoptions(c: Ctx, { adoptions }: OrderView): Promise<void> {
  const { settings } = c.var.visit
  const held = heldKeys(c, 'adoptions')
  const tokens = await Promise.all(
    adoptions
      .filter((one) => one.giftClaimedAt === null && one.state !== 'released')
      .map(async ({ id }) => ({ id, token: await adoptionToken(settings, id, null) })),
  )
  keepKeys(
    c,
    'adoptions',
    tokens.filter(({ id, token }) => !held.some((key) => key.number === id && key.token === token)),
  )
}

function personalDataPage(
  c: Ctx,
  order: OrderView,
  outcome: { error?: string; status?: 409 | 422 | 429 } = {},
) {
  const { t, paths } = c.var.visit
  noStore(c)
  const body = PersonalDataPage({
    number: order.number,
    over: order.state === 'completed' || order.state === 'cancelled' || order.cancelled,
    forgotten: order.forgotten,
    error: outcome.error ?? null,
    t: t.orders,
    paths,
  })
  const back = { href: paths.order(order.number), label: t.orders.title }
  const meta = { title: t.orders.personalData, current: 'orders' as const, noindex: true, back }
  return renderPage(c, meta, body, outcome.status ?? 200)
}

function paymentPage(c: Ctx, order: OrderView, error?: string) {
  const { t, paths, settings } = c.var.visit
  noStore(c)
  const back = { href: paths.order(order.number), label: t.orders.title }
  const body = PaymentPage({
    order,
    now: c.var.visit.now,
    methods: settings.production ? [] : ['sandbox'],
    error: error ?? null,
    t,
    paths,
  })
  return renderPage(
    c,
    { title: t.orders.payment, noindex: true, back, hideTabBar: true },
    body,
    error ? 409 : 200,
  )
}

function lookup(
  c: Ctx,
  typed: { number: string; phone: string; error: string | null; own?: Child },
  status: 200 | 404 | 422 | 429,
) {
  const { t, paths } = c.var.visit
  if (status === 429) c.header('Retry-After', '3600')
  noStore(c)
  const meta = { title: t.orders.lookupTitle, current: 'orders' as const, noindex: true }
  return renderPage(c, meta, LookupPage({ ...typed, t: t.orders, action: paths.orders }), status)
}

/** The same answer whether the order does not exist or is not this visitor's. */
function missing(c: Ctx) {
  return lookup(c, { number: '', phone: '', error: c.var.visit.t.orders.notFound }, 404)
}

const noStore = (c: Ctx): void => c.header('Cache-Control', 'private, no-store')
