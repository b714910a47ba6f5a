import type { Ctx } from '../http/context.ts'
import { heldKeys } from '../http/keyring.ts'
import { renderPage } from '../ui/document.tsx'
import { readHeld } from './held.ts'
import { OrderedNotice } from './ordered-notice.tsx'

/** A checkout with nothing in it: another tab ordered it, which is said, or emptied the cart, which the cart says. */
export async function emptyCheckout(c: Ctx) {
  const { t, paths } = c.var.visit
  const held = await readHeld(c.var.visit, heldKeys(c, 'orders'))
  const order = held.find(({ state }) => state === 'awaiting_payment')
  if (!order) return c.redirect(paths.cart, 303)
  c.header('Cache-Control', 'private, no-store')
  const body = (
    <div class="checkout wrap">
      <h1>{t.checkout.title}</h1>
      <OrderedNotice order={order} title={t.checkout.nothingLeft} t={t.orders} paths={paths}>
        <p>
          <a href={paths.products()}>{t.cart.continueShopping}</a>
        </p>
      </OrderedNotice>
    </div>
  )
  const back = { href: paths.cart, label: t.cart.title }
  return renderPage(c, { title: t.checkout.title, noindex: true, back }, body)
}
