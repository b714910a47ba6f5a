import type { Ctx } from '../http/context.ts'
import { exactOf, readForm } from '../http/form.ts'
import { renderPage } from '../ui/document.tsx'
import { addressOpen, correctAddress, readAddress } from './address-correcting.ts'
import {
  blankCheckout,
  type CheckoutErrors,
  type CheckoutForm,
  codesOf,
  parseCheckout,
  readCheckout,
  settleRegion,
} from './checkout-form.ts'
import { OwnAddressPage } from './own-address-page.tsx'
import { type OrderView, readOrder } from './queries.ts'
import { missing, noStore } from './showing.tsx'

/** Where an order goes, whole: its key opened this page, not its number. */
export async function showOwnAddress(c: Ctx, order: OrderView) {
  const to = await readAddress(c.var.visit, order.id)
  if (!to) return missing(c)
  const { region, ...rest } = to
  const form = { ...blankCheckout([], ''), ...rest, ...codesOf(region) }
  return page(c, order, form, {})
}

export async function submitOwnAddress(c: Ctx, order: OrderView) {
  const { t, paths } = c.var.visit
  const posted = await readForm(c)
  const form = settleRegion(readCheckout(posted))
  if (exactOf(posted, 'step') === 'region') return page(c, order, form, {})
  const parsed = parseCheckout(form, t.checkout.errors)
  if (!parsed.ok) return page(c, order, form, parsed.errors, 422)
  const done = await correctAddress(c.var.visit, order.id, parsed.value.recipient)
  if (done.ok) return c.redirect(paths.order(order.number), 303)
  if (done.refusal.code === 'undeliverable')
    return page(c, order, form, { region: t.orders.otherProvince }, 422)
  const latest = await readOrder(c.var.visit, order.number)
  return latest ? page(c, latest, form, { name: t.orders.addressMoved }, 409) : missing(c)
}

function page(c: Ctx, order: OrderView, form: CheckoutForm, errors: CheckoutErrors, status = 200) {
  const { t, paths, language } = c.var.visit
  noStore(c)
  const body = OwnAddressPage({
    ...{ number: order.number, form, errors, t, language },
    region: order.recipient.region,
    open: addressOpen(order),
    phoneFixed: order.state === 'awaiting_payment' && order.buyer === null,
    action: paths.ownAddress(order.number),
    back: paths.order(order.number),
    contact: paths.contact,
  })
  const back = { href: paths.order(order.number), label: t.orders.title }
  const meta = {
    title: t.orders.addressTitle,
    current: 'orders' as const,
    noindex: true,
    back,
    hideTabBar: true,
  }
  return renderPage(c, { ...meta, styles: ['gardenCss'] }, body, status)
}
