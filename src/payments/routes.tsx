import { Hono } from 'hono'
import { confirmReceipt } from '../fulfilment/receiving.ts'
import { readConsent } from '../http/calling-off.ts'
import type { AppEnv, Ctx } from '../http/context.ts'
import { answerError, answerNotFound } from '../http/failures.tsx'
import { exactOf, readForm } from '../http/form.ts'
import { withNamed } from '../http/named.ts'
import { parseOrderNumber } from '../kernel/ids.ts'
import { anySample } from '../kernel/samples.ts'
import { grantAccess, tokenOpens } from '../orders/access.ts'
import { mayCallOff, mayStillGoBack } from '../orders/going-back.ts'
import { type OrderView, readOrder } from '../orders/queries.ts'
import { missing, noStore, type Outcome, orderPage, readable } from '../orders/showing.tsx'
import { renderPage } from '../ui/document.tsx'
import { siteUrls, urls } from '../urls.ts'
import { askWho, openIdOf, toldWho } from '../wechat/identity.ts'
import { type Account, openAttempt, readAccount } from './account.ts'
import { isOver, startPayment } from './attempting.ts'
import { cancelOrder } from './cancelling.ts'
import type { PaymentAction } from './gateway.ts'
import { learnNow } from './learning.ts'
import { isSetUp, METHODS, mayTransfer, methodsAt, placeOf } from './method.ts'
import { payingFrom } from './paying-from.ts'
import { PaymentPage } from './payment-page.tsx'
import { backOfOrder } from './refunds/calling-off.ts'
import { orderNumberOf, playOutcome } from './sandbox.ts'
import { readTrade } from './sandbox-gateway.ts'
import { sandboxPage } from './sandbox-page.tsx'
import { NoticePage } from './transfer/notice-page.tsx'

/** The sandbox provider: its page with two buttons, and its callback. Absent in production. */
export const sandboxRoutes = new Hono<AppEnv>()

sandboxRoutes.get(urls.sandbox.path, async (c) => {
  const { settings, db } = c.var.visit
  const outTradeNo = c.req.param('outTradeNo')
  const trade = await readTrade(db, outTradeNo)
  if (settings.production || trade.state === 'unknown') return answerNotFound(c)
  c.header('Cache-Control', 'private, no-store')
  return sandboxPage(c, { outTradeNo, amountFen: trade.amountFen, state: trade.state })
})

sandboxRoutes.post(urls.sandbox.path, (c) => play(c, c.req.param('outTradeNo')))

async function play(c: Ctx, outTradeNo: string) {
  const { paths, settings } = c.var.visit
  if (settings.production) return answerNotFound(c)
  const json = c.req.header('Content-Type')?.includes('application/json')
  const body = json ? await c.req.json<unknown>().catch(() => null) : await readForm(c)
  const outcome = (body as { outcome?: unknown } | null)?.outcome
  if (outcome !== 'success' && outcome !== 'failure') return answerError(c, 422)
  const result = await playOutcome(c.var.visit, outTradeNo, outcome)
  if (!result.ok) return result.refusal.code === 'not_found' ? answerNotFound(c) : answerError(c, 409)
  if (json) return c.json({ outTradeNo, outcome: result.value })
  const number = await orderNumberOf(c.var.visit, outTradeNo)
  return c.redirect(number ? paths.order(number) : paths.orders, 303)
}

/** One order: what it is, how it is paid, called off and confirmed to have come. */
export const paymentRoutes = new Hono<AppEnv>()

const withOwnOrder = withNamed(ownOrder, missing)

paymentRoutes.post(urls.cancellation.path, withOwnOrder(callOff))
paymentRoutes.post(urls.receipt.path, withOwnOrder(receive))
paymentRoutes.get(urls.payment.path, withOwnOrder(showPayment))
paymentRoutes.post(urls.payment.path, withOwnOrder(pay))
paymentRoutes.get(urls.paymentNotice.path, withOwnOrder(showNotice))

