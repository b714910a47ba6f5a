import { Hono } from 'hono'
import { addLine } from '../cart/cookie.ts'
import { cartOf, keepCart } from '../cart/store.ts'
import { MAX_QUANTITY } from '../catalog/card.ts'
import { signedIn } from '../customers/current.ts'
import type { AppEnv, Ctx } from '../http/context.ts'
import { exactOf, readForm } from '../http/form.ts'
import { heldKeys } from '../http/keyring.ts'
import { withNamed } from '../http/named.ts'
import { maskPhone, parsePhone } from '../kernel/phone.ts'
import { phoneMark } from '../kernel/phone-mark.ts'
import { unseal } from '../kernel/secrets.ts'
import { chooseMessages, markOfOrder } from '../notices/stopping.ts'
import { renderPage } from '../ui/document.tsx'
import { urls } from '../urls.ts'
import { findByPhone, grantAccess } from './access.ts'
import { showCheckout, submitCheckout } from './checkout.tsx'
import { ORDER_TABS, readHeld } from './held.ts'
import { HeldOrders } from './held-orders.tsx'
import { showOwnAddress, submitOwnAddress } from './own-address.tsx'
import { attachOrders } from './owning.ts'
import { exportPersonalData, forgetBuyer } from './personal-data.ts'
import { PersonalDataPage } from './personal-data-page.tsx'
import type { OrderView } from './queries.ts'
import { lookup, missing, noStore, readable } from './showing.tsx'

export const orderRoutes = new Hono<AppEnv>()

orderRoutes.get(urls.checkout.path, showCheckout)
orderRoutes.post(urls.checkout.path, submitCheckout)

orderRoutes.get(urls.orders.path, async (c) => {
  const { t, paths, language } = c.var.visit
  const tab = ORDER_TABS.find((name) => name === c.req.query('tab')) ?? 'all'
  const me = await signedIn(c)
  const orders = await readHeld(c.var.visit, heldKeys(c, 'orders'), me?.userId)
  const account = me && maskPhone(await unseal(c.var.visit.settings.phoneKey, me.phoneSealed))
  const own = HeldOrders({ orders, tab, account, t, paths, language })
  return lookup(c, { number: '', phone: '', error: null, own }, 200)
})

orderRoutes.post(urls.orders.path, async (c) => {
  const { t, paths } = c.var.visit
  const form = await readForm(c)
  const typed = { number: exactOf(form, 'number', 40), phone: exactOf(form, 'phone', 40) }
  if (!typed.number.trim() || !typed.phone.trim())
    return lookup(c, { ...typed, error: t.orders.lookupMissing }, 422)
  const network = c.var.visit.network ?? 'local'
  const found = await findByPhone(c.var.visit, typed.number, typed.phone, network)
  if (found === 'rate_limited') return lookup(c, { ...typed, error: t.orders.rateLimited }, 429)
  if (!found) return lookup(c, { ...typed, error: t.orders.notFound }, 404)
  await attachOlder(c, parsePhone(typed.phone) ?? '')
  grantAccess(c, found.number, found.token)
  return c.redirect(paths.order(found.number), 303)
})

/** One old order of one's own phone, found by its number, says that the older ones are theirs too. */
async function attachOlder(c: Ctx, phone: string) {
  const me = await signedIn(c)
  const { db, settings, now } = c.var.visit
  if (!me || (await phoneMark(settings.phonePepper, phone)) !== me.phoneHmac) return
  await db.batch(attachOrders(db, me.phoneHmac, 0, now))
}

const withReadable = withNamed(readable, missing)

orderRoutes.get(
  urls.personalData.path,
  withReadable((c, order) => personalDataPage(c, order)),
)
orderRoutes.post(urls.personalData.path, withReadable(answerRights))
orderRoutes.get(urls.ownAddress.path, withReadable(showOwnAddress))
orderRoutes.post(urls.ownAddress.path, withReadable(submitOwnAddress))
orderRoutes.post(urls.orderAgain.path, withReadable(putBack))
orderRoutes.post(urls.orderMessages.path, withReadable(chooseOwnMessages))

/** The phone of the order gets messages or none; of one that nobody paid it may be anybody's. */
async function chooseOwnMessages(c: Ctx, { number, paidAt }: OrderView) {
  if (paidAt === null) return missing(c)
  const on = exactOf(await readForm(c), 'messages', 3) === 'on'
  await chooseMessages(c.var.visit, 'orders', markOfOrder(number), on)
  return c.redirect(`${c.var.visit.paths.order(number)}#messages`, 303)
}

/** Puts an order's goods into the cart as they were bought; the cart says what changed since. */
async function putBack(c: Ctx, order: OrderView) {
  const { paths } = c.var.visit
  let lines = cartOf(c)
  let left = 0
  for (const { sku, quantity, unitPriceFen } of order.lines) {
    if (sku === null) continue
    const added = addLine(lines, { sku, quantity: Math.min(quantity, MAX_QUANTITY), seenFen: unitPriceFen })
    if (added) lines = added
    else left += 1
  }
  keepCart(c, lines)
  return c.redirect(left ? `${paths.cart}?full=1` : paths.cart, 303)
}

async function answerRights(c: Ctx, order: OrderView) {
  const { t, paths } = c.var.visit
  const form = await readForm(c)
  const network = c.var.visit.network ?? 'local'
  // A link may have been passed on: the phone shows that this is the buyer, and guessing it is slowed.
  const proven = await findByPhone(c.var.visit, order.number, exactOf(form, 'phone', 40), network)
  if (proven === 'rate_limited')
    return personalDataPage(c, order, { error: t.orders.rateLimited, status: 429 })
  if (!proven) return personalDataPage(c, order, { error: t.orders.personalWrongPhone, status: 422 })
  if (exactOf(form, 'act') !== 'delete') {
    noStore(c)
    c.header('Content-Disposition', `attachment; filename="order-${order.number}.json"`)
    return c.json(await exportPersonalData(c.var.visit, order.number))
  }
  if (exactOf(form, 'sure') !== 'yes')
    return personalDataPage(c, order, { error: t.orders.personalUnsure, status: 422 })
  const forgotten = await forgetBuyer(c.var.visit, order.number)
  if (!forgotten.ok) return personalDataPage(c, order, { error: t.orders.personalLater, status: 409 })
  return c.redirect(paths.personalData(order.number), 303)
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