paymentRoutes.get(urls.order.path, async (c) => {
  const { paths } = c.var.visit
  const number = parseOrderNumber(c.req.param('number'))
  const key = c.req.query('key')
  if (number && key) {
    // The key leaves the address at once, so that a copied link or a referrer does not carry it.
    if (await tokenOpens(c.var.visit, number, key)) grantAccess(c, number, key)
    noStore(c)
    return c.redirect(paths.order(number), 303)
  }
  const order = await ownOrder(c)
  return order ? shown(c, order) : missing(c)
})

async function callOff(c: Ctx, order: OrderView) {
  const { t, paths } = c.var.visit
  const words = t.gardens.callOff
  const plots = order.state === 'paid' && order.adoptions.some(mayStillGoBack)
  const { sure, seenFen } = await readConsent(c)
  if (plots && (!sure || seenFen === null)) return shown(c, order, { callOff: words.unsure, status: 422 })
  const seen = plots ? (seenFen ?? undefined) : undefined
  const cancelled = await cancelOrder(c.var.visit, order.number, 'shopper', seen)
  if (cancelled.ok) return c.redirect(paths.order(order.number), 303)
  const latest = (await readOrder(c.var.visit, order.number)) ?? order
  const paid = order.state !== 'paid' && latest.state === 'paid'
  return shown(
    c,
    latest,
    plots ? { callOff: words.changed } : { error: paid ? t.orders.paidMeanwhile : t.orders.tooLate },
  )
}

async function receive(c: Ctx, order: OrderView) {
  const { t, paths } = c.var.visit
  const received = await confirmReceipt(c.var.visit, order.number)
  if (received.ok) return c.redirect(paths.order(order.number), 303)
  return shown(c, order, { error: t.orders.nothingToReceive })
}

/** Whoever comes back from a provider, or waits before its code, is told what it says now. */
async function showPayment(c: Ctx, order: OrderView) {
  const { paths } = c.var.visit
  if (order.state !== 'awaiting_payment') return c.redirect(paths.order(order.number), 303)
  const account = await readAccount(c.var.visit.db, order.id)
  if (account && (await learnNow(c.var.visit, account))) {
    const latest = await readOrder(c.var.visit, order.number)
    if (latest && latest.state !== 'awaiting_payment') return c.redirect(paths.order(order.number), 303)
  }
  return paymentPage(c, order, { account, action: openAction(account, c.var.visit.now) })
}

/** What an institution's bookkeeping pays by, on paper. */
async function showNotice(c: Ctx, order: OrderView) {
  const { t, paths, language, now } = c.var.visit
  const account = await readAccount(c.var.visit.db, order.id)
  const action = openAction(account, now)
  if (order.state !== 'awaiting_payment' || action?.kind !== 'transfer')
    return c.redirect(paths.payment(order.number), 303)
  noStore(c)
  const { contact } = await c.var.visit.shopfront()
  const back = { href: paths.payment(order.number), label: t.orders.payment }
  const arrivedFen = arrivedOf(account)
  const body = NoticePage({ order, action, arrivedFen, phone: contact.phone, now, language, t, paths })
  const title = t.orders.paymentNotice.title
  return renderPage(c, { title, noindex: true, back, hideTabBar: true, styles: ['institutionsCss'] }, body)
}

/** What the open attempt of an order waits for; only a code lasts. */
function openAction(account: Account | null, now: number): PaymentAction | null {
  const open = account && openAttempt(account)
  return open?.action && !isOver(open, now) ? (JSON.parse(open.action) as PaymentAction) : null
}

async function pay(c: Ctx, order: OrderView) {
  const { t, paths, settings } = c.var.visit
  // Paid or cancelled meanwhile, in another tab: the order says so.
  if (order.state !== 'awaiting_payment') return c.redirect(paths.order(order.number), 303)
  const asked = exactOf(await readForm(c), 'method')
  const method = METHODS.find((own) => own === asked)
  noStore(c)
  const openId = method === 'wechatpay_jsapi' ? await openIdOf(c) : null
  if (method === 'wechatpay_jsapi' && !openId && settings.wechat && isSetUp(settings, method))
    return c.redirect(askWho(c, settings.wechat, siteUrls.wechatSignIn.path, order.number), 303)
  const started = await startPayment(c.var.visit, order.number, asked, payingFrom(c, openId))
  if (!started.ok) {
    const { code } = started.refusal
    const why = { closed_for_now: t.orders.closed, sample: t.orders.sampleOnly }[code as string]
    return paymentPage(c, order, { error: why ?? t.orders.cannotPay })
  }
  const { action } = started.value
  if (action.kind === 'redirect') return c.redirect(action.url, 303)
  // Shown by its own address, so that it can be read again.
  if (action.kind === 'qr' || action.kind === 'transfer') return c.redirect(paths.payment(order.number), 303)
  return paymentPage(c, order, { action })
}

/** The order this browser may read, closed first when its deadline passed; null for any other number. */
async function ownOrder(c: Ctx): Promise<OrderView | null> {
  const shop = c.var.visit
  const order = await readable(c)
  if (order?.state !== 'awaiting_payment' || shop.now < order.payBefore) return order
  await cancelOrder(shop, order.number, 'timeout')
  return readOrder(shop, order.number)
}

/** The page of the order, with what calling it off gives back. */
const shown = async (c: Ctx, order: OrderView, outcome: Outcome = {}) =>
  orderPage(c, order, await backOf(c, order), outcome)

/** What calling off a paid order of plots gives back today; null where nothing of it can, or there are no plots. */
async function backOf(c: Ctx, order: OrderView) {
  if (!mayCallOff(order) || !order.adoptions.some(mayStillGoBack)) return null
  const account = await readAccount(c.var.visit.db, order.id)
  return account ? backOfOrder(account, 'shopper', c.var.visit.now) : null
}

/** What of an order has come by bank transfer, in fen. */
const arrivedOf = (account: Account | null | undefined): number =>
  account?.arrived.reduce((sum, { amountFen }) => sum + amountFen, 0) ?? 0

type Waiting = { account?: Account | null; action?: PaymentAction | null; error?: string }

/** An order this large may be one to pay by bank transfer: its buyer is told whom to ask. */
const LARGE_FEN = 200_000

async function paymentPage(c: Ctx, order: OrderView, { account, action = null, error }: Waiting) {
  const { t, paths, settings } = c.var.visit
  const { closed } = await c.var.visit.shopfront()
  noStore(c)
  const place = placeOf(c.req.header('User-Agent') ?? '')
  const back = { href: paths.order(order.number), label: t.orders.title }
  const asks = settings.bank && !mayTransfer(order) && order.totalFen >= LARGE_FEN
  const body = PaymentPage({
    order,
    now: c.var.visit.now,
    place,
    methods: order.payBefore > c.var.visit.now ? methodsAt(settings, place, order) : [],
    action,
    arrivedFen: arrivedOf(account),
    askFor: asks ? ((await c.var.visit.shopfront()).contact.phone ?? '') : null,
    closed,
    error: error ?? null,
    t,
    paths,
  })
  return renderPage(
    c,
    { title: t.orders.payment, noindex: true, back, hideTabBar: true, samples: anySample(order.lines) },
    body,
    error ? 409 : 200,
  )
}

/** Where WeChat leads back to once it said who pays. */
export const wechatSignInRoutes = new Hono<AppEnv>()

wechatSignInRoutes.get(siteUrls.wechatSignIn.path, async (c) => {
  const { settings, paths } = c.var.visit
  if (!settings.wechat) return answerNotFound(c)
  const told = await toldWho(c, settings.wechat)
  noStore(c)
  return c.redirect(told?.outcome === 'known' ? paths.payment(told.about) : paths.orders, 303)
})
